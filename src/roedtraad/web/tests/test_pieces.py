"""Alternatives, questions and quotations of a case, and the programme of an item: written once, frozen, chosen among."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from django.test import Client
from people import World, a_world, known_to_their_body
from refusing import refused
from sessions import log_in

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import NotAllowed
from roedtraad.cases import actions as cases
from roedtraad.cases.models import CaseDraft, DraftPiece, PieceKind
from roedtraad.meetings import actions as meetings
from roedtraad.meetings.actions import OutcomeGiven, Particulars
from roedtraad.meetings.models import AgendaItem, Choice, ItemPiece, ItemPlan, Meeting, OutcomeKind, PaperKind
from roedtraad.planning import actions as planning
from roedtraad.planning.queries import SuggestionKind, suggestions_for
from roedtraad.publishing.actions import issue

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    made = a_world()
    known_to_their_body(made)
    return made


@pytest.fixture
def sara(world: World) -> Viewer:
    return world.viewer(world.sara)


@pytest.fixture
def draft(world: World, sara: Viewer) -> CaseDraft:
    """A case with two alternatives, a question and a quotation."""
    made = cases.begin_draft("Vagtordning", body=world.political, viewer=sara)
    cases.add_piece(made, PieceKind.ALTERNATIVE, "Ordningen fortsætter", viewer=sara)
    cases.add_piece(made, PieceKind.ALTERNATIVE, "Ordningen udvides", viewer=sara)
    cases.add_piece(made, PieceKind.QUESTION, "Hvordan løses opgaven i Fjordby?", viewer=sara)
    cases.add_piece(made, PieceKind.QUOTATION, "Jeg føler mig hørt", label="Borger", viewer=sara)
    return made


def path(draft: CaseDraft, page: str = "") -> str:
    return f"/sag/{draft.case.record.public_id}/skriv{page}"


def taken(world: World, draft: CaseDraft, sara: Viewer) -> AgendaItem:
    """The case on an agenda."""
    CaseDraft.objects.filter(pk=draft.pk).update(state="ready")
    meeting = meetings.plan_meeting(world.political, Particulars(sara.on), viewer=sara)
    kind = SuggestionKind.CASE
    key = next(one.key for one in suggestions_for(meeting, viewer=sara) if one.kind == kind)
    item = planning.take_in(meeting, kind, key, viewer=sara)
    meetings.number_items(meeting)
    item.refresh_from_db()
    return item


def test_a_secretary_writes_them_and_says_how_a_question_was_clarified(
    world: World, draft: CaseDraft
) -> None:
    client = log_in(Client(), world.sara)
    client.post(path(draft, "/dele"), {"goer": "ny:alternative", "tekst": "Ordningen ophører"})
    question = DraftPiece.objects.get(kind=PieceKind.QUESTION)
    client.post(path(draft, "/dele"), {"goer": f"svar:{question.pk}", "svar": "Sammen med Hedelund"})
    page = client.get(path(draft)).content.decode()
    for words in ("Ordningen ophører", "Sammen med Hedelund", "Jeg føler mig hørt", "<strong>C</strong>"):
        assert words in page
    first = DraftPiece.objects.get(label="A")
    client.post(path(draft, "/dele"), {"goer": f"ud:{first.pk}"})
    rows = DraftPiece.objects.filter(kind=PieceKind.ALTERNATIVE).order_by("order")
    assert [(one.label, one.text) for one in rows] == [("A", "Ordningen udvides"), ("B", "Ordningen ophører")]


def test_a_quotation_says_in_which_role_it_was_said(draft: CaseDraft, sara: Viewer) -> None:
    with refused("cases.no_speaker"):
        cases.add_piece(draft, PieceKind.QUOTATION, "Det virker", viewer=sara)
    with refused("cases.no_piece"):
        cases.add_piece(draft, PieceKind.QUESTION, " ", viewer=sara)


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_only_who_writes_the_case_writes_them(world: World, draft: CaseDraft, who: str) -> None:
    user = getattr(world, who)
    with pytest.raises(NotAllowed):
        cases.add_piece(draft, PieceKind.QUESTION, "Hvorfor?", viewer=world.viewer(user))
    answer = log_in(Client(), user).post(path(draft, "/dele"), {"goer": "ny:question", "tekst": "Hvorfor?"})
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_case_that_is_ready_is_not_written_in(draft: CaseDraft, sara: Viewer) -> None:
    CaseDraft.objects.filter(pk=draft.pk).update(state="ready")
    for act in (
        lambda: cases.add_piece(draft, PieceKind.QUESTION, "Hvorfor?", viewer=sara),
        lambda: cases.take_out_piece(DraftPiece.objects.all()[0], viewer=sara),
    ):
        with refused("cases.ready"):
            act()


def test_the_agenda_freezes_them_and_the_decision_says_which_was_chosen(
    world: World, draft: CaseDraft, sara: Viewer
) -> None:
    item = taken(world, draft, sara)
    assert ItemPiece.objects.filter(item=item).count() == 4
    meeting = item.meeting
    meetings.begin_meeting(meeting, at=NOON, viewer=sara)
    client = log_in(Client(), world.sara)
    url = f"/moede/{meeting.record.public_id}/foer?punkt={item.record.public_id}"
    assert "Hvilket alternativ" in client.get(url).content.decode()
    second = ItemPiece.objects.get(item=item, label="B")
    client.post(url, {"goer": "gem", "beslutning": "Udvides.", "alternativ": str(second.pk)})
    assert Choice.objects.get().piece == second
    meetings.end_meeting(meeting, at=NOON, viewer=sara)
    meeting.refresh_from_db()
    made = issue(meeting, PaperKind.MINUTES, viewer=sara)
    assert "Alternativ B: Ordningen udvides (valgt)" in made.content
    assert "»Jeg føler mig hørt« (Borger)" in made.content
    page = Client().get(f"/punkt/{item.record.public_id}", follow=True).content.decode()
    for words in ("Hvordan løses opgaven", "Jeg føler mig hørt", "Valgt"):
        assert words in page


def test_an_alternative_of_another_item_is_not_chosen(world: World, draft: CaseDraft, sara: Viewer) -> None:
    item = taken(world, draft, sara)
    other = meetings.add_item(item.meeting, "Andet", number="2", viewer=sara)
    with refused("meetings.alternative"):
        meetings.choose(other, ItemPiece.objects.get(item=item, label="A"), viewer=sara)
    with pytest.raises(NotAllowed):
        meetings.choose(item, ItemPiece.objects.get(item=item, label="A"), viewer=world.viewer(world.mads))


def test_before_the_minutes_are_public_nobody_outside_reads_which_was_chosen(
    world: World, draft: CaseDraft, sara: Viewer
) -> None:
    item = taken(world, draft, sara)
    meetings.approve_agenda(item.meeting, at=NOON, viewer=world.viewer(world.lone))
    meetings.release_agenda(item.meeting, at=NOON, viewer=sara)
    issue(item.meeting, PaperKind.AGENDA, viewer=sara)
    meetings.begin_meeting(item.meeting, at=NOON, viewer=sara)
    meetings.decide(item, text="Valgt.", outcomes=[OutcomeGiven(OutcomeKind.DECIDED)], viewer=sara)
    meetings.choose(item, ItemPiece.objects.get(item=item, label="A"), viewer=sara)
    page = Client().get(f"/punkt/{item.record.public_id}", follow=True).content.decode()
    assert "Ordningen udvides" in page
    assert "Valgt" not in page


def test_a_closed_item_keeps_them_to_itself(world: World, draft: CaseDraft, sara: Viewer) -> None:
    item = taken(world, draft, sara)
    meetings.close_item(item, reason="Forretningsforhold", viewer=sara)
    other = meetings.add_item(item.meeting, "Åbent", number="2", viewer=sara)
    meetings.begin_meeting(item.meeting, at=NOON, viewer=sara)
    meetings.decide(other, text="Drøftet.", viewer=sara)
    meetings.end_meeting(item.meeting, at=NOON, viewer=sara)
    meeting = Meeting.objects.get()
    made = issue(meeting, PaperKind.MINUTES, viewer=sara)
    assert "Ordningen" not in made.content
    assert "hørt" not in made.content


def test_a_visit_and_a_theme_with_a_programme_stand_on_the_agenda(world: World, sara: Viewer) -> None:
    meeting = meetings.plan_meeting(world.political, Particulars(sara.on), viewer=sara)
    item = meetings.add_item(meeting, "Temadrøftelse", number="1", viewer=sara)
    client = log_in(Client(), world.sara)
    key = item.record.public_id
    data = {
        "goer": "gem",
        f"min-{key}": "60",
        f"art-{key}": "theme",
        f"prog-{key}": "Oplæg\n\nDrøftelse i grupper",
    }
    page = client.post(f"/moede/{meeting.record.public_id}/dagsorden", data, follow=True).content.decode()
    assert ItemPlan.objects.get().kind == "theme"
    assert "Temadrøftelse</" in page
    assert "Drøftelse i grupper" in page
    told = [(one.order, one.text) for one in ItemPiece.objects.all()]
    assert told == [(1, "Oplæg"), (2, "Drøftelse i grupper")]
    meetings.approve_agenda(meeting, at=NOON, viewer=world.viewer(world.lone))
    meetings.release_agenda(meeting, at=NOON, viewer=sara)
    made = issue(meeting, PaperKind.AGENDA, viewer=sara)
    assert "Drøftelse i grupper" in made.content
    with refused("meetings.programme"):
        meetings.set_programme(item, ["Punkt"] * 41, viewer=sara)
