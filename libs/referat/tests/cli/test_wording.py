"""Values in Danish words."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from referat.cli import messages
from referat.cli.places import Places
from referat.cli.wording import FINDINGS, OUTCOMES, kroner, long_date, printable, share, shortened, time_words
from referat.model import FindingCode, Outcome
from referat.source import SourceText


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-05-14", "14. maj 2024"),
        ("2024-05", "maj 2024"),
        ("2024", "2024"),
        ("2023-23", "efteråret 2023"),
        ("2025-40", "1. halvår 2025"),
        ("2025-33", "1. kvartal 2025"),
        ("2024/2027", "2024–2027"),
        ("2024-04-26/2024-04-27", "26. april 2024–27. april 2024"),
        ("XXXX-06-19", "19. juni"),
        ("XXXX-06", "juni"),
        ("2025~", "ca. 2025"),
        ("2024-13", "2024-13"),
        ("../2024", "../2024"),
        ("noget andet", "noget andet"),
        ("", ""),
    ],
)
def test_an_edtf_expression_is_told_in_danish_or_left_as_it_is(edtf: str, words: str) -> None:
    assert time_words(edtf) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "0 kr."),
        ("250000", "250.000 kr."),
        ("1234567.50", "1.234.567,50 kr."),
        ("1700000.00", "1.700.000 kr."),
        ("0.05", "0,05 kr."),
    ],
)
def test_an_amount_has_points_for_thousands_and_a_comma_for_ore(amount: str, words: str) -> None:
    assert kroner(Decimal(amount)) == words


def test_a_date_has_its_weekday() -> None:
    assert long_date(date(2024, 5, 14)) == "tirsdag den 14. maj 2024"


def test_a_small_share_is_never_told_as_nothing() -> None:
    assert share(1, of=100_000) == "under 0,1 %"
    assert share(0, of=100_000) == "0,0 %"
    assert share(24, of=1_000) == "2,4 %"
    assert share(0, of=0) == "0,0 %"


def test_a_long_text_is_cut_after_a_word() -> None:
    assert shortened("et to tre fire", longest=10) == "et to …"
    assert shortened("et to", longest=10) == "et to"
    assert len(shortened("x" * 50, longest=10)) == 10


def test_control_characters_are_shown_and_white_space_is_folded() -> None:
    assert printable("a\x1b[2J\nb\tc\u202e") == "a�[2J b c�"


def test_every_outcome_and_every_finding_has_a_danish_word() -> None:
    assert set(OUTCOMES) == set(Outcome)
    assert set(FINDINGS) == set(FindingCode)


def test_every_message_is_said_somewhere() -> None:
    folder = Path(messages.__file__).parent
    code = "".join(
        path.read_text(encoding="utf-8") for path in folder.glob("*.py") if path.stem != "messages"
    )
    unsaid = [name for name in vars(messages) if name.isupper() and f"messages.{name}" not in code]
    assert unsaid == []


def test_a_place_is_a_page_and_a_line_on_that_page() -> None:
    text = "a\nb\nc\nd\ne\n"
    places = Places(SourceText(text, pages=(0, 4, 6)))
    assert [places.of(text.index(letter)) for letter in "abcde"] == [(1, 1), (1, 2), (2, 1), (3, 1), (3, 2)]


def test_a_page_may_begin_in_the_middle_of_a_line() -> None:
    places = Places(SourceText("ab cd\nef\n", pages=(0, 3)))
    assert [places.of(offset) for offset in (0, 3, 6)] == [(1, 1), (2, 1), (2, 2)]


def test_a_place_after_the_end_is_the_last_line() -> None:
    assert Places(SourceText("a\nb")).of(99) == (1, 2)
    assert Places(SourceText("")).of(0) == (1, 1)
