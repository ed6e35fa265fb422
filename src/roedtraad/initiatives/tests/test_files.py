"""Measurements from spreadsheets: Danish numbers and periods, CSV and XLSX, within bounds, every fault with its row."""

import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook
from refusing import refused

from roedtraad.bodies.models import Party
from roedtraad.initiatives.files import MOST_BYTES, MOST_ROWS, Rows, read_file
from roedtraad.initiatives.models import Indicator
from roedtraad.initiatives.numbers import read_number, read_period

INDICATOR = Indicator(pk=1, name="Genindlagt")
PARTY = Party(pk=2, name="Fjordby Kommune")
HEADS = ["Indikator", "Part", "Periode", "Værdi", "Tæller", "Nævner", "Planlagt", "Gruppe"]


def read(content: bytes) -> Rows:
    return read_file(content, indicators=[INDICATOR], parties=[PARTY])


def csv(*rows: str, encoding: str = "utf-8-sig", mark: str = ";") -> bytes:
    return "\r\n".join([mark.join(HEADS), *(row.replace(";", mark) for row in rows)]).encode(encoding)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("18,4", "18.4"),
        ("1.234,5", "1234.5"),
        ("12 %", "12"),
        ("−3", "-3"),
        ("0", "0"),
        ("1,2,3", None),
        ("x", None),
    ],
)
def test_numbers_are_read_as_danes_write_them(written: str, number: str | None) -> None:
    assert read_number(written) == (Decimal(number) if number is not None else None)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("marts 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("3. kvartal 2025", date(2025, 7, 1), date(2025, 9, 30)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("31-01-2024", date(2024, 1, 31), date(2024, 1, 31)),
        ("31.1.2024", date(2024, 1, 31), date(2024, 1, 31)),
    ],
)
def test_periods_are_read_as_danes_write_them(written: str, first: date, last: date) -> None:
    assert read_period(written) == (first, last)


@pytest.mark.parametrize("written", ["", "ma 2026", "31-02-2024", "13-2024", "5. kvartal 2024", "i går"])
def test_what_is_no_period_is_none(written: str) -> None:
    assert read_period(written) is None


@pytest.mark.parametrize("mark", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_file_tells_values_unknowns_and_plans(encoding: str, mark: str) -> None:
    rows = read(
        csv(
            "Genindlagt;Fjordby;marts 2026;12,5;;;;",
            "genindlagt;I alt;marts 2026;ukendt;;;;",
            "Genindlagt;;2026;;23;176;;",
            "Genindlagt;Fjordby Kommune;2026;14;;;ja;5. klasse",
            ";;;;;;;",
            encoding=encoding,
            mark=mark,
        )
    )
    assert rows.faults == ()
    told = rows.measured[1]
    assert [(one.party, one.value, one.is_planned, one.group) for one in told] == [
        (PARTY, Decimal("12.5"), False, ""),
        (None, None, False, ""),
        (None, None, False, ""),
        (PARTY, Decimal(14), True, "5. klasse"),
    ]
    assert (told[2].numerator, told[2].denominator) == (23, 176)


def test_every_fault_is_told_with_its_row() -> None:
    rows = read(
        csv(
            "Noget;Fjordby;2026;1;;;;",
            "Genindlagt;Atlantis;2026;1;;;;",
            "Genindlagt;Fjordby;i fjor;1;;;;",
            "Genindlagt;Fjordby;2026;tolv;;;;",
            "Genindlagt;Fjordby;2026;;;;;",
            "Genindlagt;Fjordby;2025;1;;;;",
            "Genindlagt;Fjordby;2025;2;;;;",
        )
    )
    assert [fault.split(":")[0] for fault in rows.faults] == [
        f"Række {number}" for number in (2, 3, 4, 5, 6, 8)
    ]
    assert rows.count == 1


def test_a_workbook_is_read_like_a_text() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Indikator", "Fra", "Til", "Værdi"])
    sheet.append(["Genindlagt", datetime(2026, 1, 1), date(2026, 3, 31), 12.5])
    sheet.append(["Genindlagt", "2026-04-01", "2026-06-30", "ukendt"])
    file = BytesIO()
    book.save(file)
    rows = read(file.getvalue())
    assert rows.faults == ()
    assert [(one.first_on, one.last_on, one.value) for one in rows.measured[1]] == [
        (date(2026, 1, 1), date(2026, 3, 31), Decimal("12.5")),
        (date(2026, 4, 1), date(2026, 6, 30), None),
    ]


def test_what_is_too_large_or_no_spreadsheet_is_refused() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    with refused("initiatives.file.large"):
        read(b"a" * (MOST_BYTES + 1))
    with refused("initiatives.file.large"):
        read(packed.getvalue())
    with refused("initiatives.file.rows"):
        read(csv(*["a;b"] * (MOST_ROWS + 1)))
    with refused("initiatives.file.kind"):
        read(b"PK\x03\x04 no archive at all")
    with refused("initiatives.file.kind"):
        read(b"a\x00b")
    with refused("initiatives.file.heads"):
        read(b"a;b\r\n1;2\r\n")
    with refused("initiatives.file.empty"):
        read(b"")
