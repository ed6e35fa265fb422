"""Totals in lists and sentences, and remainders in tables."""

import pytest
from small_documents import a_case, findings, told

from referat.checks.counts import sums_of_counts
from referat.checks.remainders import remainders_of_tables
from referat.checks.totals import sums_of_texts

WRONG = [
    ("- Fjordby: 100.000 kr.\n- Hedelund: 50.000 kr.\n- I alt: 160.000 kr.", [("2", "150000", "160000")]),
    ("Løn 100.000,50 kr.\nDrift 50.000,25 kr.\nI alt 150.000,70 kr.", [("2", "150000.75", "150000.70")]),
    ("Det drejer sig om i alt kr. 7.310.111 (2022: kr. 3.130.773 og 2023: kr. 4.179.388).", [("2", "7310161", "7310111")]),
    ("Der søges 220.000 kr. til projektet (75.000 kr. i 2023 og 155.000 kr. i 2024).", [("2", "230000", "220000")]),
]  # fmt: skip

WRONG += [
    (
        "Fjordby får 100.000 kr., Hedelund 50.000 kr. og Strandby 25.000 kr., i alt 185.000 kr.",
        [("2", "175000", "185000")],
    ),
]
RIGHT = [
    "Fjordby får 100.000 kr., Hedelund 50.000 kr. og Strandby 25.000 kr., i alt 175.000 kr.",
    "Fjordby får 100.000 kr., heraf 40.000 kr. til løn, og Hedelund 50.000 kr., i alt 150.000 kr.",
    "Fjordby søger 100.000 kr. Hedelund har 50.000 kr., i alt 60.000 kr.",
    "- Fjordby: 100.000 kr.\n- Hedelund: 50.000 kr.\n- I alt: 150.000 kr.",
    "- Fjordby: 100.000 kr.\n- Hedelund: ca. 50.000 kr.\n- I alt: 160.000 kr.",
    "- Fjordby: 100.000 kr.\n- heraf løn: 60.000 kr.\n- Hedelund: 50.000 kr.\n- I alt: 150.000 kr.",
    "- Fjordby: 100.000 kr.\n\nDet er for lidt.\n\n- Hedelund: 50.000 kr.\n- I alt: 160.000 kr.",
    "- Fjordby: 100.000 kr.\n- I alt: 160.000 kr.",
    "- Fjordby: 100.000 kr. årligt\n- Hedelund: 50.000 kr. i alt\n- I alt: 5.000.000 kr.",
    "- Fjordby: 1,2 mio. kr.\n- Hedelund: 2,3 mio. kr.\n- I alt: 3,6 mio. kr.",
    "Det drejer sig om i alt kr. 7.310.111 (2022: kr. 3.130.773 og 2023: kr. 4.179.338).",
    "Der er 1.000.000 kr. (heraf 200.000 kr. til løn i 2023 og 100.000 kr. til drift i 2024).",
    "Der er afsat 40 mio. kr. (samlet set 80 mio. kr.) årligt.",
    "Prisen er 500.000 kr. (mod 400.000 kr. i 2022 og 300.000 kr. i 2021).",
    "Udgiften er 500.000 kr. (400.000 kr. plus moms).",
    "Der er 500.000 kr. om året. Fjordby betaler (2023: 100.000 kr. og 2024: 100.000 kr.).",
]


@pytest.mark.parametrize(("case", "expected"), WRONG)
def test_a_total_that_is_not_its_sum_is_told(case: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(sums_of_texts, a_case(case)) == expected


@pytest.mark.parametrize("case", RIGHT)
def test_what_may_be_right_is_left_alone(case: str) -> None:
    assert told(sums_of_texts, a_case(case)) == []


COUNTS = "- Fjordby Kommune: 16 borgere\n- Hedelund Kommune: 10 borgere\n- Strandby Kommune: 21 borgere\n"
WRONG_COUNTS = [
    (f"{COUNTS}- I alt: 48 borgere.", [("2", "47", "48")]),
    ("Fjordby – 1.016\nHedelund – 910\nI alt – 1.925", [("2", "1926", "1925")]),
]
WRONG_COUNTS += [
    (
        "I alt 96 borgere er fulgt hjem. De fordeler sig med 51 i Fjordby, 29 i Hedelund og 18 i Strandby.",
        [("2", "98", "96")],
    ),
]
RIGHT_COUNTS = [
    "I alt 96 borgere er fulgt hjem. De fordeler sig med 51 i Fjordby, 29 i Hedelund og 16 i Strandby.",
    "Der er 34 ansøgninger fra 29 foreninger. De fordeler sig på 3 områder og 12 kommuner.",
    "Der er 96 borgere fordelt på 3 kommuner.",
    f"{COUNTS}- I alt: 47 borgere.",
    f"{COUNTS}- Kirkenæs Kommune: Ukendt\n- I alt: 60 borgere.",
    f"{COUNTS}Det er mange.\n\n- I alt: 48 borgere.",
    f"{COUNTS}- I alt: 300 timer.",
    f"{COUNTS}- heraf unge: 9 borgere\n- I alt: 47 borgere.",
    "- Fjordby: 16 borgere\n- I alt: 17 borgere",
    "Mødested: lokale 16\nMødetid: 12\nI alt: 29",
]


@pytest.mark.parametrize(("case", "expected"), WRONG_COUNTS)
def test_a_total_of_counts_that_is_not_their_sum_is_told(
    case: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(sums_of_counts, a_case(case)) == expected


@pytest.mark.parametrize("case", RIGHT_COUNTS)
def test_a_list_of_counts_that_may_be_right_is_left_alone(case: str) -> None:
    assert told(sums_of_counts, a_case(case)) == []


def test_people_are_not_rounded() -> None:
    (finding,) = findings(sums_of_counts, a_case(f"{COUNTS}- I alt: 48 borgere."))
    assert "rundet" not in finding.message


REMAINDERS = "Kommune\tTildelt\tUdmøntet\tResterende\nFjordby\t500.000 kr.\t200.000 kr.\t300.000 kr.\nHedelund\t400.000 kr.\t150.000 kr.\t{} kr."
TURNED = "\tFjordby\tHedelund\nTildelt\t500.000 kr.\t400.000 kr.\nUdmøntet\t200.000 kr.\t150.000 kr.\nRest\t300.000 kr.\t{} kr."


@pytest.mark.parametrize("table", [REMAINDERS, TURNED], ids=["columns", "rows"])
def test_a_remainder_that_is_not_the_whole_less_what_was_used_is_told(table: str) -> None:
    assert told(remainders_of_tables, a_case(table.format("260.000"))) == [("2", "250000", "260000")]
    assert told(remainders_of_tables, a_case(table.format("250.000"))) == []


def test_a_remainder_is_left_alone_where_no_other_row_bears_it_out() -> None:
    table = "Kommune\tTildelt\tUdmøntet\tResterende\nFjordby\t500.000 kr.\t200.000 kr.\t310.000 kr."
    assert told(remainders_of_tables, a_case(table)) == []
