"""The plan of a year: several meetings at once, the days of other bodies, people who would have to be in two places."""

from __future__ import annotations

from datetime import date

import pytest
from people import World, a_seat, a_world
from refusing import refused

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Circle
from roedtraad.accounts.records import set_audience
from roedtraad.accounts.refusals import NotAllowed
from roedtraad.meetings import actions
from roedtraad.meetings.actions import Particulars
from roedtraad.meetings.models import Meeting
from roedtraad.meetings.queries.ahead import clashes, others_in_year, year_of

pytestmark = pytest.mark.django_db
SPRING, AUTUMN = date(2027, 3, 4), date(2027, 9, 2)


@pytest.fixture
def world() -> World:
    made = a_world()
    rows = Record.objects.filter(person__seats__body=made.political).distinct()
    set_audience(rows, tokens=[Circle.CIRCLE.of(made.political.pk)], is_public=False)
    return made


def test_the_meetings_of_a_year_are_planned_at_once_with_and_without_a_place(world: World) -> None:
    sara = world.viewer(world.sara)
    rows = [Particulars(SPRING, place="Fjordby Rådhus"), Particulars(AUTUMN, is_place_open=True)]
    actions.plan_series(world.political, rows, viewer=sara)
    found = year_of(sara, world.political, 2027)
    assert [(line.meeting.held_on, line.place, line.meeting.is_place_open) for line in found] == [
        (SPRING, "Fjordby Rådhus", False),
        (AUTUMN, "", True),
    ]


def test_two_meetings_on_one_day_are_refused_and_none_is_planned(world: World) -> None:
    sara = world.viewer(world.sara)
    actions.plan_meeting(world.political, Particulars(AUTUMN), viewer=sara)
    for rows in ([SPRING, SPRING], [SPRING, AUTUMN]):
        with refused("meetings.day_taken"):
            actions.plan_series(world.political, [Particulars(day) for day in rows], viewer=sara)
    with refused("meetings.series"):
        actions.plan_series(world.political, [], viewer=sara)
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_only_the_secretariat_plans(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.plan_series(world.political, [Particulars(SPRING)], viewer=world.viewer(getattr(world, who)))


def test_who_sits_in_two_bodies_that_meet_on_one_day_is_told_by_name(
    world: World, django_assert_max_num_queries
) -> None:
    a_seat(world.mads.person, world.strategic)
    ada, sara = world.viewer(world.ada), world.viewer(world.sara)
    told = Particulars(SPRING.replace(day=3), ends_on=SPRING)
    actions.plan_meeting(world.strategic, told, viewer=ada)
    with django_assert_max_num_queries(5):
        found = clashes(sara, world.political, {SPRING, AUTUMN})
    assert [(one.day, one.body, one.people) for one in found] == [(SPRING, world.strategic, ("Mads Ravn",))]


def test_a_meeting_that_was_cancelled_is_in_nobodys_way(world: World) -> None:
    a_seat(world.mads.person, world.strategic)
    ada = world.viewer(world.ada)
    made = actions.plan_meeting(world.strategic, Particulars(SPRING), viewer=ada)
    actions.cancel_meeting(made, reason="Ingen sager", viewer=ada)
    assert clashes(world.viewer(world.sara), world.political, {SPRING}) == ()
    assert others_in_year(world.political, 2027) == ()


def test_of_other_bodies_one_learns_the_day_and_nothing_else(world: World) -> None:
    ada = world.viewer(world.ada)
    actions.plan_meeting(world.strategic, Particulars(SPRING, title="Hemmeligt"), viewer=ada)
    (one,) = others_in_year(world.political, 2027)
    assert (one.day, one.body) == (SPRING, world.strategic)
    assert year_of(world.viewer(world.sara), world.strategic, 2027) == ()
