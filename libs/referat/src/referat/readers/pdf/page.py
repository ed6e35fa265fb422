"""One PDF page as lines in reading order. It depends on nothing but the page: a place in the text of a document
can be found again on its page without reading the others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from referat.readers.pdf.columns import Region, regions, rows_of, settled
from referat.readers.pdf.fragments import MARKER, Fragment, fragments
from referat.readers.pdf.frame import Extent
from referat.readers.pdf.glyphs import PageGlyphs
from referat.readers.pdf.lines import Line
from referat.readers.pdf.ruled import Grid, grids, is_table, ruled_lines, taken
from referat.readers.pdf.rules import Edge, drawn_on
from referat.readers.pdf.unruled import lines_of

_WORDS = re.compile(r"\S+")
_BULLET_GAP = 2.0  # times the height of the line: a bullet stands no further before it
_BULLET_OFF = 0.35  # of the height: it stands in the middle of the line
_FEWEST_RULES = 4


@dataclass(slots=True)
class PageLines:
    """The lines of one page and its size in points."""

    chars: str
    lines: list[Line]
    width: float
    height: float


def page_lines(glyphs: PageGlyphs) -> PageLines:
    """Return the lines of the page in reading order."""
    pieces = fragments(glyphs)
    turned = [piece for piece in pieces if glyphs.is_turned(piece.ranges[0][0])]
    if turned:
        aside = set(map(id, turned))
        pieces = [piece for piece in pieces if id(piece) not in aside]
    edges, dots = drawn_on(glyphs.page, glyphs.frame) if pieces else ([], [])
    tables, pieces = _ruled_tables(glyphs, pieces, edges)
    lines = _in_order(glyphs, pieces, tables)
    if dots:
        _set_bullets(lines, dots)
    for piece in turned:
        lines.append(Line([[piece]], piece.x0, piece.x1, turned=True))
    for line in lines:
        _set_face(glyphs, line)
    width, height = glyphs.frame.size
    return PageLines(glyphs.chars, lines, width, height)


def _set_face(glyphs: PageGlyphs, line: Line) -> None:
    """Set the size of the line's font, and how far it is bold from its beginning."""
    start, last = line.first.ranges[0][0], line.last.ranges[-1][1]
    marker = MARKER.match(glyphs.chars, start, last)
    begin = marker.end() + 1 if marker and marker.end() + 1 < last else start
    line.size = glyphs.size(begin)
    if not glyphs.is_bold(begin):
        return
    line.bold_to = last
    if glyphs.is_bold(last - 1):
        return
    line.bold_to = start
    for word in _WORDS.finditer(glyphs.chars, start, line.first.ranges[-1][1]):
        if not glyphs.is_bold(word.end() - 1):
            break
        line.bold_to = word.end()


def _set_bullets(lines: list[Line], dots: list[Extent]) -> None:
    """Let the lines that a dot is drawn before begin with a bullet."""
    for line in lines:
        piece = line.first
        if line.table or line.turned:
            continue
        line.bullet = any(
            0 < piece.x0 - dot.x1 < _BULLET_GAP * piece.height
            and abs((dot.top + dot.bottom) / 2 - piece.middle) < _BULLET_OFF * piece.height
            for dot in dots
        )


def _ruled_tables(
    glyphs: PageGlyphs, pieces: list[Fragment], edges: list[Edge]
) -> tuple[list[Grid], list[Fragment]]:
    if len(edges) < _FEWEST_RULES:
        return [], pieces
    tables = []
    for grid in grids(edges):
        left = taken(grid, glyphs, pieces)
        if is_table(grid):
            tables.append(grid)
            pieces = left
    return tables, pieces


def _in_order(glyphs: PageGlyphs, pieces: list[Fragment], tables: list[Grid]) -> list[Line]:
    """Return the lines of the page; a ruled table takes its place among them as if it were one fragment."""
    chars = glyphs.chars
    stand_ins = [_stand_in(grid.box) for grid in tables]
    grid_of = {id(piece): grid for piece, grid in zip(stand_ins, tables, strict=True)}
    found: list[Line] = []
    number = 0
    for region in regions(settled(rows_of([*pieces, *stand_ins]), chars)):
        waiting = Region([], region.left, region.right)
        for row in region.rows:
            standing = [grid_of[id(piece)] for piece in row if id(piece) in grid_of]
            if not standing:
                waiting.rows.append(row)
                continue
            found += lines_of(waiting, glyphs, tables=number)
            for grid in standing:
                number = max([number, *(line.table for line in found)]) + 1
                found += ruled_lines(grid, glyphs, number)
            beside = [piece for piece in row if id(piece) not in grid_of]
            waiting = Region([beside] if beside else [], region.left, region.right)
        found += lines_of(waiting, glyphs, tables=number)
        number = max([number, *(line.table for line in found)])
    return found


def _stand_in(box: Extent) -> Fragment:
    return Fragment([], box.x0, box.x1, box.top, box.bottom, box.x1)
