"""What the forms of a body offer to choose from: its seats, and the people, offices and parties that a seat is given to."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Coalesce

from roedtraad import danish
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body, Office, Party, Person, Seat, SeatBasis
from roedtraad.bodies.models.dated import not_over_on
from roedtraad.bodies.queries.parties import members_in
from roedtraad.bodies.queries.people import root_of


@dataclass(frozen=True, slots=True)
class Choices:
    """Who can get a seat, and for whom; each in the order in which it is offered."""

    people: tuple[tuple[Person, str], ...]  # with the party for which they sat last, '' where none is known
    offices: tuple[Office, ...]
    members: tuple[Party, ...]  # the parties of the collaboration
    others: tuple[Party, ...]
    seats: tuple[Seat, ...]


def standing_seats_of(viewer: Viewer, body: Body) -> tuple[Seat, ...]:
    """Return the seats of a body that somebody entered and that are not over, by who holds them. One query.

    For those who keep the body: seats that begin later are among them.
    """
    rows = Seat.objects.filter(
        not_over_on(viewer.on), visible(viewer), body=body, basis=SeatBasis.ENTERED, record__withdrawn_at=None
    ).select_related("record", "body", "person__record", "person__same_as", "party", "office__party")
    known = rows.annotate(person_is_visible=visible(viewer, record="person__record"))
    return tuple(sorted(known, key=lambda seat: (danish.alphabetical(holder_told(seat)), seat.pk)))


def holder_told(seat: Seat) -> str:
    """Return who holds one of the standing seats: the person, the office, or '' for a person who may not be seen."""
    if seat.person is None:
        return str(seat.office)
    return root_of(seat.person).name if getattr(seat, "person_is_visible", False) else ""


def choices_for(viewer: Viewer, body: Body) -> Choices:
    """Return whom a seat in a body can be given to, as far as the viewer may see them. Six queries."""
    people = Person.objects.filter(visible(viewer), record__withdrawn_at=None, same_as=None)
    sat = (
        Seat.objects.filter(visible(viewer), party__isnull=False, person__isnull=False)
        .annotate(who=Coalesce("person__same_as", "person"))
        .order_by(F("valid_from").asc(nulls_first=True), "pk")
    )
    party_of = dict(sat.values_list("who", "party__name"))
    members = members_in(body.collaboration, on=viewer.on).select_related("record")
    inside = {party.pk for party in members}
    seen = Party.objects.filter(not_over_on(viewer.on), visible(viewer), record__withdrawn_at=None)
    return Choices(
        people=tuple(
            (one, party_of.get(one.pk, ""))
            for one in sorted(people, key=lambda one: (danish.alphabetical(one.name), one.pk))
        ),
        offices=tuple(Office.objects.select_related("party").order_by("party__name", "title")),
        members=tuple(sorted(members, key=_by_name)),
        others=tuple(sorted((one for one in seen if one.pk not in inside), key=_by_name)),
        seats=standing_seats_of(viewer, body),
    )


def _by_name(party: Party) -> str:
    return danish.alphabetical(party.name)
