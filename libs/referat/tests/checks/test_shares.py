"""Percentages held against their counts."""

import pytest
from small_documents import a_case, findings, told

from referat.checks.shares import shares_of_counts
from referat.checks.shares_in_text import shares_in_sentences

WRONG = [
    ("Anledning\tAntal\tAndel\nMedicin\t84\t35 %\nBekymring\t96\t42 %\nAndet\t60\t23 %\nI alt\t240\t100 %", [("2", "40 %", "42 %"), ("2", "25 %", "23 %")]),
    ("Forløb\tAntal\tAndel (%)\nTotal\t319\t100\nAfsluttet\t222\t70\nIndlagt\t43\t18\nAndet\t54\t17", [("2", "13 %", "18 %")]),
    ("Emne\tAntal borgere\tAndel af 46\nVentetid\t31\t67 %\nMad\t28\t71 %", [("2", "61 %", "71 %")]),
]  # fmt: skip

WRONG_SENTENCES = [
    ("I 74 af de 307 opkald blev en kørsel undgået, svarende til 34 %.", [("2", "24 %", "34 %")]),
    ("Tavlen er taget i brug på 14 ud af 22 enheder (74 %).", [("2", "64 %", "74 %")]),
    ("Der er 412 sygeplejersker på disse afsnit ud af sygehusets 1.184, altså 45 %.", [("2", "35 %", "45 %")]),
    ("3 af 7 kommuner (52,9 %) har svaret.", [("2", "42,9 %", "52,9 %")]),
    ("Svarprocenten var 64 % (131 af 164).", [("2", "80 %", "64 %")]),
    ("131 ud af 164 svarede, svarende til en svarprocent på 64 %.", [("2", "80 %", "64 %")]),
    ("Af de 164 adspurgte svarede 131 (64 %).", [("2", "80 %", "64 %")]),
    ("Transporten udgør 118.000 kr. årligt, svarende til 9 % af aftalens samlede udgift på 2.010.000 kr.", [("2", "6 %", "9 %")]),
    ("Tallet gik fra 200 borgere til 250, en stigning på 35 %.", [("2", "25 %", "35 %")]),
    ("Tallet gik fra 250 til 200, hvilket er et fald på 25 %.", [("2", "20 %", "25 %")]),
]  # fmt: skip

RIGHT = [
    "Anledning\tAntal\tAndel\nMedicin\t84\t35 %\nBekymring\t96\t40 %\nAndet\t60\t25 %\nI alt\t240\t100 %",
    "Svar\tAntal\tAndel\nJa\t58\t44 %\nNej\t41\t31 %\nVed ikke\t32\t24 %\nI alt\t131\t100 %",
    "Svar\tAntal\tAndel\nJa\t58\t45 %\nNej\t41\t31 %\nVed ikke\t32\t24 %\nI alt\t131\t100 %",
    "Spørgsmål\t5. klasse\t8. klasse\nMobbet\t11 %\t17 %\nHar venner\t93 %\t94 %",
    "Kommune\tBorgere\tDækning\nFjordby\t120\t80 %\nHedelund\t100\t60 %",
    "Kommune\tBorgere\tTilfredse\nFjordby\t120\t80 %\nHedelund\t100\t60 %\nI alt\t220\t71 %",
    "I 74 af de 307 opkald blev en kørsel undgået, svarende til 24 %.",
    "Tavlen er taget i brug på 14 ud af 22 enheder (64 %).",
    "Belægningen steg fra 65 % til 80 %, da 22 senge blev til 18.",
    "1 af 2024 års projekter (90 %) er færdige.",
    "14 ud af 22 enheder er i gang. Tilfredsheden er 90 %.",
    "14 ud af 22 enheder (heraf 90 % i Fjordby) er i gang.",
    "Svarprocenten var 80 % (131 af 164).",
    "Af de 164 adspurgte svarede 131 (80 %).",
    "Knap 9 ud af 10 (88 %) er tilfredse, og omkring 60 af de 90 (65 %) kommer igen.",
    "Der er brugt 14 timer af 20 mio. kr. (5 %).",
    "Transporten udgør 118.000 kr. årligt, svarende til knap 6 % af aftalens samlede udgift på 2.010.000 kr.",
    "Tallet gik fra 200 borgere til 250, en stigning på 25 %.",
    "Tallet gik fra 65 til 80, en stigning på 15 procentpoint.",
    "Tallet gik fra 2019 til 2023 op med en stigning på 15 %.",
    "Den 3. af 5 runder (80 %) er gået.",
]


@pytest.mark.parametrize(("case", "expected"), WRONG)
def test_a_percentage_that_rounding_cannot_explain_is_told(
    case: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(shares_of_counts, a_case(case)) == expected


@pytest.mark.parametrize(("case", "expected"), WRONG_SENTENCES)
def test_a_percentage_that_its_sentence_does_not_give_is_told(
    case: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(shares_in_sentences, a_case(case)) == expected


@pytest.mark.parametrize("case", RIGHT)
def test_what_rounding_explains_or_nothing_proves_is_left_alone(case: str) -> None:
    assert told(shares_of_counts, a_case(case)) == []
    assert told(shares_in_sentences, a_case(case)) == []


def test_the_sentence_names_part_and_whole() -> None:
    (finding,) = findings(shares_in_sentences, a_case("Tavlen er i brug på 14 ud af 22 enheder (74 %)."))
    assert finding.message == "14 af 22 er 64 %, men der står 74 %."
