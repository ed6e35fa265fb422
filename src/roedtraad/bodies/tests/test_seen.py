"""Minutes show who sat there; what was only seen gives no access, is not public, and is confirmed by a person."""

from datetime import date

import pytest
from people import World, a_party, a_person, a_seat, a_user
from refusing import refused

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.bodies.actions import (
    Days,
    SeatDetails,
    Sighting,
    confirm_seats,
    create_office,
    create_seat,
    hold_office,
    see_seats,
)
from roedtraad.bodies.models import Seat, SeatBasis, SeatRole
from roedtraad.bodies.queries import bodies_with_unconfirmed_seats, members_of

pytestmark = pytest.mark.django_db
MAY, JUNE, SEPTEMBER = date(2023, 5, 10), date(2023, 6, 20), date(2023, 9, 5)


def see(world: World, viewer: Viewer, on: date, *sightings: Sighting) -> tuple[Seat, ...]:
    return see_seats(viewer=viewer, body=world.political, on=on, sightings=sightings)


def test_a_seat_seen_at_two_meetings_lasts_from_the_first_to_the_last(world: World, sara: Viewer) -> None:
    otto = a_person("Otto Vang")
    for day in (JUNE, MAY, SEPTEMBER):
        (seat,) = see(world, sara, day, Sighting(otto, SeatRole.MEMBER))
    seat = Seat.objects.get(pk=seat.pk)
    assert (seat.valid_from, seat.valid_to, seat.basis) == (MAY, SEPTEMBER, SeatBasis.SEEN)
    assert Seat.objects.filter(person=otto).count() == 1


def test_somebody_who_has_the_seat_keeps_it_as_it_is(world: World, sara: Viewer) -> None:
    otto = a_person("Otto Vang")
    known = a_seat(otto, world.political, SeatRole.CO_CHAIR, valid_from=date(2023, 1, 1))
    assert see(world, sara, MAY, Sighting(otto, SeatRole.MEMBER)) == (known,)
    assert Seat.objects.filter(person=otto).count() == 1


def test_a_seat_through_an_office_is_known_too(world: World, sara: Viewer) -> None:
    office = create_office(viewer=sara, party=a_party(), title="Borgmester")
    gro = a_person("Gro Mark")
    hold_office(viewer=sara, office=office, person=gro, days=Days(date(2022, 1, 1)))
    seat = create_seat(viewer=sara, body=world.political, details=SeatDetails(), office=office)
    assert see(world, sara, MAY, Sighting(gro, SeatRole.MEMBER)) == (seat,)


def test_another_row_of_the_same_person_has_the_same_seat(world: World, sara: Viewer) -> None:
    otto = a_person("Otto Vang")
    other = a_person("O. Vang")
    other.same_as = otto
    other.save()
    (one,) = see(world, sara, MAY, Sighting(otto, SeatRole.MEMBER))
    (two,) = see(world, sara, JUNE, Sighting(other, SeatRole.MEMBER))
    assert one == two


def test_another_role_is_another_seat(world: World, sara: Viewer) -> None:
    otto = a_person("Otto Vang")
    one, two = see(world, sara, MAY, Sighting(otto, SeatRole.MEMBER), Sighting(otto, SeatRole.SECRETARIAT))
    assert one != two


def test_the_same_name_twice_in_one_list_is_one_seat(world: World, sara: Viewer) -> None:
    otto = a_person("Otto Vang")
    one, two = see(world, sara, MAY, Sighting(otto, SeatRole.MEMBER), Sighting(otto, SeatRole.MEMBER))
    assert one == two


def test_a_seen_seat_is_for_the_circle_and_not_public(world: World, sara: Viewer) -> None:
    otto = a_person("Otto Vang")
    (seat,) = see(world, sara, MAY, Sighting(otto, SeatRole.MEMBER))
    seat.record.refresh_from_db()
    otto.record.refresh_from_db()
    assert not seat.record.is_public
    assert not otto.record.is_public
    assert members_of(world.political, on=MAY, viewer=world.viewer(None)).seatings == ()
    (seating,) = (
        one for one in members_of(world.political, on=MAY, viewer=sara).seatings if one.person == otto
    )
    assert not seating.is_confirmed


def test_a_confirmed_seat_gives_access_and_is_public(world: World, sara: Viewer) -> None:
    nils = a_person("Nils Bo", user=a_user("Nils Bo"))
    (seat,) = see(world, sara, MAY, Sighting(nils, SeatRole.MEMBER))
    assert not world.viewer(nils.user, on=MAY).holds(Circle.MEMBERS.of(world.political.pk))
    assert bodies_with_unconfirmed_seats(viewer=sara).get() == world.political
    confirm_seats(viewer=sara, body=world.political, seats=[seat], days=Days(date(2022, 1, 1)))
    seat.record.refresh_from_db()
    assert seat.record.is_public
    assert world.viewer(nils.user).holds(Circle.MEMBERS.of(world.political.pk))
    assert not bodies_with_unconfirmed_seats(viewer=sara).exists()


def test_a_member_can_neither_see_nor_confirm_seats_into_the_register(
    world: World, sara: Viewer, mads: Viewer
) -> None:
    sighting = Sighting(a_person("Otto Vang"), SeatRole.MEMBER)
    with refused("bodies.keep"):
        see(world, mads, MAY, sighting)
    seats = see(world, sara, MAY, sighting)
    with refused("bodies.keep"):
        confirm_seats(viewer=mads, body=world.political, seats=seats)


def test_a_list_of_participants_costs_the_same_however_long(
    world: World, sara: Viewer, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    for number in (1, 40):
        sightings = [Sighting(a_person(f"Person {number} {n}"), SeatRole.MEMBER) for n in range(number)]
        for day in (MAY, JUNE):
            before = JournalEntry.objects.count()
            with django_assert_max_num_queries(14):
                assert len(see(world, sara, day, *sightings)) == number
            assert JournalEntry.objects.count() == before + 1
