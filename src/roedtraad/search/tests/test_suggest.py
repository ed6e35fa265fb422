"""What is offered while somebody types."""

from __future__ import annotations

from datetime import date

import pytest
from papers import a_recorded_meeting, an_item
from people import World, a_world

from roedtraad.accounts.models import RecordKind
from roedtraad.publishing.actions import publish_minutes
from roedtraad.search.actions import catch_up, rebuild
from roedtraad.search.queries import suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = a_world()
    ada = made.viewer(made.ada)
    for day, title in (
        (1, "Lægedækning i Vesterø"),
        (2, "Lægedækning i Hedelund"),
        (3, "Lægehus i Strandby"),
    ):
        recorded = a_recorded_meeting(ada, made.political, an_item(title), held_on=date(2026, 2, day))
        publish_minutes(recorded.meeting, viewer=ada)
    rebuild()
    return made


def test_a_word_goes_on_as_the_archive_writes_it_the_commonest_first(world: World) -> None:
    assert suggest("læge").questions == ("lægedækning", "lægehus")


def test_what_was_typed_before_stands_and_limits_what_is_offered(world: World) -> None:
    assert suggest("Vesterø læ").questions == ("Vesterø lægedækning",)


def test_records_are_offered_by_the_beginning_of_their_names(world: World) -> None:
    found = suggest("vestb").records
    assert {record.kind for record in found} == {RecordKind.BODY, RecordKind.COLLABORATION}
    assert suggest("strategisk vestb").records[0].title == world.strategic.name


@pytest.mark.parametrize("typed", ["", "l", "læge ", "\x00", "((", "xyzzy", "*"])
def test_nothing_is_offered_for_nothing(world: World, typed: str) -> None:
    assert suggest(typed).is_empty


def test_a_whole_word_is_not_offered_again(world: World) -> None:
    assert "lægehus" not in suggest("lægehus").questions


def test_it_costs_two_queries(world: World, django_assert_num_queries: object) -> None:
    suggest("læ")
    with django_assert_num_queries(2):  # type: ignore[operator]
        suggest("læge")


def test_what_is_withdrawn_from_the_public_is_not_offered_from_that_moment(world: World) -> None:
    catch_up()
    record = world.strategic.record
    record.is_public = False
    record.save()
    assert world.strategic.name not in [one.title for one in suggest("vestb").records]
