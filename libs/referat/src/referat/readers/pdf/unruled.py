"""Tables whose cells have no ruling lines around them: rows of fragments that stand below each other."""

from __future__ import annotations

import itertools
import re
from statistics import median

from referat.readers.pdf.cells import Edges, table_lines
from referat.readers.pdf.columns import Region, Row
from referat.readers.pdf.fragments import Fragment, fragment_of, joined
from referat.readers.pdf.glyphs import PageGlyphs
from referat.readers.pdf.lines import Cell, Line
from referat.readers.pdf.stacked import with_stacks
from referat.readers.shapes import is_figure

_ALIGNED = 4.0  # points
_TAB_GAP = 1.1  # of the line's height: a gap this wide in a line that is no table is a tab
_SAME_PLACE = 1.2  # points: a word that begins here begins where the column does
_NARROWEST_GAP = 0.12  # of the height: between two columns whose words nearly touch
_LEAD_LENGTH = 80  # characters of a cell that introduces what stands beside it
_NEAR = 2.0  # times the height: a row of the same table
_PAGE_NUMBER = re.compile(r"\d{1,3}")


def lines_of(region: Region, glyphs: PageGlyphs, *, tables: int) -> list[Line]:
    """Return the lines of a region; its tables are numbered from `tables` + 1."""
    lines: list[Line] = []
    chars = glyphs.chars
    region = with_stacks(region)
    _split_tight_rows(region, glyphs)
    at, rows = 0, region.rows
    while at < len(rows):
        end = _table_end(rows, at, chars)
        if end > at + 1 or (len(rows[at]) > 2 and any(piece.stack for piece in rows[at])):
            end = max(end, at + 1)
            found = _Table(rows[at:end], chars)
            if found.is_table or end == at + 1:
                made = table_lines(found.rows, found.edges, glyphs, number=tables + 1 if end > at + 1 else 0)
                tables += any(line.table for line in made)
                lines += made
            else:
                lines += [line for row in rows[at:end] for line in _plain_lines(row, region)]
            at = end
        else:
            row = [joined(rows[at])] if _is_justified(region, at) else rows[at]
            lines += _plain_lines(row, region)
            at += 1
    return lines


def _plain_lines(row: Row, region: Region) -> list[Line]:
    """Return a row that is no table as a line; what stands below a value of several lines as lines of their own."""
    cells = _tabbed_cells(row)
    if (
        len(cells) > 1 and len(cells[0][0].stack) > 1 and cells[0][0].length > _LEAD_LENGTH
    ):  # texts beside each other
        lines = [piece for cell in cells for whole in cell for piece in whole.stack or [whole]]
        return [Line([[piece]], region.left, region.right) for piece in lines]
    below = [piece for cell in cells for whole in cell for piece in whole.stack[1:]]
    first = [[whole.stack[0] if whole.stack else whole for whole in cell] for cell in cells]
    return [
        Line(first, region.left, region.right),
        *(Line([[piece]], region.left, region.right) for piece in below),
    ]


def _up_to_next(columns: list[Edges]) -> list[Edges]:
    """Return the edges of columns, each up to where the next begins."""
    ends = [x0 for x0, _ in columns[1:]] + [columns[-1][1]]
    return [(x0, max(x1, end)) for (x0, x1), end in zip(columns, ends, strict=True)]


def _lines(region: Region, glyphs: PageGlyphs, tables: int) -> list[Line]:
    """Return the lines of rows that can be told line by line."""
    lines: list[Line] = []
    chars = glyphs.chars
    _split_tight_rows(region, glyphs)
    at, rows = 0, region.rows
    while at < len(rows):
        end = _table_end(rows, at, chars)
        if end > at + 1:
            found = _Table(rows[at:end], chars)
            if found.is_table:
                made = table_lines(found.rows, found.edges, glyphs, number=tables + 1)
                tables += any(line.table for line in made)
                lines += made
            else:
                lines += [Line(_tabbed_cells(row), region.left, region.right) for row in rows[at:end]]
            at = end
        else:
            cells = [[joined(rows[at])]] if _is_justified(region, at) else _tabbed_cells(rows[at])
            lines.append(Line(cells, region.left, region.right))
            at += 1
    return lines


def _table_end(rows: list[Row], at: int, chars: str) -> int:
    """Return the end of the table that begins at a row; `at` or the next row if none does."""
    if len(rows[at]) < 2:
        return at
    end = _aligned_until(rows, at, chars)
    if end > at + 1 or at + 1 >= len(rows) or len(rows[at + 1]) != len(rows[at]):
        return end
    # The headings of columns may be centred where the cells are not.
    below = _aligned_until(rows, at + 1, chars)
    return below if below > at + 2 and _heads(rows[at], rows[at + 1 : below]) else end


