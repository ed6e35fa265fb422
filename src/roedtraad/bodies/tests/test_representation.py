"""Where a party sits, who sits for it, who is represented, and what is odd though allowed."""

from datetime import date

import pytest
from people import TODAY, World, a_body, a_collaboration, a_party, a_person, a_seat

from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import register
from roedtraad.bodies.models import (
    Body,
    CollaborationMember,
    Office,
    OfficeHolding,
    Party,
    PartyKind,
    Seat,
    SeatRole,
)
from roedtraad.bodies.queries import (
    OddityCode,
    Representation,
    bodies_and_people_of,
    oddities_of,
    people_in_several_bodies,
    representation_in,
    tenures_of,
    units_of,
)

pytestmark = pytest.mark.django_db
MEMBER, CO_CHAIR = SeatRole.MEMBER, SeatRole.CO_CHAIR


@pytest.fixture
def body(world: World) -> Body:
    return a_body("Politisk forum", collaboration=a_collaboration("Østbælt"))


def a_mayor(body: Body, party: Party, name: str | None) -> Seat:
    office = Office.objects.create(party=party, title="Borgmester")
    if name:
        OfficeHolding.objects.create(office=office, person=a_person(name), valid_from=date(2022, 1, 1))
    return Seat.objects.create(
        record=register(RecordKind.SEAT, is_public=True), body=body, office=office, role=MEMBER
    )


def test_a_party_has_its_seats_by_name_and_by_office(world: World, body: Body, ada: Viewer) -> None:
    fjordby = a_party()
    a_mayor(body, fjordby, "Gro Mark")
    a_seat(a_person("Dora Direktør"), world.strategic, SeatRole.ADMINISTRATION, party=fjordby)
    a_seat(a_person("Gammel Gert"), world.strategic, party=fjordby, valid_to=date(2025, 1, 1))
    found = bodies_and_people_of(fjordby, on=TODAY, viewer=ada)
    assert [(one.body, [s.person.name for s in one.seatings if s.person]) for one in found] == [
        (body, ["Gro Mark"]),
        (world.strategic, ["Dora Direktør"]),
    ]


def test_a_seat_that_names_another_party_counts_for_that_one(body: Body, ada: Viewer) -> None:
    fjordby, joint = a_party(), a_party("Kommunekontaktrådet")
    seat = a_mayor(body, fjordby, "Gro Mark")
    Seat.objects.filter(pk=seat.pk).update(party=joint)
    assert bodies_and_people_of(fjordby, on=TODAY, viewer=ada) == ()
    assert [one.body for one in bodies_and_people_of(joint, on=TODAY, viewer=ada)] == [body]


def test_a_member_without_a_seat_is_seen_to_have_none(body: Body, ada: Viewer) -> None:
    region = a_party("Region Bæltet", PartyKind.REGION)
    fjordby, hedelund = a_party(), a_party("Hedelund Kommune")
    plo = a_party("PLO-Bæltet", PartyKind.GENERAL_PRACTICE)
    guest = a_party("Østbælt Universitet", PartyKind.OTHER)
    for party in (region, fjordby, hedelund, plo):
        CollaborationMember.objects.create(collaboration=body.collaboration, party=party)
    a_seat(a_person("Regine Region"), body, CO_CHAIR, party=region)
    a_seat(a_person("Anton Region"), body, party=region)
    a_mayor(body, fjordby, None)
    a_seat(a_person("Una Univers"), body, party=guest)
    a_seat(a_person("Dora Direktør"), body, SeatRole.ADMINISTRATION, party=hedelund)
    told = [
        (row.party, row.seats, row.chairs, row.vacant, row.is_member)
        for row in representation_in(body, on=TODAY, viewer=ada)
    ]
    assert told == [
        (region, 2, 1, 0, True),
        (fjordby, 1, 0, 1, True),
        (hedelund, 0, 0, 0, True),
        (plo, 0, 0, 0, True),
        (guest, 1, 0, 0, False),
    ]


def test_seats_of_no_known_party_are_counted_too(body: Body, ada: Viewer) -> None:
    a_seat(a_person("Uden Part"), body)
    (row,) = representation_in(body, on=TODAY, viewer=ada)
    assert isinstance(row, Representation)
    assert (row.party, row.seats) == (None, 1)


