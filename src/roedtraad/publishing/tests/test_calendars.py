"""A meeting in people's calendars: one entry for ever, that follows what is decided about it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from icalendar import Calendar
from people import World, a_world

from roedtraad.meetings.actions import Particulars, cancel_meeting, change_meeting, plan_meeting
from roedtraad.meetings.models import Meeting
from roedtraad.publishing.queries import calendar_of

pytestmark = pytest.mark.django_db
NEXT = Particulars(
    date(2026, 12, 11), start_time=time(10), end_time=time(12, 30), place="Hedelund Rådhus; lokale 3, 1. sal"
)


@pytest.fixture
def world() -> World:
    return a_world()


def event(world: World, meeting: Meeting):  # type: ignore[no-untyped-def]
    data = calendar_of(world.viewer(world.mads), meeting.record.public_id)
    assert data is not None
    calendar = Calendar.from_ical(data)
    (found,) = calendar.walk("VEVENT")
    return calendar, found


def test_a_meeting_is_an_entry_with_its_hours_in_danish_time(world: World) -> None:
    calendar, found = event(world, plan_meeting(world.political, NEXT, viewer=world.viewer(world.sara)))
    assert calendar["method"] == "PUBLISH"
    assert found.decoded("dtstart") == datetime(2026, 12, 11, 9, 0, tzinfo=UTC)
    assert found.decoded("dtend") == datetime(2026, 12, 11, 11, 30, tzinfo=UTC)
    assert str(found["location"]) == "Hedelund Rådhus; lokale 3, 1. sal"
    assert (found["status"], found["sequence"]) == ("CONFIRMED", 0)
    assert "/moede/" in found["url"]


def test_a_change_and_a_cancellation_find_the_same_entry(world: World) -> None:
    sara = world.viewer(world.sara)
    meeting = plan_meeting(world.political, NEXT, viewer=sara)
    _, first = event(world, meeting)
    change_meeting(meeting, replace(NEXT, held_on=date(2026, 12, 18)), viewer=sara)
    _, second = event(world, meeting)
    cancel_meeting(meeting, reason="Sne", viewer=sara)
    calendar, third = event(world, meeting)
    assert first["uid"] == second["uid"] == third["uid"]
    assert [one["sequence"] for one in (first, second, third)] == [0, 1, 2]
    assert (calendar["method"], third["status"]) == ("CANCEL", "CANCELLED")


def test_without_an_hour_it_takes_the_whole_days(world: World) -> None:
    seminar = Particulars(date(2026, 12, 11), ends_on=date(2026, 12, 12))
    _, found = event(world, plan_meeting(world.political, seminar, viewer=world.viewer(world.sara)))
    assert (found.decoded("dtstart"), found.decoded("dtend")) == (date(2026, 12, 11), date(2026, 12, 13))


def test_summer_time_counts(world: World) -> None:
    summer = replace(NEXT, held_on=date(2026, 6, 12))
    _, found = event(world, plan_meeting(world.political, summer, viewer=world.viewer(world.sara)))
    assert found.decoded("dtstart") == datetime(2026, 6, 12, 8, 0, tzinfo=UTC)


def test_who_may_not_know_of_a_meeting_gets_no_entry(world: World) -> None:
    meeting = plan_meeting(world.political, NEXT, viewer=world.viewer(world.sara))
    assert calendar_of(world.viewer(None), meeting.record.public_id) is None
    assert calendar_of(world.viewer(world.vibe), meeting.record.public_id) is None
