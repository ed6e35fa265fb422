"""What holds for the whole grammar on any text: it never raises, its spans are in order, and it is linear in time."""

from collections.abc import Callable, Sequence
from datetime import date
from time import process_time
from typing import Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.danish.amounts import find_amounts
from referat.danish.clock import find_clock_times
from referat.danish.dates import bounds, find_times, resolve
from referat.danish.names import is_person_name, split_people, variant
from referat.danish.numbers import find_percentages, number_word, parse_number
from referat.danish.sentences import sentences
from referat.source import Span


class Found(Protocol):
    """Anything that the grammar finds."""

    @property
    def span(self) -> Span: ...


FINDERS: list[Callable[[str], Sequence[Found]]] = [
    find_times,
    find_amounts,
    find_clock_times,
    find_percentages,
]

# Pieces that the grammar knows, so that random texts reach its corners.
PIECES = st.sampled_from(
    ["den ", "d. ", "16. ", "31.", "januar", " 2023", "-", "/", "25/1", "01.09.23", "2024-27", " og ", " til ", ", ", "kl. ", "12:30", "9.00", "kr. ", " kr.",
     "1.234,5", "mio. ", "ca. ", "uge 42", "ultimo ", "1. ", "halvår ", "efteråret", "Mandag ", "\n", "\t", "(", ")", "- ", "Anna ", "K. ", "Holm", "PLO", "V",
     "Region ", "formand ", "for ", "%", "½", "İ", "ß", "\u00a0", "\x00", "é", "½ mio", "årsskiftet 2022", "291222", "_", ".pdf", "'", "næste år", "0", "99", "29. februar"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join))


@given(TEXTS)
@settings(max_examples=max(600, settings.default.max_examples))
def test_spans_are_in_order_and_do_not_overlap(text: str) -> None:
    for finder in FINDERS:
        position = 0
        for found in finder(text):
            assert position <= found.span.start < found.span.end <= len(text)
            position = found.span.end


@given(TEXTS, st.dates())
@settings(max_examples=max(600, settings.default.max_examples))
def test_any_time_has_a_value_or_a_reason_and_resolves(text: str, held_on: date) -> None:
    for time in find_times(text):
        assert (time.value is None) == (time.fault is not None or time.relative is not None)
        resolved = resolve(time, held_on=held_on)
        if time.fault is not None:
            assert resolved.value is None
        if resolved.value is not None:
            assert bounds(resolved.value) is not None


@given(TEXTS, st.integers(-5, 90), st.integers(-5, 90))
def test_a_stretch_of_any_size_is_searched_without_harm(text: str, start: int, end: int) -> None:
    for time in find_times(text, start, end):
        assert time.span.start >= max(start, 0)
    for amount in find_amounts(text, start, end):
        assert amount.value == amount.value.normalize()
    for first, last in sentences(text, start, end):
        assert first < last
    find_clock_times(text, start, end)
    split_people(text, start, end)


@given(TEXTS)
@settings(max_examples=max(600, settings.default.max_examples))
def test_sentences_keep_every_letter_outside_list_markers(text: str) -> None:
    position = 0
    for start, end in sentences(text):
        assert position <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert not any(word.isalpha() and len(word) > 1 for word in text[position:start].split())
        position = end
    assert not any(word.isalpha() and len(word) > 1 for word in text[position:].split())


@given(TEXTS)
@settings(max_examples=max(600, settings.default.max_examples))
def test_people_have_names_inside_their_spans(text: str) -> None:
    for person in split_people(text):
        assert person.span.start <= person.name.start < person.name.end <= person.span.end
        assert text[slice(*person.name)].strip()


@given(TEXTS, TEXTS)
def test_words_and_names_of_any_kind_are_harmless(first: str, second: str) -> None:
    parse_number(first)
    number_word(first)
    is_person_name(first)
    one, other = variant(first, second), variant(second, first)
    assert (one is None) == (other is None)


LONG = 16_000
HARD = [
    "1, ", "1.", "1 ", "111 ", "111.", "1/", "1-", "1. og ", "den ", "mandag ", "kr. ", "kr.1 ", "mio", "-", "(", "( ", "16. januar og ", "2023-", "2023, ", "a ", "Aa ", "Aa, ",
    "Aa og ", "A. ", ". ", "\n", "- ", "\t", "kl. ", "12:", "12:30-", "uge 1 og ", "primo ", "i ", "x@", "@", "Aa-", "ca. ", "0", "Aa Bb ", "for Aa ", "½", ",- ", "?", "og og ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HARD)
def test_a_text_twice_as_long_takes_about_twice_the_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begin = process_time()
        for finder in FINDERS:
            finder(text)
        sentences(text)
        split_people(text[: size // 4])
        return process_time() - begin

    short = min(seconds(LONG // 4) for _ in range(2))
    # Four times the text; a square would be sixteen times. The best of three: what else the machine does is no fault.
    assert min(seconds(LONG) for _ in range(3)) < max(short * 12, 0.3)


def test_a_text_without_anything_to_find_is_passed_over_quickly() -> None:
    text = (
        "udvalget drøftede sagen og tog orienteringen til efterretning uden bemærkninger fra medlemmerne, "
        * 5_000
    )
    half = text[: len(text) // 2]

    def seconds(text: str) -> float:
        begin = process_time()
        for finder in FINDERS:
            assert not finder(text)
        return process_time() - begin

    assert min(seconds(text) for _ in range(3)) < 3.5 * min(seconds(half) for _ in range(3))
