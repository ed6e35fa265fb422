"""People in lists: one line of a list each, and who is found in it as `name | affiliation | role | note`."""

import pytest

from referat.danish.names import VariantKind, initials_of, is_person_name, split_people, stands_for, variant


def found(text: str) -> list[str]:
    """Return who is found, in the notation of the tables below; what is empty at the end is left out."""
    lines = []
    for person in split_people(text):
        role = " + ".join(text[slice(*span)] for span in person.role)
        notes = " + ".join(text[slice(*span)] for span in person.notes)
        affiliation = text[slice(*person.affiliation)] if person.affiliation else ""
        lines.append(" | ".join([text[slice(*person.name)], affiliation, role, notes]).rstrip(" |"))
    return lines


ONE_PERSON = [
    ("Bo Lund", "Bo Lund"),
    ("Bo Lund, V", "Bo Lund | V"),
    ("Mads Sø (A)", "Mads Sø | A"),
    ("Mette With Holm, A", "Mette With Holm | A"),
    ("Lene Bech, Socialdemokratiet", "Lene Bech | Socialdemokratiet"),
    ("Lene Bech (Liste N)", "Lene Bech | Liste N"),
    ("Lene Bech, Strandby Kommune", "Lene Bech | Strandby Kommune"),
    ("Lene Bech – Strandby Kommune", "Lene Bech | Strandby Kommune"),
    ("Lene Bech (Strandby Kommune)", "Lene Bech | Strandby Kommune"),
    ("Lene Bech Strandby Kommune", "Lene Bech | Strandby Kommune"),
    ("LENE BECH, STRANDBY KOMMUNE", "LENE BECH | STRANDBY KOMMUNE"),
    ("Borgmester Niels Holm, Fjordby Kommune, nh@fjordby.dk", "Niels Holm | Fjordby Kommune | Borgmester"),
    ("Niels Holm, Borgmester, Fjordby Kommune", "Niels Holm | Fjordby Kommune | Borgmester"),
    ("Niels Holm, Borgmester, Fjordby Kommune (medformand)", "Niels Holm | Fjordby Kommune | Borgmester + medformand"),
    ("Niels Holm\tBorgmester\tFjordby Kommune\tafbud", "Niels Holm | Fjordby Kommune | Borgmester | afbud"),
    ("Næstformand Anna K. Dam", "Anna K. Dam |  | Næstformand"),
    ("Formand: Anna Dam", "Anna Dam |  | Formand"),
    ("1. Anna Dam (formand)", "Anna Dam |  | formand"),
    ("- Anna Dam", "Anna Dam"),
    ("Dr. Hanne Holm, ph.d., Region Bæltet", "Hanne Holm | Region Bæltet | Dr. + ph.d."),
    ("Hansen, Peter", "Hansen, Peter"),
    ("Tue von Holm, PLO", "Tue von Holm | PLO"),
    ("Anne-Mette Bech-Holm, Social- og Sundhedsdirektør, Fjordby Kommune", "Anne-Mette Bech-Holm | Fjordby Kommune | Social- og Sundhedsdirektør"),
    ("Social-, Sundheds- og Ældrechef Anne Holm, Fjordby Kommune", "Anne Holm | Fjordby Kommune | Social-, Sundheds- og Ældrechef"),
    ("Ole Bjerg, Udvalget for sundhed, kultur og fritid, Fjordby Kommune", "Ole Bjerg | Fjordby Kommune | Udvalget for sundhed + kultur og fritid"),
    ("Formand for Det Nære Sundhedsvæsen Pia Buus Holm, Region Bæltet", "Pia Buus Holm | Region Bæltet | Formand for Det Nære Sundhedsvæsen"),
    ("Formand for Ældre Sagen Kaj Holm", "Kaj Holm |  | Formand for Ældre Sagen"),
    ("Udvalgsformand Kultur- og Fritidsudvalget, Kaj Holm, Hedelund Kommune", "Kaj Holm | Hedelund Kommune | Udvalgsformand Kultur- og Fritidsudvalget"),
    ("Formand PLO-Bæltet Kaj Holm", "Kaj Holm | PLO-Bæltet | Formand PLO-Bæltet"),
    ("Kaj Holm, formand for PLO Syd", "Kaj Holm | PLO Syd | formand for PLO Syd"),
    ("PLO-K formand i Fjordby Kommune, Kaj Holm", "Kaj Holm | PLO-K | PLO-K formand i Fjordby Kommune"),
    ("Jørgen Rør, tilforordnet for Lina Bell, formand for Sundhedsudvalget, Region Bæltet", "Jørgen Rør | Region Bæltet | tilforordnet for Lina Bell + formand for Sundhedsudvalget"),
    ("Eva Bell, Afdelingschef, Tværsektorielt Samarbejde, Region Bæltet", "Eva Bell | Region Bæltet | Afdelingschef + Tværsektorielt Samarbejde"),
    ("Frida Dam, Tværsektorielt samarbejde, Regionshuset", "Frida Dam | Regionshuset | Tværsektorielt samarbejde"),
    ("Anni Dam, Patientinddragelsesudvalget", "Anni Dam | Patientinddragelsesudvalget"),
    ("Eva Bell, Psykiatrien - afbud", "Eva Bell | Psykiatrien |  | afbud"),
    ("Eva Bell, Region Bæltet (medformand) **Ordstyrer**", "Eva Bell | Region Bæltet | medformand + Ordstyrer"),
    ("Eva Bell, PLO (Fravær)", "Eva Bell | PLO |  | Fravær"),
    ("Eva Bell deltog ikke", "Eva Bell |  |  | deltog ikke"),
    ("Eva Bell, Region Bæltet. Deltog under punkt 2-4.", "Eva Bell | Region Bæltet |  | Deltog under punkt 2-4."),
    ("Eva Bell, Hedelund Sygehus (Deltager på mødet, grundet afbud fra Bo Lund)", "Eva Bell | Hedelund Sygehus |  | Deltager på mødet, grundet afbud fra Bo Lund"),
    ("Eva Bell, suppleant for Bo Lund", "Eva Bell |  | suppleant for Bo Lund"),
    ("Praktiserende læge Eva Bell, PLO", "Eva Bell | PLO | Praktiserende læge"),
    ("Eva Bell, tlf. 12 34 56 78, Fjordby Kommune", "Eva Bell | Fjordby Kommune |  | tlf. 12 34 56 78"),
    ("Udviklingskonsulent Eva Bell, Fjordby Kommune eb@fjordby.dk", "Eva Bell | Fjordby Kommune | Udviklingskonsulent"),
    ("Xerxes Quorn, Fjordby Kommune", "Xerxes Quorn | Fjordby Kommune"),
    ("Mette Bruun Holm (MBH), Velfærdsdirektør (formand), Hedelund Kommune", "Mette Bruun Holm | Hedelund Kommune | Velfærdsdirektør + formand | MBH"),
    ("Peter Amdisen Fjord\tPAF\tHedelund Sygehus\tx", "Peter Amdisen Fjord | Hedelund Sygehus |  | PAF + x"),
    ("Anna Dam (Fjordby)", "Anna Dam | Fjordby"),
    ("Anna Dam, Vest-KAP", "Anna Dam | Vest-KAP"),
    ("Medlem Bo Lund (udpeget af KL)", "Bo Lund |  | Medlem | udpeget af KL"),
    ("Eva Bell (A) forlod mødet kl. 17.30", "Eva Bell | A |  | forlod mødet kl. 17.30"),
    ("Christoffer R. havde meldt afbud", "Christoffer R. |  |  | havde meldt afbud"),
    ("1. suppleant Thomas Bryde var indkaldt", "Thomas Bryde |  | suppleant | var indkaldt"),
    ("Sekretariatet v/ Anna Dam", "Anna Dam | Sekretariatet"),
    ("Overlæge, ph.d. Anna Dam, Hedelund Sygehus", "Anna Dam | Hedelund Sygehus | Overlæge + ph.d."),
    ("Kommunaldirektør i Fjordby Kommune Eva Bell", "Eva Bell | Fjordby Kommune | Kommunaldirektør i Fjordby Kommune"),
]  # fmt: skip

