"""What a meeting asks of people stands on their desk: a proposal, an agenda, minutes; and goes when it is done."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from people import World, a_world, known_to_their_body

from roedtraad.accounts.policy import Viewer
from roedtraad.cases.actions import decline_proposal, propose_case
from roedtraad.meetings import actions
from roedtraad.meetings.actions import Particulars
from roedtraad.meetings.models import Meeting
from roedtraad.planning.actions import close_agenda
from roedtraad.publishing.actions import approve_minutes, send_for_remarks, set_minutes_rule
from roedtraad.publishing.models import Approver
from roedtraad.web.waiting import waiting_for

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    found = a_world()
    known_to_their_body(found)
    return found


@pytest.fixture
def sara(world: World) -> Viewer:
    return world.viewer(world.sara)


def waits(viewer: Viewer) -> list[str]:
    return [str(one.text) for one in waiting_for(viewer)]


def a_closed_agenda(world: World, sara: Viewer) -> Meeting:
    meeting = actions.plan_meeting(world.political, Particulars(sara.on), viewer=sara)
    actions.add_item(meeting, "Lægevagt", viewer=sara)
    close_agenda(meeting, {}, viewer=sara)
    return meeting


def test_a_proposal_waits_for_the_secretariat_until_it_is_answered(world: World, sara: Viewer) -> None:
    draft = propose_case(
        "Akutbil", "Den mangler.", body=world.political, at=AT, viewer=world.viewer(world.mads)
    )
    assert waits(sara) == ["Svar på et forslag: Akutbil"]
    assert waits(world.viewer(world.lone)) == []
    decline_proposal(draft, reason="Den er der", viewer=sara)
    assert waits(sara) == []


def test_a_closed_agenda_waits_for_each_chair_until_they_approve_it(world: World, sara: Viewer) -> None:
    meeting, lone = a_closed_agenda(world, sara), world.viewer(world.lone)
    assert waits(lone) == [f"Godkend dagsordenen for {world.political.name}"]
    assert waits(world.viewer(world.mads)) == waits(sara) == []
    actions.approve_agenda(meeting, at=AT, viewer=lone)
    assert waits(lone) == []


def test_minutes_wait_for_those_who_approve_them_and_those_who_were_there(world: World, sara: Viewer) -> None:
    meeting, lone = a_closed_agenda(world, sara), world.viewer(world.lone)
    set_minutes_rule(world.political, Approver.CHAIRS, remark_days=7, viewer=sara)
    actions.approve_agenda(meeting, at=AT, viewer=lone)
    actions.begin_meeting(meeting, at=AT, viewer=sara)
    actions.end_meeting(meeting, at=AT, viewer=sara)
    meeting.refresh_from_db()
    review = send_for_remarks(meeting, at=AT, viewer=sara)
    assert waits(lone) == [f"Godkend referatet for {world.political.name}"]
    assert waits(world.viewer(world.mads)) == [f"Se referatet for {world.political.name} igennem"]
    assert waits(world.viewer(world.vibe)) == []
    approve_minutes(review, at=AT, viewer=lone)
    assert waits(lone) == []
