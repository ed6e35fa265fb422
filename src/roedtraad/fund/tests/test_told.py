"""What minutes tell of money is read as they mean it, and a total that misses by an øre explains itself."""

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from roedtraad.fund.told import ToldKind, read_amount, read_matrix

ROWS = [
    ["Udmøntede midler", "Fjordby", "Hedelund", "Region Bæltet", "I alt"],
    ["Trygt  hjem", "300.235,05 kr.", "158.240,77", "454.600,00 kr.", "913.075,81 kr."],
    ["Akutbilen", "178.391,75", "-", "780.000", "958.391,75"],
    ["Unge i mistrivsel", "-", "–", "", "-"],
    ["Udmøntet i alt", "478.626,80", "158.240,77", "1.234.600,00", "1.871.467,57"],
    ["Resterende midler", "149.693,20", "-6.314,51", "248.400,00", "391.778,69"],
]


def test_a_table_of_money_is_read_as_initiatives_and_parties() -> None:
    matrix = read_matrix(ROWS)
    assert matrix is not None
    assert matrix.parties == ("Fjordby", "Hedelund", "Region Bæltet")
    assert [name for name, _amounts in matrix.initiatives] == ["Trygt hjem", "Akutbilen", "Unge i mistrivsel"]
    assert matrix.initiatives[1][1] == (Decimal("178391.75"), None, Decimal("780000.00"))
    assert matrix.left[1] == Decimal("-6314.51")
    assert matrix.received == (Decimal("628320.00"), Decimal("151926.26"), Decimal("1483000.00"))


def test_a_total_that_misses_by_an_oere_is_found_and_explained() -> None:
    matrix = read_matrix(ROWS)
    assert matrix is not None
    found = [(one.where, str(one.amount), one.is_rounding) for one in matrix.differences]
    assert found == [("Trygt hjem", "0.01", True)]


def test_a_total_that_misses_by_more_is_found_and_not_explained() -> None:
    rows = [[cell.replace("913.075,81", "931.075,81") for cell in row] for row in ROWS]
    matrix = read_matrix(rows)
    assert matrix is not None
    assert [(one.where, one.is_rounding) for one in matrix.differences] == [("Trygt hjem", False)]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["En"]],
        [["Forløb", "Antal"], ["Indlagt", "43 patienter"]],
        [["Forløb", "Antal patienter"], ["Indlagt", "319"]],
        [["Indsats", "Fjordby"], ["Trygt hjem", "-"]],
        [["Indsats", "Fjordby", "Hedelund"], ["Trygt hjem", "1.000,00"]],
    ],
)
def test_what_is_no_table_of_money_is_none(rows: list[list[str]]) -> None:
    assert read_matrix(rows) is None


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Det tilbagestående beløb på ca. ", ".", ToldKind.REMAINDER),
        ("På finansloven er der afsat ", " til kommunerne", ToldKind.FRAME),
        ("Klyngen har i alt modtaget ", " over to år", ToldKind.GRANTED),
        ("at der reserveres ", " til Akutbilen", ToldKind.RESERVED),
        ("projektet har udgifter for ", " i 2023", ToldKind.ALLOCATED),
        ("", " bevilges til Trygt hjem", ToldKind.ALLOCATED),
        ("Huset koster ", " at leje", ToldKind.ESTIMATE),
        ("Vi har modtaget 9 kr. Der er udmøntet midler til Trygt hjem (", ") i alt", ToldKind.ALLOCATED),
        ("Efter finansiering af Trygt hjem (", ") er der et tilbagestående beløb", ToldKind.ALLOCATED),
    ],
)
def test_the_words_around_an_amount_say_what_it_is(before: str, after: str, kind: ToldKind) -> None:
    assert read_amount(before=before, after=after, is_about=False).kind is kind


def test_an_approximate_amount_says_why_it_is_not_posted() -> None:
    reading = read_amount(before="et tilbagestående beløb på ", after="", is_about=True)
    assert "omtrentligt" in reading.reason


GOLD = Path(os.environ.get("SHARED", "../shared")) / "minutes" / "gold"


@pytest.mark.skipif(
    not GOLD.is_dir(), reason="the five real documents are not here (SHARED names their folder)"
)
def test_the_real_matrix_is_read_to_the_oere() -> None:
    tables = [
        table["rows"]
        for path in sorted(GOLD.glob("*.json"))
        for item in json.loads(path.read_text(encoding="utf-8"))["items"]
        for table in item.get("tables", ())
    ]
    matrices = [
        matrix for matrix in map(read_matrix, tables) if matrix is not None and len(matrix.parties) > 2
    ]
    (matrix,) = matrices
    assert sum(matrix.received, Decimal(0)) == Decimal("6547550.00")
    assert sorted(str(one.amount) for one in matrix.differences) == ["-0.01", "0.01", "0.01"]
    assert all(one.is_rounding for one in matrix.differences)
