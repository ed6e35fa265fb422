"""Offices are held by one person at a time; whoever holds an office sits in its seats, and nobody need touch the seats."""

from datetime import date

import pytest
from people import World, a_party, a_person
from refusing import refused

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions import (
    Days,
    SeatDetails,
    change_office,
    correct_holding,
    create_office,
    create_seat,
    hold_office,
    pass_office,
    withdraw_holding,
)
from roedtraad.bodies.models import Office, OfficeHolding
from roedtraad.bodies.queries import holder_of, members_of

pytestmark = pytest.mark.django_db
ELECTION = date(2026, 1, 1)


@pytest.fixture
def mayor(sara: Viewer) -> Office:
    return create_office(viewer=sara, party=a_party(), title="Borgmester")


def names(world: World, viewer: Viewer, on: date) -> set[str]:
    roster = members_of(world.political, on=on, viewer=viewer)
    return {seating.person.name if seating.person else "ubesat" for seating in roster.seatings}


def test_the_seat_follows_the_office(world: World, sara: Viewer, mayor: Office) -> None:
    create_seat(
        viewer=sara, body=world.political, details=SeatDetails(), office=mayor, days=Days(date(2024, 1, 1))
    )
    hold_office(viewer=sara, office=mayor, person=a_person("Gro Old"), days=Days(date(2022, 1, 1)))
    pass_office(viewer=sara, office=mayor, to=a_person("Nye Ny"), first_day=ELECTION)
    assert "Gro Old" in names(world, sara, date(2025, 12, 31))
    assert "Nye Ny" in names(world, sara, ELECTION)
    assert "Gro Old" not in names(world, sara, ELECTION)
    assert holder_of(mayor, on=ELECTION) == mayor.holdings.get(valid_from=ELECTION).person


def test_an_office_that_nobody_holds_shows_as_a_vacant_seat(
    world: World, sara: Viewer, mayor: Office
) -> None:
    create_seat(viewer=sara, body=world.political, details=SeatDetails(), office=mayor)
    assert "ubesat" in names(world, sara, ELECTION)
    assert holder_of(mayor, on=ELECTION) is None


def test_two_people_never_hold_an_office_on_the_same_day(sara: Viewer, mayor: Office) -> None:
    hold_office(
        viewer=sara, office=mayor, person=a_person("Gro Old"), days=Days(date(2022, 1, 1), date(2025, 12, 31))
    )
    with refused("bodies.office.held", saying="Gro Old"):
        hold_office(viewer=sara, office=mayor, person=a_person("Nye Ny"), days=Days(date(2025, 12, 31)))
    hold_office(viewer=sara, office=mayor, person=a_person("Nye Ny"), days=Days(ELECTION))
    holding = mayor.holdings.get(valid_from=ELECTION)
    with refused("bodies.office.held"):
        correct_holding(viewer=sara, holding=holding, days=Days(date(2025, 1, 1)))
    correct_holding(viewer=sara, holding=holding, days=Days(date(2026, 1, 5)))
    assert holder_of(mayor, on=date(2026, 1, 4)) is None


def test_an_office_cannot_pass_to_somebody_before_it_was_taken(sara: Viewer, mayor: Office) -> None:
    hold_office(viewer=sara, office=mayor, person=a_person("Gro Old"), days=Days(ELECTION))
    with refused("bodies.office.held_later", saying="1. januar 2026"):
        pass_office(viewer=sara, office=mayor, to=a_person("Nye Ny"), first_day=ELECTION)


def test_a_holding_that_never_was_is_taken_back(world: World, sara: Viewer, mayor: Office) -> None:
    create_seat(viewer=sara, body=world.political, details=SeatDetails(), office=mayor)
    holding = hold_office(viewer=sara, office=mayor, person=a_person("Gro Old"))
    withdraw_holding(viewer=sara, holding=holding, reason="Forkert kommune")
    assert "Gro Old" not in names(world, sara, ELECTION)
    hold_office(viewer=sara, office=mayor, person=a_person("Nye Ny"))
    assert OfficeHolding.objects.count() == 2


def test_whoever_takes_an_office_is_shown_where_it_sits(world: World, sara: Viewer, mayor: Office) -> None:
    create_seat(viewer=sara, body=world.political, details=SeatDetails(), office=mayor)
    person = a_person("Nye Ny")
    assert not Record.objects.get(person=person).is_public
    hold_office(viewer=sara, office=mayor, person=person)
    assert Record.objects.get(person=person).is_public


def test_a_party_has_an_office_once(sara: Viewer, mayor: Office) -> None:
    with refused("bodies.office.taken", saying="Borgmester"):
        create_office(viewer=sara, party=mayor.party, title=" Borgmester ")
    chair = create_office(viewer=sara, party=mayor.party, title="Udvalgsformand")
    with refused("bodies.office.taken"):
        change_office(viewer=sara, office=chair, title="Borgmester")
    change_office(viewer=sara, office=chair, title="Formand for Sundhedsudvalget")
    assert chair.title == "Formand for Sundhedsudvalget"


def test_a_member_cannot_make_or_fill_an_office(sara: Viewer, mads: Viewer, mayor: Office) -> None:
    holding = hold_office(viewer=sara, office=mayor, person=a_person("Gro Old"))
    for act in (
        lambda: create_office(viewer=mads, party=a_party("Hedelund Kommune"), title="Borgmester"),
        lambda: change_office(viewer=mads, office=mayor, title="Konge"),
        lambda: hold_office(viewer=mads, office=mayor, person=a_person("X Y")),
        lambda: pass_office(viewer=mads, office=mayor, to=a_person("X Y"), first_day=ELECTION),
        lambda: correct_holding(viewer=mads, holding=holding, days=Days()),
        lambda: withdraw_holding(viewer=mads, holding=holding, reason=""),
    ):
        with refused("bodies.register"):
            act()


def test_the_secretary_of_one_body_cannot_make_a_member_of_another(
    world: World, sara: Viewer, ada: Viewer, mayor: Office
) -> None:
    create_seat(viewer=ada, body=world.strategic, details=SeatDetails(), office=mayor)
    with refused("bodies.rights", saying="fagligt strategisk"):
        hold_office(viewer=sara, office=mayor, person=world.sara.person)
