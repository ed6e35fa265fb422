"""A body keeps somebody in its secretariat: only an administrator ends the last seat there."""

from collections.abc import Callable
from datetime import date

import pytest
from people import TODAY, World, a_body, a_person, a_seat
from refusing import refused

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions import (
    Days,
    SeatDetails,
    change_seat,
    correct_seat_days,
    end_body,
    end_seat,
    replace_holder,
    withdraw_seat,
)
from roedtraad.bodies.models import Seat, SeatRole

pytestmark = pytest.mark.django_db
LAST = date(2026, 11, 30)
WAYS: dict[str, Callable[[Viewer, Seat], object]] = {
    "end": lambda viewer, seat: end_seat(viewer=viewer, seat=seat, last_day=LAST),
    "take back": lambda viewer, seat: withdraw_seat(viewer=viewer, seat=seat, reason="Fejl"),
    "another role": lambda viewer, seat: change_seat(viewer=viewer, seat=seat, details=SeatDetails()),
    "other days": lambda viewer, seat: correct_seat_days(
        viewer=viewer, seat=seat, days=Days(seat.valid_from, LAST)
    ),
    "later days": lambda viewer, seat: correct_seat_days(
        viewer=viewer, seat=seat, days=Days(date(2027, 1, 1), None)
    ),
}


@pytest.fixture
def own(world: World) -> Seat:
    """The only seat in the secretariat of the political level."""
    return Seat.objects.get(body=world.political, role=SeatRole.SECRETARIAT)


@pytest.mark.parametrize("way", WAYS)
def test_a_secretary_cannot_leave_the_body_without_a_secretariat(sara: Viewer, own: Seat, way: str) -> None:
    with refused("bodies.last_secretary", saying="den sidste plads i sekretariatet"):
        WAYS[way](sara, own)
    own.refresh_from_db()
    assert (own.valid_to, own.role) == (None, SeatRole.SECRETARIAT)


@pytest.mark.parametrize("way", WAYS)
def test_an_administrator_can(ada: Viewer, own: Seat, way: str) -> None:
    WAYS[way](ada, own)


@pytest.mark.parametrize("way", WAYS)
def test_a_secretary_with_a_colleague_can(world: World, sara: Viewer, own: Seat, way: str) -> None:
    a_seat(a_person("Ditte Rask"), world.political, SeatRole.SECRETARIAT)
    WAYS[way](sara, own)


def test_a_colleague_who_has_left_by_then_or_has_not_begun_is_nobody(
    world: World, sara: Viewer, own: Seat
) -> None:
    a_seat(a_person("Ditte Rask"), world.political, SeatRole.SECRETARIAT, valid_to=LAST)
    a_seat(a_person("Oluf Birk"), world.political, SeatRole.SECRETARIAT, valid_from=date(2027, 1, 1))
    with refused("bodies.last_secretary"):
        end_seat(viewer=sara, seat=own, last_day=LAST)


def test_the_seat_can_be_passed_on_and_the_body_can_end(world: World, sara: Viewer, own: Seat) -> None:
    ditte = a_person("Ditte Rask")
    replace_holder(viewer=sara, seat=own, person=ditte, first_day=date(2026, 12, 1))
    group = a_body("Arbejdsgruppen", collaboration=world.political.collaboration)
    a_seat(world.sara.person, group, SeatRole.SECRETARIAT)
    end_body(viewer=world.viewer(world.sara), body=group, last_day=LAST)
    assert group.seats.get().valid_to == LAST


def test_a_body_that_has_ended_ends_on_no_other_day(world: World, ada: Viewer) -> None:
    group = a_body("Arbejdsgruppen", collaboration=world.political.collaboration)
    end_body(viewer=ada, body=group, last_day=date(2026, 6, 30))
    with refused("bodies.body.ended_before", saying="allerede den 30. juni 2026"):
        end_body(viewer=ada, body=group, last_day=TODAY)
    group.refresh_from_db()
    assert group.valid_to == date(2026, 6, 30)
    end_body(viewer=ada, body=group, last_day=date(2026, 6, 30), conclusion="Tre indsatser.")
    assert group.conclusion == "Tre indsatser."
