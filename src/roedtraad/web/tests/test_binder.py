"""The whole of a meeting as one PDF with bookmarks: for everybody what is open, for members the closed items too."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from http import HTTPStatus

import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from people import World, a_world, known_to_their_body
from pypdf import PdfReader
from sessions import log_in

from roedtraad.accounts.policy import Viewer
from roedtraad.cases.actions import PaperGiven
from roedtraad.cases.models import Attachment
from roedtraad.documents.actions import say_seen
from roedtraad.documents.models import Document
from roedtraad.meetings import actions as meetings
from roedtraad.meetings.actions import Particulars
from roedtraad.meetings.models import Meeting, PaperKind
from roedtraad.meetings.queries import seen_meeting
from roedtraad.publishing import actions
from roedtraad.publishing.queries.binding import binder_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FINAL = Attachment.Status.FINAL


def a_pdf(words: str) -> bytes:
    made: bytes = typst.compile(f"#set page(height: 80mm)\n{words}".encode(), format="pdf")
    return made


@pytest.fixture
def world() -> World:
    made = a_world()
    known_to_their_body(made)
    return made


@pytest.fixture
def sara(world: World) -> Viewer:
    return world.viewer(world.sara)


@pytest.fixture
def meeting(world: World, sara: Viewer) -> Meeting:
    """An open item with a PDF, a closed paper, a damaged file and one of another kind; a closed item with a PDF."""
    held = meetings.plan_meeting(world.political, Particulars(sara.on), viewer=sara)
    first = meetings.add_item(held, "Trygt hjem", number="1", viewer=sara)
    second = meetings.add_item(held, "Udbud af kajen", number="2", is_closed=True, viewer=sara)
    for item, name, data, closed in (
        (first, "Notat.pdf", a_pdf("Ordningen koster"), False),
        (first, "Tilbud.pdf", a_pdf("Tilbuddet er"), True),
        (first, "Skadet.pdf", b"%PDF-1.7 intet", False),
        (first, "Tal.csv", b"a;b", False),
        (second, "Kontrakt.pdf", a_pdf("Kontrakten opsiges"), False),
    ):
        file = SimpleUploadedFile(name, data)
        meetings.add_item_paper(item, file, PaperGiven("", closed, FINAL), viewer=sara)
    for document in Document.objects.all():
        say_seen(document, viewer=sara)
    meetings.approve_agenda(held, at=AT, viewer=world.viewer(world.lone))
    meetings.release_agenda(held, at=AT, viewer=sara)
    actions.issue(held, PaperKind.AGENDA, viewer=sara)
    return held


def path(meeting: Meeting) -> str:
    return f"/moede/{meeting.record.public_id}/samlet.pdf"


def file_of(client: Client, meeting: Meeting) -> tuple[list[str], str]:
    """Its bookmarks, and all its words."""
    answer = client.get(path(meeting))
    assert answer.status_code == HTTPStatus.OK
    assert "no-store" in answer["Cache-Control"]
    reader = PdfReader(io.BytesIO(answer.content))
    titles = [one.title for row in reader.outline for one in (row if isinstance(row, list) else [row])]
    return titles, "\n".join(page.extract_text() for page in reader.pages)


def test_everybody_gets_what_is_open_with_bookmarks(meeting: Meeting) -> None:
    titles, words = file_of(Client(), meeting)
    assert titles == [
        "Dagsorden",
        "Punkt 1. Trygt hjem",
        "Punkt 2. Lukket punkt",
        "Bilag til punkt 1. Trygt hjem",
        "Notat",
    ]
    assert "Ordningen koster" in words
    assert "Tal" in words  # it is named, to be fetched
    for closed in ("Udbud", "Kontrakt", "Tilbud"):
        assert closed not in words


def test_a_member_gets_the_closed_items_and_their_papers_too(world: World, meeting: Meeting) -> None:
    titles, words = file_of(log_in(Client(), world.mads), meeting)
    assert titles[-3:] == ["Tilbud", "Bilag til punkt 2. Udbud af kajen", "Kontrakt"]
    assert "Kontrakten opsiges" in words
    assert "Tilbuddet er" in words


def test_before_anything_is_sent_out_only_those_who_make_the_agenda_have_it(
    world: World, sara: Viewer
) -> None:
    draft = meetings.plan_meeting(world.political, Particulars(sara.on), viewer=sara)
    meetings.add_item(draft, "Trygt hjem", number="1", viewer=sara)
    assert Client().get(path(draft)).status_code == HTTPStatus.NOT_FOUND
    assert log_in(Client(), world.mads).get(path(draft)).status_code == HTTPStatus.NOT_FOUND
    assert log_in(Client(), world.sara).get(path(draft)).status_code == HTTPStatus.OK


def test_a_stranger_does_not_have_it_made_without_end(meeting: Meeting) -> None:
    client = Client(REMOTE_ADDR="192.0.2.77")
    answers = [client.head(path(meeting)).status_code for _turn in range(11)]
    assert answers == [*[HTTPStatus.OK] * 10, HTTPStatus.TOO_MANY_REQUESTS]


def test_it_costs_the_same_for_a_long_meeting(
    world: World, meeting: Meeting, sara: Viewer, django_assert_max_num_queries
) -> None:
    for number in range(3, 23):
        item = meetings.add_item(meeting, f"Sag {number}", number=str(number), viewer=sara)
        for paper in ("A.pdf", "B.pdf"):
            file = SimpleUploadedFile(paper, a_pdf(f"Bilag {number} {paper}"))
            meetings.add_item_paper(item, file, PaperGiven("", False, FINAL), viewer=sara)
    with django_assert_max_num_queries(31):
        found = binder_of(sara, seen_meeting(sara, pk=meeting.pk))  # type: ignore[arg-type]
    assert found is not None
    assert len(found.chapters) == 22
