"""The seats that only minutes showed: the secretariat says on a page which of them are so."""

from datetime import date

import pytest
from django.test import Client
from people import World, a_person, a_seat, a_world, known_to_their_body
from sessions import log_in

from roedtraad.accounts.models import Audience, JournalEntry
from roedtraad.bodies.models import Seat, SeatBasis

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def seen(world: World, name: str) -> Seat:
    seat = a_seat(a_person(name), world.political, valid_from=date(2025, 3, 13), valid_to=date(2025, 9, 11))
    Seat.objects.filter(pk=seat.pk).update(basis=SeatBasis.SEEN)
    known_to_their_body(world)
    return seat


def there(world: World) -> str:
    return f"/organ/{world.political.record.public_id}/pladser"


def test_a_secretary_confirms_those_who_sit_there_still(world: World) -> None:
    ditte, oluf = seen(world, "Ditte Rask"), seen(world, "Oluf Birkmose")
    sara = log_in(Client(), world.sara)
    assert there(world) in sara.get("/skrivebord").content.decode()
    assert "Ditte Rask" in sara.get(there(world)).content.decode()
    sara.post(there(world), {"plads": [ditte.pk], "svar": "still"})
    ditte.refresh_from_db()
    assert (ditte.basis, ditte.valid_from, ditte.valid_to) == (SeatBasis.ENTERED, date(2025, 3, 13), None)
    page = sara.get(there(world)).content.decode()
    assert f'id="plads-{ditte.pk}"' not in page
    assert f"skriv/afslut?plads={ditte.pk}" in page  # it stands among those who have a seat
    assert "Oluf Birkmose" in page
    assert JournalEntry.objects.filter(act="bodies.seat.confirmed", record=ditte.record).exists()
    assert not JournalEntry.objects.filter(act="bodies.seat.confirmed", record=oluf.record).exists()


def test_those_of_the_last_meeting_are_proposed_and_nobody_who_was_seen_before(world: World) -> None:
    ditte, oluf = seen(world, "Ditte Rask"), seen(world, "Oluf Birkmose")
    Seat.objects.filter(pk=oluf.pk).update(valid_to=date(2025, 3, 13))
    page = log_in(Client(), world.sara).get(there(world)).content.decode()
    assert f'id="plads-{ditte.pk}" checked' in page
    assert f'id="plads-{oluf.pk}" checked' not in page
    assert f'id="plads-{oluf.pk}"' in page


def test_a_seat_of_the_past_keeps_the_days_that_the_minutes_show(world: World) -> None:
    ditte = seen(world, "Ditte Rask")
    log_in(Client(), world.sara).post(there(world), {"plads": [ditte.pk], "svar": "seen"})
    ditte.refresh_from_db()
    assert (ditte.basis, ditte.valid_to) == (SeatBasis.ENTERED, date(2025, 9, 11))


def test_a_guest_who_was_taken_for_a_member_never_had_a_seat(world: World) -> None:
    ditte = seen(world, "Ditte Rask")
    log_in(Client(), world.sara).post(there(world), {"plads": [ditte.pk], "svar": "never"})
    ditte.record.refresh_from_db()
    assert ditte.record.withdrawn_at is not None


def test_nothing_ticked_is_said_and_changes_nothing(world: World) -> None:
    ditte = seen(world, "Ditte Rask")
    page = log_in(Client(), world.sara).post(there(world), {"svar": "still"}).content.decode()
    assert "Sæt kryds ved mindst én plads." in page
    ditte.refresh_from_db()
    assert ditte.basis == SeatBasis.SEEN


def test_a_seat_of_another_body_is_not_confirmed_here(world: World) -> None:
    elsewhere = a_seat(a_person("Otto Brændholt"), world.strategic)
    Seat.objects.filter(pk=elsewhere.pk).update(basis=SeatBasis.SEEN)
    log_in(Client(), world.sara).post(there(world), {"plads": [elsewhere.pk], "svar": "still"})
    elsewhere.refresh_from_db()
    assert elsewhere.basis == SeatBasis.SEEN


def test_a_member_and_a_stranger_confirm_nothing(world: World) -> None:
    ditte = seen(world, "Ditte Rask")
    told = {"plads": [ditte.pk], "svar": "still"}
    assert log_in(Client(), world.mads).post(there(world), told).status_code == 403
    assert Client().post(there(world), told).status_code == 401
    ditte.refresh_from_db()
    assert ditte.basis == SeatBasis.SEEN


def test_the_page_costs_the_same_for_few_and_for_many(world: World, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    sara = log_in(Client(), world.sara)
    seen(world, "Person Nummer 0")
    with django_assert_num_queries(7):
        sara.get(there(world))
    for number in range(1, 20):
        seen(world, f"Person Nummer {number}")
    with django_assert_num_queries(7):
        sara.get(there(world))


def test_the_name_of_somebody_whom_the_secretary_may_not_see_is_not_told(world: World) -> None:
    otto = seen(world, "Otto Brændholt")
    Audience.objects.filter(record__person__seats=otto).delete()
    page = log_in(Client(), world.sara).get(there(world)).content.decode()
    assert "Otto Brændholt" not in page
    assert "navnet vises ikke" in page
    assert f'id="plads-{otto.pk}"' in page
    assert "Otto Brændholt" in log_in(Client(), world.ada).get(there(world)).content.decode()