def _heads(row: Row, below: list[Row]) -> bool:
    """Return whether each fragment of a row stands over a column of its own of the rows below."""
    if _top(below[0]) - _bottom(row) > _NEAR * row[0].height:
        return False
    whole = [other for other in below if len(other) == len(row)]
    columns = _extents(whole)
    limits = [(left[1] + right[0]) / 2 for left, right in itertools.pairwise(columns)]
    centres = [(piece.x0 + piece.x1) / 2 for piece in row]
    return all(
        (at == 0 or limits[at - 1] < centre) and (at == len(limits) or centre < limits[at])
        for at, centre in enumerate(centres)
    )


def _split_tight_rows(region: Region, glyphs: PageGlyphs) -> None:
    """Cut fragments where a word begins at the place of a column of the row above or below: the gap was a narrow one."""
    rows = region.rows
    for at, row in enumerate(rows):
        beside = [rows[near] for near in (at - 1, at + 1) if 0 <= near < len(rows)]
        places = sorted(
            {
                piece.x0
                for other in beside
                if len(other) > len(row) and abs(other[0].middle - row[0].middle) < _NEAR * row[0].height
                for piece in other[1:]
            }
        )
        if places:
            cut = [part for piece in row for part in _cut(piece, places, region.right, glyphs)]
            if len(cut) > len(row):
                rows[at] = cut


def _cut(piece: Fragment, places: list[float], right: float, glyphs: PageGlyphs) -> list[Fragment]:
    inside = [place for place in places if piece.x0 + piece.height < place < piece.x1 - 1]
    if not inside or len(piece.ranges) > 1 or (len(inside) == 1 and piece.x1 > right - 2 * piece.height):
        return [piece]
    words = glyphs.words(*piece.ranges[0])
    cuts = [
        at
        for at in range(1, len(words))
        if words[at].x0 - words[at - 1].x1 > _NARROWEST_GAP * piece.height
        and any(abs(words[at].x0 - place) < _SAME_PLACE for place in inside)
    ]
    if len(cuts) < len(inside):
        return [piece]
    parts = [fragment_of(words[low:high]) for low, high in itertools.pairwise([0, *cuts, len(words)])]
    for part in parts:
        part.order = piece.order
    return parts


def _is_justified(region: Region, at: int) -> bool:
    """Return whether a row of two fragments is two words of justified prose: it fills the column like its neighbours."""
    row = region.rows[at]
    if len(row) != 2 or region.right - row[1].x1 > _ALIGNED or row[0].x0 - region.left > _ALIGNED:
        return False
    beside = region.rows[max(at - 1, 0) : at] + region.rows[at + 1 : at + 2]
    return any(
        len(other) == 1
        and other[0].x0 - region.left < _ALIGNED
        and region.right - other[0].x1 < _ALIGNED
        and abs(other[0].middle - row[0].middle) < 2 * row[0].height
        for other in beside
    )


def _tabbed_cells(row: Row) -> list[Cell]:
    """Return the fragments of a row that is no table, joined where the gap is no tab."""
    groups: list[Cell] = [[row[0]]]
    for piece in row[1:]:
        last = groups[-1][-1]
        if row[0].spread or piece.x0 - last.x1 < _TAB_GAP * piece.height:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [[joined(group)] for group in groups]


def _aligned_until(rows: list[Row], at: int, chars: str) -> int:
    """Return the end of the rows from `at` whose fragments stand below each other."""
    last_multiple = at
    end = at + 1
    while end < len(rows):
        row, before = rows[end], rows[end - 1]
        if _top(row) - _bottom(before) > 2.5 * row[0].height:
            break
        if len(row) > 1:
            if _shared_edges(rows[last_multiple], row, chars) < 2:
                break
            last_multiple = end
        elif not _fits_a_column(rows[last_multiple], row[0]) or end - last_multiple > 3:
            break
        end += 1
    # Single lines at the end belong to the table only as the rest of its last row.
    while end - 1 > last_multiple and not _is_rest(rows[end - 2], rows[end - 1]):
        end -= 1
    return end


def _top(row: Row) -> float:
    return min(piece.top for piece in row)


def _bottom(row: Row) -> float:
    return max(piece.bottom for piece in row)


def _shared_edges(above: Row, below: Row, chars: str) -> int:
    """Return in how many columns the fragments of two rows begin, end or are centred at one place."""
    if above[0].spread or below[0].spread:
        return _cells_in_place(above, below, chars)
    shared = 0
    for piece in below:
        for other in above:
            if (
                abs(piece.x0 - other.x0) < _ALIGNED
                or abs(piece.x1 - other.x1) < _ALIGNED
                or abs(piece.x0 + piece.x1 - other.x0 - other.x1) < _ALIGNED
            ):
                shared += 1
                break
    return shared


def _cells_in_place(above: Row, below: Row, chars: str) -> int:
    """Return how many fragments stand in place, if all do. In justified prose, the first and last always do."""
    fewer, more = sorted((above, below), key=len)
    for piece in fewer:
        figure = is_figure(chars[slice(*piece.ranges[0])])
        if not any(
            abs(piece.x0 - other.x0) < _ALIGNED / 2 or (figure and abs(piece.x1 - other.x1) < _ALIGNED / 2)
            for other in more
        ):
            return 0
    return len(fewer)