SEVERAL_PEOPLE = [
    ("Bo Lund, V, Lene Bech, Strandby Kommune (Fravær), Tue von Holm, PLO", ["Bo Lund | V", "Lene Bech | Strandby Kommune |  | Fravær", "Tue von Holm | PLO"]),
    ("PLO, Eva Bell, Strandby Kommune, Lene Bech", ["Eva Bell | PLO", "Lene Bech | Strandby Kommune"]),
    ("Anne Holm (A), Bo Lund (V) og Lene Bech (Ø)", ["Anne Holm | A", "Bo Lund | V", "Lene Bech | Ø"]),
    ("Fjordby Kommune: Anne Holm, Bo Lund og Lene Bech", [f"{name} | Fjordby Kommune" for name in ("Anne Holm", "Bo Lund", "Lene Bech")]),
    ("Afbud fra Mads Sø og Birgitte Ries Holm.", ["Mads Sø", "Birgitte Ries Holm"]),
    ("Fraværende Mads Sø, Strandby Kommune, Eva Bell, PLO", ["Mads Sø | Strandby Kommune", "Eva Bell | PLO"]),
    ("Mødedeltagere Mads Sø, V, Eva Bell, A", ["Mads Sø | V", "Eva Bell | A"]),
    ("Anne, Peter og Bo", ["Anne", "Peter", "Bo"]),
    ("Hansen, Peter; Holm, Anne", ["Hansen, Peter", "Holm, Anne"]),
    ("Projektledere Rikke Beck og Ole Dam", ["Rikke Beck |  | Projektledere", "Ole Dam"]),
    ("Borgmester Anne Holm, Fjordby, borgmester Bo Lund, Hedelund, og direktør Lene Bech", ["Anne Holm | Fjordby | Borgmester", "Bo Lund | Hedelund | borgmester", "Lene Bech |  | direktør"]),
    ("Anne Holm, V, Birgitte\nRies Holm, PLO", ["Anne Holm | V", "Birgitte\nRies Holm | PLO"]),
    ("Anne Holm, V,\nBo Lund, A", ["Anne Holm | V", "Bo Lund | A"]),
    ("Anne Holm\nBo Lund\n", ["Anne Holm", "Bo Lund"]),
    ("Mikkel Houm havde meldt afbud, og Peter Steffensen deltog i stedet.", ["Mikkel Houm |  |  | havde meldt afbud", "Peter Steffensen |  |  | deltog i stedet."]),
    ("Martin Bech, Bettina Bøcker Dam og Niels Vestergaard Holm var fraværende.", ["Martin Bech", "Bettina Bøcker Dam", "Niels Vestergaard Holm |  |  | var fraværende."]),
    ("Desuden deltog advokat Signe Holm og revisor Henning Dam.", ["Signe Holm |  | advokat", "Henning Dam |  | revisor"]),
    ("Mødeleder: Bo Lund. Referent: Anna Dam.", ["Bo Lund |  | Mødeleder", "Anna Dam |  | Referent"]),
    ("Jens K. Jensen (V) Lulle Dam (Løsgænger)", ["Jens K. Jensen | V", "Lulle Dam | Løsgænger"]),
    ("Anna Dam / Bo Lund", ["Anna Dam", "Bo Lund"]),
    ("Anna Dam, Bo Lund m.fl.", ["Anna Dam", "Bo Lund"]),
]  # fmt: skip

