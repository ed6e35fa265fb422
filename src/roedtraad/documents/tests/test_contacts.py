"""What is contact data or a CPR number in a Danish text, and what only looks like it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.documents.contacts import RUN, find, without
from roedtraad.documents.models import MaskedRegion

Kind = MaskedRegion.Kind


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind.value, text[one.start : one.end]) for one in find(text)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Skriv til rigmor.sandhave@fjordby.example senest fredag", "rigmor.sandhave@fjordby.example"),
        ("<mailto:sekretariat@vestbaelt.example>", "sekretariat@vestbaelt.example"),
        ("Bjørn.Åkær@hedelund.example.", "Bjørn.Åkær@hedelund.example"),
        ("brudt i en eksport: lone@\nstrandby.example og mere", "lone@\nstrandby.example"),
        ("brudt før: lone @strandby.example", "lone @strandby.example"),
        ("brudt før endelsen: lone@strandby.\ndk", "lone@strandby.\ndk"),
        ("lone@strandby.example.\nTelefon følger", "lone@strandby.example"),
        ("(os+klynge@baeltet.example)", "os+klynge@baeltet.example"),
    ],
)
def test_an_email_address_is_found(text: str, address: str) -> None:
    assert found(text) == [("email", address)]


@pytest.mark.parametrize("text", ["kl. 9 @ Fjordby", "@vestbaelt på nettet", "a@b", "pris 12 @ 14 kr."])
def test_an_at_sign_alone_is_no_address(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Tlf. 76 63 20 00", "76 63 20 00"),
        ("Telefon: 76632000", "76632000"),
        ("tlf 7663 2000, hverdage 9-12", "7663 2000"),
        ("mobil 20.12.11.05", "20.12.11.05"),
        ("direkte: 76 632 000", "76 632 000"),
        ("ring +45 76 63 20 00.", "+45 76 63 20 00"),
        ("(+45) 7663 2000", "(+45) 7663 2000"),
        ("0045 76632000", "0045 76632000"),
        ("fra Sverige +46 40 123 45 67 hele dagen", "+46 40 123 45 67"),
        ("Sekretariatet, 76 63 20 00", "76 63 20 00"),
        ("76\u00a063\u00a020\u00a000", "76\u00a063\u00a020\u00a000"),
        ("Rigmor Sandhave 29190925", "29190925"),
        ("23-45-67-89", "23-45-67-89"),
    ],
)
def test_a_telephone_number_is_found(text: str, number: str) -> None:
    assert found(text) == [("telephone", number)]


def test_two_numbers_with_a_slash_between_are_two() -> None:
    assert found("76632000/76632001") == [("telephone", "76632000"), ("telephone", "76632001")]


@pytest.mark.parametrize(
    "text",
    [
        "Sagsnr. 23012345",
        "Sag 22/43575",
        "Sag: 2023-23456789",
        "Journalnr.: 26 11 80 33",
        "Acadre 24 11 80 33",
        "EAN 5798002777123",
        "EAN-nr. 57 98 00 27 77 12 3",
        "EAN-lokationsnummer: 5798 0027 7712 3",
        "CVR 29190925",
        "CVR-nr. 29 19 09 25",
        "CVR nr.: 29190925",
        "Dok. nr. 24680135",
        "i alt 41307730 kr.",
        "kr. 41307730",
        "8.310.111 kr.",
        "4.130.773,25",
        "41 30 77 33 kr.",
        "2.356.000",
        "20230116_referat.pdf",
        "fil 16012023",
        "16-01-2023",
        "2023-01-16",
        "årene 2024 2025 og senere",
        "20 30 40 50 60",
        "2 345 678 901",
        "Konto 2345 23456789",
        "Meeting ID: 345 678 901 23",
        "319 patienter, heraf 12 (4 %)",
        "punkt 2-4",
        "kl. 12:30-15:00",
    ],
)
def test_what_only_looks_like_a_telephone_number_is_left(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "CPR 010170-1234",  # with a hyphen the day is enough: numbers since 2007 need not pass modulus 11
        "født 070761-4285",
        "0707614285",
        "070761 4285",
        "CPR-nr.: 010170 1234",
        "010170–1234",
    ],
)
def test_a_cpr_number_is_found(text: str) -> None:
    assert [kind for kind, _ in found(text)] == ["cpr"]


@pytest.mark.parametrize(
    "text",
    [
        "311370-1234",  # no such month
        "300270-1234",  # no such day
        "290201-1234",  # 1901 was no leap year
        "0101701234",  # ten digits together that fail modulus 11
        "P-nr. 0707614285",
        "20230707614285",
        "12/070761-4285",
        "070761-42855",
    ],
)
def test_what_only_looks_like_a_cpr_number_is_left(text: str) -> None:
    assert "cpr" not in [kind for kind, _ in found(text)]


def test_the_century_of_a_cpr_number_decides_whether_its_day_exists() -> None:
    assert found("290200-4234") == [("cpr", "290200-4234")]  # 2000 was a leap year
    assert found("290200-1234") == []  # 1900 was not


def test_a_text_without_them_has_runs_of_the_same_width_for_all() -> None:
    short, long = "a@b.dk", "et.meget.langt.navn.som.fylder@en.meget.lang.adresse.example"
    assert without(f"før {short} efter") == without(f"før {long} efter") == f"før {RUN} efter"


def test_a_text_with_nothing_in_it_stays_as_it_is() -> None:
    text = "Der blev bevilget 2.356.000 kr. den 13. marts 2026 (sag 26/4711)."
    assert without(text) == text


@given(st.text(alphabet="0123456789 .-/+@abcæøtlf\n()", max_size=200))
def test_what_is_found_lies_in_the_text_in_order_without_overlap(text: str) -> None:
    places = [place for one in find(text) for place in (one.start, one.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert all(one.start < one.end for one in find(text))


@given(st.text(alphabet="0123456789 .-/@abæ\n", max_size=120))
def test_nothing_is_found_in_what_is_left(text: str) -> None:
    """What was hidden is gone: the runs do not join what stands beside them into something new."""
    assert all(RUN in without(text)[one.start - 8 : one.end + 8] for one in find(without(text)))


@pytest.mark.parametrize(
    "unit", ["1", "12 ", "a@", "a.", "+45 ", "12 34 ", "070761", "tlf. ", "\n@ ", "(+45"]
)
def test_it_takes_time_in_step_with_the_length_of_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        start = time.process_time()
        find(text)
        return time.process_time() - start

    # Sixteen times the text: if time grew with its square, it would be 256 times as long.
    short, long = min(seconds(20_000) for _ in range(4)), min(seconds(320_000) for _ in range(2))
    assert long < 80 * max(short, 0.0005)
