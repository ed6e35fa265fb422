"""Planning, moving and cancelling a meeting."""

from dataclasses import replace
from datetime import date, time

import pytest
from papers import a_recorded_meeting
from people import World, a_world
from refusing import refused

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import may_see
from roedtraad.meetings.actions import Particulars, cancel_meeting, change_meeting, plan_meeting
from roedtraad.meetings.models import Decision, Meeting, MeetingKind, MeetingState
from roedtraad.meetings.queries import coming_meetings, register_differences

pytestmark = pytest.mark.django_db
NEXT = Particulars(date(2026, 12, 11), start_time=time(10), place="Hedelund Rådhus")


@pytest.fixture
def world() -> World:
    return a_world()


def test_a_planned_meeting_stands_in_the_calendar_of_the_circle(world: World) -> None:
    meeting = plan_meeting(world.political, NEXT, viewer=world.viewer(world.sara))
    assert (meeting.state, meeting.held_on, meeting.place) == (
        "planned",
        date(2026, 12, 11),
        "Hedelund Rådhus",
    )
    assert [line.meeting for line in coming_meetings(world.viewer(world.mads))] == [meeting]
    assert coming_meetings(world.viewer(None)) == coming_meetings(world.viewer(world.vibe)) == ()
    assert JournalEntry.objects.get().act == "meetings.meeting.planned"


def test_a_joint_meeting_is_seen_by_the_circles_of_all_bodies(world: World) -> None:
    joint = replace(NEXT, kind=MeetingKind.JOINT)
    meeting = plan_meeting(
        world.political,
        joint,
        viewer=world.viewer(world.sara),
        joint_bodies=[world.strategic, world.political],
    )
    assert meeting.bodies.get().body == world.strategic
    assert may_see(world.viewer(world.vibe), meeting.record)


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_a_member_plans_no_meeting(world: World, who: str) -> None:
    with refused("bodies.keep"):
        plan_meeting(world.political, NEXT, viewer=world.viewer(getattr(world, who)))


def test_a_meeting_does_not_end_before_it_begins(world: World) -> None:
    with refused("meetings.days"):
        plan_meeting(
            world.political, replace(NEXT, ends_on=date(2026, 12, 10)), viewer=world.viewer(world.sara)
        )


def test_what_was_decided_moves_with_the_day_of_the_meeting(world: World) -> None:
    sara = world.viewer(world.sara)
    meeting = a_recorded_meeting(sara, world.political).meeting
    change_meeting(meeting, replace(NEXT, held_on=date(2026, 3, 14)), viewer=sara)
    assert Decision.objects.get().decided_on == date(2026, 3, 14)
    assert list(register_differences()) == []


def test_a_member_moves_no_meeting(world: World) -> None:
    meeting = plan_meeting(world.political, NEXT, viewer=world.viewer(world.sara))
    with refused("meetings.keep"):
        change_meeting(meeting, NEXT, viewer=world.viewer(world.mads))
    with refused("meetings.keep"):
        cancel_meeting(meeting, reason="Fordi", viewer=world.viewer(world.mads))


def test_at_a_joint_meeting_the_host_writes(world: World) -> None:
    ada = world.viewer(world.ada)
    meeting = plan_meeting(world.strategic, NEXT, viewer=ada, joint_bodies=[world.political])
    with refused("meetings.keep"):
        change_meeting(meeting, NEXT, viewer=world.viewer(world.sara))


def test_a_cancelled_meeting_says_why_and_does_not_come(world: World) -> None:
    sara = world.viewer(world.sara)
    meeting = plan_meeting(world.political, NEXT, viewer=sara)
    cancel_meeting(meeting, reason="For få sager", viewer=sara)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancel_reason) == (MeetingState.CANCELLED, "For få sager")
    assert coming_meetings(world.viewer(world.mads)) == ()
    with refused("meetings.cancelled"):
        change_meeting(meeting, NEXT, viewer=sara)


def test_cancelling_needs_a_reason_and_a_meeting_that_was_not_held(world: World) -> None:
    sara = world.viewer(world.sara)
    with refused("meetings.reason"):
        cancel_meeting(plan_meeting(world.political, NEXT, viewer=sara), reason=" ", viewer=sara)
    with refused("meetings.not_planned"):
        cancel_meeting(a_recorded_meeting(sara, world.political).meeting, reason="Fordi", viewer=sara)
    assert Meeting.objects.filter(state=MeetingState.CANCELLED).count() == 0
