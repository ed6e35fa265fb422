"""Tables of a Word document: their cells, and whether they hold data or only the layout of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from referat.readers import refusals
from referat.readers.limits import MAX_CELLS
from referat.readers.packed import Element, attribute, child, local
from referat.readers.shapes import numbers_the_text

Cell = Element | None  # None: a cell beside it reaches over
Row = list[Cell]

_MOST_SPANNED = 100
_PROSE_LENGTH = 600  # characters; a cell with more, in several paragraphs, holds prose
_ITEM = re.compile(r"\s*(?:(?:punkt|pkt\.?|sag|ad)\s*)?\d{1,3}\s*[.):–-]?\s+(?-i:[A-ZÆØÅ])", re.IGNORECASE)
_HOLDERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})


def table_rows(table: Element) -> list[Row]:
    """Return the cells of a table; rows and cells that were deleted are out."""
    rows: list[Row] = []
    places = 0
    for line in _inside(table, "tr"):
        properties = child(line, "trPr")
        if child(properties, "del") is not None:
            continue
        row: Row = [None] * _whole(attribute(child(properties, "gridBefore"), "val"), 0)
        for cell in _inside(line, "tc"):
            own = child(cell, "tcPr")
            merge = child(own, "vMerge")
            continues = merge is not None and attribute(merge, "val") in (None, "continue")
            row.append(None if continues else cell)
            row += [None] * (_whole(attribute(child(own, "gridSpan"), "val"), 1) - 1)
        places += len(row)
        if places > MAX_CELLS:
            raise refusals.too_large("Dokumentet har flere tabelceller, end et referat kan have")
        if row:
            rows.append(row)
    return rows


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name below another, also inside content controls, but not in tables inside it."""
    for each in element:
        found = local(each)
        if found == name:
            yield each
        elif found in _HOLDERS:
            yield from _inside(each, name)


def is_layout(rows: list[Row]) -> bool:
    """Return whether the table is there for the layout: a frame, or cells with prose in them."""
    if max((sum(cell is not None for cell in row) for row in rows), default=0) < 2:
        return True
    if len(rows) == 1 and _ITEM.match(_words(rows[0][0])) and any(_paragraphs(cell) > 1 for cell in rows[0]):
        return True  # a frame around one item: its title beside its text
    if numbers_the_text([[_words(cell) for cell in row] for row in rows]):
        return True
    return any(_is_prose(cell) for row in rows for cell in row if cell is not None)


def _words(cell: Cell) -> str:
    return " ".join(each.text or "" for each in cell.iter() if local(each) == "t") if cell is not None else ""


def _paragraphs(cell: Cell) -> int:
    """Return how many paragraphs with words a cell has."""
    found = (each for each in cell.iter() if local(each) == "p") if cell is not None else ()
    return sum(
        any(run.text and run.text.strip() for run in each.iter() if local(run) == "t") for each in found
    )


def _is_prose(cell: Element) -> bool:
    paragraphs = items = length = 0
    for each in cell.iter():
        name = local(each)
        if name == "p":
            paragraphs += 1
            items += child(each, "pPr", "numPr") is not None
        elif name == "t":
            length += len(each.text or "")
        if items > 1 or (paragraphs > 3 and length > _PROSE_LENGTH):
            return True
    return False


def _whole(value: str | None, otherwise: int) -> int:
    return (
        min(int(value), _MOST_SPANNED) if value is not None and re.fullmatch(r"\d{1,6}", value) else otherwise
    )
