"""A party's own accounts beside the ledger: how files are read, what is matched with what, and who sees any of it."""

import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from money import Purse
from openpyxl import Workbook
from people import a_person, a_user
from refusing import refused

from roedtraad.accounts.policy import Viewer
from roedtraad.fund.actions import (
    bring_accounts,
    explain_entry,
    explain_line,
    name_keeper,
    state_balance,
    withdraw_accounts,
)
from roedtraad.fund.matching import Posted, match
from roedtraad.fund.models import AccountsLine
from roedtraad.fund.own_accounts import Column, OwnLine, read_accounts, read_amount, read_day
from roedtraad.fund.queries import reconciliation_of

HEAD = "Dato;Posteringstekst;Bilagsnr.;Beløb\n"
ROWS = HEAD + "20-03-2026;Løn;2026-0117;1.250,50\n21-03-2026;Kaffe;77;99,00\n"


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.234,50", "1234.50"),
        ("1234,5", "1234.50"),
        ("-1.234,50", "-1234.50"),
        ("1.234,50-", "-1234.50"),
        ("(1.234,50)", "-1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567.00"),
        ("12.50", "12.50"),
        ("kr. 600.000", "600000.00"),
        (1250.5, "1250.50"),
        (Decimal("-3"), "-3.00"),
        ("", None),
        ("i alt", None),
        (None, None),
        (True, None),
        (float("nan"), None),
        ("9" * 40, None),
    ],
)
def test_an_amount_is_read_as_danes_write_it(written: object, amount: str | None) -> None:
    assert read_amount(written) == (Decimal(amount) if amount else None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "on"),
    [
        ("3-11-2025", date(2025, 11, 3)),
        ("03.11.25", date(2025, 11, 3)),
        ("2025-11-03", date(2025, 11, 3)),
        (datetime(2025, 11, 3, 8, 30), date(2025, 11, 3)),
        ("31-02-2025", None),
        ("i går", None),
        (None, None),
    ],
)
def test_a_day_is_read_as_danes_write_it(written: object, on: date | None) -> None:
    assert read_day(written) == on  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_text_file_of_any_encoding_and_separator_is_read(encoding: str, separator: str) -> None:
    head = separator.join(["Dato", "Tekst", "Bilag", "Beløb"])
    row = separator.join(["20-03-2026", "Løn", "0117", '"1.250,50"'])
    found = read_accounts(f"Kontokort\n{head}\n{row}\n".encode(encoding))
    assert found.lines == (OwnLine(3, date(2026, 3, 20), Decimal("1250.50"), "Løn", "0117"),)


def test_a_workbook_is_read() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Dato", "Tekst", "Bilag", "Beløb"], [datetime(2026, 3, 20), "Løn", 117, 1250.5]):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    assert read_accounts(file.getvalue()).lines == (
        OwnLine(2, date(2026, 3, 20), Decimal("1250.50"), "Løn", "117"),
    )


def test_columns_with_unusual_names_are_named() -> None:
    data = b"Hvornaar;Hvor meget\n20-03-2026;5,00\n"
    with refused("fund.own.columns"):
        read_accounts(data)
    named = {Column.ON: "hvornaar", Column.AMOUNT: "Hvor meget"}
    assert [line.amount for line in read_accounts(data, named=named).lines] == [Decimal("5.00")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "fund.own.columns"),
        (b"\x00\x01\x02binary", "fund.own.no_table"),
        (b"PK\x03\x04nonsense", "fund.own.no_table"),
        (HEAD.encode(), "fund.own.empty"),
        (HEAD.encode() + b"20-03-2026;a;1;1,00\n" * 20_001, "fund.own.long"),
        (b"x" * 5_000_001, "fund.own.large"),
    ],
)
def test_what_is_no_accounts_is_refused_with_a_sentence(data: bytes, code: str) -> None:
    with refused(code):
        read_accounts(data)


def line(number: int, day: int, amount: str = "100.00", voucher: str = "") -> OwnLine:
    return OwnLine(number, date(2026, 3, day), Decimal(amount), voucher=voucher)


def posted(entry: int, day: int, amount: str = "100.00", voucher: str = "") -> Posted:
    return Posted(entry, date(2026, 3, day), Decimal(amount), voucher)


def test_the_voucher_says_more_than_the_day_and_the_nearest_day_is_taken() -> None:
    entries = [posted(1, 1), posted(2, 25, voucher="0042"), posted(3, 9)]
    assert match([line(1, 1, voucher="42"), line(2, 10), line(3, 2)], entries) == {1: 2, 2: 3, 3: 1}


