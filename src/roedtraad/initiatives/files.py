"""Measurements from a spreadsheet: CSV or XLSX, a row each, read within bounds; what is wrong is said row by row.

The heads are `HEADS`; the order is free, and only indicator, period and value are needed. Nothing is saved here.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.matching.folding import fold
from roedtraad.bodies.models import Party
from roedtraad.initiatives.actions import Measured
from roedtraad.initiatives.models import Indicator
from roedtraad.initiatives.numbers import is_unknown, read_day, read_number, read_period

MOST_BYTES = 1_000_000
MOST_UNPACKED = 20_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 30
MOST_FAULTS = 20
HEADS: Mapping[str, tuple[str, ...]] = {
    "indicator": ("indikator",),
    "party": ("part", "kommune"),
    "group": ("gruppe",),
    "period": ("periode", "måned"),
    "first": ("fra", "første dag"),
    "last": ("til", "sidste dag"),
    "value": ("værdi", "tal", "antal"),
    "numerator": ("tæller",),
    "denominator": ("nævner",),
    "planned": ("planlagt",),
    "remark": ("bemærkning",),
}
NEEDED = ("indicator", "value")
YES = frozenset({"ja", "x", "1", "true", "sand"})
WHOLE = frozenset({"", "i alt", "alle", "samlet"})


@dataclass(frozen=True, slots=True)
class Rows:
    """What a file says: the numbers by indicator, and what is wrong, with the number of its row."""

    measured: Mapping[int, tuple[Measured, ...]]  # by the indicator's key
    faults: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return how many numbers there are."""
        return sum(len(rows) for rows in self.measured.values())


def read_file(content: bytes, *, indicators: Iterable[Indicator], parties: Iterable[Party]) -> Rows:
    """Read what a spreadsheet measured.

    Raises:
        Refused: the file is too large, is no spreadsheet, or has no such heads.
    """
    if len(content) > MOST_BYTES:
        raise Refused("initiatives.file.large", _("The file is larger than 1 MB. Send it in parts."))
    table = _xlsx(content) if content[:2] == b"PK" else _csv(content)
    if not table:
        raise Refused("initiatives.file.empty", _("There is nothing in the file."))
    if len(table) > MOST_ROWS:
        raise Refused(
            "initiatives.file.rows", _("There are more than 5,000 rows in the file. Send it in parts.")
        )
    columns = _columns(table[0])
    reader = _Reader({fold(one.name): one for one in indicators}, {fold(one.name): one for one in parties})
    for number, row in enumerate(table[1:], start=2):
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        if any(cells.values()):
            reader.read(number, cells)
    return Rows({key: tuple(rows) for key, rows in reader.found.items()}, tuple(reader.faults[:MOST_FAULTS]))


class _Reader:
    """Reads row by row, and keeps what is wrong."""

    def __init__(self, indicators: Mapping[str, Indicator], parties: Mapping[str, Party]) -> None:
        self.indicators, self.parties = indicators, parties
        self.found: dict[int, list[Measured]] = {}
        self.faults: list[str] = []

    def read(self, number: int, cells: Mapping[str, str]) -> None:
        """Read one row."""
        indicator = self.indicators.get(fold(cells["indicator"]))
        if indicator is None:
            return self._wrong(number, _("there is no indicator “%(what)s”"), cells["indicator"])
        party = None
        named = cells.get("party", "")
        if named.casefold() not in WHOLE:
            party = self.parties.get(fold(named)) or self.parties.get(fold(f"{named} Kommune"))
            if party is None:
                return self._wrong(number, _("there is no party “%(what)s”"), named)
        days = _days(cells)
        if days is None:
            said = cells.get("period") or f"{cells.get('first', '')} {cells.get('last', '')}".strip()
            return self._wrong(number, _("“%(what)s” is no period"), said)
        numbers: dict[str, Decimal | None] = {}
        for name in ("value", "numerator", "denominator"):
            text = cells.get(name, "")
            numbers[name] = None if not text or is_unknown(text) else read_number(text)
            if text and numbers[name] is None and not is_unknown(text):
                return self._wrong(number, _("“%(what)s” is no number"), text)
        if not any(cells.get(name, "") for name in numbers):
            return self._wrong(number, _("the number is missing; write ‘ukendt’ where nobody knows it"), "")
        row = Measured(
            days[0],
            days[1],
            numbers["value"],
            party=party,
            group=cells.get("group", ""),
            is_planned=cells.get("planned", "").casefold() in YES,
            numerator=numbers["numerator"],
            denominator=numbers["denominator"],
            remark=cells.get("remark", ""),
        )
        rows = self.found.setdefault(indicator.pk, [])
        if any(other.place == row.place for other in rows):
            return self._wrong(number, _("the same period and party stand there twice"), "")
        rows.append(row)
        return None

    def _wrong(self, number: int, sentence: str, what: str) -> None:
        said = sentence % {"what": what[:60]} if "%(what)s" in sentence else sentence
        self.faults.append(_("Row %(number)s: %(fault)s.") % {"number": number, "fault": said})


def _days(cells: Mapping[str, str]) -> tuple[date, date] | None:
    if cells.get("period"):
        return read_period(cells["period"])
    first = read_day(cells.get("first", ""))
    last = read_day(cells.get("last", "")) if cells.get("last") else first
    return (first, last) if first is not None and last is not None and first <= last else None


def _columns(heads: Sequence[str]) -> Mapping[str, int]:
    """Return where each head stands.

    Raises:
        Refused: one that is needed is not there.
    """
    written = [" ".join(head.casefold().split()) for head in heads[:MOST_COLUMNS]]
    found = {name: written.index(word) for name, words in HEADS.items() for word in words if word in written}
    if any(name not in found for name in NEEDED) or not {"period", "first"} & set(found):
        raise Refused(
            "initiatives.file.heads",
            _("The first row must have the heads Indikator, Periode (or Fra and Til) and Værdi."),
        )
    return found


def _csv(content: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Refused("initiatives.file.kind", _("The file is neither CSV nor XLSX."))
    if "\x00" in text:
        raise Refused("initiatives.file.kind", _("The file is neither CSV nor XLSX."))
    first = text.split("\n", 1)[0]
    delimiter = max(";\t,", key=first.count)
    try:
        return [
            row
            for _number, row in zip(
                range(MOST_ROWS + 2), csv.reader(StringIO(text), delimiter=delimiter), strict=False
            )
        ]
    except csv.Error as error:
        raise Refused("initiatives.file.kind", _("The file is neither CSV nor XLSX.")) from error


def _xlsx(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise Refused("initiatives.file.large", _("The file is larger than 1 MB. Send it in parts."))
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
        return [[_text(cell) for cell in row] for row in rows]
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
        ParseError,
        OSError,
    ) as error:
        raise Refused("initiatives.file.kind", _("The file is neither CSV nor XLSX.")) from error


def _text(cell: object) -> str:
    """Return a cell as a Dane would write it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, int | float):
        return str(Decimal(str(cell)).normalize().__format__("f")).replace(".", ",")
    return str(cell)