NOBODY = [
    "",
    "Ingen",
    "Region Bæltet",
    "PLO",
    "Kommunale deltagere",
    "MEDLEMMER AF SUNDHEDSKLYNGE VESTBÆLT – POLITISK NIVEAU",
    "Mødested Fjordby Sundhedshus",
    "Fælles Akutbil",
    "Ældre Sagen",
    "Sammen Om Sundhed",
    "Social- og Sundhedsudvalget",
    "22/43575",
    "Mødedato Mandag d. 16. januar 2023 kl. 12:30",
]

NAMES = [
    "Anna K. Dam", "Tue von Holm", "LENE BECH", "Dr. Hanne Holm", "Peter", "J. Hansen", "Jens-Peter Holm", "Ane Marie Bech-Holm",
    "Mette With Holm", "Birgit Skovhus", "Muhammad al Rashid", "Xerxes Quorn", "Åse Østergård", "Jean-Luc d'Arc", "Hanne Holm ph.d.",
]  # fmt: skip

NO_NAMES = [
    "", "V", "PLO", "JHK", "Fjordby", "Hansen, Peter", "Fjordby Kommune", "Region Bæltet", "Hedelund Sygehus", "PLO Syd", "Fælles Akutbil",
    "Tværsektorielt Samarbejde", "Ældre Sagen", "Danske Patienter", "Sammen Om Sundhed", "Det Nære Sundhedsvæsen", "Den Fælles Akutbil",
    "Beskæftigelse- og Sundhedsudvalget", "Fagligt Strategisk Niveau", "Politisk Niveau", "Borgmester Niels Holm", "Næste Møde", "Punkt Fire",
    "bo lund", "16. januar", "Sundhedsklynge Vestbælt", "Kommunale Deltagere",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ONE_PERSON, ids=[text for text, _ in ONE_PERSON])