def test_another_amount_or_a_day_far_away_is_no_match() -> None:
    assert match([line(1, 1, "99.99"), line(2, 1)], [posted(1, 1), posted(2, 25)]) == {2: 1}
    assert match([line(1, 1)], [posted(2, 25)]) == {}


LINES = st.lists(
    st.tuples(st.integers(1, 28), st.sampled_from(["1.00", "2.00"]), st.sampled_from(["", "7"])), max_size=12
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may have more to do
@given(own=LINES, theirs=LINES)
def test_each_entry_is_one_line_only_and_of_the_same_amount(
    own: list[tuple[int, str, str]], theirs: list[tuple[int, str, str]]
) -> None:
    lines = [line(number, *row) for number, row in enumerate(own)]
    entries = [posted(number, *row) for number, row in enumerate(theirs)]
    found = match(lines, entries)
    assert len(set(found.values())) == len(found)
    for number, entry in found.items():
        assert lines[number].amount == entries[entry].amount


@pytest.fixture
def omar(purse: Purse) -> Viewer:
    user = a_user("Omar Bech")
    name_keeper(
        viewer=purse.sara, fund=purse.fund, party=purse.fjordby, person=a_person("Omar Bech", user=user)
    )
    return purse.world.viewer(user)


@pytest.mark.django_db
def test_what_agrees_and_what_does_not_is_shown_until_it_is_explained(purse: Purse, omar: Viewer) -> None:
    purse.spend(purse.share(purse.fjordby, "1250.50", purse.home))  # 2026-0117, 20 March
    other = purse.spend(purse.share(purse.fjordby, "400.00", purse.home), on=date(2026, 3, 21), text="Papir")
    common = {"viewer": omar, "fund": purse.fund, "party": purse.fjordby}
    file, _found = bring_accounts(**common, year=2026, name="Kontokort.csv", data=ROWS.encode())  # type: ignore[arg-type]
    found = reconciliation_of(purse.fund, purse.fjordby)
    assert (found.matched, found.open) == (1, 2)
    assert [row.text for row in found.only_own] == ["Kaffe"]
    assert [(row.entry, row.amount) for row in found.only_posted] == [(other, Decimal("400.00"))]
    explain_line(viewer=omar, line=found.only_own[0], note="Hører til en anden konto")
    explain_entry(viewer=omar, party=purse.fjordby, entry=other, note="Bogføres i april")
    assert reconciliation_of(purse.fund, purse.fjordby).open == 0
    with refused("fund.own.twice"):
        bring_accounts(**common, year=2026, name="Igen.csv", data=ROWS.encode())  # type: ignore[arg-type]
    withdraw_accounts(viewer=omar, file=file)
    assert reconciliation_of(purse.fund, purse.fjordby).matched == 0
    assert AccountsLine.objects.count() == 2


@pytest.mark.django_db
def test_a_stated_balance_stands_beside_that_of_the_ledger(purse: Purse, omar: Viewer) -> None:
    purse.spend(purse.share(purse.fjordby, "1250.50", purse.home))
    purse.spend(purse.share(purse.fjordby, "1.00", purse.home), on=date(2026, 6, 1))
    common = {"viewer": omar, "fund": purse.fund, "party": purse.fjordby, "year": 2026}
    state_balance(**common, on=date(2026, 3, 31), amount=Decimal("1250.50"))  # type: ignore[arg-type]
    state_balance(**common, on=date(2026, 6, 30), amount=Decimal("1250.50"))  # type: ignore[arg-type]
    balances = reconciliation_of(purse.fund, purse.fjordby).balances
    assert [one.difference for one in balances] == [Decimal("-1.00"), Decimal("0.00")]
    with refused("fund.own.day"):
        state_balance(**common, on=date(2027, 1, 1), amount=Decimal(1))  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_a_partys_accounts_are_its_own(purse: Purse, omar: Viewer, who: str) -> None:
    viewer = purse.world.viewer(getattr(purse.world, who))
    common = {"fund": purse.fund, "year": 2026, "name": "x.csv", "data": ROWS.encode()}
    with refused("fund.party"):
        bring_accounts(viewer=viewer, party=purse.fjordby, **common)  # type: ignore[arg-type]
    with refused("fund.party"):
        bring_accounts(viewer=omar, party=purse.hedelund, **common)  # type: ignore[arg-type]
    assert not AccountsLine.objects.exists()
