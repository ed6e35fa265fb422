"""Tables whose cells have ruling lines around them."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from referat.readers.pdf.cells import table_lines
from referat.readers.pdf.columns import rows_of
from referat.readers.pdf.fragments import Fragment, fragment_of
from referat.readers.pdf.frame import Extent
from referat.readers.pdf.glyphs import PageGlyphs, Word
from referat.readers.pdf.lines import Line
from referat.readers.pdf.rules import Edge

_SNAP = 3.0  # points; two edges this near are one
_OUTER = 12.0  # a rule that goes on this far beyond the last line down has one more column there
_MOST_GRID = 20_000  # elementary cells; more is a drawing


@dataclass(slots=True)
class Grid:
    """One table: where its columns and rows begin and end, and which elementary cells are one cell."""

    xs: list[float]
    ys: list[float]
    owner: list[list[tuple[int, int]]]  # [row][column] → the upper left elementary cell of its cell
    cells: dict[tuple[int, int], list[Fragment]] = field(default_factory=dict)

    @property
    def box(self) -> Extent:
        """Return the box of the whole table."""
        return Extent(self.xs[0], self.xs[-1], self.ys[0], self.ys[-1])

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the cell over a point."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owner[row][column]
        return None


def grids(edges: list[Edge]) -> list[Grid]:
    """Return the tables that the ruling lines make, from the top; boxes of a single cell are none."""
    found = []
    for group in _touching(edges):
        across = [edge for edge in group if edge.across]
        down = [edge for edge in group if not edge.across]
        if not across or not down:
            continue
        xs = _outer(_snapped(edge.at for edge in down), across)
        ys = _outer(_snapped(edge.at for edge in across), down)
        if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > _MOST_GRID:
            continue
        found += _parted(Grid(xs, ys, _owners(xs, ys, across, down)))
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _parted(grid: Grid) -> list[Grid]:
    """Return the tables in a grid: two that touch have no line between columns in common."""
    borders = [
        {column for column in range(1, len(grid.xs) - 1) if row[column - 1] != row[column]}
        for row in grid.owner
    ]
    cuts = [
        row
        for row in range(1, len(borders))
        if borders[row - 1] and borders[row] and borders[row - 1].isdisjoint(borders[row])
    ]
    return [
        _part(grid, first, last, set().union(*borders[first:last]))
        for first, last in itertools.pairwise([0, *cuts, len(borders)])
    ]


def _part(grid: Grid, first: int, last: int, borders: set[int]) -> Grid:
    """Return rows of a grid, with those of its columns that some line parts from the one before."""
    kept = [0, *sorted(borders)]
    column_of = {column: sum(border <= column for border in kept) - 1 for column in range(len(grid.xs) - 1)}
    owner = [
        [(max(row - first, 0), column_of[column]) for row, column in (line[at] for at in kept)]
        for line in grid.owner[first:last]
    ]
    return Grid([grid.xs[at] for at in kept] + [grid.xs[-1]], grid.ys[first : last + 1], owner)


def _touching(edges: list[Edge]) -> list[list[Edge]]:
    """Return the edges in groups that are connected: each group may be a table."""
    groups: list[tuple[list[Edge], Extent]] = []
    for edge in sorted(edges, key=lambda edge: edge.at if edge.across else edge.start):
        low, high = edge.start - _SNAP, edge.end + _SNAP
        near = (edge.at - _SNAP, edge.at + _SNAP)
        box = Extent(low, high, *near) if edge.across else Extent(*near, low, high)
        members = [edge]
        apart = []
        for group, other in groups:
            if (
                box.x0 <= other.x1
                and other.x0 <= box.x1
                and box.top <= other.bottom
                and other.top <= box.bottom
            ):
                members += group
                box = Extent(
                    min(box.x0, other.x0),
                    max(box.x1, other.x1),
                    min(box.top, other.top),
                    max(box.bottom, other.bottom),
                )
            else:
                apart.append((group, other))
        groups = [*apart, (members, box)]
    return [members for members, _ in groups]


def _snapped(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SNAP:
            found.append(place)
    return found


def _outer(places: list[float], crossing: list[Edge]) -> list[float]:
    """Return the places with the ends of the crossing lines, where these go on beyond the last of them."""
    low, high = min(edge.start for edge in crossing), max(edge.end for edge in crossing)
    before = [low] if places[0] - low > _OUTER else []
    return before + places + ([high] if high - places[-1] > _OUTER else [])


def _owners(
    xs: list[float], ys: list[float], across: list[Edge], down: list[Edge]
) -> list[list[tuple[int, int]]]:
    """Return for each elementary cell the one that it is merged into: no line stands between the two."""
    owner = [[(row, column) for column in range(len(xs) - 1)] for row in range(len(ys) - 1)]
    down_at = {x: [edge for edge in down if abs(edge.at - x) <= _SNAP] for x in xs}
    across_at = {y: [edge for edge in across if abs(edge.at - y) <= _SNAP] for y in ys}
    for row in range(len(ys) - 1):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(len(xs) - 1):
            centre = (xs[column] + xs[column + 1]) / 2
            left = column > 0 and not any(edge.start <= middle <= edge.end for edge in down_at[xs[column]])
            above = row > 0 and not any(edge.start <= centre <= edge.end for edge in across_at[ys[row]])
            if left:
                owner[row][column] = owner[row][column - 1]
            elif above:
                owner[row][column] = owner[row - 1][column]
    return owner


def taken(grid: Grid, glyphs: PageGlyphs, pieces: list[Fragment]) -> list[Fragment]:
    """Move what stands over the table into its cells; return the fragments that are left."""
    box = grid.box
    left: list[Fragment] = []
    for piece in pieces:
        if piece.x1 < box.x0 or piece.x0 > box.x1 or not box.top <= piece.middle < box.bottom:
            left.append(piece)
            continue
        # Asked a little inside its ends: a word may touch the line.
        cell = grid.cell_at(piece.x0 + 1, piece.middle)
        if cell is not None and cell == grid.cell_at(max(piece.x1 - 1, piece.x0), piece.middle):
            grid.cells.setdefault(cell, []).append(piece)
            continue
        for part in _by_cell(grid, glyphs, piece):
            middle = grid.cell_at((part.x0 + part.x1) / 2, part.middle)
            if middle is None:
                left.append(part)
            else:
                grid.cells.setdefault(middle, []).append(part)
    return left


def _by_cell(grid: Grid, glyphs: PageGlyphs, piece: Fragment) -> list[Fragment]:
    """Return a fragment that reaches over several cells as one for each."""
    runs: list[tuple[tuple[int, int] | None, list[Word]]] = []
    for start, end in piece.ranges:
        for word in glyphs.words(start, end):
            cell = grid.cell_at((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
            if runs and runs[-1][0] == cell and word.x0 >= runs[-1][1][-1].x0:
                runs[-1][1].append(word)
            else:
                runs.append((cell, [word]))
    parts = [fragment_of(words) for _, words in runs]
    for part in parts:
        part.order = piece.order
    return parts


def is_table(grid: Grid) -> bool:
    """Return whether words stand in at least two rows and two columns."""
    return len({row for row, _ in grid.cells}) > 1 and len({column for _, column in grid.cells}) > 1


def ruled_lines(grid: Grid, glyphs: PageGlyphs, number: int) -> list[Line]:
    """Return the rows of the table as lines; a table that is there for the layout gives the text of its cells."""
    cells = {
        cell: pieces if len(pieces) == 1 else [piece for row in rows_of(pieces) for piece in row]
        for cell, pieces in grid.cells.items()
    }
    columns = range(len(grid.xs) - 1)
    rows = [[cells.get((row, column), []) for column in columns] for row in range(len(grid.ys) - 1)]
    return table_lines(rows, list(itertools.pairwise(grid.xs)), glyphs, number=number)
