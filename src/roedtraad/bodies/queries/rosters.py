"""Who sits in a body on a day: by side, chairs first; and who comes and goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad import danish
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import (
    Body,
    OfficeHolding,
    Party,
    PartyKind,
    Person,
    Seat,
    SeatBasis,
    SeatRole,
)
from roedtraad.bodies.models.dated import standing_on, valid_on
from roedtraad.bodies.queries.people import root_of

CHAIR_ROLES = (SeatRole.CHAIR, SeatRole.CO_CHAIR)
DEPUTY_ROLES = (SeatRole.APPOINTED_DEPUTY, SeatRole.SUBSTITUTE)
# Those who take part in what the body decides.
SEATED_ROLES = (*CHAIR_ROLES, SeatRole.VICE_CHAIR, SeatRole.MEMBER, SeatRole.PATIENT_REPRESENTATIVE)
ROLE_ORDER = {role: place for place, role in enumerate(SeatRole)}


class Side(StrEnum):
    """The groups in which members are listed, in the order of the page."""

    REGION = "region"
    MUNICIPALITIES = "municipalities"
    GENERAL_PRACTICE = "general_practice"
    PATIENTS = "patients"
    OTHER = "other"
    OBSERVERS = "observers"
    ADMINISTRATION = "administration"
    SECRETARIAT = "secretariat"

    @property
    def label(self) -> Promise:
        """Return the heading of the group."""
        return SIDE_LABELS[self]


SIDE_LABELS: dict[Side, Promise] = {
    Side.REGION: _("The region"),
    Side.MUNICIPALITIES: _("The municipalities"),
    Side.GENERAL_PRACTICE: _("General practice"),
    Side.PATIENTS: _("Patients and relatives"),
    Side.OTHER: _("Others"),
    Side.OBSERVERS: _("Observers and standing guests"),
    Side.ADMINISTRATION: _("Administrative participants"),
    Side.SECRETARIAT: _("Secretariat"),
}
SIDE_OF_ROLE = {
    SeatRole.SECRETARIAT: Side.SECRETARIAT,
    SeatRole.ADMINISTRATION: Side.ADMINISTRATION,
    SeatRole.PATIENT_REPRESENTATIVE: Side.PATIENTS,
    SeatRole.OBSERVER: Side.OBSERVERS,
    SeatRole.GUEST: Side.OBSERVERS,
}
SIDE_OF_KIND = {
    PartyKind.REGION: Side.REGION,
    PartyKind.HOSPITAL: Side.REGION,
    PartyKind.MUNICIPALITY: Side.MUNICIPALITIES,
    PartyKind.GENERAL_PRACTICE: Side.GENERAL_PRACTICE,
    PartyKind.PATIENTS: Side.PATIENTS,
}


@dataclass(frozen=True, slots=True)
class Seating:
    """A seat on a day, and who sits in it. `person` is None when the office is vacant, or the viewer may not know."""

    seat: Seat
    person: Person | None
    party: Party | None
    side: Side
    # The keys of all rows that say the same of the same person; `seat` is one of them.
    rows: frozenset[int]

    @property
    def role(self) -> SeatRole:
        """Return the role of the seat."""
        return SeatRole(self.seat.role)

    @property
    def is_chair(self) -> bool:
        """Return whether this is one of the chairs."""
        return self.role in CHAIR_ROLES

    @property
    def is_confirmed(self) -> bool:
        """Return whether somebody entered the appointment; False when only minutes showed it."""
        return self.seat.basis == SeatBasis.ENTERED


@dataclass(frozen=True, slots=True)
class SideGroup:
    """The seats of one side, chairs first."""

    side: Side
    seatings: tuple[Seating, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """Who sits in a body on a day. Each seating stands in one group; empty groups are left out."""

    body: Body
    on: date
    groups: tuple[SideGroup, ...]

    @property
    def seatings(self) -> tuple[Seating, ...]:
        """Return everybody, in the order of the groups."""
        return tuple(seating for group in self.groups for seating in group.seatings)

    @property
    def chairs(self) -> tuple[Seating, ...]:
        """Return the chairs, those of the region first; two equal chairs are the ordinary case."""
        return tuple(seating for seating in self.seatings if seating.is_chair)

    def with_role(self, *roles: SeatRole) -> tuple[Seating, ...]:
        """Return those with one of these roles."""
        return tuple(seating for seating in self.seatings if seating.role in roles)


def members_of(body: Body, *, on: date, viewer: Viewer) -> Roster:
    """Return who sits in a body on a day, as far as the viewer may see. Two queries."""
    return rosters_of([body], on=on, viewer=viewer)[0]


def last_known_day(body: Body, *, before: date, viewer: Viewer) -> date | None:
    """Return the last day before this one on which somebody is known to have sat in a body; None if there is none. One query.

    Minutes show who sat until the last meeting that was read: an archive ends some day.
    """
    seats = Seat.objects.filter(visible(viewer), body=body, valid_to__lt=before)
    day: date | None = seats.order_by("-valid_to").values_list("valid_to", flat=True).first()
    return day


def rosters_of(bodies: Collection[Body], *, on: date, viewer: Viewer) -> tuple[Roster, ...]:
    """Return the rosters of bodies, in the order given. Two queries for any number of bodies."""
    seats = Seat.objects.filter(body__in=bodies).filter(visible(viewer))
    by_body: dict[int, list[Seating]] = {body.pk: [] for body in bodies}
    for seating in seatings(seats, on=on, viewer=viewer):
        by_body[seating.seat.body_id].append(seating)
    return tuple(Roster(body, on, _grouped(by_body[body.pk])) for body in bodies)


def seatings(seats: QuerySet[Seat], *, on: date, viewer: Viewer) -> tuple[Seating, ...]:
    """Return these seats as they are held on a day, in the order of a list of members. Two queries.

    A person who holds the same seat twice (two rows that turned out to be one person) is listed once.
    """
    holdings = OfficeHolding.objects.filter(
        standing_on(on), visible(viewer, record="person__record")
    ).select_related("person__same_as")
    rows = (
        seats.filter(valid_on(on), record__withdrawn_at=None)
        .select_related("person__same_as__record", "person__record", "party", "office__party", "body__record")
        .prefetch_related(Prefetch("office__holdings", holdings, to_attr="held"))
    )
    found: dict[tuple[object, ...], Seating] = {}
    for seat in rows.annotate(person_is_visible=visible(viewer, record="person__record")):
        for seating in _held(seat):
            who = seating.person.pk if seating.person else f"seat {seat.pk}"
            key = (who, seat.body_id, seat.role, seating.party and seating.party.pk, seat.deputy_for_id)
            found[key] = _one_of(found.get(key), seating)
    return tuple(sorted(found.values(), key=place_in_list))


def _one_of(known: Seating | None, other: Seating) -> Seating:
    """Return the seating to show of two that say the same: a confirmed one before one that only minutes showed."""
    if known is None:
        return other
    shown = other if other.is_confirmed and not known.is_confirmed else known
    return replace(shown, rows=known.rows | other.rows)


def _held(seat: Seat) -> Iterable[Seating]:
    if seat.office is None:
        person = seat.person if getattr(seat, "person_is_visible", False) else None
        yield _seating(seat, person)
        return
    held: list[OfficeHolding] = getattr(seat.office, "held", [])
    yield from (_seating(seat, holding.person) for holding in held)
    if not held:
        yield _seating(seat, None)


def _seating(seat: Seat, person: Person | None) -> Seating:
    party = seat.party or (seat.office.party if seat.office else None)
    who = root_of(person) if person else None
    return Seating(seat, who, party, side_of(SeatRole(seat.role), party), frozenset({seat.pk}))


def side_of(role: SeatRole, party: Party | None) -> Side:
    """Return the group in which a seat is listed: by its role, and otherwise by the kind of its party."""
    if role in SIDE_OF_ROLE:
        return SIDE_OF_ROLE[role]
    return SIDE_OF_KIND.get(PartyKind(party.kind), Side.OTHER) if party else Side.OTHER


def place_in_list(seating: Seating) -> tuple[int, str, int, str, int]:
    """Return where a seating stands in a list: chairs, then members by party and name, deputies in their order."""
    return (
        ROLE_ORDER[seating.role],
        danish.alphabetical(seating.party.name) if seating.party else "",
        seating.seat.deputy_order if seating.role in DEPUTY_ROLES else 0,
        danish.alphabetical(seating.person.name) if seating.person else "",
        seating.seat.pk,
    )


def _grouped(listed: list[Seating]) -> tuple[SideGroup, ...]:
    groups = ((side, tuple(one for one in listed if one.side == side)) for side in Side)
    return tuple(SideGroup(side, members) for side, members in groups if members)


@dataclass(frozen=True, slots=True)
class SeatChange:
    """Somebody who came (as they sit now), or who left (as they sat then)."""

    seating: Seating
    came: bool


def seat_changes(body: Body, *, after: date, until: date, viewer: Viewer) -> tuple[SeatChange, ...]:
    """Return who left and who came to a body between two days (its last meeting and this one, say).

    A change of office-holder counts as both. Four queries.
    """
    before = members_of(body, on=after, viewer=viewer).seatings
    now = members_of(body, on=until, viewer=viewer).seatings
    was, is_ = {_who(one) for one in before}, {_who(one) for one in now}
    left = (SeatChange(one, came=False) for one in before if _who(one) not in is_)
    came = (SeatChange(one, came=True) for one in now if _who(one) not in was)
    return (*left, *came)


def _who(seating: Seating) -> tuple[int | None, str, int | None]:
    return (
        seating.person.pk if seating.person else None,
        seating.seat.role,
        seating.party.pk if seating.party else None,
    )