def test_queries_about_parties_cost_the_same_in_a_large_world(
    body: Body, ada: Viewer, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    fjordby = a_party()
    for more in (1, 25):
        for number in range(more):
            a_seat(a_person(f"Person {number}"), body, party=a_party(f"Part {more} {number}"))
            other = a_body(f"Organ {more} {number}", collaboration=body.collaboration)
            a_seat(a_person(f"Fjordby {number}"), other, party=fjordby)
        with django_assert_max_num_queries(3):
            representation_in(body, on=TODAY, viewer=ada)
        with django_assert_max_num_queries(2):
            assert len(bodies_and_people_of(fjordby, on=TODAY, viewer=ada)) >= more
        with django_assert_max_num_queries(4):
            people_in_several_bodies(on=TODAY, viewer=ada)
        with django_assert_max_num_queries(3):
            assert [one.sentence for one in oddities_of(body, on=TODAY, viewer=ada)]


def test_the_hospitals_of_a_region_are_its_units() -> None:
    region = a_party("Region Bæltet", PartyKind.REGION)
    hospital = a_party("Vestbælt Sygehus", PartyKind.HOSPITAL)
    hospital.part_of, hospital.valid_to = region, date(2026, 12, 31)
    hospital.save()
    assert list(units_of(region, on=TODAY)) == [hospital]
    assert list(units_of(region, on=date(2027, 1, 1))) == []


def test_a_persons_seats_over_time_by_name_and_by_office(world: World, body: Body, ada: Viewer) -> None:
    a_mayor(body, a_party(), "Gro Mark")
    holding = OfficeHolding.objects.get()
    OfficeHolding.objects.filter(pk=holding.pk).update(valid_to=date(2025, 12, 31))
    a_seat(holding.person, world.strategic, valid_from=date(2026, 1, 1))
    tenures = tenures_of(holding.person, viewer=ada)
    assert [(one.seat.body, one.valid_from, one.valid_to) for one in tenures] == [
        (world.strategic, date(2026, 1, 1), None),
        (body, date(2022, 1, 1), date(2025, 12, 31)),
    ]
    assert [
        (one.office.title if one.office else None, one.is_valid(date(2025, 1, 1))) for one in tenures
    ] == [
        (None, False),
        ("Borgmester", True),
    ]


def test_seats_over_time_cost_three_queries_and_hide_what_may_not_be_seen(
    world: World, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    person = a_person("Rigmor Sandhave")
    for more in (1, 20):
        for number in range(more):
            seat = a_seat(
                person, a_body(f"Organ {more} {number}", collaboration=world.political.collaboration)
            )
        with django_assert_num_queries(3):
            tenures = tenures_of(person, viewer=world.viewer(None))
    assert len(tenures) == 21
    seat.record.is_public = False
    seat.record.save()
    assert len(tenures_of(person, viewer=world.viewer(None))) == 20


def test_people_in_several_bodies_the_busiest_first(world: World, body: Body, ada: Viewer) -> None:
    busy = a_person("Bo Busy")
    for where in (world.political, world.strategic, body):
        a_seat(busy, where)
    a_mayor(body, a_party(), "Gro Mark")
    mayor = OfficeHolding.objects.get().person
    a_seat(mayor, world.political)
    a_seat(mayor, world.strategic, valid_to=date(2025, 1, 1))
    found = people_in_several_bodies(on=TODAY, viewer=ada)
    assert [(one.person.name, len(one.bodies)) for one in found] == [("Bo Busy", 3), ("Gro Mark", 2)]
    assert people_in_several_bodies(on=TODAY, viewer=world.viewer(None)) == ()
    third = a_collaboration("Sydbælt")
    assert people_in_several_bodies(on=TODAY, viewer=ada, collaboration=third) == ()


def codes(body: Body, viewer: Viewer, on: date = TODAY) -> set[OddityCode]:
    return {oddity.code for oddity in oddities_of(body, on=on, viewer=viewer)}


def test_two_equal_chairs_from_two_sides_are_not_odd(body: Body, ada: Viewer) -> None:
    region, fjordby = a_party("Region Bæltet", PartyKind.REGION), a_party()
    for party in (region, fjordby):
        CollaborationMember.objects.create(collaboration=body.collaboration, party=party)
        a_seat(a_person(f"Chair {party}"), body, CO_CHAIR, party=party)
    assert codes(body, ada) == set()


def test_chairs_that_a_secretary_should_look_at(body: Body, ada: Viewer) -> None:
    fjordby = a_party()
    a_seat(a_person("Mette Medlem"), body)
    assert codes(body, ada) == {OddityCode.NO_CHAIR}
    a_seat(a_person("En Chair"), body, CO_CHAIR, party=fjordby)
    a_seat(a_person("To Chair"), body, CO_CHAIR, party=fjordby)
    assert codes(body, ada) == {OddityCode.CO_CHAIRS_OF_ONE_SIDE}
    a_seat(a_person("Tre Chair"), body, SeatRole.CHAIR)
    assert codes(body, ada) == {OddityCode.THIRD_CHAIR, OddityCode.CHAIR_BESIDE_CO_CHAIRS}


def test_seats_that_a_secretary_should_look_at(body: Body, ada: Viewer) -> None:
    a_seat(a_person("En Chair"), body, SeatRole.CHAIR)
    CollaborationMember.objects.create(collaboration=body.collaboration, party=a_party())
    a_mayor(body, a_party("Hedelund Kommune"), None)
    member = a_seat(a_person("Mette Medlem"), body, valid_to=date(2026, 1, 31))
    a_seat(a_person("Dan Deputy"), body, SeatRole.APPOINTED_DEPUTY, deputy_for=member)
    Body.objects.filter(pk=body.pk).update(valid_to=date(2026, 12, 31))
    body.refresh_from_db()
    assert codes(body, ada) == {
        OddityCode.VACANT_OFFICE,
        OddityCode.PARTY_NOT_IN_COLLABORATION,
        OddityCode.DEPUTY_FOR_NOBODY,
        OddityCode.SEAT_AFTER_THE_BODY,
    }


def test_an_office_with_two_holders_shows(body: Body, ada: Viewer) -> None:
    a_seat(a_person("En Chair"), body, SeatRole.CHAIR)
    seat = a_mayor(body, a_party(), "Gro Mark")
    assert seat.office is not None
    OfficeHolding.objects.create(office=seat.office, person=a_person("Nils Ny"))
    assert codes(body, ada) == {OddityCode.TWO_HOLDERS}


def test_an_empty_body_is_not_odd(body: Body, ada: Viewer) -> None:
    assert codes(body, ada) == set()
