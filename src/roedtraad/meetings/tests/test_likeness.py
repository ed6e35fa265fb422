"""Which items of an agenda and of minutes are the same."""

from hypothesis import given
from hypothesis import strategies as st

from roedtraad.meetings.likeness import Labelled, pairs


def test_the_same_title_is_the_same_item_whatever_its_number() -> None:
    known = [Labelled("Velkomst", "1"), Labelled("Klyngemidler for 2026", "2")]
    assert pairs(known, [Labelled("Klyngemidler for 2026", "3"), Labelled("Velkomst", "1")]) == {0: 1, 1: 0}


def test_the_same_number_and_a_longer_title_is_the_same_item() -> None:
    known = [Labelled("Status på fokusområder", "4")]
    assert pairs(known, [Labelled("Status på fokusområder og inklusion i Trygt hjem", "4")]) == {0: 0}


def test_the_same_number_and_another_title_is_another_item() -> None:
    assert pairs([Labelled("Velkomst", "1")], [Labelled("Dosispakket medicin", "1")]) == {}


def test_an_item_that_is_new_in_the_minutes_has_no_partner() -> None:
    known = [Labelled("Velkomst", "1"), Labelled("Eventuelt", "2")]
    new = [Labelled("Velkomst", "1"), Labelled("Lægevagt på Vesterø", "2"), Labelled("Eventuelt", "3")]
    assert pairs(known, new) == {0: 0, 2: 1}


def test_two_items_with_one_title_are_told_apart_by_number() -> None:
    known = [Labelled("Orientering", "2"), Labelled("Orientering", "5")]
    assert pairs(known, [Labelled("Orientering", "5"), Labelled("Orientering", "2")]) == {0: 1, 1: 0}


titles = st.lists(
    st.builds(Labelled, st.text(alphabet="abc ", max_size=12), st.sampled_from(["", "1", "2", "3"])),
    max_size=7,
)


@given(titles, titles)
def test_nothing_is_paired_twice(known: list[Labelled], new: list[Labelled]) -> None:
    found = pairs(known, new)
    assert len(set(found.values())) == len(found)
    assert all(theirs < len(new) and mine < len(known) for theirs, mine in found.items())


@given(st.lists(st.text(alphabet="abcdefgh", min_size=3, max_size=12), max_size=7, unique=True))
def test_a_list_is_paired_with_itself(titles: list[str]) -> None:
    rows = [Labelled(title, str(number)) for number, title in enumerate(titles)]
    assert pairs(rows, rows) == {place: place for place in range(len(rows))}
