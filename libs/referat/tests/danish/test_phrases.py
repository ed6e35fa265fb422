"""A pattern of many phrases finds what the plain alternation of them finds, only faster."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.danish.phrases import alternation, keys_in, keys_of, pattern

PHRASES = [
    "godkend*", "godkendte", "godkendte den videre proces", "tog … til efterretning", "blev|er udsat", "en", "et", "i dag",
    "*udvalget kan godkende", "*rådet kan godkende", "*råd", "*forum", "a/b", "region *", "år", "Ål", "pkt. 3", "å",
]  # fmt: skip
WORDS = st.sampled_from(
    ["Godkendt", "godkendte", "den", "videre", "proces", "tog", "det", "TIL", "efterretning", "blev", "er", "udsat", "En", "i", "dag", "udvalget", "Økonomiudvalget",
     "kan", "godkende", "Byrådet", "byråd", "forum", "Forummet", "A/B", "region", "Nord", "ÅR", "årene", "ål", "pkt.", "3", "å", "x_å", "-", ".", "\n", " "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=14).map(" ".join))


@given(TEXTS, st.lists(st.sampled_from(PHRASES), min_size=1, unique=True))
def test_it_finds_what_the_phrases_one_by_one_find(text: str, phrases: list[str]) -> None:
    plain = re.compile(rf"(?<!\w)(?:{alternation(phrases)})(?!\w)", re.IGNORECASE)
    found = [match.span() for match in pattern(phrases).finditer(text)]
    assert found == [match.span() for match in plain.finditer(text)]


@given(TEXTS, st.lists(st.sampled_from(PHRASES), min_size=1, unique=True))
def test_a_text_that_holds_a_phrase_has_one_of_its_keys(text: str, phrases: list[str]) -> None:
    keys = keys_of(phrases)
    if keys is not None and keys.isdisjoint(keys_in(text)):
        assert pattern(phrases).search(text) is None


def test_phrases_that_can_begin_with_anything_have_no_keys() -> None:
    assert keys_of(["godkend*", "tog … til efterretning", "*rådet kan godkende"]) == {"god", "tog", "kan"}
    assert keys_of(["godkend*", "*råd"]) is None
    assert keys_of(["i*"]) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Udvalget tog sagen til EFTERRETNING.", "tog sagen til EFTERRETNING"),
        ("Økonomiudvalget kan godkende det.", "Økonomiudvalget kan godkende"),
        ("Punktet er udsat.", "er udsat"),
        ("Godkendt.", "Godkendt"),
        ("De ugodkendte planer.", None),
    ],
)
def test_a_phrase_is_found_as_whole_words_in_any_case(text: str, found: str | None) -> None:
    match = pattern(PHRASES[:10]).search(text)
    assert (match[0] if match is not None else None) == found
