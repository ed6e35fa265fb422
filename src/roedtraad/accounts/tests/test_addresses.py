"""The public address of a record."""

import pytest

from roedtraad.accounts.addresses import WORDS, address, slug
from roedtraad.accounts.models import Record, RecordKind


def test_an_address_has_the_kind_the_id_and_the_words() -> None:
    record = Record(public_id="bcd23456", kind=RecordKind.DECISION)
    assert (
        address(record, "Trygt hjem fortsætter på Vesterø")
        == "/beslutning/bcd23456/trygt-hjem-fortsaetter-paa-vesteroe"
    )


@pytest.mark.parametrize("title", ["", "–", "???", "。"])
def test_without_words_the_id_is_enough(title: str) -> None:
    assert address(Record(public_id="bcd23456", kind=RecordKind.BODY), title) == "/organ/bcd23456"


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Åbne døre & ældre", "aabne-doere-aeldre"),
        ("A\N{COMBINING RING ABOVE}rhus", "aarhus"),
        ("Café Öl, Zürich", "cafe-oel-zurich"),
        ("  Punkt 4:  Økonomi  ", "punkt-4-oekonomi"),
        ("2026/27", "2026-27"),
    ],
)
def test_danish_letters_are_written_as_danes_do(title: str, words: str) -> None:
    assert slug(title) == words


def test_long_titles_are_cut_at_a_word() -> None:
    words = slug("Midtvejsevaluering af indsatsen for borgere med hoftebrud i hele Vestbælt og på Vesterø")
    assert len(words) <= 70
    assert words.endswith("-i-hele")


def test_every_kind_with_a_page_has_a_word_of_its_own() -> None:
    assert len(set(WORDS.values())) == len(WORDS)
