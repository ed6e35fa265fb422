"""A meeting of many items, people and papers asks the database no more than one of a few."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from people import World, a_person, a_seat, a_world, known_to_their_body
from sessions import log_in

from roedtraad.cases import actions as cases
from roedtraad.cases.actions import PointGiven
from roedtraad.cases.models import Act
from roedtraad.meetings import actions as meetings
from roedtraad.meetings.actions import OutcomeGiven, Particulars
from roedtraad.meetings.models import Meeting, OutcomeKind

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    made = a_world()
    known_to_their_body(made)
    return made


def a_meeting(world: World, *, items: int, day: int) -> Meeting:
    """A meeting with so many items, each with a case, two points and three papers."""
    sara = world.viewer(world.sara)
    meeting = meetings.plan_meeting(world.political, Particulars(sara.on + timedelta(days=day)), viewer=sara)
    for number in range(1, items + 1):
        item = meetings.add_item(meeting, f"Sag {number}", number=str(number), viewer=sara)
        case = cases.open_case(item.title, body=world.political, viewer=sara)
        carried = meetings.treat_case(item, case, viewer=sara)
        cases.recommend(carried, [PointGiven(Act.NOTE, "at a"), PointGiven(Act.APPROVE, "at b")], viewer=sara)
        for paper in range(3):
            meetings.list_attachment(item, f"Bilag {paper}", viewer=sara)
    return meeting


def run(meeting: Meeting, world: World) -> None:
    sara = world.viewer(world.sara)
    meetings.begin_meeting(meeting, at=NOON, viewer=sara)
    for item in meeting.items.all():
        points = [
            OutcomeGiven(OutcomeKind.APPROVED, one) for one in item.cases.get().consideration.points.all()
        ]
        meetings.decide(item, text="Godkendt.", outcomes=points, viewer=sara)


def asked(client: Client, meeting: Meeting, page: str) -> int:
    address = f"/moede/{meeting.record.public_id}{page}"
    answer = client.get(address, follow=True)
    assert answer.status_code == HTTPStatus.OK
    address = answer.redirect_chain[-1][0] if answer.redirect_chain else address
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_a_large_meeting_costs_the_queries_of_a_small_one(world: World) -> None:
    small = a_meeting(world, items=2, day=10)
    sara, mads = log_in(Client(), world.sara), log_in(Client(), world.mads)
    before = {page: asked(sara, small, page) for page in ("", "/dagsorden")}
    run(small, world)
    before["/foer"], before["/foer/nu"] = asked(sara, small, "/foer"), asked(mads, small, "/foer/nu")
    meetings.end_meeting(small, at=NOON, viewer=world.viewer(world.sara))
    before["/referat"] = asked(sara, small, "/referat")
    assert before["/dagsorden"] <= 50
    assert before["/foer"] <= 45
    assert before["/referat"] <= 70

    for number in range(20):
        a_seat(a_person(f"Medlem Nr{number}"), world.political)
    known_to_their_body(world)
    large = a_meeting(world, items=25, day=10)
    for page in ("", "/dagsorden"):
        assert asked(sara, large, page) <= before[page] + 2, page
    run(large, world)
    assert asked(sara, large, "/foer") <= before["/foer"]
    assert asked(mads, large, "/foer/nu") <= before["/foer/nu"]
    meetings.end_meeting(large, at=NOON, viewer=world.viewer(world.sara))
    assert asked(sara, large, "/referat") <= before["/referat"]
