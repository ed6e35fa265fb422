"""Read a party's own accounts out of a CSV or XLSX file: Danish numbers and days, any separator, within bounds. Pure."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from roedtraad.accounts.refusals import Refused
from roedtraad.fund.models.kroner import MOST_KRONER, ORE

MOST_BYTES, MOST_UNPACKED = 5_000_000, 60_000_000
MOST_ROWS, MOST_COLUMNS = 20_000, 60
HEADING_WITHIN = 15  # rows above the heading: title, period, account number
ENCODINGS = ("utf-8-sig", "cp1252")
SEPARATORS = ";\t,"
Cell = str | int | float | Decimal | date | datetime | None
Row = Sequence[Cell]


class Column(StrEnum):
    """What is read of a line; the values are the names of the fields in the form."""

    ON = "dato"
    AMOUNT = "beloeb"
    TEXT = "tekst"
    VOUCHER = "bilag"


# What headings are called in accounts, the most telling first; compared in small letters.
WORDS: Mapping[Column, tuple[str, ...]] = {
    Column.ON: ("bogføringsdato", "posteringsdato", "bilagsdato", "dato", "date"),
    Column.AMOUNT: ("beløb", "beløb i kr", "amount", "kroner", "kr", "sum", "forbrug"),
    Column.TEXT: ("posteringstekst", "tekst", "beskrivelse", "betegnelse", "text"),
    Column.VOUCHER: ("bilagsnummer", "bilagsnr", "bilag", "voucher", "fakturanr"),
}
NEEDED = (Column.ON, Column.AMOUNT)


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One line of a party's own accounts; `number` is the row of the file, counted from 1."""

    number: int
    on: date
    amount: Decimal
    text: str = ""
    voucher: str = ""


@dataclass(frozen=True, slots=True)
class OwnAccounts:
    """What was read of a file, and the rows that were not understood."""

    lines: tuple[OwnLine, ...]
    unread: tuple[int, ...]


def read_accounts(data: bytes, *, named: Mapping[Column, str] | None = None) -> OwnAccounts:
    """Return the lines of a file. `named` says what a column is called in it, where that cannot be guessed.

    Raises:
        Refused: the file is too large, is neither CSV nor XLSX, or its columns cannot be told.
    """
    if len(data) > MOST_BYTES:
        raise Refused("fund.own.large", _("The file is too large. Bring one year, or one part, at a time."))
    rows = list(_workbook(data) if data[:2] == b"PK" else _text(data))
    heading, columns = _columns(rows, named or {})
    lines, unread = [], []
    for number, row in enumerate(rows[heading + 1 :], start=heading + 2):
        line = _line(number, row, columns)
        if line is not None:
            lines.append(line)
        elif any(cell not in (None, "") for cell in row):
            unread.append(number)
    if not lines:
        raise Refused(
            "fund.own.empty", _("No line has both a day and an amount. Look at which columns were chosen.")
        )
    return OwnAccounts(tuple(lines), tuple(unread))


def _text(data: bytes) -> Iterable[Row]:
    text = _decoded(data)
    first = next((line for line in text.splitlines() if any(mark in line for mark in SEPARATORS)), "")
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, row in enumerate(reader, start=1):
            _bounded(number, len(row))
            yield row
    except csv.Error as error:
        raise _no_table() from error


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise _no_table()
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _workbook(data: bytes) -> Iterable[Row]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise Refused(
                    "fund.own.large", _("The file is too large. Bring one year, or one part, at a time.")
                )
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            _bounded(number, len(row))
            yield [cell if isinstance(cell, Cell) else str(cell) for cell in row]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError) as error:
        raise _no_table() from error


def _bounded(rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise Refused(
            "fund.own.long",
            _("The file has more than %(rows)s rows or %(columns)s columns. Bring one part at a time.")
            % {"rows": MOST_ROWS, "columns": MOST_COLUMNS},
        )


def _no_table() -> Refused:
    return Refused("fund.own.no_table", _("The file is neither CSV nor XLSX. Save it as one of them."))


def _columns(rows: Sequence[Row], named: Mapping[Column, str]) -> tuple[int, Mapping[Column, int]]:
    """Return the row of the headings, and in which place each column stands."""
    for number, row in enumerate(rows[:HEADING_WITHIN]):
        heads = [str(cell or "").strip().lower().rstrip(".:") for cell in row]
        found = {column: place for column in Column if (place := _place(heads, column, named)) is not None}
        if all(column in found for column in NEEDED):
            return number, found
    seen = ", ".join(str(cell) for row in rows[:1] for cell in row if cell not in (None, ""))
    raise Refused(
        "fund.own.columns",
        _(
            "No columns for day and amount were found. The first row says: %(seen)s. Write what they are called."
        )
        % {"seen": seen[:200] or "–"},
    )


def _place(heads: Sequence[str], column: Column, named: Mapping[Column, str]) -> int | None:
    own = named.get(column, "").strip().lower()
    words = (own,) if own else WORDS[column]
    for word in words:
        if word in heads:
            return heads.index(word)
    return next(
        (place for word in words if not own for place, head in enumerate(heads) if head.startswith(word)),
        None,
    )


def _line(number: int, row: Row, columns: Mapping[Column, int]) -> OwnLine | None:
    def cell(column: Column) -> Cell:
        place = columns.get(column)
        return row[place] if place is not None and place < len(row) else None

    on, amount = read_day(cell(Column.ON)), read_amount(cell(Column.AMOUNT))
    if on is None or not amount:
        return None
    text, voucher = (" ".join(str(cell(one) or "").split()) for one in (Column.TEXT, Column.VOUCHER))
    return OwnLine(number, on, amount, text[:300], voucher.removesuffix(".0")[:60])


DAY = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def read_day(cell: Cell) -> date | None:
    """Return the day of a cell: a date, '3-11-2025', '03.11.25', '2025-11-03'; None where it is none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell or "").strip()
    if match := ISO_DAY.match(text):
        year, month, day = map(int, match.groups())
    elif match := DAY.match(text):
        day, month, year = map(int, match.groups())
        year += 2000 if year < 100 else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_amount(cell: Cell) -> Decimal | None:
    """Return the amount of a cell: a number, '1.234,50', '-1234,5', '1.234,50-', '(1.234,50)'; None where it is none."""
    if isinstance(cell, bool) or cell is None or isinstance(cell, date | datetime):
        return None
    if isinstance(cell, int | float | Decimal):
        return _exact(str(cell))
    text = re.sub(r"[\s\N{NO-BREAK SPACE}]|kr\.?|dkk", "", cell.lower().replace("\N{MINUS SIGN}", "-"))
    is_negative = text.startswith(("-", "(")) or text.endswith("-")
    bare = text.strip("-()+")
    if not re.fullmatch(r"\d[\d.,]*", bare):
        return None
    if "," in bare and bare.rfind(",") > bare.rfind("."):
        bare = bare.replace(".", "").replace(",", ".")
    elif "," in bare or re.fullmatch(r"\d{1,3}(\.\d{3})+", bare):
        bare = bare.replace(",", "") if "," in bare else bare.replace(".", "")
    amount = _exact(bare)
    return -amount if amount is not None and is_negative else amount


def _exact(text: str) -> Decimal | None:
    try:
        amount = Decimal(text)
        return amount.quantize(ORE) if abs(amount) < MOST_KRONER else None
    except InvalidOperation:
        return None
