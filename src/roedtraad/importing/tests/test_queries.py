"""What the pages ask: batches with progress, lists of drafts, everything about one; for those who keep the document."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from drafting import MINUTES, a_draft
from people import World

from roedtraad.accounts.counting import Tally
from roedtraad.accounts.policy import Viewer
from roedtraad.importing.actions import accept, set_value
from roedtraad.importing.models import DraftState
from roedtraad.importing.queries import (
    DraftFilters,
    MarkState,
    batch_for,
    batches,
    draft_counts,
    drafts,
    next_draft,
    progress,
    review,
    waiting,
)
from roedtraad.importing.sheet.things import Field

pytestmark = pytest.mark.django_db
LATER = MINUTES.replace("13. marts", "10. april")


def test_a_batch_says_how_far_it_is_and_what_became_of_each_file(sara: Viewer) -> None:
    draft = a_draft(sara)
    accept(draft, version=draft.version, viewer=sara)
    found = batch_for(sara, batches(sara).get().public_id)
    assert found is not None
    counts, files = found
    assert (counts.total, counts.done, counts.percent, counts.accepted) == (1, 1, 100, 1)
    assert [(one.filename, one.draft) for one in files] == [("referat.txt", draft)]
    assert progress(batches(sara).get()) == counts


def test_nobody_else_sees_batches_and_drafts(world: World, sara: Viewer) -> None:
    draft = a_draft(sara)
    batch = batches(sara).get()
    for user in (None, world.mads, world.lone, world.vibe):
        viewer = world.viewer(user)
        assert not batches(viewer).exists()
        assert batch_for(viewer, batch.public_id) is None
        assert not drafts(viewer).exists()
        assert review(viewer, draft.record.public_id) is None
        assert waiting(viewer) == Tally(0, is_exact=True)
    accept(draft, version=draft.version, viewer=sara)
    # Members see the document now, not how it was read.
    assert review(world.viewer(world.mads), draft.record.public_id) is None
    assert review(world.viewer(world.ada), draft.record.public_id) is not None


def test_drafts_are_found_by_state_question_and_words(sara: Viewer) -> None:
    first = a_draft(sara)
    second = a_draft(sara, LATER.replace("Rigmor Sandhave", "Rigmor"), filename="april.txt")
    accept(first, version=first.version, viewer=sara)
    assert list(drafts(sara)) == [second]
    assert list(drafts(sara, DraftFilters(state=DraftState.ACCEPTED))) == [first]
    assert list(drafts(sara, DraftFilters(question="person"))) == [second]
    assert list(drafts(sara, DraftFilters(unproblematic=True))) == []
    assert list(drafts(sara, DraftFilters(state=None, words="april"))) == [second]
    counts = draft_counts(sara)
    numbers = {state: found.number for state, found in counts.by_state.items()}
    assert numbers == {DraftState.OPEN: 1, DraftState.ACCEPTED: 1, DraftState.SET_ASIDE: 0}
    assert (counts.by_question["person"], counts.to_look_at, counts.blocked) == (1, 1, 0)
    assert next_draft(sara, first) == second


def test_a_review_has_the_words_of_every_value(sara: Viewer) -> None:
    draft = a_draft(sara)
    shown = review(sara, draft.record.public_id)
    assert shown is not None
    assert shown.may_accept
    title = shown.sheet.items[0].said(Field.TITLE)
    assert title is not None
    marks = [one for one in shown.pages[0].marks if one.ref == shown.sheet.items[0].ref]
    assert any((one.start, one.end) == title.spans[0] and one.state is MarkState.READ for one in marks)
    mads = next(one for one in shown.sheet.people if one.label == "Mads Ravn")
    match = shown.person(mads)
    assert match is not None
    assert (match.label, match.is_certain) == ("Mads Ravn", True)


def test_corrected_and_unread_words_are_marked_so(sara: Viewer) -> None:
    draft = a_draft(sara, MINUTES + "\n\n§§ ?? %% 12 zz\n")
    set_value(draft, "meeting", Field.PLACE, "Hedelund", version=draft.version, viewer=sara)
    shown = review(sara, draft.record.public_id)
    assert shown is not None
    states = {one.state for page in shown.pages for one in page.marks}
    assert MarkState.CORRECTED in states
    assert [line.correction.new_value for line in shown.changes] == ["Hedelund"]
    assert shown.changes[0].ref == "meeting"


def test_a_review_asks_the_same_number_of_questions_whatever_the_draft_holds(sara: Viewer) -> None:
    small = a_draft(sara)
    many = "".join(f"Navn Efternavn{number}, Fjordby Kommune\n" for number in range(40))
    items = "".join(
        f"\nPunkt {number}. Sagen om nummer {number}\nIndstilling:\nDet indstilles, at sagen godkendes.\n"
        "Beslutning:\nGodkendt.\n"
        for number in range(3, 40)
    )
    large = a_draft(
        sara,
        LATER.replace("Mads Ravn, Fjordby Kommune\n", "Mads Ravn, Fjordby Kommune\n" + many) + items,
        filename="stor.txt",
    )
    assert large.item_count > 30
    counts = []
    for draft in (small, large):
        with CaptureQueriesContext(connection) as queries:
            review(sara, draft.record.public_id)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 50
