"""A fund as rows for a spreadsheet: the matrix that minutes print, and the postings. Words are the caller's."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from roedtraad import danish

Cell = str | Decimal | int | None
TableRow = Sequence[Cell]
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # tells a spreadsheet that the file is UTF-8
FORMULA = ("=", "+", "-", "@", "\t", "\r")
KRONER = "#,##0.00"
LONGEST_SHEET_NAME = 31


def as_csv(rows: Iterable[TableRow]) -> str:
    """Return rows as a Danish spreadsheet reads them: UTF-8 with a mark, semicolons, decimal commas."""
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return MARK + file.getvalue()


def as_xlsx(sheets: Iterable[tuple[str, Iterable[TableRow]]]) -> bytes:
    """Return a workbook; amounts are numbers with two decimals, the first row is a heading that stays in sight."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name[:LONGEST_SHEET_NAME])
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row, start=1):
                written = sheet.cell(number, place, _harmless(cell) if isinstance(cell, str) else cell)
                if isinstance(cell, Decimal):
                    written.number_format = KRONER
                written.font = Font(bold=number == 1)
        sheet.freeze_panes = "B2"
        for place in range(1, sheet.max_column + 1):
            sheet.column_dimensions[get_column_letter(place)].width = 28 if place == 1 else 18
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _written(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return danish.amount(cell).replace(".", "")
    return "" if cell is None else _harmless(str(cell))


def _harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
