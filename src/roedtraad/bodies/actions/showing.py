"""Who may see seats and the people in them: the circle of the body, and everybody where the body publishes its members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from roedtraad.accounts.models import Audience, Record
from roedtraad.accounts.policy import Circle
from roedtraad.bodies.models import Body, OfficeHolding, Seat, SeatBasis


def show_members(body: Body, seats: Iterable[Seat]) -> None:
    """Let the circle of the body see these seats and their people, in the caller's transaction. Four queries at most.

    Everybody sees those that somebody has entered, where the body publishes its members; those that only minutes
    showed stay internal: import never publishes. Give the seats with `person` loaded.
    """
    listed = list(seats)
    told = _records_of(listed)
    token = Circle.CIRCLE.of(body.pk)
    Audience.objects.bulk_create(
        (Audience(record_id=pk, token=token) for pk in sorted({pk for _, pk in told})), ignore_conflicts=True
    )
    if body.publishes_members:
        entered = {pk for seat, pk in told if seat.basis == SeatBasis.ENTERED}
        Record.objects.filter(pk__in=entered, withdrawn_at=None).update(is_public=True)


def _records_of(seats: Sequence[Seat]) -> list[tuple[Seat, int]]:
    """Return the records that tell of each seat: itself, its person, or those who hold its office while it stands."""
    told = [(seat, seat.pk) for seat in seats]
    for seat in seats:
        if seat.person is not None:
            told += [(seat, pk) for pk in (seat.person.pk, seat.person.same_as_id) if pk is not None]
    offices = {seat.office_id for seat in seats if seat.office_id is not None}
    if not offices:
        return told
    holdings = OfficeHolding.objects.filter(office__in=offices, withdrawn_at=None).select_related("person")
    for holding in holdings:
        people = [pk for pk in (holding.person_id, holding.person.same_as_id) if pk is not None]
        told += [(seat, pk) for seat in seats if _meet(seat, holding) for pk in people]
    return told


def _meet(seat: Seat, holding: OfficeHolding) -> bool:
    has_begun = seat.valid_to is None or holding.valid_from is None or holding.valid_from <= seat.valid_to
    not_over = seat.valid_from is None or holding.valid_to is None or holding.valid_to >= seat.valid_from
    return seat.office_id == holding.office_id and has_begun and not_over
