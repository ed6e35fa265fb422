"""Rows and columns that do not add up: a table each, and what is told of it as (item, expected, found)."""

import pytest
from small_documents import a_case, findings, told

from referat.checks.tables import sums_of_tables
from referat.model import Severity

WRONG = [
    pytest.param(
        "Klinik\tTil tiden\tSenere\tI alt\nHavnegade\t611\t131\t742\nTorvet\t540\t53\t593\nNord\t352\t143\t485\nI alt\t1.503\t327\t1.820",
        [("2", "495", "485"), ("2", "1830", "1820")],
        id="counts, of which half the rows fit",
    ),
    pytest.param(
        "Kommune\tBeløb\nFjordby\t100.000,50 kr.\nHedelund\t200.000,25 kr.\nI alt\t300.000,00 kr.",
        [("2", "300000.75", "300000")],
        id="a column with one total",
    ),
    pytest.param(
        "Kommune\t2022\t2023\nFjordby\t100\t110\nHedelund\t200\t210\nI alt\t300\t330",
        [("2", "320", "330")],
        id="one column of two",
    ),
    pytest.param(
        "Ansøger\tSøgt, kr.\tForeslået, kr.\nRoklub\t34.000\t20.000\nKor\t18.500\t9.000\nI alt\t92.500\t29.000",
        [("2", "52500", "92500")],
        id="a large difference where the other column fits",
    ),
    pytest.param(
        "Post\tFjordby\tHedelund\tI alt\nTryg\t627,18 kr.\t18,25 kr.\t645,42 kr.\nAkut\t27,00 kr.\t21,00 kr.\t48,00 kr.",
        [("2", "645.43", "645.42")],
        id="a row to the øre",
    ),
    pytest.param(
        "Indtægter\tRegnskab\tBudget\nKontingent\t100,00\t110,00\nTilskud\t50,00\t60,00\nIndtægter i alt\t150,00\t170,00\n"
        "Udgifter\tRegnskab\tBudget\nLøn\t80,00\t90,00\nHusleje\t40,00\t40,00\nUdgifter i alt\t121,00\t130,00",
        [("2", "120", "121")],
        id="the second of two totals",
    ),
    pytest.param(
        "Forløb\tAntal\nTotal antal patienter\t320\nAfsluttet\t222\nIndlagt\t43\nAndet\t54",
        [("2", "319", "320")],
        id="a total that stands first",
    ),
    pytest.param(
        "Kommune\tBorgere\nFjordby\t16\nHedelund\t10\nStrandby\t20\nI alt\t47",
        [("2", "46", "47")],
        id="people are counted exactly",
    ),
    pytest.param(
        "Ændring\tKr.\nStilling\t-265.000\nVikarer\t-90.000\nI alt\t-365.000",
        [("2", "-355000", "-365000")],
        id="savings are negative",
    ),
]

RIGHT = [
    pytest.param("Kommune\tBeløb\nFjordby\t100.000,50 kr.\nHedelund\t200.000,25 kr.\nI alt\t300.000,75 kr.", id="it fits"),
    pytest.param("Kommune\tBeløb\nFjordby\t100 kr.\nHedelund\t-\nStrandby\t\nI alt\t100 kr.", id="dashes and blanks are nothing"),
    pytest.param("Svar\tAntal\tAndel\nJa\t58\t44 %\nNej\t41\t31 %\nVed ikke\t32\t24 %\nI alt\t131\t100 %", id="rounded percentages"),
    pytest.param("Mio. kr.\t2023\t2024\nFjordby\t1,2\t1,3\nHedelund\t2,3\t2,3\nI alt\t3,6\t3,6", id="millions are rounded"),
    pytest.param("1.000 kr.\t2023\tI alt\nLøn\t333\t333\nDrift\t333\t333\nAndet\t333\t333\nI alt\t1.000\t1.000", id="thousands are rounded"),
    pytest.param("Kommune\tBorgere\nFjordby\t16\nHedelund\tUkendt\nI alt\t47", id="a part is unknown"),
    pytest.param("Post\tKr.\nLøn\t100\nheraf frikøb\t40\nDrift\t50\nI alt\t150", id="a part of a part"),
    pytest.param(
        "Post\tKr.\nA\t10\nB\t20\nSubtotal\t30\nC\t5\nD\t6\nSubtotal\t11\nI alt\t41", id="subtotals and a total of them"
    ),
    pytest.param("Post\tKr.\nIndtægter\t150\nUdgifter\t120\nResultat\t30", id="a result is no sum"),
    pytest.param("Post\tAntal\tPris\tI alt\nStole\t10\t50\t500\nBorde\t2\t400\t800", id="a product is no sum"),
    pytest.param("Emne\tAntal borgere\nVentetid\t31\nMad\t28\nI alt\t46", id="a total of people, who named several things"),
    pytest.param("Måned\tBelægning\tNormering\nJan\t18\t22\nFeb\t18\t22\nSamlet vurdering\tgod\tgod", id="a total in words"),
    pytest.param("År\t2022\t2023\nFjordby\t100\t110", id="a table without a total"),
    pytest.param("Kommune\tIndbyggere\tBeløb\tI alt\nFjordby\t50.000\t1.000 kr.\t1.000 kr.\nHedelund\t40.000\t800 kr.\t800 kr.", id="other units"),
    pytest.param("Kommune\tBorgere\tVentetid i dage\nFjordby\t120\t10\nHedelund\t100\t20\nI alt\t220\t15", id="an average by name"),
    pytest.param("Kommune\tBorgere\tDage\nFjordby\t120\t10\nHedelund\t100\t20\nI alt\t220\t15", id="an average by size"),
    pytest.param("Kommune\tForløb\tBorgere\nFjordby\t120\t100\nHedelund\t100\t90\nI alt\t220\t150", id="people counted once"),
    pytest.param("I alt\t2.000", id="a single row"),
    pytest.param("Post\tA\tB\nI alt\t3\t4\nI alt\t3\t4", id="totals of nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), WRONG)
def test_a_total_that_is_not_its_sum_is_told(table: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(sums_of_tables, a_case(f"Midlerne fordeler sig således:\n\n{table}")) == expected


@pytest.mark.parametrize("table", RIGHT)
def test_a_table_that_may_be_right_is_left_alone(table: str) -> None:
    assert told(sums_of_tables, a_case(f"Midlerne fordeler sig således:\n\n{table}")) == []


def test_shares_rounded_one_by_one_are_named_as_a_likely_cause() -> None:
    table = "Post\tFjordby\tHedelund\tI alt\nTryg\t627,18 kr.\t18,25 kr.\t645,42 kr.\nAkut\t27,00 kr.\t21,00 kr.\t48,00 kr."
    (finding,) = findings(sums_of_tables, a_case(table))
    assert finding.severity is Severity.NOTE
    assert finding.message == (
        "Rækken ’Tryg’, under ’I alt’: delene giver 645,43 kr., men der står 645,42 kr. – en forskel på 0,01 kr. "
        "Den kan skyldes, at delene er rundet af hver for sig."
    )


def test_the_span_is_the_total() -> None:
    text = a_case("Kommune\tBeløb\nFjordby\t100 kr.\nHedelund\t200 kr.\nI alt\t310 kr.")
    (finding,) = findings(sums_of_tables, text)
    (span,) = finding.spans
    assert text[span.start : span.end] == "310 kr."
    assert finding.severity is Severity.ERROR
