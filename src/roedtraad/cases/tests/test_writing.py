"""Writing a case: who may, versions, two writers, readiness, invitations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from people import World, a_person, a_world
from refusing import refused

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import NotAllowed, Refused
from roedtraad.cases import actions
from roedtraad.cases.actions import DraftParticulars, DraftPointGiven, begin_draft, write_part, write_points
from roedtraad.cases.models import Act, CaseDraft, DraftPart, DraftState, PartVersion, TemplatePart
from roedtraad.cases.queries.writing import (
    aside_of,
    draft_for,
    ready_drafts,
    versions_of,
    writing_page,
    written_by,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def sara(world: World) -> Viewer:
    return world.viewer(world.sara)


@pytest.fixture
def draft(world: World, sara: Viewer) -> CaseDraft:
    return begin_draft("Trygt hjem i 2027", body=world.political, viewer=sara)


def summary(draft: CaseDraft) -> DraftPart:
    return draft.parts.get(key="summary")


def written(draft: CaseDraft, viewer: Viewer) -> None:
    """Fill in what must be there."""
    for key in ("summary", "case"):
        part = draft.parts.get(key=key)
        write_part(part, f"<p>Om {key}.</p>", based_on=part.revision, at=NOON, viewer=viewer)
    write_points(
        draft, [DraftPointGiven(Act.APPROVE, "at ordningen fortsætter")], based_on=0, at=NOON, viewer=viewer
    )


def invited(world: World, draft: CaseDraft, sara: Viewer, *, may_write: bool = True) -> Viewer:
    """Vibe, who sits elsewhere, after she was invited."""
    actions.invite_writer(draft, world.vibe.person, viewer=sara, may_write=may_write)
    return world.viewer(world.vibe)


def test_a_case_begins_on_the_template_that_every_body_has(draft: CaseDraft) -> None:
    assert [part.key for part in draft.parts.all()] == [
        "summary", "case", "economy", "process", "users", "value", "points",
    ]  # fmt: skip


def test_a_body_has_a_template_of_its_own(world: World, sara: Viewer) -> None:
    TemplatePart.objects.create(body=world.political, key="why", heading="Hvorfor", order=1, is_required=True)
    TemplatePart.objects.create(body=world.political, key="points", heading="Vi beder om", order=2)
    draft = begin_draft("Ny sag", body=world.political, viewer=sara)
    assert [part.heading for part in draft.parts.all()] == ["Hvorfor", "Vi beder om"]


def test_only_the_secretariat_begins_a_case(world: World) -> None:
    with pytest.raises(NotAllowed):
        begin_draft("Ny sag", body=world.political, viewer=world.viewer(world.mads))


@pytest.mark.parametrize("who", ["mads", "lone", "vibe", "sune"])
def test_whoever_is_not_invited_neither_reads_nor_writes(world: World, draft: CaseDraft, who: str) -> None:
    viewer = world.viewer(getattr(world, who))
    with pytest.raises(NotAllowed):
        write_part(summary(draft), "<p>Mit</p>", based_on=0, at=NOON, viewer=viewer)
    assert draft_for(viewer, draft.case.record.public_id) is None
    assert list(written_by(viewer)) == []


def test_whoever_is_invited_writes(world: World, draft: CaseDraft, sara: Viewer) -> None:
    vibe = invited(world, draft, sara)
    assert draft_for(vibe, draft.case.record.public_id) == draft
    assert write_part(summary(draft), "<p>Vibes</p>", based_on=0, at=NOON, viewer=vibe).revision == 1
    assert list(written_by(vibe)) == [draft]


def test_whoever_reads_beforehand_remarks_and_does_not_write(
    world: World, draft: CaseDraft, sara: Viewer
) -> None:
    vibe = invited(world, draft, sara, may_write=False)
    with pytest.raises(NotAllowed):
        write_part(summary(draft), "<p>Vibes</p>", based_on=0, at=NOON, viewer=vibe)
    row = actions.remark(draft, "Skriv hvad det koster.", at=NOON, viewer=vibe)
    assert writing_page(sara, draft).remarks == (row,)
    actions.settle_remark(row, at=LATER, viewer=sara)
    assert writing_page(sara, draft).remarks == ()


def test_an_invitation_that_is_taken_back_ends_the_access(
    world: World, draft: CaseDraft, sara: Viewer
) -> None:
    vibe = invited(world, draft, sara)
    actions.end_writer(draft.writers.get(), viewer=sara)
    assert draft_for(vibe, draft.case.record.public_id) is None


def test_those_who_are_invited_do_not_invite(world: World, draft: CaseDraft, sara: Viewer) -> None:
    vibe = invited(world, draft, sara)
    with pytest.raises(NotAllowed):
        actions.invite_writer(draft, a_person("Rigmor Sandhave"), viewer=vibe)


def test_what_one_person_writes_in_one_go_is_one_version(draft: CaseDraft, sara: Viewer) -> None:
    revision = 0
    for words in ("Det", "Det koster", "Det koster 100 kr."):
        revision = write_part(
            summary(draft), f"<p>{words}</p>", based_on=revision, at=NOON, viewer=sara
        ).revision
    assert PartVersion.objects.count() == 1
    assert JournalEntry.objects.filter(act="cases.part.written").count() == 1
    write_part(summary(draft), "<p>Det er gratis</p>", based_on=revision, at=LATER, viewer=sara)
    lines = versions_of(summary(draft))
    assert [(line.change.added, line.change.removed) for line in lines] == [(2, 3), (4, 0)]


def test_writing_the_same_again_changes_nothing(draft: CaseDraft, sara: Viewer) -> None:
    first = write_part(summary(draft), "<p>Ens</p>", based_on=0, at=NOON, viewer=sara)
    assert write_part(summary(draft), "<p>Ens</p>", based_on=0, at=LATER, viewer=sara) == first


def test_two_writers_do_not_lose_each_others_words(world: World, draft: CaseDraft, sara: Viewer) -> None:
    vibe = invited(world, draft, sara)
    write_part(summary(draft), "<p>Saras ord</p>", based_on=0, at=NOON, viewer=sara)
    answer = write_part(summary(draft), "<p>Vibes ord</p>", based_on=0, at=NOON, viewer=vibe)
    assert answer.is_aside
    assert answer.theirs == "<p>Saras ord</p>"
    assert summary(draft).html == "<p>Saras ord</p>"
    kept = aside_of(vibe, summary(draft))
    assert kept is not None
    assert kept.html == "<p>Vibes ord</p>"
    assert writing_page(vibe, draft).aside == {"summary"}
    both = "<p>Saras ord og Vibes ord</p>"
    write_part(summary(draft), both, based_on=answer.revision, at=LATER, viewer=vibe)
    assert summary(draft).html == both
    assert writing_page(vibe, draft).aside == frozenset()
    assert [line.version.html for line in versions_of(summary(draft))] == [
        both, "<p>Vibes ord</p>", "<p>Saras ord</p>",
    ]  # fmt: skip


def test_the_same_person_in_two_windows_goes_on(draft: CaseDraft, sara: Viewer) -> None:
    write_part(summary(draft), "<p>Et</p>", based_on=0, at=NOON, viewer=sara)
    assert not write_part(summary(draft), "<p>To</p>", based_on=0, at=NOON, viewer=sara).is_aside


def test_two_who_choose_points_are_told(world: World, draft: CaseDraft, sara: Viewer) -> None:
    vibe = invited(world, draft, sara)
    write_points(draft, [DraftPointGiven(Act.NOTE, "a")], based_on=0, at=NOON, viewer=sara)
    answer = write_points(draft, [DraftPointGiven(Act.DECIDE, "b")], based_on=0, at=NOON, viewer=vibe)
    assert answer.is_aside
    assert [one.text for one in draft.points.all()] == ["a"]


def test_a_case_is_ready_when_nothing_that_must_be_there_is_missing(draft: CaseDraft, sara: Viewer) -> None:
    with pytest.raises(Refused) as refusal:
        actions.mark_ready(draft, at=NOON, viewer=sara)
    assert refusal.value.code == "cases.not_ready"
    written(draft, sara)
    actions.mark_ready(draft, at=NOON, viewer=sara)
    assert list(ready_drafts(sara, draft.body)) == [draft]


def test_a_ready_case_is_not_written_in_until_it_is_taken_back(draft: CaseDraft, sara: Viewer) -> None:
    written(draft, sara)
    actions.mark_ready(draft, at=NOON, viewer=sara)
    with refused("cases.ready"):
        write_part(summary(draft), "<p>Andet</p>", based_on=1, at=NOON, viewer=sara)
    actions.take_back(draft, viewer=sara)
    write_part(summary(draft), "<p>Andet</p>", based_on=1, at=NOON, viewer=sara)


def test_a_case_on_an_agenda_is_neither_taken_twice_nor_taken_back(draft: CaseDraft, sara: Viewer) -> None:
    with refused("cases.not_ready"):
        actions.take_up(draft.case, viewer=sara)
    written(draft, sara)
    actions.mark_ready(draft, at=NOON, viewer=sara)
    actions.take_up(draft.case, viewer=sara)
    with refused("cases.not_ready"):
        actions.take_up(draft.case, viewer=sara)
    with refused("cases.state"):
        actions.take_back(draft, viewer=sara)
    actions.let_go(draft.case, viewer=sara)
    draft.refresh_from_db()
    assert draft.state == DraftState.READY


def test_particulars_that_another_changed_are_not_overwritten(draft: CaseDraft, sara: Viewer) -> None:
    told = DraftParticulars("Trygt hjem", minutes_planned=20, presenter="Tove Lyngsø")
    assert actions.write_particulars(draft, told, based_on=1, viewer=sara).revision == 2
    with refused("cases.changed"):
        actions.write_particulars(draft, DraftParticulars("Andet"), based_on=1, viewer=sara)
    with refused("cases.minutes"):
        actions.write_particulars(draft, DraftParticulars("A", minutes_planned=0), based_on=2, viewer=sara)


def test_the_page_of_a_case_costs_the_same_however_much_is_written(
    world: World, draft: CaseDraft, sara: Viewer, django_assert_num_queries
) -> None:
    with django_assert_num_queries(6):
        writing_page(sara, draft)
    written(draft, sara)
    for n in range(12):
        invited(world, draft, sara)
        actions.remark(draft, f"Bemærkning {n}", at=NOON, viewer=sara)
    with django_assert_num_queries(6):
        writing_page(sara, draft)
