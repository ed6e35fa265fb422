"""The forms of amounts, one a line: the text, and what is found in it as `value[flags]<words>`.

Flags: `≈` approximate, `/year` and its like what the amount is for one of.
"""

from decimal import Decimal

import pytest

from referat.danish.amounts import find_amounts


def found(text: str) -> list[str]:
    """Return what is found, in the notation of the tables below."""
    return [
        f"{amount.value}{'≈' if amount.approximate else ''}{f'/{amount.per}' if amount.per else ''}"
        f"<{text[amount.span.start : amount.span.end]}>"
        for amount in find_amounts(text)
    ]


AMOUNTS = [
    ("1.234.567,50 kr.", ["1234567.50<1.234.567,50 kr.>"]),
    ("1.234.567 kr", ["1234567<1.234.567 kr>"]),
    ("1234567 kr.", ["1234567<1234567 kr.>"]),
    ("1 234 567 kr.", ["1234567<1 234 567 kr.>"]),
    ("1\u00a0234\u00a0567 kr.", ["1234567<1\u00a0234\u00a0567 kr.>"]),
    ("1,234,567 kr.", ["1234567<1,234,567 kr.>"]),
    ("1.874.400,0 kr.", ["1874400<1.874.400,0 kr.>"]),
    ("627.851,18 kr.", ["627851.18<627.851,18 kr.>"]),
    ("300 kr", ["300<300 kr>"]),
    ("300kr.", ["300<300kr.>"]),
    ("100 kroner", ["100<100 kroner>"]),
    ("0,50 kr.", ["0.50<0,50 kr.>"]),
    ("kr. 8.310.111", ["8310111<kr. 8.310.111>"]),
    ("Kr. 900.000.", ["900000<Kr. 900.000>"]),
    ("KR 500", ["500<KR 500>"]),
    ("kr.500", ["500<kr.500>"]),
    ("kr.: 45.000", ["45000<kr.: 45.000>"]),
    ("kr. 45.000,-", ["45000<kr. 45.000,->"]),
    ("kr. 45.000,--", ["45000<kr. 45.000,-->"]),
    ("45.000,-", ["45000<45.000,->"]),
    ("45.000,- kr.", ["45000<45.000,- kr.>"]),
    ("500,–", ["500<500,–>"]),
    ("DKK 5.000", ["5000<DKK 5.000>"]),
    ("5.000 DKK", ["5000<5.000 DKK>"]),
    ("250 t.kr.", ["250000<250 t.kr.>"]),
    ("250 t. kr.", ["250000<250 t. kr.>"]),
    ("250 tkr.", ["250000<250 tkr.>"]),
    ("250 tkr", ["250000<250 tkr>"]),
    ("tkr. 250", ["250000<tkr. 250>"]),
    ("250 TDKK", ["250000<250 TDKK>"]),
    ("100 tusind kr.", ["100000<100 tusind kr.>"]),
    ("1,7 mio. kr.", ["1700000<1,7 mio. kr.>"]),
    ("1,7 mio.kr.", ["1700000<1,7 mio.kr.>"]),
    ("1,7 mio kr", ["1700000<1,7 mio kr>"]),
    ("1.5 mio. kr.", ["1500000<1.5 mio. kr.>"]),
    ("1½ mio. kr.", ["1500000<1½ mio. kr.>"]),
    ("kr. 1,7 mio.", ["1700000<kr. 1,7 mio.>"]),
    ("kr. 1,7 mio. kr.", ["1700000<kr. 1,7 mio. kr.>"]),
    ("40 mio. (kr.)", ["40000000<40 mio. (kr.)>"]),
    ("40 mio.", ["40000000<40 mio.>"]),
    ("40 mio. i 2022 og 2023", ["40000000<40 mio.>"]),
    ("0,25 mio. kr.", ["250000<0,25 mio. kr.>"]),
    ("5 mill. kr.", ["5000000<5 mill. kr.>"]),
    ("5 mkr.", ["5000000<5 mkr.>"]),
    ("3 millioner kroner", ["3000000<3 millioner kroner>"]),
    ("2 mia. kr.", ["2000000000<2 mia. kr.>"]),
    ("1,25 milliarder kr.", ["1250000000<1,25 milliarder kr.>"]),
    ("to millioner kroner", ["2000000<to millioner kroner>"]),
    ("halvanden million kr.", ["1500000<halvanden million kr.>"]),
    ("fem mio. kr.", ["5000000<fem mio. kr.>"]),
    ("femogtyve kroner", ["25<femogtyve kroner>"]),
    ("900.000\nkr. til", ["900000<900.000\nkr.>"]),
    ("udgifter for kr.\n900.000", ["900000<kr.\n900.000>"]),
    ("(75.000 kr. i 2023)", ["75000<75.000 kr.>"]),
    ("40 mio. kr. årligt", ["40000000/year<40 mio. kr.>"]),
    ("2 mio. kr. om året", ["2000000/year<2 mio. kr.>"]),
    ("500 kr. pr. måned", ["500/month<500 kr.>"]),
    ("350 kr./time", ["350/hour<350 kr.>"]),
    ("kr. 1.200,- pr. dag", ["1200/day<kr. 1.200,->"]),
    ("5.000 kr. pr. borger", ["5000/person<5.000 kr.>"]),
    ("150 kr. pr. stk.", ["150/piece<150 kr.>"]),
    ("ca. 220.000 kr.", ["220000≈<220.000 kr.>"]),
    ("Ca. 1,7 mio. kr.", ["1700000≈<1,7 mio. kr.>"]),
    ("kr. ca. 500.000", ["500000≈<kr. ca. 500.000>"]),
    ("cirka 5 mio. kr.", ["5000000≈<5 mio. kr.>"]),
    ("omkring 5 mio. kr.", ["5000000≈<5 mio. kr.>"]),
    ("op til 100.000 kr.", ["100000≈<100.000 kr.>"]),
    ("i størrelsesordenen 2 mio. kr.", ["2000000≈<2 mio. kr.>"]),
    ("godt 2 mio. kr.", ["2000000≈<2 mio. kr.>"]),
    ("anslås til 2 mio. kr.", ["2000000≈<2 mio. kr.>"]),
    ("~ 2 mio. kr.", ["2000000≈<2 mio. kr.>"]),
    ("estimeres, at der vil være udgifter for kr. 900.000", ["900000<kr. 900.000>"]),
    ("Beholdningen er pr. 31/12-24 kr. 184.320,55.", ["184320.55<kr. 184.320,55>"]),
    ("i alt 500 kr. 2 deltagere", ["500<500 kr.>"]),
    ("Vinderen får et gavekort (1.000 kr.) til kantinen.", ["1000<1.000 kr.>"]),
    ("Gavekort\t1.000 kr.", ["1000<1.000 kr.>"]),
    ("1.000 kr. til Fjordby", ["1000<1.000 kr.>"]),
]

