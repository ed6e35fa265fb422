"""One person spelled two ways. The head lists Anna Dam, Bo Lund, Lene Bech and Peder Hommelhose."""

import pytest
from small_documents import HEAD, a_case, a_document, an_item, findings, told

from referat.checks.spelling import names_spelled_two_ways

WRONG = [
    ("Peder Hommellhose fortalte om sagen.", "Peder Hommelhose", "Peder Hommellhose"),
    ("Der kom et oplæg. Peder Hommelhosse svarede.", "Peder Hommelhose", "Peder Hommelhosse"),
    ("Ifølge Peder Homelhose er det godt.", "Peder Hommelhose", "Peder Homelhose"),
    ("Formand Peder Hommelhsoe ledte mødet.", "Peder Hommelhose", "Peder Hommelhsoe"),
    ("Peter Hommelhose og Peder Hommelhoze.", "Peder Hommelhose", "Peder Hommelhoze"),
]
WRONG += [
    ("Oplæg ved Torben Knastrup.\n\nTorben Knasttrup fortalte.", "Torben Knastrup", "Torben Knasttrup"),
]
RIGHT = [
    "Torben Knastrups oplæg.\n\nTorben Knastrup fortalte.",
    "Torben Knastrup fortalte.\n\nTorben Holm fortalte.",
    "Peder Hommelhose fortalte om sagen.",
    "Anne Dam fortalte om sagen.",  # a name of its own
    "Bo Lind fortalte om sagen.",
    "Lene Beck fortalte om sagen.",
    "Peter Hommelhose fortalte om sagen.",
    "Peder Hommelhoses forslag og Lene Bechs svar.",  # the genitive
    "Peder Hommelhose's forslag.",
    "Peder H. fortalte, og Peder spurgte.",
    "P. Hommelhose fortalte.",
    "Peder Hommelhose-Dam fortalte.",
    "Peder Hommelhose talte med Peder Hommelhosse om det.",  # two people in one line
    "Fjordby Komune og Region Bæltett er enige.",  # not people
    "Se peder.hommelhosse@fjordby.example.",
]


@pytest.mark.parametrize(("case", "expected", "found"), WRONG)
def test_a_slip_in_the_name_of_a_listed_person_is_told(case: str, expected: str, found: str) -> None:
    assert told(names_spelled_two_ways, a_case(case)) == [("2", expected, found)]


@pytest.mark.parametrize("case", RIGHT)
def test_what_may_be_another_person_is_left_alone(case: str) -> None:
    assert told(names_spelled_two_ways, a_case(case)) == []


def test_two_listed_people_with_different_organisations_are_two() -> None:
    head = HEAD.replace("Peder Hommelhose, PLO", "Peder Hommelhose, PLO, Peder Hommelhosse, Hedelund Kommune")
    assert told(names_spelled_two_ways, a_document(head=head)) == []


def test_the_later_spelling_is_told_once() -> None:
    text = a_document(
        an_item(1, "Dagsorden", case="Peder Hommelhosse spurgte."),
        an_item(2, "Status", case="Peder Hommelhosse svarede."),
        an_item(3, "Eventuelt"),
    )
    (finding,) = findings(names_spelled_two_ways, text)
    assert finding.item == "1"
    assert finding.message == "Samme person er skrevet ’Peder Hommelhose’ og ’Peder Hommelhosse’."


def test_a_slip_in_the_list_of_the_absent_is_told() -> None:
    text = a_document(
        an_item(1, "Dagsorden", absent="Peder Hommelhosse, PLO"),
        an_item(2, "Status"),
        an_item(3, "Eventuelt"),
    )
    assert told(names_spelled_two_ways, text) == [("1", "Peder Hommelhose", "Peder Hommelhosse")]
