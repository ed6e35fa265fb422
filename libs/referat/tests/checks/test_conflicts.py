"""One thing with two amounts."""

import pytest
from small_documents import a_case, findings, told

from referat.checks.conflicts import one_thing_with_two_amounts

TABLE = "Indsats\tFjordby\tHedelund\tI alt\nKom godt hjem\t100.000 kr.\t50.000 kr.\t150.000 kr.\nAkutbil\t10.000 kr.\t20.000 kr.\t30.000 kr."

WRONG = [
    ("Merudgiften i 2025 er på 1.275.000 kr.\n\nDer gives en bevilling på 1.257.000 kr. i 2025.", "1.275.000 kr.", "1.257.000 kr."),
    ("Den likvide beholdning er 214.386,50 kr. Det er godt.\n\nDen likvide beholdning på 214.836,50 kr. giver rente.", "214.386,50 kr.", "214.836,50 kr."),
    (f"Der er udmøntet midler til ’Kom godt hjem’ (140.000 kr.).\n\n{TABLE}", "140.000 kr.", "150.000 kr."),
    (f"{TABLE}\n\nDer er udmøntet midler til ’Kom godt hjem’ (140.000 kr.).", "150.000 kr.", "140.000 kr."),
    ("Den likvide beholdning ved årets udgang er 214.386,50 kr.\n\nDen likvide beholdning på 214.786,50 kr. giver rente.", "214.386,50 kr.", "214.786,50 kr."),
    ("Der er udmøntet i alt 1.311.000 kr.\n\nPost\tBeløb\nLøn\t1.000.000 kr.\nDrift\t131.000 kr.\nI alt\t1.131.000 kr.", "1.311.000 kr.", "1.131.000 kr."),
]  # fmt: skip
WRONG += [
    ("Udgiften er 1.180.000 kr., og kommunerne betaler.\n\nKommunerne finder, at 1.810.000 kr. er for meget.", "1.180.000 kr.", "1.810.000 kr."),
]  # fmt: skip
RIGHT = [
    "Udgiften er 1.180.000 kr., og kommunerne betaler.\n\nHusene koster 1.810.000 kr.",
    "Kommunerne betaler 118.000 kr., 181.000 kr., 230.000 kr., 340.000 kr. og 450.000 kr.",
    "Den likvide beholdning er steget til 214.386,50 kr.\n\nDen likvide beholdning var tidligere 214.786,50 kr.",
    "Der er udmøntet i alt 1.131.000 kr.\n\nPost\tBeløb\nLøn\t1.000.000 kr.\nDrift\t131.000 kr.\nI alt\t1.131.000 kr.",
    "Merudgiften i 2025 er på 1.275.000 kr.\n\nDer gives en bevilling på 1.275.000 kr. i 2025.",
    "Merudgiften i 2025 er på 1.275.000 kr.\n\nTilskuddet i 2025 er 1.276.000 kr.",
    "Merudgiften er på 1.275.000 kr.\n\nHusene koster 1.257.000 kr.",
    "Merudgiften i 2025 er på ca. 1.275.000 kr.\n\nDer gives 1.257.000 kr. i 2025.",
    "Merudgiften i 2025 er på 1.275.000 kr.\n\nMerudgiften i 2026 er på 1.257.000 kr.",
    "Merudgiften i 2025 er på 120.000 kr.\n\nDer gives 210.000 kr. i 2025.",
    "Merudgiften i 2025 er på 1.275.000 kr.\n\nDer gives 12.570.000 kr. i 2025.",
    "Post\tBeløb 2025\nFjordby\t1.275.000 kr.\nHedelund\t1.257.000 kr.",
    f"Der er udmøntet midler til ’Kom godt hjem’ (150.000 kr.), heraf ’Akutbil’ (10.000 kr.).\n\n{TABLE}",
    f"Der er udmøntet midler til ’Noget andet’ (140.000 kr.).\n\n{TABLE}",
    f"Der er udmøntet midler til ’Kom godt hjem’ (ca. 140.000 kr.).\n\n{TABLE}",
]


@pytest.mark.parametrize(("case", "expected", "found"), WRONG)
def test_two_amounts_for_one_thing_are_told_at_the_later(case: str, expected: str, found: str) -> None:
    assert told(one_thing_with_two_amounts, a_case(case)) == [("2", expected, found)]


@pytest.mark.parametrize("case", RIGHT)
def test_amounts_that_may_both_be_right_are_left_alone(case: str) -> None:
    assert told(one_thing_with_two_amounts, a_case(case)) == []


def test_both_amounts_are_shown() -> None:
    text = a_case("Merudgiften i 2025 er på 1.275.000 kr.\n\nDer gives en bevilling på 1.257.000 kr. i 2025.")
    (finding,) = findings(one_thing_with_two_amounts, text)
    later, first = finding.spans
    assert (text[slice(*first)], text[slice(*later)]) == ("1.275.000 kr.", "1.257.000 kr.")
