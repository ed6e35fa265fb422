"""Who sits in a body on a day: grouped by side, chairs first, as far as the viewer may see, in two queries."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from people import TODAY, World, a_body, a_party, a_person, a_seat, a_user

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import register
from roedtraad.bodies.actions.days import Days
from roedtraad.bodies.models import (
    Body,
    Office,
    OfficeHolding,
    PartyKind,
    Seat,
    SeatRole,
)
from roedtraad.bodies.queries import Side, members_of, rosters_of, seat_changes

MUNICIPALITY, REGION = PartyKind.MUNICIPALITY, PartyKind.REGION


@pytest.fixture
def body(world: World) -> Body:
    return a_body("Politisk forum", collaboration=world.political.collaboration)


def names(body: Body, viewer: Viewer, on: date = TODAY) -> list[tuple[Side, list[str]]]:
    roster = members_of(body, on=on, viewer=viewer)
    return [
        (group.side, [one.person.name if one.person else "ubesat" for one in group.seatings])
        for group in roster.groups
    ]


@pytest.mark.django_db
def test_members_stand_by_side_with_the_chairs_first(body: Body, ada: Viewer) -> None:
    region, fjordby, hedelund = (
        a_party("Region Bæltet", REGION),
        a_party("Fjordby Kommune", MUNICIPALITY),
        a_party("Hedelund Kommune", MUNICIPALITY),
    )
    plo = a_party("PLO-Bæltet", PartyKind.GENERAL_PRACTICE)
    hospital = a_party("Vestbælt Sygehus", PartyKind.HOSPITAL)
    for name, role, party in (
        ("Åse Region", SeatRole.MEMBER, region),
        ("Anton Region", SeatRole.MEMBER, region),
        ("Regine Region", SeatRole.CO_CHAIR, region),
        ("Hans Hedelund", SeatRole.MEMBER, hedelund),
        ("Frida Fjordby", SeatRole.MEMBER, fjordby),
        ("Knud Hedelund", SeatRole.CO_CHAIR, hedelund),
        ("Lis Læge", SeatRole.MEMBER, plo),
        ("Per Patient", SeatRole.PATIENT_REPRESENTATIVE, None),
        ("Dora Direktør", SeatRole.ADMINISTRATION, hospital),
        ("Sus Sekretær", SeatRole.SECRETARIAT, fjordby),
        ("Gorm Gæst", SeatRole.GUEST, fjordby),
        ("Uden Part", SeatRole.MEMBER, None),
        ("Sofie Sygehus", SeatRole.MEMBER, hospital),
    ):
        a_seat(a_person(name), body, role, party=party)
    assert names(body, ada) == [
        (Side.REGION, ["Regine Region", "Anton Region", "Åse Region", "Sofie Sygehus"]),
        (Side.MUNICIPALITIES, ["Knud Hedelund", "Frida Fjordby", "Hans Hedelund"]),
        (Side.GENERAL_PRACTICE, ["Lis Læge"]),
        (Side.PATIENTS, ["Per Patient"]),
        (Side.OTHER, ["Uden Part"]),
        (Side.OBSERVERS, ["Gorm Gæst"]),
        (Side.ADMINISTRATION, ["Dora Direktør"]),
        (Side.SECRETARIAT, ["Sus Sekretær"]),
    ]
    roster = members_of(body, on=TODAY, viewer=ada)
    assert [one.person.name for one in roster.chairs if one.person] == ["Regine Region", "Knud Hedelund"]
    assert [one.person.name for one in roster.with_role(SeatRole.GUEST) if one.person] == ["Gorm Gæst"]
    assert str(roster.groups[0].side.label) == "Regionen"


@pytest.mark.django_db
def test_a_seat_by_office_belongs_to_the_party_of_the_office(body: Body, ada: Viewer) -> None:
    office = Office.objects.create(party=a_party("Fjordby Kommune", MUNICIPALITY), title="Borgmester")
    OfficeHolding.objects.create(office=office, person=a_person("Gro Mark"))
    Seat.objects.create(record=register(RecordKind.SEAT), body=body, office=office, role=SeatRole.MEMBER)
    assert names(body, ada) == [(Side.MUNICIPALITIES, ["Gro Mark"])]


@pytest.mark.django_db
def test_one_person_with_two_rows_is_listed_once_and_as_confirmed(body: Body, ada: Viewer) -> None:
    one, other = a_person("Mia Toft"), a_person("Mia Toft Bro")
    other.same_as = one
    other.save()
    seen, entered = a_seat(other, body), a_seat(one, body)
    Seat.objects.filter(pk=seen.pk).update(basis="seen")
    (seating,) = members_of(body, on=TODAY, viewer=ada).seatings
    assert (seating.seat, seating.person, seating.rows) == (entered, one, {seen.pk, entered.pk})


@pytest.mark.django_db
def test_a_citizen_sees_only_what_is_public(world: World, body: Body) -> None:
    citizen = world.viewer(None)
    public, hidden = a_seat(a_person("Offentlig Olga"), body), a_seat(a_person("Skjult Signe"), body)
    Record.objects.filter(pk=public.person_id).update(is_public=True)
    Record.objects.filter(pk=hidden.pk).update(is_public=False)
    nameless = a_seat(a_person("Navnløs Nis"), body)
    roster = members_of(body, on=TODAY, viewer=citizen)
    assert {(one.seat, one.person and one.person.name) for one in roster.seatings} == {
        (public, "Offentlig Olga"),
        (nameless, None),
    }


@pytest.mark.django_db
def test_rosters_cost_two_queries_however_many_bodies_and_members(
    world: World, ada: Viewer, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    office = Office.objects.create(party=a_party(), title="Borgmester")
    OfficeHolding.objects.create(office=office, person=a_person("Gro Mark"))
    for number_of_bodies, members in ((1, 1), (8, 12)):
        bodies = [
            a_body(f"Organ {members} {n}", collaboration=world.political.collaboration)
            for n in range(number_of_bodies)
        ]
        for body in bodies:
            for n in range(members):
                a_seat(a_person(f"Person {n}"), body, party=a_party(f"Part {n}"))
            Seat.objects.create(
                record=register(RecordKind.SEAT), body=body, office=office, role=SeatRole.MEMBER
            )
        with django_assert_num_queries(2):
            rosters = rosters_of(bodies, on=TODAY, viewer=ada)
            told = [
                (one.person and one.person.name, one.party and one.party.name)
                for r in rosters
                for one in r.seatings
            ]
        assert [roster.body for roster in rosters] == bodies
        assert len(told) == number_of_bodies * (members + 1)


@pytest.mark.django_db
def test_who_came_and_who_left_between_two_meetings(body: Body, ada: Viewer) -> None:
    a_seat(a_person("Bliver Bo"), body)
    a_seat(a_person("Går Gerda"), body, valid_to=date(2026, 5, 31))
    a_seat(a_person("Kommer Karl"), body, valid_from=date(2026, 6, 1))
    office = Office.objects.create(party=a_party(), title="Borgmester")
    OfficeHolding.objects.create(office=office, person=a_person("Gro Gammel"), valid_to=date(2026, 6, 30))
    OfficeHolding.objects.create(office=office, person=a_person("Nils Ny"), valid_from=date(2026, 7, 1))
    Seat.objects.create(record=register(RecordKind.SEAT), body=body, office=office, role=SeatRole.MEMBER)
    changes = seat_changes(body, after=date(2026, 4, 1), until=date(2026, 9, 1), viewer=ada)
    told = {(one.seating.person.name, one.came) for one in changes if one.seating.person}
    assert told == {("Går Gerda", False), ("Gro Gammel", False), ("Kommer Karl", True), ("Nils Ny", True)}


days = st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2024, 2, 15)))
spans = st.tuples(days, days).filter(lambda span: not (span[0] and span[1] and span[1] < span[0]))


class SeatsOnADay(TestCase):
    """For any seats and any day: the list has exactly those whose days include the day."""

    @settings(max_examples=30, deadline=None)
    @given(st.lists(spans, max_size=8), st.dates(date(2023, 12, 25), date(2024, 2, 20)))
    def test_the_list_has_exactly_the_seats_of_the_day(
        self, held: list[tuple[date | None, date | None]], on: date
    ) -> None:
        body = a_body()
        ada = Viewer(on=on, user=a_user("Ada Birk", administrator=True))
        for number, (first, last) in enumerate(held):
            a_seat(a_person(f"Person {number}"), body, valid_from=first, valid_to=last)
        expected = {
            f"Person {number}"
            for number, (first, last) in enumerate(held)
            if on in _days(first or date(2023, 1, 1), last or date(2025, 1, 1))
        }
        seatings = members_of(body, on=on, viewer=ada).seatings
        assert {one.person.name for one in seatings if one.person} == expected

    @settings(max_examples=100, deadline=None)
    @given(spans, spans)
    def test_two_spans_overlap_exactly_when_they_share_a_day(
        self, one: tuple[date | None, date | None], other: tuple[date | None, date | None]
    ) -> None:
        shared = set(_days(one[0] or date(2023, 1, 1), one[1] or date(2025, 1, 1))) & set(
            _days(other[0] or date(2023, 1, 1), other[1] or date(2025, 1, 1))
        )
        assert Days(*one).overlaps(Days(*other)) == bool(shared) == Days(*other).overlaps(Days(*one))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
