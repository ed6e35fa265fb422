"""A body of its own for the journey through a whole meeting: two chairs, members with seats, a substitute, an author."""

from __future__ import annotations

from datetime import date

from people import a_collaboration, a_level, a_party, a_seat, somebody

from roedtraad.accounts.models import RecordKind, User
from roedtraad.accounts.policy import Circle
from roedtraad.accounts.records import register, set_audience
from roedtraad.bodies.models import Body, CollaborationMember, Party, PartyKind, SeatRole


def a_new_body() -> dict[str, User]:
    """The body, its first meetings still to come; return its people by what they do."""
    cluster = a_collaboration("Sundhedsklynge Søndersund")
    region = a_party("Region Søndersund", PartyKind.REGION)
    town, island = a_party("Kirkenæs Kommune"), a_party("Vesterø Kommune")
    doctors = a_party("Almen praksis i Søndersund", PartyKind.GENERAL_PRACTICE)
    joined(cluster.pk, region, town, island, doctors)
    body = Body.objects.create(
        record=register(RecordKind.BODY, is_public=True),
        name="Sundhedsklynge Søndersund – fagligt strategisk niveau",
        collaboration=cluster,
        level=a_level("strategic", "Fagligt strategisk niveau", 2),
    )
    people = {
        "secretary": somebody("Signe Lund", body, SeatRole.SECRETARIAT, party=region),
        "chair": somebody("Bodil Krag", body, SeatRole.CO_CHAIR, party=region),
        "other-chair": somebody("Jens Toft", body, SeatRole.CO_CHAIR, party=town),
        "member": somebody("Aja Winther", body, SeatRole.MEMBER, party=island),
        "doctor": somebody("Peder Myr", body, SeatRole.MEMBER, party=doctors),
        "author": somebody("Ole Fisker", body, SeatRole.ADMINISTRATION, party=town),
        "substitute": somebody("Kim Sandager", None, SeatRole.SUBSTITUTE),
    }
    seat = people["member"].person.seats.get()
    a_seat(people["substitute"].person, body, SeatRole.SUBSTITUTE, party=island, deputy_for=seat)
    records = [one.person.record for one in people.values()]
    set_audience(records, tokens=[Circle.CIRCLE.of(body.pk)], is_public=False)
    return people


def joined(cluster: int, *parties: Party) -> None:
    for party in parties:
        CollaborationMember.objects.create(collaboration_id=cluster, party=party, valid_from=date(2024, 1, 1))
