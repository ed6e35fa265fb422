"""Rows of a table without ruling lines whose cells have several lines, found by the order in which they were written.

Cells of several lines need not begin at one height: web pages put short cells in the middle of their row. But a table
is written cell by cell, and so the file says which lines are one cell: those written one after the other, one below
the other. A row ends where the writing goes back to the left.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from referat.readers.pdf.columns import Region, Row, rows_of
from referat.readers.pdf.fragments import Fragment
from referat.readers.pdf.lines import Cell

_STEP = 2.6  # times the height: the next line or paragraph of one cell
_TOUCH = 3.0  # points that two cells beside each other may share


def with_stacks(region: Region) -> Region:
    """Return the region with one fragment for each cell of several lines, in rows whose cells are uneven.

    Rows that can be told line by line stay as they are.
    """
    if all(_is_written_in_one_go(row) for row in region.rows):
        return region
    stacked = _stacked_rows([piece for row in region.rows for piece in row])
    if not stacked:
        return region
    taken = {id(piece) for row in stacked for cell in row for piece in cell}
    rows = [[piece for piece in row if id(piece) not in taken] for row in region.rows]
    rows += [[_stack(cell) for cell in row] for row in stacked]
    return Region(sorted(filter(None, rows), key=lambda row: row[0].middle), region.left, region.right)


def _is_written_in_one_go(row: Row) -> bool:
    """Return whether the file has the fragments of a row one after the other: no cell of it goes on below."""
    return all(right.order == left.order + 1 for left, right in pairwise(row))


def _stack(cell: Cell) -> Fragment:
    """Return a fragment that stands for all lines of a cell."""
    first = cell[0]
    stack = Fragment(
        [part for piece in cell for part in piece.ranges],
        _left(cell),
        _right(cell),
        first.top,
        cell[-1].bottom,
        first.first_x1,
        first.order,
        stack=cell,
    )
    stack.height = first.height  # of a line
    return stack


def _stacked_rows(pieces: list[Fragment]) -> list[list[Cell]]:
    """Return the rows whose cells are uneven, each cell as its lines: only these cannot be told line by line."""
    rows = [_without_lead(row) for row in _written_rows(sorted(pieces, key=lambda piece: piece.order))]
    spans = [(_top(row), _bottom(row)) for row in rows]
    found = []
    for row, (top, bottom) in zip(rows, spans, strict=True):
        alone = sum(other < bottom - 1 and end > top + 1 for other, end in spans) == 1
        if alone and len(row) > 1 and _are_beside(row) and _are_uneven(row):
            found.append(sorted(row, key=_left))
    return found


def _written_rows(pieces: Sequence[Fragment]) -> list[list[Cell]]:
    """Return all rows in the order in which they were written: a row ends where the writing goes back to the left."""
    rows: list[list[Cell]] = []
    for piece in pieces:
        if rows:
            row, cell = rows[-1], rows[-1][-1]
            last = cell[-1]
            step = piece.top - last.top
            over = min(piece.x1, _right(cell)) - max(piece.x0, _left(cell))
            if over > 0 and 0.5 * last.height < step < _STEP * last.height:
                cell.append(piece)
                continue
            # A short cell may stand in the middle of a high row: the next begins above it, but below the row before.
            floor = _bottom(rows[-2]) if len(rows) > 1 and _bottom(rows[-2]) < _top(row) else -1.0
            if piece.x0 > _right(cell) - _TOUCH and floor < piece.middle and piece.top < _bottom(row):
                row.append([piece])
                continue
        rows.append([[piece]])
    return rows


def _without_lead(row: list[Cell]) -> list[Cell]:
    """Return the row without the lines of its first cell that stand above the row: text before the table."""
    if len(row) < 2:
        return row
    first, others = row[0], row[1:]
    top = _top(others)
    above = [piece for piece in first if piece.bottom < top]
    beside = [piece for piece in first if piece.bottom >= top]
    # A cell may reach up above all others; then its lines also reach down below them.
    reaches_down = first[-1].bottom > _bottom(others) + first[-1].height / 2
    return row if not above or not beside or reaches_down else [beside, *others]


def _top(row: list[Cell]) -> float:
    return min(cell[0].top for cell in row)


def _bottom(row: list[Cell]) -> float:
    return max(cell[-1].bottom for cell in row)


def _left(cell: Cell) -> float:
    return min(piece.x0 for piece in cell)


def _right(cell: Cell) -> float:
    return max(piece.x1 for piece in cell)


def _are_beside(cells: list[Cell]) -> bool:
    """Return whether no two cells stand over each other, and all stand beside the highest."""
    ordered = sorted(cells, key=_left)
    if any(_right(left) > _left(right) + _TOUCH for left, right in pairwise(ordered)):
        return False
    highest = max(cells, key=lambda cell: cell[-1].bottom - cell[0].top)
    top, bottom = highest[0].top - highest[0].height, highest[-1].bottom + highest[0].height
    return all(top <= cell[0].top and cell[-1].bottom <= bottom for cell in cells)


def _are_uneven(cells: list[Cell]) -> bool:
    """Return whether some cell has several lines, and the lines of all cells do not stand beside each other."""
    if max(map(len, cells)) < 2:
        return False
    return len({len(cell) for cell in cells}) > 1 or any(
        len(row) != len(cells) for row in rows_of(piece for cell in cells for piece in cell)
    )
