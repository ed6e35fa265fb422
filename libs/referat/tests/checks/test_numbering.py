"""Gaps in the numbers of items, and the table of contents held against them."""

import pytest
from small_documents import HEAD, a_document, an_item, findings, told

from referat.checks.contents import contents_against_items
from referat.checks.numbering import gaps_in_numbers
from referat.model import FindingCode

TITLES = [
    "Godkendelse af dagsorden",
    "Status på indsatser",
    "Økonomi i 2023",
    "Lægedækning i Hedelund",
    "Gensidig orientering",
    "Eventuelt",
]


def numbered(*numbers: int, note: str = "") -> str:
    return a_document(*(an_item(number, title) for number, title in zip(numbers, TITLES, strict=False)), note)


def test_a_missing_number_is_told_at_that_number() -> None:
    (finding,) = findings(gaps_in_numbers, numbered(1, 2, 3, 4, 6))
    assert (finding.code, finding.item, finding.expected, finding.found) == (
        FindingCode.ITEM_MISSING,
        "5",
        "5",
        "6",
    )
    assert finding.message == "Punkterne er nummereret 1, 2, 3, 4 og 6; punkt 5 mangler."


def test_a_series_that_begins_later_may_miss_one_number() -> None:
    assert [finding.item for finding in findings(gaps_in_numbers, numbered(13, 14, 16, 17))] == ["15"]


def test_two_missing_numbers_are_told_one_by_one() -> None:
    assert [finding.item for finding in findings(gaps_in_numbers, numbered(1, 2, 5, 6))] == ["3", "4"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(numbered(1, 2, 3, 4), id="no gap"),
        pytest.param(numbered(13, 15, 16, 18), id="an extract of a longer series"),
        pytest.param(numbered(1, 2, 9, 10), id="a gap too wide for a slip"),
        pytest.param(numbered(1, 3), id="too few items"),
        pytest.param(
            a_document(
                *(
                    an_item(number, title)
                    for number, title in zip(["1", "2a", "2b", "3"], TITLES, strict=False)
                )
            ),
            id="an item in two parts",
        ),
        pytest.param(
            numbered(1, 2, 4, 5, note="Punkt 3 er behandlet for lukkede døre.\n"),
            id="a closed item was left out",
        ),
        pytest.param(numbered(1, 2, 4, 5, note="Lukket punkt: 3\n"), id="a closed item is named"),
    ],
)
def test_a_gap_that_may_be_right_is_left_alone(text: str) -> None:
    assert findings(gaps_in_numbers, text) == []


def with_contents(*lines: str, items: list[str] | None = None) -> str:
    contents = "Indholdsfortegnelse\n\n" + "".join(
        f"{line}.....{page}\n" for page, line in enumerate(lines, 3)
    )
    titles = items or TITLES
    return a_document(*(an_item(n, title) for n, title in enumerate(titles, 1)), head=f"{HEAD}\n{contents}")


def test_an_entry_without_an_item_is_told_of_the_document() -> None:
    text = with_contents(*TITLES[:4], "Samarbejdsaftale om iltbehandling", *TITLES[4:])
    (finding,) = findings(contents_against_items, text)
    assert (finding.code, finding.item) == (FindingCode.CONTENTS_NOT_IN_ITEMS, None)
    assert finding.found == "Samarbejdsaftale om iltbehandling"


def test_an_item_without_an_entry_is_told_of_the_item() -> None:
    (finding,) = findings(contents_against_items, with_contents(*TITLES[:3], *TITLES[4:]))
    assert (finding.code, finding.item) == (FindingCode.ITEM_NOT_IN_CONTENTS, "4")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(with_contents(*TITLES), id="they agree"),
        pytest.param(
            with_contents(*TITLES[:3], "Lægedækning i Hedel", *TITLES[4:]), id="an entry is cut off"
        ),
        pytest.param(
            with_contents(*TITLES[:3], "Lægedækkning i Hedelunnd", *TITLES[4:]), id="slips of spelling"
        ),
        pytest.param(
            with_contents("Godkendelse af dagsorden (5 min)", *TITLES[1:]), id="a duration in the entry"
        ),
        pytest.param(
            with_contents("Noget helt andet", "Ordet er frit", items=TITLES), id="contents of something else"
        ),
        pytest.param(a_document(), id="no contents"),
    ],
)
def test_contents_that_agree_are_left_alone(text: str) -> None:
    assert told(contents_against_items, text) == []
