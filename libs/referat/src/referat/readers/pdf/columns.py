"""The order in which a page is read: from the top, and one column after the other.

The order of the file is evidence, not truth: headers are often written last, and a table is written cell by cell.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from referat.readers.pdf.fragments import MARKER, Fragment, joined

Row = list[Fragment]

_DOTS = re.compile(r"[.…_·\s]+")
_MANY_ROWS = 400  # beyond this a page is no page of prose, and is read from the top
_NARROWEST_GUTTER = 7.0  # points
_COLUMN_ROWS = 3  # a column has at least this many lines
_NAME_LENGTH = 14  # characters; columns of names, one column after the other in the file
_PROSE_LENGTH = 28  # characters; a line of a column of prose
_PROSE_FILL = 0.75  # of the column's width
_PROSE_ROWS = 6


@dataclass(slots=True)
class Region:
    """Rows that are read from top to bottom, between a left and a right edge."""

    rows: list[Row]
    left: float
    right: float


def rows_of(pieces: Iterable[Fragment]) -> list[Row]:
    """Return the fragments in rows from the top, each from the left."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: (piece.middle, piece.x0)):
        if rows:
            first = rows[-1][0]
            if piece.middle - first.middle < 0.5 * min(first.height, piece.height):
                rows[-1].append(piece)
                continue
        rows.append([piece])
    for row in rows:
        if len(row) > 1:
            row.sort(key=lambda piece: piece.x0)
    return rows


def settled(rows: list[Row], chars: str) -> list[Row]:
    """Return the rows in which a list's marker, and the dots that lead to a page number, are one with their words."""
    for row in rows:
        if len(row) > 1 and all(piece.ranges for piece in row):  # not beside what stands for a table
            if MARKER.fullmatch(chars[row[0].ranges[0][0] : row[0].ranges[-1][1]]):
                row[:2] = [joined(row[:2])]
            _join_leaders(row, chars)
    return rows


def _join_leaders(row: Row, chars: str) -> None:
    dots = [at for at, piece in enumerate(row) if _DOTS.fullmatch(chars, *piece.ranges[0])]
    if len(dots) > 2 or any(row[at].length > 2 for at in dots):
        first, last = max(dots[0] - 1, 0), min(dots[-1] + 1, len(row) - 1)
        row[first : last + 1] = [joined(row[first : last + 1])]


def regions(rows: list[Row]) -> list[Region]:
    """Return the rows in reading order: where there are columns, the left one before the right one."""
    if not rows:
        return []
    if len(rows) <= _MANY_ROWS:
        for gutter in _gutters(rows):
            if gutter.parts_columns():
                return [
                    *regions(rows[: gutter.first]),
                    *regions(rows_of(gutter.left)),
                    *regions(rows_of(gutter.right)),
                    *regions(rows_of(gutter.below)),
                ]
    return [Region(rows, min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows))]


class _Gutter:
    """White space between `low` and `high` that runs down the rows `first:last`."""

    def __init__(self, rows: list[Row], at: int, low: float, high: float) -> None:
        self.low, self.high = low, high
        self.last = at + 1
        while self.last < len(rows) and self._passes(rows[self.last], rows[self.last - 1]):
            self.last += 1
        self.first = at
        while self.first > 0 and self._passes(rows[self.first - 1], rows[self.first]):
            self.first -= 1
        middle = (self.low + self.high) / 2
        band = [piece for row in rows[self.first : self.last] for piece in row]
        self.left = [piece for piece in band if piece.x1 <= middle]
        self.right = [piece for piece in band if piece.x0 >= middle]
        self.below = [piece for row in rows[self.last :] for piece in row]
        self._shorten()
        # How many lines the shorter side has: the more, the better a gutter.
        self.shared = min(_line_count(self.left), _line_count(self.right))

    def _passes(self, row: Row, beside: Row) -> bool:
        """Narrow the gutter to what the row leaves free; return whether enough of it is left."""
        height = row[0].height
        if abs(row[0].middle - beside[0].middle) > 4 * height:
            return False
        low, high = self.low, self.high
        for piece in row:
            if piece.x0 < high and piece.x1 > low:
                if piece.x0 + piece.x1 < low + high:
                    low = max(low, piece.x1)
                else:
                    high = min(high, piece.x0)
        if high - low < max(_NARROWEST_GUTTER, 0.6 * height):
            return False
        self.low, self.high = low, high
        return True

    def _shorten(self) -> None:
        """Give up what stands below the shorter column, unless the file has it before the right column."""
        if not self.left or not self.right:
            return
        end = max(piece.bottom for piece in self.right)
        begins = min(piece.order for piece in self.right)
        under = [piece for piece in self.left if piece.top > end and piece.order > begins]
        if under:
            self.left = [piece for piece in self.left if not (piece.top > end and piece.order > begins)]
            self.below = under + self.below

    def parts_columns(self) -> bool:
        """Return whether the two sides are columns to be read one after the other, and no table."""
        if self.shared < _COLUMN_ROWS:
            return False
        sides = [
            piece.x0 > self.low for piece in sorted(self.left + self.right, key=lambda piece: piece.order)
        ]
        switches = sum(before != after for before, after in itertools.pairwise(sides))
        if switches == 1 or (switches == 2 and self.shared >= _PROSE_ROWS):
            return all(_mean_length(side) >= _NAME_LENGTH for side in (self.left, self.right))
        # Row by row in the file: columns only if both sides are lines of prose.
        return switches > 1.5 * self.shared and _is_prose(self.left) and _is_prose(self.right)


def _line_count(side: list[Fragment]) -> int:
    """Return the number of lines: the pieces of a line that is spread out count once."""
    return len({round(piece.middle) for piece in side})


def _mean_length(side: list[Fragment]) -> float:
    return sum(piece.length for piece in side) / _line_count(side)


def _is_prose(side: list[Fragment]) -> bool:
    left, right = min(piece.x0 for piece in side), max(piece.x1 for piece in side)
    lines = rows_of(side)
    fill = median((line[-1].x1 - line[0].x0) / (right - left) for line in lines) if right > left else 0.0
    return len(lines) >= _PROSE_ROWS and _mean_length(side) >= _PROSE_LENGTH and fill >= _PROSE_FILL


def _gutters(rows: list[Row]) -> list[_Gutter]:
    """Return the gutters of the page, the longest first."""
    found: list[_Gutter] = []
    for at, row in enumerate(rows):
        for low, high in _gaps(row, rows[at + 1] if at + 1 < len(rows) else None):
            inside = any(
                gutter.first <= at < gutter.last and low < gutter.high and high > gutter.low
                for gutter in found
            )
            if not inside and high - low >= max(_NARROWEST_GUTTER, 0.6 * row[0].height):
                found.append(_Gutter(rows, at, low, high))
    return sorted(found, key=lambda gutter: -gutter.shared)


def _gaps(row: Row, following: Row | None) -> list[tuple[float, float]]:
    """Return the gaps in a row, and that between two lines of columns that stand a little askew."""
    gaps = [(left.x1, right.x0) for left, right in itertools.pairwise(row)]
    if following is not None and following[0].middle - row[0].middle < row[0].height:
        for left, right in ((row[-1], following[0]), (following[-1], row[0])):
            if left.x1 < right.x0:
                gaps.append((left.x1, right.x0))
    return gaps
