"""Counting as far as it is worth, and keeping what is the same until somebody does something."""

import pytest
from django.db import transaction
from people import World, a_world

from roedtraad.accounts import journal
from roedtraad.accounts.counting import Tally, tally
from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.records import register
from roedtraad.accounts.remembering import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def test_a_count_ends_where_it_is_told_to_and_says_so() -> None:
    for _ in range(3):
        register(RecordKind.CASE)
    rows = Record.objects.filter(kind=RecordKind.CASE)
    assert tally(rows, at_most=3) == Tally(3, is_exact=True)
    assert tally(rows, at_most=2) == Tally(2, is_exact=False)


def test_what_was_worked_out_is_kept_until_the_next_act(world: World) -> None:
    asked: list[str] = []

    def work() -> int:
        asked.append("once more")
        return len(asked)

    mads = world.viewer(world.mads)
    assert remembered(mads, "cases", work=work) == 1
    assert remembered(mads, "cases", work=work) == 1
    with transaction.atomic():
        journal.write(world.ada, "bodies.body.changed", world.political.record)
    assert remembered(mads, "cases", work=work) == 2


def test_nobody_is_told_what_was_worked_out_for_somebody_with_other_rights(world: World) -> None:
    told = {
        name: remembered(world.viewer(user), "seen by", work=lambda name=name: name)  # type: ignore[misc]  # bound now
        for name, user in (("mads", world.mads), ("ada", world.ada), ("nobody", None))
    }
    assert told == {"mads": "mads", "ada": "ada", "nobody": "nobody"}


def test_a_kept_answer_belongs_to_what_was_asked(world: World) -> None:
    nobody = world.viewer(None)
    assert remembered(nobody, "years", 2024, work=lambda: "one") == "one"
    assert remembered(nobody, "years", 2025, work=lambda: "other") == "other"