SEVERAL_AMOUNTS = [
    ("2-3 mio. kr.", ["2000000≈<2>", "3000000≈<3 mio. kr.>"]),
    ("kr. 2-3 mio.", ["2000000≈<kr. 2>", "3000000≈<3 mio.>"]),
    ("2 mio. - 3 mio. kr.", ["2000000≈<2 mio.>", "3000000≈<3 mio. kr.>"]),
    ("100.000-200.000 kr.", ["100000≈<100.000>", "200000≈<200.000 kr.>"]),
    ("mellem 100.000 og 200.000 kr.", ["100000≈<100.000>", "200000≈<200.000 kr.>"]),
    ("fra 1,2 til 1,5 mio. kr.", ["1200000<1,2>", "1500000<1,5 mio. kr.>"]),
    ("punkt 5 og 10 mio. kr.", ["10000000<10 mio. kr.>"]),
    ("Indsats 2 - 3 mio. kr.", ["3000000<3 mio. kr.>"]),
    ("kr. 500 til 3 projekter", ["500<kr. 500>"]),
    ("i 2023 kr. 75.000 og i 2024 kr. 145.000", ["75000<kr. 75.000>", "145000<kr. 145.000>"]),
    ("2022: kr. 3.130.773 og 2023: kr. 4.179.338", ["3130773<kr. 3.130.773>", "4179338<kr. 4.179.338>"]),
    ("500 kr.\t-250 kr.", ["500<500 kr.>", "-250<-250 kr.>"]),
    ("500,00 kr. 250,00 kr.", ["500<500,00 kr.>", "250<250,00 kr.>"]),
    ("(kr. 2.356.000) og Gruppeforløb (kr. 2.140.000)", ["2356000<kr. 2.356.000>", "2140000<kr. 2.140.000>"]),
    ("- 250.000 kr. til A\n- 100.000 kr. til B", ["250000<250.000 kr.>", "100000<100.000 kr.>"]),
    ("-250.000 kr. til A", ["250000<250.000 kr.>"]),
    ("Resultat: -250.000 kr.", ["-250000<-250.000 kr.>"]),
]

NOT_AMOUNTS = [
    "1.234.567",
    "22/43575",
    "16. januar 2023",
    "i 2023",
    "40 mio. borgere",
    "2 millioner danskere",
    "12 krav",
    "3 kredse",
    "5 kritiske punkter",
    "5 millimeter",
    "10 timer ugentlig",
    "65 %",
    "(1.000 kr.)",
    "Initiativ (1.000 kr.)\t2025\t2026",
    "Initiativ (1.000 kr.)",
    "1.000 kr.    2025    2026    I alt",
    "1.000 kr.\tBudget\tRegnskab",
    "Beløb i 1.000 kr.",
    "i hele 1000 kr.",
    "beløb i mio. kr.",
    "i kr.",
    "kr.",
    "4.130.77 kr.",
    "§ 13 kr.",
    "250 t.",
    "100 euro",
    "5 mio. euro",
    "fem personer",
]


@pytest.mark.parametrize(("text", "expected"), AMOUNTS, ids=[text for text, _ in AMOUNTS])
def test_an_amount_is_read_in_every_form(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(("text", "expected"), SEVERAL_AMOUNTS, ids=[text for text, _ in SEVERAL_AMOUNTS])
def test_several_amounts_are_kept_apart(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", NOT_AMOUNTS)
def test_a_number_without_kroner_is_no_amount(text: str) -> None:
    assert found(text) == []


def test_an_english_comma_is_kept_as_another_reading() -> None:
    (amount,) = find_amounts("12,500 kr.")
    assert (amount.value, amount.alternative) == (Decimal("12.50"), Decimal(12500))


def test_an_amount_after_a_word_that_looks_like_money_is_whole() -> None:
    text = "i økonomiaftalen med familierne i centrum blev der for 2022 og 2023 afsat 40 mio. kr. årligt"
    assert found(text) == ["40000000/year<40 mio. kr.>"]


def test_only_the_given_stretch_is_searched() -> None:
    text = "100 kr. og 200 kr."
    assert [amount.value for amount in find_amounts(text, 8)] == [200]
    assert [amount.value for amount in find_amounts(text, 0, 8)] == [100]
