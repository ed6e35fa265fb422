"""References to items and attachments, things said to be attached, and doubled absences."""

import pytest
from small_documents import HEAD, a_case, a_document, an_item, findings, told

from referat.checks.absences import absent_twice
from referat.checks.attachments import attachments_not_listed
from referat.checks.references import references_to_nothing
from referat.model import FindingCode

DANGLING = [
    ("Klagerne er besvaret, jf. også punkt 31.", "punkt 31"),
    ("Forslag til mødeplan fremgår af punkt 11.", "punkt 11"),
    ("Sagen ses i sammenhæng med dagsordenspunkt 7.", "dagsordenspunkt 7"),
    ("Eva Bell deltog under punkt 2-14.", "punkt 2-14"),
    ("Se pkt. 3 og 9.", "pkt. 3 og 9"),
    ("Se i øvrigt pkt. 14 nedenfor.", "pkt. 14"),
    ("Pladserne har været lukket siden nytår. Se punkt 8.", "punkt 8"),
    ("På mødet drøftes også punkt 8.", "punkt 8"),
]
NOT_DANGLING = [
    "Klagerne er besvaret, jf. også punkt 3.",
    "Sagen ses i sammenhæng med dagsordenspunkt 1 og 2.",
    "Eva Bell deltog under punkt 2-3.",
    "Ældrerådet, 18. december 2022, punkt 12: Anbefalet.",
    "Jf. retningslinjerne punkt 12 skal parterne mødes.",
    "Indstillingens punkt 7 blev drøftet.",
    "Efter aftalens punkt 12 skal parterne mødes.",
    "Se punkt 9 i aftalen om iltbehandling.",
    "Punktet blev behandlet som punkt 9 på mødet den 8. december 2022.",
    "Ældrerådet behandlede sagen på sit møde i december, punkt 9.",
    "Rådet anbefaler følgende:\n\n7. Mere tid\n8. Flere hænder\n9. Bedre mad\n\nBorgerne lægger mest vægt på punkt 9.",
    "Der er 12 punkter på listen, og punkterne 1-3 er vigtigst.",
    "Væksten var 9 procentpoint, og punkt for punkt gik det frem.",
    "Jf. § 13, stk. 2, punkt 8.",
    "Sagen fulgte op på sidste møde, punkt 12.",
]


@pytest.mark.parametrize(("case", "found"), DANGLING)
def test_a_reference_to_an_item_that_does_not_exist_is_told(case: str, found: str) -> None:
    assert told(references_to_nothing, a_case(case)) == [("2", "punkt 1-3", found)]


@pytest.mark.parametrize("case", NOT_DANGLING)
def test_a_reference_that_may_be_right_is_left_alone(case: str) -> None:
    assert told(references_to_nothing, a_case(case)) == []


def test_nothing_is_told_where_closed_items_may_be_left_out() -> None:
    assert told(references_to_nothing, a_case("Se punkt 4 på den lukkede dagsorden og punkt 5.")) == []


NUMBERED = ["Bilag 1 - Plan.pdf", "Bilag 2 - Budget.pdf"]
ATTACHMENTS = [
    ("Prisen fremgår af oversigten, jf. bilag 4.", NUMBERED, [("2", "bilag 1, 2", "bilag 4")]),
    ("Se bilag 1 og 3.", NUMBERED, [("2", "bilag 1, 2", "bilag 1 og 3")]),
    ("Svar fra andre fremgår af bilag 2.2.", ["Bilag 2.1 Udkast"], [("2", "bilag 2.1", "bilag 2.2")]),
    (
        "Prisen fremgår af bilag 3.",
        ["Udrulningsplan", "Oversigt over udgifter"],
        [("2", "højst bilag 2", "bilag 3")],
    ),
    ("Prisen fremgår af bilag 2.", NUMBERED, []),
    ("Prisen fremgår af bilag 2.", ["Udrulningsplan", "Oversigt over udgifter"], []),
    ("Se bilag 7 i sundhedsaftalen.", NUMBERED, []),
    ("Se bilag 3 til bekendtgørelsen.", NUMBERED, []),
    ("Prisen fremgår af bilag 3.", [], []),  # told as an attachment that is not listed
]


