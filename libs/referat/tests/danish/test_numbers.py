"""Numbers in figures and words, and percentages."""

from decimal import Decimal

import pytest

from referat.danish.numbers import decimals_of, find_percentages, number_word, parse_number

NUMBERS = [
    ("1.234.567,50", "1234567.50"), ("1.234", "1234"), ("1234", "1234"), ("12,5", "12.5"), ("0,25", "0.25"), ("1 234 567", "1234567"),
    ("1,234,567", "1234567"), ("1,234,567.5", "1234567.5"), ("1.5", "1.5"), ("1½", "1.5"), ("½", "0.5"), ("2¾", "2.75"), (" 12 ", "12"), ("-5", "-5"),
    ("−1.000,5", "-1000.5"), ("– 7", "-7"), ("1.874.400,0", "1874400.0"), ("007", "7"),
]  # fmt: skip
NO_NUMBERS = [
    "",
    " ",
    "-",
    "fem",
    "12 kr.",
    "1.23.456",
    "1,2,3",
    "12.345.67",
    "1..2",
    "12-13",
    "9" * 30,
    "²",
    "٣",
]
WORDS = [
    ("en", 1), ("fem", 5), ("tolv", 12), ("enogtyve", 21), ("femogtyve", 25), ("nioghalvfems", 99), ("halvtreds", 50),
    ("hundrede", 100), ("to hundrede", 200), ("Fem", 5), ("halvanden", Decimal("1.5")), ("en halv", Decimal("0.5")),
]  # fmt: skip
PERCENTAGES = [
    ("65%", ["65"]), ("65 %", ["65"]), ("11,5 %", ["11.5"]), ("11 pct.", ["11"]), ("11 procent", ["11"]), ("-3 %", ["-3"]),
    ("fra 65 % til 80%", ["65", "80"]), ("5-10 %", ["10"]), ("5 procentpoint", []), ("65", []), ("x65%", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_a_number_is_read_as_a_dane_writes_it(text: str, expected: str) -> None:
    assert parse_number(text) == Decimal(expected)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_single_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(("word", "expected"), WORDS)
def test_a_number_in_words_is_read(word: str, expected: int | Decimal) -> None:
    assert number_word(word) == expected


@pytest.mark.parametrize("word", ["", "mange", "tolvte", "ogtyve", "hundredevis", "fem fem"])
def test_other_words_are_no_numbers(word: str) -> None:
    assert number_word(word) is None


@pytest.mark.parametrize(("text", "expected"), PERCENTAGES)
def test_percentages_are_found(text: str, expected: list[str]) -> None:
    assert [str(found.value) for found in find_percentages(text)] == expected


def test_the_printed_decimals_are_counted() -> None:
    assert [decimals_of(digits) for digits in ("12", "12,5", "1.234,50")] == [0, 1, 2]
