"""Presence per item, from what was said of ranges of items."""

from hypothesis import given
from hypothesis import strategies as st

from roedtraad.meetings.models import PresenceKind
from roedtraad.meetings.presence import Attendance, Said, at, at_each, moved, said

ITEMS = 8
P, A, X, D = PresenceKind.PRESENT, PresenceKind.APOLOGY, PresenceKind.ABSENT, PresenceKind.DISQUALIFIED
statements = st.builds(
    lambda kind, pair, whole: Said(kind) if whole else Said(kind, min(pair), max(pair)),
    st.sampled_from(PresenceKind),
    st.tuples(st.integers(0, ITEMS - 1), st.integers(0, ITEMS - 1)),
    st.booleans(),
)


def known(*statements: Said) -> tuple[Said, ...]:
    rows: tuple[Said, ...] = ()
    for one in statements:
        rows = said(rows, one)
    return rows


def states(rows: tuple[Said, ...]) -> str:
    """One letter for each item."""
    letters = {
        Attendance.PRESENT: "p",
        Attendance.APOLOGY: "a",
        Attendance.ABSENT: "x",
        Attendance.DISQUALIFIED: "d",
        Attendance.UNKNOWN: "?",
        Attendance.OUTSIDE: "-",
    }
    return "".join(letters[at(rows, place)] for place in range(ITEMS))


def test_who_was_there_the_whole_meeting_was_there_at_every_item() -> None:
    assert states(known(Said(P))) == "pppppppp"


def test_of_whom_nothing_was_said_nothing_is_known() -> None:
    assert states(()) == "????????"


def test_who_took_part_in_some_items_takes_no_part_in_the_others() -> None:
    assert states(known(Said(P, 1, 3))) == "-ppp----"


def test_who_came_late_was_away_before_that() -> None:
    assert states(known(Said(P), Said(A, 0, 2))) == "aaappppp"


def test_who_left_was_away_after_that() -> None:
    assert states(known(Said(P), Said(X, 5, 7))) == "pppppxxx"


def test_who_was_disqualified_was_there_otherwise() -> None:
    assert states(known(Said(P), Said(D, 4, 4))) == "ppppdppp"


def test_what_was_said_last_counts() -> None:
    assert states(known(Said(P), Said(X, 2, 5), Said(P, 4, 6))) == "ppxxpppp"


def test_what_is_said_of_the_whole_meeting_replaces_what_was_said_of_items() -> None:
    assert states(known(Said(P), Said(X, 2, 5), Said(A))) == "aaaaaaaa"


def test_somebody_stays_disqualified_whatever_is_said_of_the_whole_meeting() -> None:
    assert states(known(Said(D, 4, 4), Said(A), Said(P))) == "ppppdppp"


def test_neighbouring_ranges_of_which_the_same_was_said_are_one() -> None:
    assert known(Said(X, 1, 2), Said(X, 3, 4)) == (Said(X, 1, 4),)


def test_ranges_move_with_their_items() -> None:
    reversed_order = {place: ITEMS - 1 - place for place in range(ITEMS)}
    assert states(moved(known(Said(P), Said(X, 0, 1)), reversed_order)) == "ppppppxx"


@given(st.lists(statements, max_size=12))
def test_any_sequence_of_statements_is_what_a_plain_table_says(sequence: list[Said]) -> None:
    """The oracle: one cell for each item, one for the meeting; the last statement is written over the others."""
    whole: PresenceKind | None = None
    cells: list[PresenceKind | None] = [None] * ITEMS
    for one in sequence:
        if one.first is None or one.last is None:
            whole = one.kind
            cells = [cell if cell is D else None for cell in cells]
        else:
            cells[one.first : one.last + 1] = [one.kind] * (one.last - one.first + 1)
    otherwise = Attendance.OUTSIDE if P in cells else Attendance.UNKNOWN
    otherwise = otherwise if whole is None else Attendance(whole.value)
    expected = tuple(otherwise if cell is None else Attendance(cell.value) for cell in cells)
    assert at_each(known(*sequence), range(ITEMS)) == expected


@given(st.lists(statements, max_size=12))
def test_what_is_known_has_no_overlaps_and_at_most_one_word_on_the_whole(sequence: list[Said]) -> None:
    rows = known(*sequence)
    covered = [place for one in rows for place in range(ITEMS) if one.covers(place)]
    assert len(covered) == len(set(covered))
    assert sum(one.is_of_whole_meeting for one in rows) <= 1


@given(st.lists(statements, max_size=12), st.permutations(range(ITEMS)))
def test_moving_forth_and_back_changes_nothing(sequence: list[Said], order: list[int]) -> None:
    rows = known(*sequence)
    forth = dict(enumerate(order))
    back = {new: old for old, new in forth.items()}
    assert states(moved(moved(rows, forth), back)) == states(rows)
