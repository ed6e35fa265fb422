"""People, offices, who holds them, and seats of a register."""

from __future__ import annotations

from collections.abc import Iterable

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.bodies.actions.days import Days, days_of
from roedtraad.bodies.actions.loading.known import Known
from roedtraad.bodies.actions.loading.merging import Merge, Wanted
from roedtraad.bodies.actions.loading.organisations import add_aliases
from roedtraad.bodies.actions.showing import show_members
from roedtraad.bodies.models import Office, OfficeHolding, Person, Seat
from roedtraad.bodies.register import Register
from roedtraad.bodies.register.entries import HoldingEntry, OfficeEntry, PersonEntry, SeatEntry


def load_people_and_seats(register: Register, known: Known, merge: Merge) -> None:
    """Load people, offices and seats; those that are new are shown as their bodies publish them."""
    seats_before, holdings_before = set(known.seats), set(known.holdings)
    for person in register.people:
        _load_person(person, known, merge)
    for office in register.offices:
        _load_office(office, known, merge)
    for holding in register.holdings:
        _load_holding(holding, known, merge)
    for seat in sorted(register.seats, key=lambda entry: bool(entry.deputy_for)):
        _load_seat(seat, known, merge)
    _show(
        [seat for key, seat in known.seats.items() if key not in seats_before],
        [holding for key, holding in known.holdings.items() if key not in holdings_before],
    )


def _load_person(entry: PersonEntry, known: Known, merge: Merge) -> None:
    wanted = Wanted(
        word="person",
        key=known.key("person", entry.id),
        kind=RecordKind.PERSON,
        columns={
            "name": entry.name,
            "initials": entry.initials,
            "email": entry.email,
            "telephone": entry.telephone,
        },
    )
    # Nobody is taken for somebody of the same name: a person says so, with `same_person`.
    person = merge.put(
        Person, wanted, known=known.people, adopt=lambda: None, record_of=lambda row: row.record
    )
    known.people[wanted.key] = person
    add_aliases(person, entry.aliases)


def _load_office(entry: OfficeEntry, known: Known, merge: Merge) -> None:
    party = known.parties[known.key("part", entry.party)]
    key = known.key("embede", entry.id)
    same = Office.objects.filter(party=party, title=entry.title).first()
    if key not in known.offices and same is not None and same.register_key is not None:
        known.offices[key] = same  # another register has told of it
        return
    wanted = Wanted(word="embede", key=key, columns={"party": party, "title": entry.title})
    known.offices[key] = merge.put(
        Office, wanted, known=known.offices, adopt=lambda: same, record_of=lambda row: row.party.record
    )


def _load_holding(entry: HoldingEntry, known: Known, merge: Merge) -> None:
    office = known.offices[known.key("embede", entry.office)]
    person = _person(entry.person, known)
    wanted = Wanted(
        word="indehaver",
        key=known.key("indehaver", entry.id),
        columns={"office": office, "person": person, "valid_from": entry.first, "valid_to": entry.last},
    )

    def adopt() -> OfficeHolding | None:
        free = office.holdings.filter(person=person, register_key=None, withdrawn_at=None)
        days = Days(entry.first, entry.last)
        return next((row for row in free if days_of(row).overlaps(days)), None)

    def record_of(row: OfficeHolding) -> Record:
        return row.person.record

    known.holdings[wanted.key] = merge.put(
        OfficeHolding, wanted, known=known.holdings, adopt=adopt, record_of=record_of
    )


def _load_seat(entry: SeatEntry, known: Known, merge: Merge) -> None:
    body = known.bodies[known.key("organ", entry.body)]
    wanted = Wanted(
        word="plads",
        key=known.key("plads", entry.id),
        kind=RecordKind.SEAT,
        columns={
            "body": body,
            "role": entry.role,
            "person": _person(entry.person, known) if entry.person else None,
            "office": known.offices[known.key("embede", entry.office)] if entry.office else None,
            "party": known.party(entry.party),
            "title": entry.title,
            "letter": entry.letter,
            "deputy_for": known.seats[known.key("plads", entry.deputy_for)] if entry.deputy_for else None,
            "deputy_order": entry.deputy_order,
            "valid_from": entry.first,
            "valid_to": entry.last or body.valid_to,
        },
    )
    known.seats[wanted.key] = merge.put(
        Seat, wanted, known=known.seats, adopt=lambda: None, record_of=lambda row: row.record
    )


def _person(reference: str, known: Known) -> Person:
    return known.people[known.key("person", reference)]


def _show(seats: Iterable[Seat], holdings: Iterable[OfficeHolding]) -> None:
    offices = {holding.office_id for holding in holdings}
    through = Seat.objects.filter(office__in=offices, record__withdrawn_at=None).select_related("body")
    listed = {seat.pk: seat for seat in (*through, *seats)}
    bodies = {seat.body_id: seat.body for seat in listed.values()}
    for pk, body in bodies.items():
        show_members(body, [seat for seat in listed.values() if seat.body_id == pk])
