"""When somebody does not come: the appointed deputy, then the substitutes in their order, on that day."""

from datetime import date

import pytest
from people import TODAY, World, a_body, a_party, a_person, a_seat

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Body, PartyKind, Seat, SeatRole
from roedtraad.bodies.queries import CalledAs, call_orders, who_is_called

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(world: World) -> Body:
    return a_body("Politisk forum", collaboration=world.political.collaboration)


def deputy(
    name: str,
    seat: Seat | None,
    body: Body,
    role: SeatRole = SeatRole.SUBSTITUTE,
    *,
    order: int = 1,
    **more: object,
) -> Seat:
    made = a_seat(a_person(name), body, role, deputy_for=seat, **more)  # type: ignore[arg-type]
    made.deputy_order = order
    made.save()
    return made


def called(seat: Seat, viewer: Viewer, on: date = TODAY) -> list[tuple[str, CalledAs]]:
    return [
        (call.seating.person.name, call.called_as)
        for call in who_is_called(seat, on=on, viewer=viewer)
        if call.seating.person
    ]


def test_the_deputy_comes_first_then_own_substitutes_then_those_of_party_and_body(
    body: Body, ada: Viewer
) -> None:
    fjordby, hedelund = a_party("Fjordby Kommune"), a_party("Hedelund Kommune")
    seat = a_seat(a_person("Mette Medlem"), body, party=fjordby)
    deputy("Bo Body", None, body)
    deputy("Pia Party", None, body, party=fjordby)
    deputy("Hedda Hedelund", None, body, party=hedelund)
    deputy("To Own", seat, body, order=2)
    deputy("En Own", seat, body, order=1)
    deputy("Ditte Deputy", seat, body, SeatRole.APPOINTED_DEPUTY)
    assert called(seat, ada) == [
        ("Ditte Deputy", CalledAs.APPOINTED_DEPUTY),
        ("En Own", CalledAs.OWN_SUBSTITUTE),
        ("To Own", CalledAs.OWN_SUBSTITUTE),
        ("Pia Party", CalledAs.PARTY_SUBSTITUTE),
        ("Bo Body", CalledAs.BODY_SUBSTITUTE),
    ]
    assert str(CalledAs.OWN_SUBSTITUTE.label) == "suppleant for dette medlem"


def test_a_substitute_for_one_member_is_not_called_for_another(body: Body, ada: Viewer) -> None:
    one, other = a_seat(a_person("Mette Medlem"), body), a_seat(a_person("Olav Other"), body)
    deputy("Sus Suppleant", one, body)
    assert called(other, ada) == []


def test_only_those_of_the_day_are_called(body: Body, ada: Viewer) -> None:
    seat = a_seat(a_person("Mette Medlem"), body)
    deputy("Før Før", seat, body, valid_to=date(2025, 12, 31))
    deputy("Efter Efter", seat, body, valid_from=date(2026, 1, 1))
    assert called(seat, ada, date(2025, 12, 31)) == [("Før Før", CalledAs.OWN_SUBSTITUTE)]
    assert called(seat, ada, date(2026, 1, 1)) == [("Efter Efter", CalledAs.OWN_SUBSTITUTE)]


def test_whoever_has_a_seat_of_their_own_is_not_called(body: Body, ada: Viewer) -> None:
    seat, other = a_seat(a_person("Mette Medlem"), body), a_seat(a_person("Olav Other"), body)
    assert other.person is not None
    a_seat(other.person, body, SeatRole.SUBSTITUTE, deputy_for=seat)
    assert called(seat, ada) == []


def test_somebody_named_twice_is_called_once_for_the_best_reason(body: Body, ada: Viewer) -> None:
    plo = a_party("PLO-Bæltet", PartyKind.GENERAL_PRACTICE)
    seat = a_seat(a_person("Lis Læge"), body, party=plo)
    own = deputy("Sus Suppleant", seat, body)
    assert own.person is not None
    a_seat(own.person, body, SeatRole.SUBSTITUTE, party=plo)
    assert called(seat, ada) == [("Sus Suppleant", CalledAs.OWN_SUBSTITUTE)]


def test_everybodys_order_costs_two_queries(world: World, ada: Viewer, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for members in (1, 15):
        body = a_body(f"Organ {members}", collaboration=world.political.collaboration)
        for number in range(members):
            deputy(f"Suppleant {number}", a_seat(a_person(f"Medlem {number}"), body), body)
        with django_assert_max_num_queries(2):
            orders = call_orders(body, on=TODAY, viewer=ada)
        assert [len(order.calls) for order in orders] == [1] * members
