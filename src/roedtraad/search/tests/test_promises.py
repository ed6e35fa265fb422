"""Promises are found by their words, by those who see what was decided, and as they are now."""

import pytest
from people import World, a_world
from promises import a_promise, an_item_of

from roedtraad.accounts.models import RecordKind, User
from roedtraad.commitments.actions import change_words
from roedtraad.meetings.actions import close_item, withdraw_meeting
from roedtraad.publishing.actions import publish_minutes, unpublish
from roedtraad.search.actions import catch_up, rebuild
from roedtraad.search.queries import find

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = a_world()
    rebuild()
    return made


def found(world: World, typed: str, user: User | None = None) -> list[str]:
    catch_up()
    hits = find(world.viewer(user), typed).hits
    return [hit.title for hit in hits if hit.kind == RecordKind.COMMITMENT]


def test_a_promise_is_found_by_its_words_once_it_is_published(world: World) -> None:
    row, sara = a_promise(world, "Sekretariatet opgør vinterberedskabet."), world.viewer(world.sara)
    assert found(world, "vinterberedskab") == []
    assert found(world, "vinterberedskab", world.mads) == [row.text]
    publish_minutes(row.item.meeting, viewer=sara)
    assert found(world, "vinterberedskab") == [row.text]
    close_item(row.item, reason="Personsag", viewer=sara)
    assert found(world, "vinterberedskab") == []
    assert found(world, "vinterberedskab", world.sune) == []
    unpublish(row.item.meeting, reason="Fejl", viewer=sara)
    withdraw_meeting(row.item.meeting, reason="Fejl", viewer=sara)
    assert found(world, "vinterberedskab", world.ada) == []


def test_other_words_are_found_and_the_old_ones_no_more(world: World) -> None:
    row = a_promise(world, "Sekretariatet opgør vinterberedskabet.", item=an_item_of(world))
    assert found(world, "vinterberedskab", world.mads)
    change_words(row, "Sekretariatet opgør sommerberedskabet.", viewer=world.viewer(world.sara))
    assert found(world, "vinterberedskab", world.mads) == []
    assert found(world, "sommerberedskab", world.mads) == [row.text.replace("vinter", "sommer")]
