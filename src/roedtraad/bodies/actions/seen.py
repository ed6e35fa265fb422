"""Seats that minutes showed: noted as seen on a day, and confirmed by somebody who knows of the appointment.

A seat that was only seen gives nobody access, is not public, and lasts from the first to the last day it was seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from roedtraad.accounts import journal
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import register_many
from roedtraad.bodies import policy
from roedtraad.bodies.actions.amending import amend
from roedtraad.bodies.actions.days import Days, within
from roedtraad.bodies.actions.showing import show_members
from roedtraad.bodies.models import Body, OfficeHolding, Party, Person, Seat, SeatBasis, SeatRole
from roedtraad.bodies.models.dated import standing_on
from roedtraad.bodies.queries.people import root_of

# An appointed deputy, a chair and a member are seen alike as sitting there: the stronger word stays.
SEATED = frozenset(
    {SeatRole.CHAIR, SeatRole.CO_CHAIR, SeatRole.VICE_CHAIR, SeatRole.MEMBER, SeatRole.PATIENT_REPRESENTATIVE}
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody whom minutes list in a role, with the party, title and political letter that stand there."""

    person: Person
    role: SeatRole
    party: Party | None = None
    title: str = ""
    letter: str = ""


@transaction.atomic
def see_seats(*, viewer: Viewer, body: Body, on: date, sightings: Sequence[Sighting]) -> tuple[Seat, ...]:
    """Note that minutes showed people in seats of a body on a day; return the seat of each, in the order given.

    Somebody who has the seat on that day, by name or by office, keeps it as it is. A seat that was only seen before
    is stretched to the day. Otherwise a seat is made that was seen on this one day. Twelve queries at most, whatever
    the number of people; one journal entry for all.

    Raises:
        NotAllowed: the viewer is not the body's secretariat.
    """
    policy.may_keep_body(viewer, body).or_refuse()
    Body.objects.select_for_update().get(pk=body.pk)
    known = _known_seats(body, sightings)
    through = _through_offices(body, sightings, on=on)
    found: list[Seat] = []
    made: list[Seat] = []
    stretched: list[Seat] = []
    for sighting in sightings:
        who = root_of(sighting.person)
        seat = _seat_on(known.get(who.pk, []), sighting, on=on) or through.get(who.pk)
        if seat is None and (seat := _seen_before(known.get(who.pk, []), sighting)) is not None:
            _stretch(seat, on)
            stretched.append(seat)
        if seat is None:
            seat = _seen(body, who, sighting, on=on)
            known.setdefault(who.pk, []).append(seat)
            made.append(seat)
        found.append(seat)
    _save(viewer, body, made, stretched, on=on)
    return tuple(found)


@transaction.atomic
def confirm_seats(*, viewer: Viewer, body: Body, seats: Iterable[Seat], days: Days | None = None) -> None:
    """Say that these seats of a body, which only minutes showed, are appointments; with days: from when to when.

    From now on they give access, and are public where the body publishes its members.

    Raises:
        NotAllowed: the viewer is not the body's secretariat.
        Refused: days out of order or outside the body's life.
    """
    policy.may_keep_body(viewer, body).or_refuse()
    confirmed = []
    for seat in seats:
        if seat.body_id != body.pk:
            raise ValueError(f"seat {seat.pk} is not in body {body.pk}")
        wanted: dict[str, str | date | None] = {"basis": SeatBasis.ENTERED}
        if days is not None:
            cut = within(days.in_order(), body)
            wanted |= {"valid_from": cut.first, "valid_to": cut.last}
        amend(seat, wanted, by=viewer.user, act="bodies.seat.confirmed", record=seat.record)
        confirmed.append(seat)
    show_members(body, confirmed)


def _known_seats(body: Body, sightings: Sequence[Sighting]) -> dict[int, list[Seat]]:
    """Return the seats that these people have ever had in the body by name, by the row that stands for the person."""
    roots = {root_of(sighting.person).pk for sighting in sightings}
    seats = Seat.objects.filter(
        Q(person__in=roots) | Q(person__same_as__in=roots), body=body, record__withdrawn_at=None
    ).select_related("person")
    known: dict[int, list[Seat]] = {}
    for seat in seats.order_by("pk"):
        if seat.person is not None:
            known.setdefault(seat.person.same_as_id or seat.person.pk, []).append(seat)
    return known


def _through_offices(body: Body, sightings: Sequence[Sighting], *, on: date) -> dict[int, Seat]:
    """Return the seats of the body that these people hold on the day by an office."""
    roots = {root_of(sighting.person).pk for sighting in sightings}
    holdings = OfficeHolding.objects.filter(
        standing_on(on), Q(person__in=roots) | Q(person__same_as__in=roots)
    ).select_related("person")
    offices = {holding.office_id: holding.person.same_as_id or holding.person.pk for holding in holdings}
    seats = Seat.objects.filter(body=body, office__in=offices, record__withdrawn_at=None)
    return {
        offices[seat.office_id]: seat for seat in seats if seat.office_id is not None and seat.is_valid(on)
    }


def _fits(seat: Seat, sighting: Sighting) -> bool:
    return seat.role == sighting.role or (seat.role in SEATED and sighting.role in SEATED)


def _seat_on(seats: Iterable[Seat], sighting: Sighting, *, on: date) -> Seat | None:
    return next((seat for seat in seats if seat.is_valid(on) and _fits(seat, sighting)), None)


def _seen_before(seats: Iterable[Seat], sighting: Sighting) -> Seat | None:
    party = sighting.party.pk if sighting.party else None
    return next(
        (
            seat
            for seat in seats
            if seat.basis == SeatBasis.SEEN and seat.role == sighting.role and seat.party_id == party
        ),
        None,
    )


def _stretch(seat: Seat, on: date) -> None:
    seat.valid_from = min(seat.valid_from or on, on)
    seat.valid_to = max(seat.valid_to or on, on)


def _seen(body: Body, who: Person, sighting: Sighting, *, on: date) -> Seat:
    return Seat(
        body=body,
        person=who,
        role=sighting.role,
        party=sighting.party,
        title=sighting.title,
        letter=sighting.letter,
        basis=SeatBasis.SEEN,
        valid_from=on,
        valid_to=on,
    )


def _save(viewer: Viewer, body: Body, made: Sequence[Seat], stretched: Sequence[Seat], *, on: date) -> None:
    if not made and not stretched:
        return
    for seat, record in zip(made, register_many(RecordKind.SEAT, len(made)), strict=True):
        seat.record = record
    Seat.objects.bulk_create(made)
    Seat.objects.bulk_update(stretched, ["valid_from", "valid_to"])
    show_members(body, made)
    facts: dict[str, journal.Fact] = {"on": on, "new": len(made), "stretched": len(stretched)}
    journal.write(viewer.user, "bodies.seats.seen", body.record, facts=facts)
