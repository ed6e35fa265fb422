"""Parties: where they take part, who sits for them, who is represented, and their figures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from roedtraad import danish
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import (
    Body,
    Collaboration,
    CollaborationMember,
    Figure,
    Office,
    OfficeHolding,
    Party,
    Person,
    Seat,
)
from roedtraad.bodies.models.dated import standing_on, valid_on
from roedtraad.bodies.queries.people import root_of
from roedtraad.bodies.queries.rosters import (
    SEATED_ROLES,
    Roster,
    Seating,
    Side,
    members_of,
    seatings,
    side_of,
)


def collaborations_of(party: Party, *, on: date, viewer: Viewer) -> QuerySet[Collaboration]:
    """Return the collaborations in which a party takes part on a day, also as their region. One query."""
    memberships = CollaborationMember.objects.filter(standing_on(on), party=party).values("collaboration")
    return Collaboration.objects.filter(Q(pk__in=memberships) | Q(region=party)).filter(
        valid_on(on), visible(viewer)
    )


def memberships_of(party: Party) -> QuerySet[CollaborationMember]:
    """Return every stretch in which a party has taken part in a collaboration, newest first. One query."""
    return (
        party.memberships.filter(withdrawn_at=None)
        .select_related("collaboration__record")
        .order_by("-valid_from", "collaboration__name")
    )


def memberships_in(collaboration: Collaboration) -> QuerySet[CollaborationMember]:
    """Return every stretch in which a party takes part in a collaboration, by name. One query."""
    rows = collaboration.memberships.filter(withdrawn_at=None)
    return rows.select_related("party__record", "collaboration").order_by("party__name", "valid_from")


def members_in(collaboration: Collaboration, *, on: date) -> QuerySet[Party]:
    """Return the parties of a collaboration on a day, by kind and name. One query."""
    memberships = CollaborationMember.objects.filter(standing_on(on), collaboration=collaboration)
    return Party.objects.filter(pk__in=memberships.values("party")).order_by("kind", "name")


def units_of(party: Party, *, on: date) -> QuerySet[Party]:
    """Return the parties that are part of this one on a day: a region's hospitals. One query."""
    return party.units.filter(valid_on(on), record__withdrawn_at=None)


@dataclass(frozen=True, slots=True)
class PartyInBody:
    """The seats that a party has in one body on a day, chairs first."""

    body: Body
    seatings: tuple[Seating, ...]


def bodies_and_people_of(party: Party, *, on: date, viewer: Viewer) -> tuple[PartyInBody, ...]:
    """Return the bodies in which a party sits on a day, and who sits there for it. Two queries.

    Seats of an office of the party count, unless the seat itself names another party.
    """
    seats = Seat.objects.filter(seat_of_party(party)).filter(valid_on(on, prefix="body__"), visible(viewer))
    by_body: dict[Body, list[Seating]] = {}
    for seating in seatings(seats, on=on, viewer=viewer):
        by_body.setdefault(seating.seat.body, []).append(seating)
    ordered = sorted(by_body, key=lambda body: danish.alphabetical(body.name))
    return tuple(PartyInBody(body, tuple(by_body[body])) for body in ordered)


def seat_of_party(party: Party, *, prefix: str = "") -> Q:
    """Return the filter for seats that represent a party, by themselves or by their office."""
    return Q(**{f"{prefix}party": party}) | Q(
        **{f"{prefix}party__isnull": True, f"{prefix}office__party": party}
    )


@dataclass(frozen=True, slots=True)
class Representation:
    """How a party is represented in a body on a day. `party` is None for seats of which no party is known."""

    party: Party | None
    side: Side
    seats: int  # seats that take part in decisions
    chairs: int
    vacant: int  # of these seats, those in an office that nobody holds
    is_member: bool  # takes part in the collaboration on this day


def representation_in(body: Body, *, on: date, viewer: Viewer) -> tuple[Representation, ...]:
    """Return how each party is represented in a body on a day, those of the collaboration without a seat too.

    By side and name. Three queries.
    """
    roster = members_of(body, on=on, viewer=viewer)
    return represented(roster, members=tuple(members_in(body.collaboration, on=on)))


def represented(roster: Roster, *, members: Collection[Party]) -> tuple[Representation, ...]:
    """Count the seats of a roster by party; each of `members` has a row, be it with no seat. No query."""
    deciding = [one for one in roster.seatings if one.role in SEATED_ROLES]
    parties = {party.pk: party for party in members}
    parties |= {one.party.pk: one.party for one in deciding if one.party}
    rows = [
        _represented(party, deciding, is_member=any(member.pk == party.pk for member in members))
        for party in parties.values()
    ]
    if any(one.party is None for one in deciding):
        rows.append(_represented(None, deciding, is_member=False))
    return tuple(sorted(rows, key=_by_side_and_name))


def _by_side_and_name(row: Representation) -> tuple[int, bool, str]:
    name = danish.alphabetical(row.party.name) if row.party else ""
    return list(Side).index(row.side), row.party is None, name


def _represented(party: Party | None, deciding: list[Seating], *, is_member: bool) -> Representation:
    own = [one for one in deciding if one.party == party]
    return Representation(
        party=party,
        side=side_of(SEATED_ROLES[-2], party),
        seats=len(own),
        chairs=sum(one.is_chair for one in own),
        vacant=sum(one.person is None and one.seat.office_id is not None for one in own),
        is_member=is_member,
    )


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """An office of a party, and who holds it on a day: None for nobody, or for somebody whom the viewer may not see."""

    office: Office
    holding: OfficeHolding | None
    holder: Person | None

    @property
    def told(self) -> str:
        """Return the office with its holder, as it is offered."""
        return f"{self.office.title}: {self.holder.name}" if self.holder else self.office.title


def offices_of(party: Party, *, on: date, viewer: Viewer) -> tuple[HeldOffice, ...]:
    """Return the offices of a party, by title, with their holders on a day. Two queries."""
    offices = party.offices.select_related("party").order_by("title")
    held = OfficeHolding.objects.filter(standing_on(on), office__party=party).select_related(
        "office", "person__record", "person__same_as__record"
    )
    seen = held.annotate(person_is_visible=visible(viewer, record="person__record"))
    now = {one.office_id: one for one in seen.order_by("valid_from")}
    return tuple(_held(office, now.get(office.pk)) for office in offices)


def _held(office: Office, holding: OfficeHolding | None) -> HeldOffice:
    is_seen = holding is not None and getattr(holding, "person_is_visible", False)
    return HeldOffice(office, holding, root_of(holding.person) if holding and is_seen else None)


def figure_of(party: Party, what: str, *, on: date) -> Figure | None:
    """Return the newest figure of a kind ('population') that was known for a party on a day. One query."""
    return party.figures.filter(what=what, on__lte=on).order_by("-on").first()


def figures_of(parties: Collection[Party], what: str, *, on: date) -> tuple[Figure, ...]:
    """Return the newest figure of a kind for each of these parties that has one on a day. One query."""
    newest = Figure.objects.filter(party=OuterRef("party"), what=what, on__lte=on).order_by("-on")
    return tuple(
        Figure.objects.filter(party__in=parties, pk=Subquery(newest.values("pk")[:1])).select_related("party")
    )