def _fits_a_column(row: Row, piece: Fragment) -> bool:
    """Return whether the fragment stands in one column of the row and does not reach into the next."""
    for at, other in enumerate(row):
        limit = row[at + 1].x0 if at + 1 < len(row) else float("inf")
        if abs(piece.x0 - other.x0) < _ALIGNED:
            return piece.x1 < limit
    return False


def _is_rest(above: Row, row: Row) -> bool:
    """Return whether a single line below a row is the rest of one of its cells: not of the first, and close."""
    piece = row[0]
    return abs(piece.x0 - above[0].x0) >= _ALIGNED and piece.top - above[0].bottom < 0.6 * piece.height


def _extents(rows: list[Row]) -> list[Edges]:
    """Return where the columns of rows with one number of fragments begin and end."""
    return [(min(row[at].x0 for row in rows), max(row[at].x1 for row in rows)) for at in range(len(rows[0]))]


class _Table:
    """Rows of fragments that stand below each other, as rows of cells."""

    def __init__(self, rows: list[Row], chars: str) -> None:
        self._chars = chars
        widest = max(len(row) for row in rows)
        self._columns = _extents([row for row in rows if len(row) == widest])
        placed = [self._placed(row) for row in rows]
        tops = [row[0].middle for row in rows]
        steps = [below - above for above, below in itertools.pairwise(tops)]
        self._close = 1.08 * min(steps, default=0.0)
        self._apart = any(step > 1.15 * min(steps) for step in steps)
        # A file that writes a table column by column says nothing about where a cell ends.
        written_on = [_goes_on(above, below) for above, below in itertools.pairwise(placed)]
        by_cell = not all(written_on)
        # Where cells of several lines were found whole, no row is the rest of another.
        whole = any(piece.stack for row in rows for piece in row)
        self.rows = [placed[0]]
        for cells, step, goes_on in zip(placed[1:], steps, written_on, strict=True):
            if not whole and ((by_cell and goes_on) or self._continues(self.rows[-1], cells, step)):
                for cell, more in zip(self.rows[-1], cells, strict=True):
                    cell.extend(more)
            else:
                self.rows.append(cells)
        enough = len(self._columns) > 2 or self._has_figures()
        self.is_table = len(self.rows) > 1 and enough and not self._is_contents()

    @property
    def edges(self) -> list[Edges]:
        """Return the edges of the columns, each up to the next."""
        return _up_to_next(self._columns)

    def _placed(self, row: Row) -> list[Cell]:
        """Return the fragments of the row by column."""
        cells: list[Cell] = [[] for _ in self._columns]
        for piece in row:
            reach = [min(piece.x1, x1) - max(piece.x0, x0) for x0, x1 in self._columns]
            cells[reach.index(max(reach))].append(piece)
        return [_lines_of_cell(cell) for cell in cells]

    def _continues(self, above: list[Cell], cells: list[Cell], step: float) -> bool:
        """Return whether the row is the rest of the one above: a cell too long for one line."""
        filled = [at for at, cell in enumerate(cells) if cell]
        if not all(above[at] for at in filled):
            return False
        if filled[0] > 0 and above[0]:
            return step < 1.6 * cells[filled[0]][0].height
        single = len(filled) < len(self._columns)
        return single and self._apart and step <= self._close

    def _is_contents(self) -> bool:
        """Return whether the last column holds page numbers, from the first row on: titles and where they stand."""
        texts = [self._chars[slice(*row[-1][-1].ranges[-1])] if row[-1] else "" for row in self.rows]
        if len(texts) < 3 or not all(_PAGE_NUMBER.fullmatch(text) for text in texts):
            return False
        numbers = [int(text) for text in texts]
        return numbers == sorted(numbers)

    def _has_figures(self) -> bool:
        """Return whether the last column holds figures: two columns may also be names and their values."""
        texts = [
            " ".join(self._chars[start:end] for piece in row[-1] for start, end in piece.ranges)
            for row in self.rows[1:]
            if row[-1]
        ]
        return bool(texts) and median(is_figure(text) for text in texts) == 1


def _lines_of_cell(cell: Cell) -> Cell:
    """Return the fragments of a cell below each other."""
    if len(cell) == 1 and cell[0].stack:
        return list(cell[0].stack)
    return [joined(cell)] if cell else []


def _goes_on(above: list[Cell], cells: list[Cell]) -> bool:
    """Return whether the file wrote a cell of the row right after the cell above, before what is to the right of that."""
    for at, cell in enumerate(cells):
        later = [other[0] for other in above[at + 1 :] if other]
        if cell and above[at] and later and cell[0].order == above[at][-1].order + 1 < later[0].order:
            return True
    return False
