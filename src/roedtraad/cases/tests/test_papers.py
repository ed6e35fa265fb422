"""The papers of a case: who brings them, versions, order, bounds; and what the agenda and its readers see of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from people import World, a_world
from refusing import refused

from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.accounts.refusals import NotAllowed, Refused
from roedtraad.bodies.models import Person
from roedtraad.cases import actions as cases
from roedtraad.cases.actions import DraftPointGiven, PaperGiven, begin_draft, write_part, write_points
from roedtraad.cases.models import Act, Attachment, CaseDraft, DraftState
from roedtraad.documents.queries import may_read_original
from roedtraad.meetings import actions
from roedtraad.meetings.actions import OutcomeGiven, Particulars
from roedtraad.meetings.models import AgendaItem, ItemAttachment, Meeting, MeetingState, OutcomeKind
from roedtraad.meetings.queries.papers import draft_papers
from roedtraad.planning.actions import take_in
from roedtraad.planning.queries import SuggestionKind, suggestions_for

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PDF = b"%PDF-1.7\n"


def a_file(name: str = "Bilag 1.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def sara(world: World) -> Viewer:
    return world.viewer(world.sara)


@pytest.fixture
def draft(world: World, sara: Viewer) -> CaseDraft:
    return begin_draft("Trygt hjem i 2027", body=world.political, viewer=sara)


def add(
    draft: CaseDraft, viewer: Viewer, name: str = "Bilag 1.pdf", *, data: bytes = PDF, is_closed: bool = False
) -> Attachment:
    """A finished paper of the case."""
    given = PaperGiven("", is_closed, Attachment.Status.FINAL)
    return actions.add_case_paper(draft, a_file(name, data), given, viewer=viewer)


def ready(draft: CaseDraft, viewer: Viewer) -> None:
    for key in ("summary", "case"):
        part = draft.parts.get(key=key)
        write_part(part, f"<p>Om {key}.</p>", based_on=part.revision, at=NOON, viewer=viewer)
    write_points(
        draft, [DraftPointGiven(Act.APPROVE, "at den fortsætter")], based_on=0, at=NOON, viewer=viewer
    )
    cases.mark_ready(draft, at=NOON, viewer=viewer)


def on_agenda(world: World, draft: CaseDraft, viewer: Viewer, *, day: int = 1) -> AgendaItem:
    """The item that takes a case that is ready."""
    meeting = actions.plan_meeting(
        world.political, Particulars(viewer.on.replace(month=12, day=day)), viewer=viewer
    )
    found = next(one for one in suggestions_for(meeting, viewer=viewer) if one.source_id == draft.pk)
    return take_in(meeting, SuggestionKind.CASE, found.key, viewer=viewer)


def titles(item: AgendaItem) -> list[str]:
    rows = ItemAttachment.objects.filter(item=item).select_related("attachment").order_by("order")
    return [row.attachment.title for row in rows]


def test_a_paper_is_called_as_its_file_and_comes_last(draft: CaseDraft, sara: Viewer) -> None:
    add(draft, sara, "Evaluering_af_Trygt_hjem.pdf")
    add(draft, sara, "Budget.xlsx", data=b"PK\x03\x04 tal")
    assert [one.title for one in cases.standing_papers(draft.case)] == ["Evaluering af Trygt hjem", "Budget"]


def test_the_same_file_twice_is_one_paper(draft: CaseDraft, sara: Viewer) -> None:
    assert add(draft, sara) == add(draft, sara)
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("who", ["mads", "lone", "vibe", "sune"])
def test_whoever_does_not_write_the_case_brings_no_paper_and_sees_none(
    world: World, draft: CaseDraft, sara: Viewer, who: str
) -> None:
    viewer = world.viewer(getattr(world, who))
    with pytest.raises(NotAllowed):
        add(draft, viewer)
    assert not may_see(viewer, add(draft, sara).record)


def test_an_invited_writer_from_outside_brings_a_paper_and_reads_those_that_are_there(
    world: World, draft: CaseDraft, sara: Viewer
) -> None:
    before = add(draft, sara)
    cases.invite_writer(draft, world.vibe.person, viewer=sara)
    vibe = world.viewer(world.vibe)
    own = add(draft, vibe, "Høringssvar.docx", data=b"PK\x03\x04 svar")
    for paper in (before, own):
        assert paper.document is not None
        assert may_read_original(vibe, paper.document)
    cases.end_writer(draft.writers.get(), viewer=sara)
    assert not may_see(vibe, before.record)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("tom.pdf", b"", "cases.file_content"),
        ("tom.txt", b"", "documents.empty"),
        ("program.exe", b"MZ", "cases.file_kind"),
        ("makro.docm", b"PK\x03\x04", "cases.file_kind"),
        ("falsk.pdf", b"MZ ikke en pdf", "cases.file_content"),
        ("uden-endelse", PDF, "cases.file_kind"),
    ],
)
def test_a_file_that_nobody_should_open_is_refused(
    draft: CaseDraft, sara: Viewer, name: str, data: bytes, code: str
) -> None:
    with refused(code):
        add(draft, sara, name, data=data)
    assert Attachment.objects.count() == 0


def test_a_case_has_not_more_papers_than_a_meeting_can_read(
    draft: CaseDraft, sara: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roedtraad.cases.actions.papers.MOST_PAPERS", 2)
    add(draft, sara, "a.txt", data=b"a")
    add(draft, sara, "b.txt", data=b"b")
    with refused("cases.too_many_papers", saying="højst have 2 bilag"):
        add(draft, sara, "c.txt", data=b"c")


def test_the_next_version_takes_the_place_and_the_old_one_is_kept(draft: CaseDraft, sara: Viewer) -> None:
    old = add(draft, sara)
    add(draft, sara, "Bilag 2.pdf", data=PDF + b"2")
    new = actions.add_case_paper_version(
        old, a_file(data=PDF + b"ny"), status=Attachment.Status.FINAL, viewer=sara
    )
    assert cases.standing_papers(draft.case)[0].pk == new.pk
    assert new.replaces == old
    assert old.document is not None
    with pytest.raises(Refused):
        actions.add_case_paper_version(old, a_file(data=PDF), status=Attachment.Status.FINAL, viewer=sara)


def test_papers_are_put_in_order_and_nobody_orders_what_changed_meanwhile(
    draft: CaseDraft, sara: Viewer
) -> None:
    first, second = add(draft, sara), add(draft, sara, "Bilag 2.pdf", data=PDF + b"2")
    cases.order_papers(draft, [second.pk, first.pk], viewer=sara)
    assert [one.pk for one in cases.standing_papers(draft.case)] == [second.pk, first.pk]
    with pytest.raises(Refused):
        cases.order_papers(draft, [first.pk], viewer=sara)


def test_an_agenda_that_takes_the_case_lists_its_papers_in_order_for_those_who_may_read_them(
    world: World, draft: CaseDraft, sara: Viewer
) -> None:
    add(draft, sara, "Åben.pdf")
    closed = add(draft, sara, "Tilbud.pdf", data=PDF + b"hemmeligt", is_closed=True)
    ready(draft, sara)
    item = on_agenda(world, draft, sara)
    assert titles(item) == ["Åben", "Tilbud"]
    actions.begin_meeting(item.meeting, at=NOON, viewer=sara)
    mads, sune = world.viewer(world.mads), world.viewer(world.sune)
    assert closed.document is not None
    assert may_read_original(mads, closed.document)
    assert not may_see(sune, closed.record)  # the circle, but no member
    assert not may_see(sune, closed.document.record)


def test_a_paper_added_or_replaced_later_follows_to_the_meeting_that_is_to_be_held(
    world: World, draft: CaseDraft, sara: Viewer
) -> None:
    old = add(draft, sara)
    ready(draft, sara)
    item = on_agenda(world, draft, sara)
    new = actions.add_case_paper_version(
        old, a_file(data=PDF + b"ny"), status=Attachment.Status.FINAL, viewer=sara
    )
    add(draft, sara, "Senere.pdf", data=PDF + b"sen")
    assert next(row.attachment_id for row in item.attachments.order_by("order")) == new.pk
    assert titles(item) == ["Bilag 1", "Senere"]
    actions.begin_meeting(item.meeting, at=NOON, viewer=sara)
    assert not may_see(world.viewer(world.mads), old.record)


def test_a_meeting_that_was_held_keeps_the_version_that_it_had(
    world: World, draft: CaseDraft, sara: Viewer
) -> None:
    old = add(draft, sara)
    ready(draft, sara)
    item = on_agenda(world, draft, sara)
    Meeting.objects.filter(pk=item.meeting_id).update(state=MeetingState.HELD)
    actions.add_case_paper_version(old, a_file(data=PDF + b"ny"), status=Attachment.Status.FINAL, viewer=sara)
    assert [row.attachment_id for row in item.attachments.all()] == [old.pk]
    with pytest.raises(Refused):
        actions.take_out_case_paper(old, reason="Forkert", viewer=sara)


def test_a_paper_is_taken_out_with_a_reason_and_leaves_the_agenda(
    world: World, draft: CaseDraft, sara: Viewer
) -> None:
    paper = add(draft, sara)
    ready(draft, sara)
    item = on_agenda(world, draft, sara)
    with pytest.raises(Refused):
        actions.take_out_case_paper(paper, reason=" ", viewer=sara)
    actions.take_out_case_paper(paper, reason="Hører til en anden sag", viewer=sara)
    assert titles(item) == []
    assert cases.standing_papers(draft.case) == []


def test_a_draft_on_an_agenda_is_named(world: World, draft: CaseDraft, sara: Viewer) -> None:
    actions.add_case_paper(draft, a_file(), PaperGiven("Foreløbig evaluering"), viewer=sara)
    ready(draft, sara)
    item = on_agenda(world, draft, sara)
    assert [one.attachment.title for one in draft_papers(item.meeting)] == ["Foreløbig evaluering"]


def test_a_postponed_case_keeps_points_and_papers_and_is_written_anew(
    world: World, draft: CaseDraft, sara: Viewer
) -> None:
    add(draft, sara)
    ready(draft, sara)
    item = on_agenda(world, draft, sara)
    draft.refresh_from_db()
    with pytest.raises(Refused):
        actions.rewrite_postponed(draft, viewer=sara)
    actions.begin_meeting(item.meeting, at=NOON, viewer=sara)
    actions.decide(item, text="Udsat.", outcomes=[OutcomeGiven(OutcomeKind.POSTPONED)], viewer=sara)
    actions.end_meeting(item.meeting, at=NOON, viewer=sara)
    actions.rewrite_postponed(draft, viewer=sara)
    draft.refresh_from_db()
    assert draft.state == DraftState.DRAFT
    part = draft.parts.get(key="summary")
    write_part(part, "<p>Nye ord.</p>", based_on=part.revision, at=NOON, viewer=sara)
    cases.mark_ready(draft, at=NOON, viewer=sara)
    later = actions.plan_meeting(world.political, Particulars(sara.on.replace(month=12, day=20)), viewer=sara)
    again = take_in(later, SuggestionKind.POSTPONED, item.pk, viewer=sara)
    assert titles(again) == ["Bilag 1"]
    assert "Nye ord." in again.sections.get(kind="summary").text
    points = again.cases.get().consideration.points
    assert [one.text for one in points.all()] == ["at den fortsætter"]


def test_a_member_proposes_a_case_and_reads_the_answer(world: World, sara: Viewer) -> None:
    mads = world.viewer(world.mads)
    draft = cases.propose_case(
        "Lægedækning", "Vi mangler læger.\nHvad gør vi?", body=world.political, at=NOON, viewer=mads
    )
    assert "Vi mangler læger." in draft.parts.get(key="summary").html
    assert not may_see(world.viewer(world.lone), draft.case.record)
    with pytest.raises(NotAllowed):
        cases.take_up_proposal(draft, viewer=mads)
    with pytest.raises(Refused):
        cases.decline_proposal(draft, reason="", viewer=sara)
    cases.decline_proposal(draft, reason="Den drøftes bilateralt.", viewer=sara)
    draft.refresh_from_db()
    assert (draft.state, draft.declined_because) == (DraftState.DECLINED, "Den drøftes bilateralt.")
    with pytest.raises(Refused):
        cases.take_up_proposal(draft, viewer=sara)


def test_a_proposal_that_is_taken_up_is_written_by_whoever_proposed_it(world: World, sara: Viewer) -> None:
    mads = world.viewer(world.mads)
    draft = cases.propose_case("Lægedækning", "Vi mangler læger.", body=world.political, at=NOON, viewer=mads)
    part = draft.parts.get(key="case")
    with pytest.raises(Refused):
        write_part(part, "<p>Mit</p>", based_on=0, at=NOON, viewer=sara)
    cases.take_up_proposal(draft, viewer=sara)
    write_part(part, "<p>Mit</p>", based_on=0, at=NOON, viewer=mads)
    assert draft.parts.get(key="case").html == "<p>Mit</p>"


@pytest.mark.parametrize("who", ["vibe"])
def test_nobody_proposes_to_a_body_that_they_do_not_belong_to(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        cases.propose_case(
            "Sag", "Fordi", body=world.political, at=NOON, viewer=world.viewer(getattr(world, who))
        )
    assert Person.objects.filter(cases__isnull=False).count() == 0


def test_file_number_and_recommender_follow_the_case_to_the_agenda(
    world: World, draft: CaseDraft, sara: Viewer
) -> None:
    told = cases.DraftParticulars(
        "Trygt hjem i 2027", file_number="22/43575", recommender=world.strategic, wanted_on=sara.on
    )
    draft = cases.write_particulars(draft, told, based_on=draft.revision, viewer=sara)
    assert cases.standing_particulars(draft) == told
    ready(draft, sara)
    item = on_agenda(world, draft, sara)
    item.refresh_from_db()
    assert item.file_number == "22/43575"
    assert item.cases.get().consideration.recommender_body == world.strategic