def test_a_person_is_read_with_title_and_organisation_in_any_order(text: str, expected: str) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), SEVERAL_PEOPLE, ids=[text for text, _ in SEVERAL_PEOPLE])
def test_several_people_in_a_line_are_kept_apart(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", NOBODY)
def test_a_line_without_people_gives_nobody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", NAMES)
def test_it_is_the_name_of_a_person(text: str) -> None:
    assert is_person_name(text)


@pytest.mark.parametrize("text", NO_NAMES)
def test_it_is_not_the_name_of_a_person(text: str) -> None:
    assert not is_person_name(text)


def test_an_address_is_found_with_the_person() -> None:
    text = "Direktør Eva Bell, Region Bæltet, eva.bell@baeltet.example"
    (person,) = split_people(text)
    assert person.email is not None
    assert text[slice(*person.email)] == "eva.bell@baeltet.example"
    assert text[slice(*person.span)] == text


ONE_PERSON_TWO_WAYS = [
    ("Mai-Britt Dambogaard", "Maj-Britt Dambogård", VariantKind.SPELLING),
    ("Stefanie Rose", "Stefenie Rose", VariantKind.SPELLING),
    ("Villy Søgnal", "Villy Søgnald", VariantKind.SPELLING),
    ("Peder Hommelhose", "Peder Hommellhose", VariantKind.SPELLING),
    ("Johannes Lundvrid", "Johannes Lundvrdi", VariantKind.SPELLING),
    ("Niels Æbelå", "Niels Æbelaa", VariantKind.SPELLING),
    ("René Holm", "Rene Holm", VariantKind.MARKS),
    ("Anne-Mette Holm", "Anne Mette Holm", VariantKind.MARKS),
    ("LENE BECH", "Lene Bech", VariantKind.MARKS),
    ("Anna K. Dam", "Anna Dam", VariantKind.SHORTER),
    ("Anna Kirstine Dam", "Anna K. Dam", VariantKind.SHORTER),
    ("Charlotte Rosen Holm", "Charlotte Holm", VariantKind.SHORTER),
]

TWO_PEOPLE = [
    ("Bo Lund", "Bo Lund"),
    ("Bo Lund", "Bo Lind"),
    ("Karen Hansen", "Karen Jensen"),
    ("Karen Hansen", "Karin Hansen"),
    ("Peter Holm", "Petra Holm"),
    ("Anna Dam", "Anne Dam"),
    ("Christian Holm", "Kristian Holm"),
    ("Annette Dam", "Anne Mette Dam"),
    ("Karen Skov", "Karen Skou"),
    ("Lars Ottesen", "Lars Ottosen"),
    ("Ole Bro", "Ole Bra"),
    ("Peder Hommelhose", "Peder Hommelhoses"),  # the genitive
    ("Peder Hommelhose", "Peder Hommelhose's"),
    ("Bo Lund", "Lene Bech"),
    ("Hans Holm", "Hans"),
    ("Hans", "Hanz"),
    ("Anna K. Dam", "Anna L. Dam"),
    ("Anna Dam Dam", "Anna Dam D."),  # the last name, not the middle one that is like it
    ("Hans Holm Beck", "Hans Beck Holm"),
    ("", ""),
]


@pytest.mark.parametrize(("first", "second", "kind"), ONE_PERSON_TWO_WAYS)
def test_a_slip_within_a_name_is_the_same_person(first: str, second: str, kind: VariantKind) -> None:
    for one, other in ((first, second), (second, first)):
        found_variant = variant(one, other)
        assert found_variant is not None
        assert found_variant.kind is kind


@pytest.mark.parametrize(("first", "second"), TWO_PEOPLE)
def test_two_people_with_similar_names_stay_two(first: str, second: str) -> None:
    assert variant(first, second) is None
    assert variant(second, first) is None


def test_the_words_that_differ_are_named() -> None:
    difference = variant("Stefanie Rose", "Stefenie Rose")
    assert difference is not None
    assert (difference.first, difference.second) == ("Stefanie", "Stefenie")


def test_initials_are_the_first_letters_of_every_part() -> None:
    assert initials_of("Jens Holm-Kristensen") == "JHK"


@pytest.mark.parametrize(
    ("initials", "name", "expected"),
    [
        ("JHK", "Jens Holm-Kristensen", True),
        ("ELØ", "Ebbe Løgager", True),
        ("JOB", "Jeanette Overbæk", True),
        ("PLO", "Jens Holm", False),
        ("BJ", "Jens Bo", False),
        ("", "Jens Bo", False),
    ],
)
def test_initials_stand_for_a_name_that_has_their_letters_in_order(
    initials: str, name: str, expected: bool
) -> None:
    assert stands_for(initials, name) is expected