@pytest.mark.parametrize(("case", "attachments", "expected"), ATTACHMENTS)
def test_a_reference_to_an_attachment_is_held_against_the_list(
    case: str, attachments: list[str], expected: list[tuple[str, str, str]]
) -> None:
    assert told(references_to_nothing, a_case(case, attachments=attachments)) == expected


UNLISTED = [
    "Forslaget er vedlagt som bilag.",
    "To udkast er vedhæftet.",
    "Temaerne fremgår af vedlagte bilag.",
    "Udkastet er beskrevet i vedhæftede notat.",
    "Beskrivelsen er vedhæftet (bilag 1).",
    "Se bilag 2.",
    "Udkastet er vedlagt dette referat.",
    "Forslaget er vedhæftet referatet.",
]
LISTED = [
    "Sagen handler om samarbejdet.",
    "Oplægget medsendes referatet.",
    "Referatet vedhæftes.",
    "Referatet fra januar er vedhæftet.",
    "Notatet er ikke vedhæftet.",
    "Notatet eftersendes som bilag.",
    "Bilag: Notat om sagen\n\nForslaget er vedlagt som bilag.",
    "Forslaget er vedhæftet: Notat om sagen.pdf",
    "Det tidligere udkast er vedlagt sagen fra 2021.",
    "Der er vedtaget en plan, og bilagene blev drøftet på sidste møde.",
]


@pytest.mark.parametrize("case", UNLISTED)
def test_something_attached_to_an_item_without_attachments_is_told(case: str) -> None:
    (finding,) = findings(attachments_not_listed, a_case(case))
    assert (finding.code, finding.item) == (FindingCode.ATTACHMENT_UNLISTED, "2")


@pytest.mark.parametrize("case", UNLISTED)
def test_nothing_is_told_where_the_item_lists_an_attachment(case: str) -> None:
    assert findings(attachments_not_listed, a_case(case, attachments=["Bilag 1 - Notat.pdf"])) == []


@pytest.mark.parametrize("case", LISTED)
def test_what_is_not_said_to_be_attached_here_is_left_alone(case: str) -> None:
    assert findings(attachments_not_listed, a_case(case)) == []


def test_nothing_is_told_where_the_attachments_were_left_out_of_the_document() -> None:
    speaking = [
        an_item(number, f"Sag {number}", case="Forslaget er vedlagt som bilag.") for number in range(1, 5)
    ]
    assert findings(attachments_not_listed, a_document(*speaking)) == []


def test_minutes_without_cases_say_it_under_what_was_decided() -> None:
    text = "Referat af møde i Strandby Lokalråd den 3. juni 2025\n\n1. Cykelsti\nRådet besluttede at svare. Udkastet er vedlagt dette referat.\n\n2. Eventuelt\nIntet.\n"
    (finding,) = findings(attachments_not_listed, text)
    assert finding.item == "1"


def absences(line: str) -> str:
    return a_document(an_item(1, "Dagsorden"), an_item(2, "Status", absent=line), an_item(3, "Eventuelt"))


def test_one_person_twice_in_a_list_of_the_absent_is_told() -> None:
    text = absences("Lene Bech, Strandby Kommune, Bo Lund, PLO, Lene Bech, Strandby Kommune")
    (finding,) = findings(absent_twice, text)
    assert (finding.code, finding.item, finding.found) == (FindingCode.DUPLICATE_ABSENCE, "2", "Lene Bech")
    assert finding.message == "Lene Bech står to gange på listen over fraværende."


@pytest.mark.parametrize(
    "line",
    [
        "Lene Bech, Strandby Kommune, Bo Lund, PLO",
        "PLO, PLO, Lene Bech, Bo Lund",  # shuffled by an export
        "PLO, Lene Bech, PLO, Bo Lund",
        "Strandby Kommune, Lene Bech, Strandby Kommune, Bo Lund",
    ],
)
def test_different_people_in_a_list_are_left_alone(line: str) -> None:
    assert findings(absent_twice, absences(line)) == []


def test_the_same_person_may_be_absent_from_several_items() -> None:
    text = a_document(
        an_item(1, "Dagsorden", absent="Lene Bech, PLO"),
        an_item(2, "Status", absent="Lene Bech, PLO"),
        an_item(3, "Eventuelt"),
        head=HEAD,
    )
    assert findings(absent_twice, text) == []
