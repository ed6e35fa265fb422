"""Pages before a meeting: the answer of whoever is invited, what the secretariat sees, one's own notes; without scripts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from http import HTTPStatus

import pytest
from django.test import Client
from people import World, a_world
from sessions import log_in

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Circle
from roedtraad.accounts.records import set_audience
from roedtraad.meetings import actions
from roedtraad.meetings.actions import Particulars
from roedtraad.meetings.models import AnswerKind, Invited, Meeting, MeetingAnswer, Participant, PrivateNote

pytestmark = pytest.mark.django_db
NOON = datetime(2030, 12, 1, 11, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    made = a_world()
    rows = Record.objects.filter(person__seats__body=made.political).distinct()
    set_audience(rows, tokens=[Circle.CIRCLE.of(made.political.pk)], is_public=False)
    return made


@pytest.fixture
def meeting(world: World) -> Meeting:
    """Its agenda has been sent out."""
    sara = world.viewer(world.sara)
    made = actions.plan_meeting(world.political, Particulars(date(2030, 12, 11)), viewer=sara)
    row = actions.add_item(made, "Havnegården", viewer=sara, number="1")
    actions.list_attachment(row, "Notat om kajen", viewer=sara)
    actions.approve_agenda(made, at=NOON, viewer=world.viewer(world.lone))
    actions.release_agenda(made, at=NOON, viewer=sara)
    return made


@pytest.fixture
def mads(world: World) -> Client:
    return log_in(Client(), world.mads)


@pytest.fixture
def sara(world: World) -> Client:
    return log_in(Client(), world.sara)


def svar(meeting: Meeting) -> str:
    return f"/moede/{meeting.record.public_id}/svar"


def noter(meeting: Meeting) -> str:
    return f"/moede/{meeting.record.public_id}/noter"


def there(client: Client, meeting: Meeting) -> str:
    return client.get(f"/moede/{meeting.record.public_id}", follow=True).content.decode()


def test_a_member_is_led_from_the_desk_and_the_meeting_to_the_answer(mads: Client, meeting: Meeting) -> None:
    for page in (mads.get("/skrivebord").content.decode(), there(mads, meeting)):
        assert svar(meeting) in page
    mads.post(svar(meeting), {"svar": "comes"})
    assert svar(meeting) not in mads.get("/skrivebord").content.decode()


def test_a_member_sends_a_substitute_who_is_invited_at_once(
    mads: Client, world: World, meeting: Meeting
) -> None:
    said = mads.post(svar(meeting), {"svar": "substitute", "grund": "Ferie"}, follow=True).content.decode()
    assert "Sune Falk er inviteret" in said
    assert Participant.objects.get(person=world.sune.person).in_place_of is not None
    sune = log_in(Client(), world.sune)
    assert "i stedet for Mads Ravn" in sune.get(svar(meeting)).content.decode()


def test_no_answer_is_no_answer_and_says_so(mads: Client, meeting: Meeting) -> None:
    response = mads.post(svar(meeting), {"grund": "x"})
    assert response.status_code == HTTPStatus.OK
    assert "error" in response.content.decode()
    assert not MeetingAnswer.objects.exists()


def test_the_secretariat_reads_all_answers_and_answers_for_somebody(
    sara: Client, mads: Client, world: World, meeting: Meeting
) -> None:
    mads.post(svar(meeting), {"svar": "away", "grund": "Operation"})
    sara.post(svar(meeting), {"svar": "comes", "hvem": world.lone.person.pk})
    page = sara.get(svar(meeting)).content.decode()
    assert "Operation" in page
    assert "1 kommer, 1 kommer ikke, 1 har ikke svaret" in page
    assert "Operation" not in log_in(Client(), world.lone).get(svar(meeting)).content.decode()
    assert MeetingAnswer.objects.get(person=world.lone.person).by == world.sara


def test_a_member_does_not_answer_for_another_nor_invite(
    mads: Client, world: World, meeting: Meeting
) -> None:
    mads.post(svar(meeting), {"svar": "away", "hvem": world.lone.person.pk})
    assert not MeetingAnswer.objects.filter(person=world.lone.person).exists()
    mads.post(svar(meeting), {"goer": "gaest", "gaest": world.vibe.person.record.public_id})
    assert not Invited.objects.exists()


def test_the_secretariat_invites_a_guest_to_an_item(sara: Client, world: World, meeting: Meeting) -> None:
    set_audience([world.vibe.person.record], tokens=[Circle.CIRCLE.of(world.political.pk)], is_public=False)
    key = meeting.items.get().record.public_id
    told = {
        "goer": "gaest",
        "gaest": world.vibe.person.record.public_id,
        "punkt": key,
        "titel": "Oplægsholder",
    }
    sara.post(svar(meeting), told)
    assert Invited.objects.get().item == meeting.items.get()
    vibe = log_in(Client(), world.vibe)
    assert "inviteret til punkt 1" in vibe.get(svar(meeting)).content.decode()
    vibe.post(svar(meeting), {"svar": "comes"})
    assert MeetingAnswer.objects.get().kind == AnswerKind.COMES


def test_a_substitute_who_is_not_called_and_strangers_have_no_such_page(
    world: World, meeting: Meeting
) -> None:
    for who in (world.sune, world.vibe):
        assert log_in(Client(), who).get(svar(meeting)).status_code == HTTPStatus.NOT_FOUND
    assert Client().get(svar(meeting)).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("who", ["sara", "lone", "ada", "sune"])
def test_a_note_is_read_by_nobody_else_on_any_page(
    mads: Client, world: World, meeting: Meeting, who: str
) -> None:
    row = meeting.items.get()
    paper = row.attachments.get().attachment
    mads.post(
        noter(meeting),
        {f"note-{row.record.public_id}": "Spørg til prisen", f"note-{paper.record.public_id}": "Side 2"},
    )
    assert set(PrivateNote.objects.values_list("text", flat=True)) == {"Spørg til prisen", "Side 2"}
    assert "Spørg til prisen" in there(mads, meeting)
    other = log_in(Client(), getattr(world, who))
    read = [there(other, meeting), other.get(noter(meeting)).content.decode()]
    assert not any("Spørg til prisen" in page or "Side 2" in page for page in read)
