"""From the rows of seats in a register file to seats of people and of offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from roedtraad.bodies.models import SeatRole
from roedtraad.bodies.register.entries import HoldingEntry, OfficeEntry, Register, SeatEntry, SeatRow
from roedtraad.bodies.register.of_parties import office_id, office_title
from roedtraad.bodies.register.table import Problem
from roedtraad.bodies.register.vocabulary import CHOSEN_BY_NAME, DEPUTIES


def seated(register: Register) -> tuple[Register, list[Problem]]:
    """Return the register with the seats, offices and holdings that its rows tell of, and what is wrong with them."""
    rows = _with_equal_chairs(register.rows)
    offices = {office.id: office for office in register.offices}
    holdings = {holding.id: holding for holding in register.holdings}
    for row in rows:
        if row.office and row.party:
            office = OfficeEntry(office_id(row.party, row.office), row.party, office_title(row.office))
            offices.setdefault(office.id, office)
            _hold(holdings, office, row)
    seats: dict[str, SeatEntry] = {}
    of_row: dict[SeatRow, str] = {}
    for row in rows:
        of_row[row] = _seat(seats, row)
    problems: list[Problem] = []
    for row in rows:
        if row.deputy_for:
            _stand_in(seats, of_row, row, problems)
    return (
        replace(
            register,
            seats=tuple(seats.values()),
            offices=tuple(offices.values()),
            holdings=tuple(holdings.values()),
        ),
        problems,
    )


def _with_equal_chairs(rows: Sequence[SeatRow]) -> tuple[SeatRow, ...]:
    """Return the rows; where a body has two chairs on the same day, they are equal."""
    chairs = [row for row in rows if row.role == SeatRole.CHAIR]

    def has_equal(row: SeatRow) -> bool:
        return any(other is not row and other.body == row.body and overlap(other, row) for other in chairs)

    return tuple(
        replace(row, role=SeatRole.CO_CHAIR) if row.role == SeatRole.CHAIR and has_equal(row) else row
        for row in rows
    )


def _hold(holdings: dict[str, HoldingEntry], office: OfficeEntry, row: SeatRow) -> None:
    """Note that whoever sits by an office holds it; the days of several seats are taken together."""
    known = [one for one in holdings.values() if one.office == office.id and one.person == row.person]
    for one in known:
        if overlap(one, row):
            holdings[one.id] = replace(
                one, first=_earlier(one.first, row.first), last=_later(one.last, row.last)
            )
            return
    key = f"{office.id}/{row.person}/{len(known) + 1}"
    holdings[key] = HoldingEntry(key, office.id, row.person, row.first, row.last)


def _seat(seats: dict[str, SeatEntry], row: SeatRow) -> str:
    """Note the seat of a row and return its id; those who hold an office one after the other share one seat."""
    by_office = bool(row.office and row.party) and row.role not in CHOSEN_BY_NAME
    office = office_id(row.party, row.office) if by_office else ""
    holder = office or row.person
    key = f"{row.body}/{holder}/{row.role}"
    if office and key in seats:
        known = seats[key]
        seats[key] = replace(known, first=_earlier(known.first, row.first), last=_later(known.last, row.last))
        return key
    number = 2
    unique = key
    while unique in seats:
        unique, number = f"{key}/{number}", number + 1
    seats[unique] = SeatEntry(
        id=unique,
        body=row.body,
        role=row.role,
        person="" if office else row.person,
        office=office,
        party=row.party,
        title=row.title if office else row.title or office_title(row.office),
        letter=row.letter,
        deputy_order=row.deputy_order,
        first=row.first,
        last=row.last,
    )
    return unique


def _stand_in(
    seats: dict[str, SeatEntry], of_row: dict[SeatRow, str], row: SeatRow, problems: list[Problem]
) -> None:
    members = (
        key
        for other, key in of_row.items()
        if other.body == row.body
        and other.person == row.deputy_for
        and other.role not in DEPUTIES
        and overlap(other, row)
    )
    member = next(members, None)
    if member is None:
        sentence = _("“%(person)s” has no seat in the body on these days.") % {"person": row.deputy_for}
        problems.append(Problem(row.where, sentence))
        return
    seats[of_row[row]] = replace(seats[of_row[row]], deputy_for=member)


def overlap(one: SeatRow | HoldingEntry, other: SeatRow | HoldingEntry) -> bool:
    """Return whether two rows hold on some common day."""
    begins = [day for day in (one.first, other.first) if day is not None]
    ends = [day for day in (one.last, other.last) if day is not None]
    return not begins or not ends or max(begins) <= min(ends)


def _earlier(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else min(one, other)


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)
