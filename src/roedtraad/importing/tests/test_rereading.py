"""A newer reader reads again: what people corrected stays, and where it now says something else they are asked."""

import pytest
from drafting import MINUTES, a_draft, read_by_a_newer_one

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import Viewer
from roedtraad.importing.actions import Outdated, accept, answer, read_again, remove_thing, set_value
from roedtraad.importing.models import Draft, DraftState, Reading
from roedtraad.importing.proposing import content_of
from roedtraad.importing.queries.differences import differences, newer_reading_of
from roedtraad.importing.sheet.things import Field, Kind, Sheet

pytestmark = pytest.mark.django_db


def in_doubt(draft: Draft) -> set[str]:
    """What is asked, but for the parties that are not in the register yet."""
    return set(draft.questions.filter(answer="").exclude(code="party").values_list("code", flat=True))


def sheet(draft: Draft) -> Sheet:
    return content_of(draft).sheet


def test_a_correction_survives_a_reading_in_which_everything_stands_elsewhere(sara: Viewer) -> None:
    draft = a_draft(sara)
    ref = sheet(draft).items[1].ref
    draft = set_value(draft, ref, Field.TITLE, "Tavlen", version=draft.version, viewer=sara)
    draft = set_value(draft, "meeting", Field.PLACE, "Hedelund", version=draft.version, viewer=sara)
    after = read_by_a_newer_one(draft, "Sundhedsklyngens arkiv, side 1\n\n" + MINUTES)
    assert sheet(after).items[1].get(Field.TITLE) == "Tavlen"
    assert sheet(after).meeting.get(Field.PLACE) == "Hedelund"
    assert after.version == draft.version + 1
    assert not in_doubt(after)


def test_a_reading_that_now_says_something_else_is_asked_about(sara: Viewer) -> None:
    draft = a_draft(sara)
    draft = set_value(draft, "meeting", Field.PLACE, "Hedelund", version=draft.version, viewer=sara)
    after = read_by_a_newer_one(draft, MINUTES.replace("Fjordby Rådhus", "Strandby Kulturhus"))
    asked = after.questions.get(code="differs")
    assert "Strandby Kulturhus" in asked.message
    assert asked.weight == "look"
    assert sheet(after).meeting.get(Field.PLACE) == "Hedelund"  # until somebody says otherwise
    kept = answer(after, "differs", asked.key, "mine", version=after.version, viewer=sara)
    assert not in_doubt(kept)
    assert sheet(kept).meeting.get(Field.PLACE) == "Hedelund"


def test_the_new_reading_is_taken_where_the_person_says_so(sara: Viewer) -> None:
    draft = a_draft(sara)
    draft = set_value(draft, "meeting", Field.PLACE, "Hedelund", version=draft.version, viewer=sara)
    after = read_by_a_newer_one(draft, MINUTES.replace("Fjordby Rådhus", "Strandby Kulturhus"))
    asked = after.questions.get(code="differs")
    after = answer(after, "differs", asked.key, "reader", version=after.version, viewer=sara)
    assert sheet(after).meeting.get(Field.PLACE) == "Strandby Kulturhus"


def test_a_new_reading_that_agrees_with_the_person_asks_nothing(sara: Viewer) -> None:
    draft = a_draft(sara)
    draft = set_value(draft, "meeting", Field.PLACE, "Hedelund", version=draft.version, viewer=sara)
    after = read_by_a_newer_one(draft, MINUTES.replace("Fjordby Rådhus", "Hedelund"))
    assert not in_doubt(after)


def test_a_correction_that_fits_nothing_any_more_is_asked_about(sara: Viewer) -> None:
    draft = a_draft(sara)
    ref = sheet(draft).items[1].ref
    draft = set_value(draft, ref, Field.CASE_NUMBER, "26/4711", version=draft.version, viewer=sara)
    after = read_by_a_newer_one(draft, MINUTES[: MINUTES.index("Punkt 2.")])
    asked = after.questions.get(code="lost")
    after = answer(after, "lost", asked.key, "drop", version=after.version, viewer=sara)
    assert not in_doubt(after)


def test_what_was_removed_stays_removed(sara: Viewer) -> None:
    draft = a_draft(sara)
    gone = next(one for one in sheet(draft).people if one.label == "Bente Ravnmose")
    draft = remove_thing(draft, gone.ref, version=draft.version, viewer=sara)
    after = read_by_a_newer_one(draft, "Arkiv\n\n" + MINUTES)
    assert "Bente Ravnmose" not in {one.label for one in sheet(after).people}


def test_a_person_who_works_on_the_older_reading_is_told(sara: Viewer) -> None:
    draft = a_draft(sara)
    read_by_a_newer_one(draft, "Arkiv\n\n" + MINUTES)
    with pytest.raises(Outdated):
        set_value(draft, "meeting", Field.PLACE, "Hedelund", version=draft.version, viewer=sara)


def test_an_accepted_draft_keeps_the_reading_it_was_accepted_with(sara: Viewer) -> None:
    draft = a_draft(sara)
    accept(draft, version=draft.version, viewer=sara)
    after = read_by_a_newer_one(draft, MINUTES.replace("742", "999"))
    assert after.reading_id == draft.reading_id
    assert after.state == DraftState.ACCEPTED


def test_what_a_newer_reader_makes_of_an_accepted_document_stands_beside_it(sara: Viewer) -> None:
    draft = a_draft(sara)
    draft = set_value(draft, "meeting", Field.PLACE, "Hedelund", version=draft.version, viewer=sara)
    meeting = accept(draft, version=draft.version, viewer=sara).meeting
    before = JournalEntry.objects.filter(record__meeting=meeting).count()
    after = read_by_a_newer_one(draft, MINUTES.replace("Fjordby Rådhus", "Strandby").replace("742", "999"))
    newer = newer_reading_of(after)
    assert newer is not None
    found = differences(after, newer)
    assert {(one.accepted, one.now) for one in found if "999" in one.now}
    assert not [one for one in found if one.field is Field.PLACE]  # the correction stands in both
    assert JournalEntry.objects.filter(record__meeting=meeting).count() == before


def test_the_same_reading_again_differs_nowhere(sara: Viewer) -> None:
    draft = a_draft(sara)
    accept(draft, version=draft.version, viewer=sara)
    after = read_by_a_newer_one(draft, MINUTES)
    newer = newer_reading_of(after)
    assert newer is not None
    assert differences(after, newer) == ()


def test_an_item_that_is_read_now_and_was_not_before_is_told_whole(sara: Viewer) -> None:
    draft = a_draft(sara, MINUTES[: MINUTES.index("Punkt 2.")])
    accept(draft, version=draft.version, viewer=sara)
    after = read_by_a_newer_one(draft, MINUTES)
    newer = newer_reading_of(after)
    assert newer is not None
    assert [one.item for one in differences(after, newer) if one.field is None and one.kind is Kind.ITEM] == [
        "2"
    ]


def test_a_draft_that_waits_has_nothing_beside_it(sara: Viewer) -> None:
    draft = a_draft(sara)
    assert newer_reading_of(read_by_a_newer_one(draft, MINUTES)) is None


def test_the_same_reader_reads_nothing_twice(sara: Viewer) -> None:
    draft = a_draft(sara)
    assert read_again(draft, viewer=sara) is False
    assert Reading.objects.count() == 1
