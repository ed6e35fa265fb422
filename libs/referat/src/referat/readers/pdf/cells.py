"""Rows of cells become lines: a table, or the text of a table that is there for the layout of prose."""

from __future__ import annotations

from collections.abc import Sequence

from referat.readers.pdf.columns import regions, rows_of, settled
from referat.readers.pdf.fragments import MARKER
from referat.readers.pdf.glyphs import PageGlyphs
from referat.readers.pdf.lines import Cell, Line
from referat.readers.shapes import LONGEST_LABEL, is_figure

_PROSE_LENGTH = 600  # a cell with more characters than this holds prose: the table is there for the layout
_HEADED_COLUMNS, _LONGEST_NAME = 3, 30
_SHORT_LENGTH = 80  # in such a table, a cell with no more than this introduces the prose, or stands after it

Edges = tuple[float, float]


def table_lines(
    rows: list[list[Cell]], edges: Sequence[Edges], glyphs: PageGlyphs, *, number: int
) -> list[Line]:
    """Return the rows of a table as lines with its number. `edges` are those of its columns.

    There is no table to be numbered if the rows are fields, bold names beside their values; nor if a cell holds prose:
    then the short cells of a row come on one line, and prose as lines of its own. A heading over each of three columns
    or more says that it is a table all the same.
    """
    left, right = edges[0][0], edges[-1][1]
    filled = [row for row in rows if any(row)]
    chars = glyphs.chars
    if _are_fields(filled, glyphs):
        return [Line(row, left, right, is_field=True) for row in filled]
    if _has_heading(filled) or not any(_is_prose(cell, chars) for row in filled for cell in row):
        return [Line(row, left, right, number) for row in filled]
    return [line for row in filled for line in _layout_row(row, edges, chars)]


def _has_heading(rows: list[list[Cell]]) -> bool:
    """Return whether there are three columns or more, and the first row holds a short name for each of them."""
    if len(rows) < 2 or len(rows[0]) < _HEADED_COLUMNS:
        return False
    return all(0 < _length(cell) <= _LONGEST_NAME for cell in rows[0])


def _layout_row(row: list[Cell], edges: Sequence[Edges], chars: str) -> list[Line]:
    lines: list[Line] = []
    waiting: list[Cell] = []  # short cells that stand before the words they are about
    left, right = edges[0][0], edges[-1][1]
    for column, cell in enumerate(row):
        if not cell:
            continue
        if _length(cell) <= _SHORT_LENGTH and _markers(cell, chars) == 0:
            waiting.append(cell)
            continue
        if len(waiting) > 1:  # number and title of an item, say: not the beginning of its text
            lines.append(Line(waiting, left, right))
            waiting = []
        following = next((at for at in range(column + 1, len(row)) if row[at]), len(row))
        for region in regions(settled(rows_of(cell), chars)):
            for pieces in region.rows:
                lines.append(Line([*waiting, pieces], edges[column][0], edges[following - 1][1]))
                waiting = []
    if waiting:
        lines.append(Line(waiting, left, right))
    return lines


def _are_fields(rows: list[list[Cell]], glyphs: PageGlyphs) -> bool:
    """Return whether the rows are names in bold beside values that are not."""
    if any(len(row) != 2 or not row[0] or not row[1] for row in rows):
        return False
    if any(_length(label) > LONGEST_LABEL for label, _ in rows):
        return False
    if all(_bold(label, glyphs) and not _bold(value, glyphs) for label, value in rows):
        values = [glyphs.chars[slice(*value[0].ranges[0])] for _, value in rows]
        return sum(is_figure(value) for value in values) * 2 < len(rows)
    return False


def _bold(cell: Cell, glyphs: PageGlyphs) -> bool:
    return glyphs.is_bold(cell[0].ranges[0][0]) and glyphs.is_bold(cell[-1].ranges[-1][1] - 1)


def _length(cell: Cell) -> int:
    return sum(piece.length for piece in cell)


def _markers(cell: Cell, chars: str) -> int:
    return sum(bool(MARKER.match(chars[slice(*piece.ranges[0])])) for piece in cell)


def _is_prose(cell: Cell, chars: str) -> bool:
    return len(cell) > 1 and (_markers(cell, chars) > 1 or _length(cell) > _PROSE_LENGTH)
