"""The page where minutes are looked through, remarked on, approved, planned and corrected; the trail; the limit on trying files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from people import World, a_world, known_to_their_body
from sessions import log_in

from roedtraad.meetings import actions as meetings
from roedtraad.meetings.actions import OutcomeGiven, Particulars
from roedtraad.meetings.models import AgendaItem, Correction, Meeting, OutcomeKind, PaperKind
from roedtraad.publishing.actions import issue, publish_due
from roedtraad.publishing.models import MinutesRemark, MinutesReview, MinutesRule, PlannedPublication

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    made = a_world()
    known_to_their_body(made)
    return made


@pytest.fixture
def meeting(world: World) -> Meeting:
    sara = world.viewer(world.sara)
    held = meetings.plan_meeting(world.political, Particulars(sara.on), viewer=sara)
    item = meetings.add_item(held, "Trygt hjem", number="1", viewer=sara)
    meetings.begin_meeting(held, at=NOON, viewer=sara)
    meetings.decide(item, text="Den fortsætter.", outcomes=[OutcomeGiven(OutcomeKind.APPROVED)], viewer=sara)
    meetings.end_meeting(held, at=NOON, viewer=sara)
    held.refresh_from_db()
    return held


@pytest.fixture
def sara(world: World) -> Client:
    return log_in(Client(), world.sara)


def url(meeting: Meeting, page: str = "referat") -> str:
    return f"/moede/{meeting.record.public_id}/{page}"


def do(client: Client, meeting: Meeting, act: str, **data: str) -> str:
    return client.post(url(meeting), {"goer": act, **data}, follow=True).content.decode()


def test_a_secretary_sends_a_member_remarks_and_reads_the_answer(
    world: World, meeting: Meeting, sara: Client
) -> None:
    until = timezone.localdate() + timedelta(days=7)
    assert "kan nu give bemærkninger" in do(sara, meeting, "send", frist=until.isoformat())
    mads = log_in(Client(), world.mads)
    item = AgendaItem.objects.get()
    do(mads, meeting, "bemaerk", punkt=item.record.public_id, tekst="Det var fra 2027.")
    row = MinutesRemark.objects.get()
    assert "Det var fra 2027." in sara.get(url(meeting)).content.decode()
    do(sara, meeting, f"svar:{row.pk}", svar="Det er føjet til.")
    assert "Det er føjet til." in mads.get(url(meeting)).content.decode()


def test_a_chair_approves_with_one_button(world: World, meeting: Meeting, sara: Client) -> None:
    do(sara, meeting, "regel", hvem="members", dage="7")
    assert MinutesRule.objects.get().remark_days == 7
    do(sara, meeting, "send", frist=timezone.localdate().isoformat())
    lone = log_in(Client(), world.lone)
    assert "Godkend referatet" in lone.get(url(meeting)).content.decode()
    page = do(lone, meeting, "godkend")
    assert "Du har godkendt" in page
    assert MinutesReview.objects.get().approvals.count() == 1


@pytest.mark.parametrize("who", ["vibe", "sune"])
def test_whoever_was_not_there_finds_no_page(world: World, meeting: Meeting, who: str) -> None:
    assert log_in(Client(), getattr(world, who)).get(url(meeting)).status_code == HTTPStatus.NOT_FOUND


def test_a_member_has_none_of_the_secretarys_forms(world: World, meeting: Meeting) -> None:
    mads = log_in(Client(), world.mads)
    page = mads.get(url(meeting)).content.decode()
    assert "På et bestemt tidspunkt" not in page
    do(mads, meeting, "regel", hvem="chairs", dage="7")
    assert not MinutesRule.objects.exists()


def test_a_publication_is_planned_and_called_off(meeting: Meeting, sara: Client) -> None:
    day = (timezone.localdate() + timedelta(days=1)).isoformat()
    do(sara, meeting, "tid", papir="decided", dag=day, kl="12:00")
    row = PlannedPublication.objects.get()
    assert "Beslutningsliste" in sara.get(url(meeting)).content.decode()
    do(sara, meeting, f"afbestil:{row.pk}")
    assert list(publish_due(at=timezone.now() + timedelta(days=3))) == []


def test_a_moment_that_has_passed_is_told(meeting: Meeting, sara: Client) -> None:
    assert "er gået" in do(sara, meeting, "tid", papir="minutes", dag="2026-01-01", kl="12:00")
    assert "er gået" in do(sara, meeting, "send", frist="2026-01-01")


def test_a_correction_leaves_a_trail_that_a_citizen_reads(
    world: World, meeting: Meeting, sara: Client
) -> None:
    viewer = world.viewer(world.sara)
    issue(meeting, PaperKind.MINUTES, viewer=viewer)
    do(sara, meeting, "ret", grund="Årstallet manglede")
    assert Correction.objects.exists()
    meetings.decide(AgendaItem.objects.get(), text="Den fortsætter i 2027.", outcomes=[], viewer=viewer)
    issue(meeting, PaperKind.MINUTES, viewer=viewer)
    page = Client().get(url(meeting, "udgaver")).content.decode()
    assert "Årstallet manglede" in page
    assert "2027" in page


def test_a_meeting_without_published_papers_has_no_trail(meeting: Meeting, sara: Client) -> None:
    assert sara.get(url(meeting, "udgaver")).status_code == HTTPStatus.NOT_FOUND


def test_nobody_has_files_tried_without_end() -> None:
    cache.clear()
    client = Client()
    answers = [
        client.post("/efterproev", {"fil": SimpleUploadedFile("a.pdf", b"x")}).status_code for _ in range(21)
    ]
    assert set(answers[:20]) == {HTTPStatus.OK}
    assert answers[20] == HTTPStatus.TOO_MANY_REQUESTS
    assert client.get("/efterproev").status_code == HTTPStatus.OK
    cache.clear()
