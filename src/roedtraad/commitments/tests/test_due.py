"""What the words of a due mean: days, and which meeting."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.commitments.due import Due, DueTold, MeetingDay, bound, choose_meeting, resolve_due
from roedtraad.commitments.due_words import due_in, kind_in
from roedtraad.commitments.edtf import bounds
from roedtraad.commitments.models import DueKind, FollowUp, MeetingRef

MADE = date(2023, 3, 10)


def due(words: str, edtf: str = "") -> Due:
    return resolve_due(DueTold(words=words, edtf=edtf), made_on=MADE)


@pytest.mark.parametrize(
    ("words", "edtf", "first", "last"),
    [
        ("1. juni 2023", "2023-06-01", date(2023, 6, 1), date(2023, 6, 1)),
        ("primo juni", "XXXX-06", date(2023, 6, 1), date(2023, 6, 10)),
        ("medio juni 2023", "2023-06", date(2023, 6, 11), date(2023, 6, 20)),
        ("ultimo februar", "XXXX-02", date(2024, 2, 21), date(2024, 2, 29)),
        ("efteråret 2023", "2023-23", date(2023, 9, 1), date(2023, 11, 30)),
        ("inden sommeren 2023", "2023-22", MADE, date(2023, 5, 31)),
        ("inden jul", "XXXX-12", MADE, date(2023, 12, 23)),
        ("i 2. halvår 2023", "2023-07/2023-12", date(2023, 7, 1), date(2023, 12, 31)),
        ("vinteren 2023", "2023-24", date(2023, 12, 1), date(2024, 2, 29)),
    ],
)
def test_a_time_is_read_as_its_first_and_last_day(words: str, edtf: str, first: date, last: date) -> None:
    read = due(words, edtf)
    assert (read.kind, read.first_on, read.due_on, read.as_told) == (DueKind.DATE, first, last, words)


@pytest.mark.parametrize(
    ("words", "edtf", "meets"),
    [
        ("på næste møde", "", MeetingRef.NEXT),
        ("ved det kommende møde", "", MeetingRef.NEXT),
        ("på næste møde i efteråret 2023", "2023-23", MeetingRef.WITHIN),
        ("ved mødet i juni", "XXXX-06", MeetingRef.WITHIN),
        ("på et kommende møde", "", MeetingRef.SOME),
    ],
)
def test_a_meeting_is_read_as_which_one(words: str, edtf: str, meets: MeetingRef) -> None:
    assert (due(words, edtf).kind, due(words, edtf).meets) == (DueKind.MEETING, meets)


def test_the_next_meeting_is_the_first_ordinary_one_after_the_promise() -> None:
    known = [MeetingDay(3, date(2023, 9, 1)), MeetingDay(2, date(2023, 6, 2)), MeetingDay(1, MADE)]
    extra = MeetingDay(4, date(2023, 4, 1), kind="extraordinary")  # type: ignore[arg-type]
    found = choose_meeting(due("på næste møde"), [*known, extra])
    assert found == known[1]
    assert bound(due("på næste møde"), known[1]).due_on == date(2023, 6, 2)
    assert choose_meeting(due("på et ekstraordinært møde"), known) is None
    assert choose_meeting(due("på et næste ekstraordinært møde"), [*known, extra]) == extra


def test_the_meeting_of_a_period_is_the_first_one_in_it() -> None:
    known = [
        MeetingDay(pk, day) for pk, day in enumerate([date(2023, 6, 2), date(2023, 9, 8), date(2023, 11, 10)])
    ]
    assert choose_meeting(due("status på næste møde i efteråret 2023", "2023-23"), known) == known[1]
    assert choose_meeting(due("ved mødet i december", "XXXX-12"), known) is None


@pytest.mark.parametrize(
    ("words", "kind", "awaits"),
    [
        ("når den nationale ramme foreligger", DueKind.EVENT, "når den nationale ramme foreligger"),
        ("forudsat at økonomien er på plads", DueKind.CONDITION, "forudsat at økonomien er på plads"),
        ("løbende", DueKind.ONGOING, ""),
        ("", DueKind.UNTOLD, ""),
    ],
)
def test_what_waits_has_no_last_day(words: str, kind: DueKind, awaits: str) -> None:
    read = due(words)
    assert (read.kind, read.awaits, read.due_on) == (kind, awaits, None)


def test_the_words_round_a_time_tell_whether_a_meeting_is_meant() -> None:
    text = "Der gives en status på næste møde i efteråret 2023."
    assert due_in(text, "efteråret 2023") == "næste møde i efteråret 2023"
    assert due_in("Sekretariatet vender tilbage på næste møde.") == "næste møde"
    assert due_in("Sekretariatet undersøger det.") == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Der gives status på næste møde", FollowUp.STATUS),
        ("Sekretariatet udarbejder et forslag", FollowUp.PROPOSAL),
        ("Punktet sættes på dagsordenen igen", FollowUp.RELISTING),
        ("Sygehuset retter fejlen", FollowUp.TASK),
    ],
)
def test_the_words_tell_what_is_to_come(text: str, kind: FollowUp) -> None:
    assert kind_in(text) == kind


@given(st.text(max_size=120), st.text(alphabet="0123456789X-/", max_size=21), st.dates())
def test_anything_can_be_read_and_the_days_are_in_order(words: str, edtf: str, made_on: date) -> None:
    read = resolve_due(DueTold(words=words, edtf=edtf), made_on=made_on)
    assert read.first_on is None or read.due_on is None or read.first_on <= read.due_on
    assert read.kind not in (DueKind.EVENT, DueKind.CONDITION) or read.awaits


@given(st.text(alphabet="0123456789X-/", max_size=21), st.dates())
def test_a_time_without_a_year_ends_after_the_promise(value: str, after: date) -> None:
    found = bounds(value, after=after)
    if found is not None and value.startswith("XXXX"):
        assert found[1] >= after
