"""On the screen of a meeting a promise is owed to two bodies at once, or by each municipality for itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from people import World, a_party, a_world, known_to_their_body
from sessions import log_in

from roedtraad.bodies.models import CollaborationMember, PartyKind
from roedtraad.commitments.models import Commitment
from roedtraad.meetings import actions as meetings
from roedtraad.meetings.actions import Particulars
from roedtraad.meetings.models import AgendaItem

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    made = a_world()
    known_to_their_body(made)
    for name, kind in (
        ("Hedelund Kommune", PartyKind.MUNICIPALITY),
        ("Strandby Kommune", PartyKind.MUNICIPALITY),
        ("Region Bæltet", PartyKind.REGION),
    ):
        CollaborationMember.objects.create(
            collaboration=made.political.collaboration, party=a_party(name, kind)
        )
    return made


@pytest.fixture
def item(world: World) -> AgendaItem:
    sara = world.viewer(world.sara)
    meeting = meetings.plan_meeting(world.political, Particulars(sara.on), viewer=sara)
    made = meetings.add_item(meeting, "Trygt hjem", number="1", viewer=sara)
    meetings.begin_meeting(meeting, at=NOON, viewer=sara)
    return made


def promise(world: World, item: AgendaItem, **data: str) -> tuple[Commitment, str]:
    """Capture a promise; return it, and the page afterwards."""
    client = log_in(Client(), world.sara)
    url = f"/moede/{item.meeting.record.public_id}/foer?punkt={item.record.public_id}"
    page = client.post(url, {"goer": "loefte", **data}, follow=True).content.decode()
    return Commitment.objects.get(), page


def test_information_is_owed_to_two_bodies(world: World, item: AgendaItem) -> None:
    names = f"{world.political.name}; {world.strategic.name}"
    row, page = promise(
        world, item, lovet="Orienterer om resultatet", skylder="Region Bæltet", modtager=names
    )
    assert {one.body for one in row.recipients.all()} == {world.political, world.strategic}
    assert "til" in page
    assert world.strategic.name in page


def test_each_municipality_owes_it_by_itself(world: World, item: AgendaItem) -> None:
    row, _page = promise(world, item, lovet="Status på implementeringen", **{"hver-kommune": "1"})
    assert row.is_each
    assert {str(one.party) for one in row.owners.all()} == {"Hedelund Kommune", "Strandby Kommune"}


def test_otherwise_they_owe_it_together(world: World, item: AgendaItem) -> None:
    row, _page = promise(world, item, lovet="Status", skylder="Hedelund Kommune; Strandby Kommune")
    assert not row.is_each
    assert row.owners.count() == 2
