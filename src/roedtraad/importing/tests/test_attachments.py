"""Files that are attached are read by the program, so that everybody may have them once their meeting is public."""

from __future__ import annotations

from datetime import UTC, date, datetime
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from people import World, a_world, known_to_their_body
from sessions import log_in

from roedtraad.cases.actions import PaperGiven
from roedtraad.cases.models import Attachment
from roedtraad.documents.actions import say_seen
from roedtraad.importing.actions import Upload, bring, read_attachments, read_waiting
from roedtraad.importing.models import Draft, Reading
from roedtraad.meetings import actions
from roedtraad.meetings.actions import Particulars
from roedtraad.meetings.models import AgendaItem, Meeting, PaperKind
from roedtraad.publishing.actions import issue
from roedtraad.publishing.queries import outlook_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PICTURE = b"\x89PNG\r\n nothing that can be read"
FINAL = Attachment.Status.FINAL


@pytest.fixture
def world() -> World:
    found = a_world()
    known_to_their_body(found)
    return found


@pytest.fixture
def item(world: World) -> AgendaItem:
    """An item of a meeting to come."""
    sara = world.viewer(world.sara)
    meeting = actions.plan_meeting(world.political, Particulars(date(2026, 12, 11)), viewer=sara)
    return actions.add_item(meeting, "Lægevagt", number="1", viewer=sara)


def attach(world: World, item: AgendaItem, name: str, data: bytes, *, is_closed: bool = False) -> Attachment:
    given = PaperGiven(name, is_closed, FINAL)
    file = SimpleUploadedFile(name, data)
    return actions.add_item_paper(item, file, given, viewer=world.viewer(world.sara))


def sent_out_and_published(world: World, meeting: Meeting) -> None:
    sara = world.viewer(world.sara)
    actions.approve_agenda(meeting, at=AT, viewer=world.viewer(world.lone))
    actions.release_agenda(meeting, at=AT, viewer=sara)
    issue(meeting, PaperKind.AGENDA, viewer=sara, at=AT)


def fetched(paper: Attachment) -> HTTPStatus:
    """What a citizen gets who asks for the file."""
    assert paper.document is not None
    return HTTPStatus(Client().get(f"/dokument/{paper.document.record.public_id}/hent").status_code)


def test_a_citizen_fetches_an_open_attachment_once_the_agenda_is_public_and_a_closed_one_never(
    world: World, item: AgendaItem
) -> None:
    paper = attach(world, item, "Vagtplan.txt", "Vagterne i påsken.".encode())
    closed = attach(world, item, "Navne.txt", "Navnene på vagterne.".encode(), is_closed=True)
    assert read_attachments() == 2
    assert [one.draft for one in read_waiting()] == [None, None], "no draft is made of an attachment"
    assert fetched(paper) == HTTPStatus.NOT_FOUND, "not before the agenda is public"
    sent_out_and_published(world, item.meeting)
    assert fetched(paper) == HTTPStatus.OK
    assert fetched(closed) == HTTPStatus.NOT_FOUND


def test_the_file_with_a_telephone_number_can_only_be_read_here(world: World, item: AgendaItem) -> None:
    paper = attach(world, item, "Vagtplan.txt", b"Ring til vagten paa tlf. 12 34 56 78.")
    read_attachments()
    list(read_waiting())
    sent_out_and_published(world, item.meeting)
    assert fetched(paper) == HTTPStatus.FORBIDDEN
    assert paper.document is not None
    page = Client().get(f"/dokument/{paper.document.record.public_id}/side/1").content.decode()
    assert "Ring til vagten" in page
    assert "12 34 56 78" not in page


def test_a_file_that_cannot_be_read_waits_for_a_person_who_has_seen_it(
    world: World, item: AgendaItem
) -> None:
    paper, sara = attach(world, item, "Kort.png", PICTURE), log_in(Client(), world.sara)
    read_attachments()
    list(read_waiting())
    sent_out_and_published(world, item.meeting)
    assert fetched(paper) == HTTPStatus.FORBIDDEN
    assert outlook_of(world.viewer(world.sara), item.meeting).unread_papers == (paper,)
    assert read_attachments() == 0, "the same reader does not try again"
    assert paper.document is not None
    path = f"/dokument/{paper.document.record.public_id}"
    assert "Jeg har set den igennem" in sara.get(f"{path}/side/1").content.decode()
    mads = log_in(Client(), world.mads)
    assert mads.post(f"{path}/set").status_code == HTTPStatus.NOT_FOUND
    assert sara.post(f"{path}/set").status_code == HTTPStatus.FOUND
    assert fetched(paper) == HTTPStatus.OK
    assert outlook_of(world.viewer(world.sara), item.meeting).unread_papers == ()
    assert "ingen tekst at vise" in Client().get(f"{path}/side/1").content.decode()


def test_what_was_read_stays_as_it_was_read(world: World, item: AgendaItem) -> None:
    paper = attach(world, item, "Vagtplan.txt", b"Ring til tlf. 12 34 56 78.")
    read_attachments()
    list(read_waiting())
    assert paper.document is not None
    assert say_seen(paper.document, viewer=world.viewer(world.sara)).text.startswith("Ring")


def test_an_attachment_that_is_brought_as_minutes_later_becomes_a_draft(
    world: World, item: AgendaItem
) -> None:
    data = b"Referat fra moedet den 3. februar 2026\n\n1. Velkomst\n\nGodkendt."
    attach(world, item, "Referat.txt", data)
    read_attachments()
    list(read_waiting())
    assert not Draft.objects.exists()
    brought = bring([Upload("Referat.txt", data)], viewer=world.viewer(world.sara), is_read_later=False)
    assert brought.new == 1
    list(read_waiting())
    assert Draft.objects.get().reading == Reading.objects.get()
