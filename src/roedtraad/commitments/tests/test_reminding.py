"""Who is reminded of what, when; each once."""

from datetime import date, timedelta

import pytest
from people import World, a_world
from promises import a_promise, an_item_of

from roedtraad.commitments.actions import fall_due, keep, mark_sent, move
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import Evidence, Named
from roedtraad.commitments.models import Reminder

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 1)


@pytest.fixture
def world() -> World:
    return a_world()


def reminded() -> list[tuple[str, str]]:
    rows = Reminder.objects.select_related("person").order_by("found_on", "person__name")
    return [(row.step, row.person.name) for row in rows]


def test_reminders_escalate_gently_and_stand_once(world: World) -> None:
    a_promise(world, due=DueTold("1. juni 2026", "2026-06-01"))
    for days in range(-10, 40):
        fall_due(on=DUE + timedelta(days))
    assert reminded() == [
        ("before", "Mads Ravn"),
        ("on", "Mads Ravn"),
        ("after", "Mads Ravn"),
        ("chairs", "Lone Dalsminde"),
        ("chairs", "Mads Ravn"),
        ("chairs", "Sara Holm"),
    ]


def test_nights_that_were_missed_lose_nothing(world: World) -> None:
    a_promise(world, due=DueTold("1. juni 2026", "2026-06-01"))
    assert fall_due(on=DUE + timedelta(10)) == 1
    assert reminded() == [("after", "Mads Ravn")]
    assert fall_due(on=DUE + timedelta(11)) == 0


def test_a_body_is_reminded_by_those_who_lead_it_and_nobody_by_the_secretariat(world: World) -> None:
    item, due = an_item_of(world), DueTold("1. juni 2026", "2026-06-01")
    a_promise(world, "Organet", item=item, due=due, owners=(Named(body_id=world.political.pk),))
    a_promise(world, "Ingen", item=item, due=due, owners=(Named("Direktionen"),))
    fall_due(on=DUE)
    assert sorted(reminded()) == [("on", "Lone Dalsminde"), ("on", "Sara Holm"), ("on", "Sara Holm")]


def test_what_is_kept_reminds_nobody_and_what_is_moved_reminds_anew(world: World) -> None:
    item, sara = an_item_of(world), world.viewer(world.sara, on=DUE)
    kept = a_promise(world, "Holdt", item=item, due=DueTold("1. juni 2026", "2026-06-01"))
    keep(kept, evidence=Evidence("Ja"), viewer=sara)
    moved = a_promise(world, "Flyttet", item=item, due=DueTold("1. juni 2026", "2026-06-01"))
    assert fall_due(on=DUE) == 1
    move(moved, DueTold("1. august 2026", "2026-08-01"), reason="Ferie", viewer=sara)
    assert fall_due(on=DUE) == 0
    assert fall_due(on=date(2026, 8, 1)) == 1


def test_a_reminder_is_sent_once(world: World) -> None:
    a_promise(world, due=DueTold("1. juni 2026", "2026-06-01"))
    fall_due(on=DUE)
    reminder = Reminder.objects.get()
    mark_sent(reminder)
    reminder.refresh_from_db()
    first = reminder.sent_at
    mark_sent(reminder)
    reminder.refresh_from_db()
    assert reminder.sent_at == first is not None
