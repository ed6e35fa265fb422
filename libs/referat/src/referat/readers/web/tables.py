"""Tables of a web page: their cells, and whether they hold data, fields with values, or only the layout of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from referat.readers import refusals
from referat.readers.limits import MAX_CELLS
from referat.readers.packed import Element, text_in
from referat.readers.shapes import numbers_the_text

Row = list[Element | None]

_MOST_SPANNED = 100
_PROSE_LENGTH = 600  # characters; a cell with more holds prose
_BLOCKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article", "details"})


class Shape(Enum):
    """What a table is there for."""

    DATA = "data"
    FIELDS = "fields"
    LAYOUT = "layout"


def table_rows(table: Element) -> list[Row]:
    """Return the cells of a table, without those of tables inside it; None where a cell reaches over."""
    rows: list[Row] = []
    places = 0
    reaching: dict[int, int] = {}  # column → rows that a cell from above still covers
    for line in _lines(table):
        row: Row = []
        for cell in (child for child in line if child.tag in ("td", "th")):
            _fill(row, reaching)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for step in range(across):
                if down > 1:
                    reaching[len(row)] = down - 1
                row.append(None if step else cell)
        _fill(row, reaching)
        rows.append(row)
        places += len(row)
        if places > MAX_CELLS:
            raise refusals.too_large("Websiden har flere tabelceller, end et referat kan have")
    return [row for row in rows if row]


def _fill(row: Row, reaching: dict[int, int]) -> None:
    """Add the places that cells from above reach into."""
    while reaching.get(len(row)):
        reaching[len(row)] -= 1
        row.append(None)


def _lines(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (line for line in child if line.tag == "tr")


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or "1"
    return min(max(int(value), 1), _MOST_SPANNED) if re.fullmatch(r"\d{1,6}", value) else 1


def shape_of(table: Element, rows: list[Row]) -> Shape:
    """Return what the table is there for."""
    cells = [cell for row in rows for cell in row if cell is not None]
    width = max((sum(cell is not None for cell in row) for row in rows), default=0)
    if width < 2 or any(_is_prose(cell) for cell in cells):
        return Shape.LAYOUT
    if width == 2 and numbers_the_text(
        [[text_in(cell) if cell is not None else "" for cell in row] for row in rows]
    ):
        return Shape.LAYOUT
    if all(len(row) == 2 and _is_label(row[0], row[1]) for row in rows):
        return Shape.FIELDS
    return Shape.LAYOUT if table.get("role") in ("presentation", "none") else Shape.DATA


def _is_prose(cell: Element) -> bool:
    items = paragraphs = 0
    for inner in cell.iter():
        items += inner.tag == "li"
        paragraphs += inner.tag == "p"
        if inner.tag in _BLOCKS or items > 1:
            return True
    return paragraphs > 1 and len(text_in(cell)) > _PROSE_LENGTH


def _is_label(label: Element | None, value: Element | None) -> bool:
    if label is None or value is None:
        return False
    if label.tag == "th" and value.tag == "td":
        return True
    return text_in(label).strip().endswith(":")
