"""Tables as cells: lines with tabs, Markdown's pipes, columns aligned with spaces, and tables that a format marks.

`rows_of` says which lines hang together as a table and where their cells are; `table_of` makes the value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from referat.danish.words import WORDS, Column, folded
from referat.lines import Line
from referat.manuscript import Manuscript
from referat.model import Table
from referat.source import Span

Row = tuple[Span, ...]

_RULE = re.compile(r"[\s|:+=_-]+")
_BETWEEN = re.compile(r"\s\|(?=\s)")
_GAP = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_LEADER = re.compile(r"[.…_]{3,}\s*\d{0,4}")
_UNIT = re.compile(
    r"\b(?:i\s+)?(?:(?:kr\.?\s*)?1\.?000(?:\s*kr\.?)?|t\.?\s?kr\.?|tusinde?(?:\s+kr\.?)?|mio\.?(?:\s*kr\.?)?)(?=\s*[).,;]|\s*$)",
    re.IGNORECASE,
)
_MILLION = re.compile(r"mio", re.IGNORECASE)
_MOST_ALIGNED = 400
_WIDEST_GAPS = 40  # a line with more gaps than this is a drawing, not a row


def is_rule(words: str) -> bool:
    """Whether a line only draws a table: '|---|---|', '+----+'."""
    return bool(_RULE.fullmatch(words)) and ("--" in words or "==" in words)


def _split(text: str, start: int, end: int, separator: str) -> Row:
    cells: list[Span] = []
    while True:
        stop = text.find(separator, start, end)
        if stop < 0:
            cells.append(Span(start, end))
            return tuple(cells)
        cells.append(Span(start, stop))
        start = stop + 1


def tab_cells(text: str, line: Line) -> Row:
    """Return the cells of a line with tabs; the white space at its ends counts, since cells may be empty."""
    return _split(text, line.raw.start, line.raw.end, "\t")


def pipe_cells(text: str, line: Line) -> Row:
    """Return the cells of a line of a Markdown table, without the outer pipes."""
    stripped = text[line.raw.start : line.raw.end].strip()
    start = text.index(stripped, line.raw.start) if stripped else line.raw.start
    end = start + len(stripped)
    inner_start = start + 1 if stripped.startswith("|") else start
    inner_end = end - 1 if stripped.endswith("|") and end - 1 > inner_start else end
    return _split(text, inner_start, max(inner_end, inner_start), "|")


def spaced_cells(text: str, line: Line) -> Row:
    """Return the parts of a line between runs of two or more spaces."""
    cells: list[Span] = []
    start = line.start
    for gap in _GAP.finditer(text, line.start, line.end):
        cells.append(Span(start, gap.start()))
        start = gap.end()
        if len(cells) > _WIDEST_GAPS:
            break
    cells.append(Span(start, line.end))
    return tuple(cells)


def is_pipe_row(text: str, line: Line) -> bool:
    """Whether a line looks like a row of a Markdown table."""
    first = text[line.raw.start : line.raw.end].strip()
    return (first.startswith("|") and first.count("|") >= 2) or len(_BETWEEN.findall(first)) >= 2


def is_tab_row(text: str, line: Line) -> bool:
    """Whether a line has cells between tabs, and is not a line of a table of contents."""
    if text.find("\t", line.raw.start, line.raw.end) < 0:
        return False
    cells = tab_cells(text, line)
    filled = [cell for cell in cells if text[cell.start : cell.end].strip()]
    if len(cells) < 2 or not filled:
        return False
    # A tab after a list's marker, or before an indented line, does not make a row.
    if len(filled) == 1 or (len(filled) == 2 and line.marker is not None and filled[0].end <= line.start):
        return len(cells) > 2 and len(filled) == 1 and line.marker is None and text[line.raw.end - 1] == "\t"
    return not (
        len(filled) == 2 and _LEADER.search(text, max(filled[0].end - 12, filled[0].start), line.raw.end)
    )


def aligned(text: str, lines: Sequence[Line], at: int) -> tuple[int, int]:
    """Return how many lines from `at` on stand in columns aligned with spaces, and where it is worth asking again."""
    rows: list[Row] = []
    for line in lines[at : at + _MOST_ALIGNED]:
        cells = spaced_cells(text, line)
        if (
            len(cells) < 2
            or len(cells) > _WIDEST_GAPS
            or line.marker is not None
            or line.table
            or (rows and line.gap)
        ):
            break
        if _LEADER.search(text, line.start, min(line.end, line.start + 400)):
            break
        rows.append(cells)
    stop = at + max(len(rows), 1)
    if len(rows) < 3:
        return 0, stop
    width, count = Counter(len(row) for row in rows).most_common(1)[0]
    edges: Counter[int] = Counter()
    for line, row in zip(lines[at:stop], rows, strict=True):
        edges.update(
            {cell.start - line.raw.start for cell in row[1:]}
            | {-(cell.end - line.raw.start) for cell in row[1:]}
        )
    shared = sum(1 for _, seen in edges.most_common(width) if seen * 3 >= len(rows) * 2)
    return (len(rows) if count * 3 >= len(rows) * 2 and shared >= width - 1 else 0), stop


def _columns(rows: Sequence[Row], starts: Sequence[int]) -> list[Row]:
    """Put the cells of aligned rows under each other: a row with fewer cells than the widest has empty ones."""
    width = max(len(row) for row in rows)
    if all(len(row) == width for row in rows):
        return list(rows)
    model = next((row, start) for row, start in zip(rows, starts, strict=True) if len(row) == width)
    middles = [((cell.start + cell.end) // 2) - model[1] for cell in model[0]]
    placed: list[Row] = []
    for row, start in zip(rows, starts, strict=True):
        cells = [Span(row[-1].end, row[-1].end)] * width
        for cell in row:
            middle = (cell.start + cell.end) // 2 - start
            best = min(range(width), key=lambda column, at=middle: abs(middles[column] - at))  # type: ignore[misc]
            taken = cells[best]
            cells[best] = cell if taken.start == taken.end else Span(taken.start, cell.end)
        placed.append(tuple(cells))
    return placed


def _with_whole_totals(text: str, rows: list[Row]) -> list[Row]:
    """Join the first two columns of a table where a reader parted them between the words of 'I alt'."""
    split = [row for row in rows if len(row) > 2 and _is_total(text, row)]
    if not split:
        return rows
    filled = [row for row in rows if len(row) > 1 and not _is_total(text, row)]
    apart = all(not (_words(text, row[0]) and _words(text, row[1])) for row in filled)
    if not apart:
        return rows
    return [(Span(row[0].start, row[1].end), *row[2:]) if len(row) > 1 else row for row in rows]


def _words(text: str, cell: Span) -> str:
    return text[cell.start : cell.end].strip()


def _is_total(text: str, row: Row) -> bool:
    """Whether the first two cells make the word for a total together, and neither does alone."""
    one, two = _words(text, row[0]), _words(text, row[1]) if len(row) > 1 else ""
    return len(one) == 1 and bool(two) and WORDS.columns.get(folded(f"{one} {two}")) is Column.TOTAL


def rows_of(text: str, lines: Sequence[Line]) -> list[Row]:
    """Return the cells of the lines of one table, row by row, without the lines that only draw it."""
    drawn = [line for line in lines if not is_rule(line.words)]
    if any("\t" in text[line.raw.start : line.raw.end] for line in drawn):
        return _with_whole_totals(text, [tab_cells(text, line) for line in drawn])
    if drawn and all(is_pipe_row(text, line) for line in drawn):
        return [pipe_cells(text, line) for line in drawn]
    rows = [spaced_cells(text, line) for line in drawn]
    return _columns(rows, [line.raw.start for line in drawn]) if rows else []


def unit_of(words: str) -> Decimal | None:
    """Return what a heading such as 'Beløb (1.000 kr.)' multiplies by, if it does."""
    match = _UNIT.search(words[:400])
    if match is None:
        return None
    return Decimal(1_000_000) if _MILLION.search(match.group()) else Decimal(1000)


def table_of(script: Manuscript, lines: Sequence[Line]) -> Table | None:
    """Return the lines of a table as cells; empty rows are left out, and short rows are filled with empty cells."""
    rows = [row for row in rows_of(script.text, lines) if any(script.trim(cell) for cell in row)]
    if not rows:
        return None
    width = max(len(row) for row in rows)
    texts: list[tuple[str, ...]] = []
    spans: list[tuple[Span, ...]] = []
    for row in rows:
        filled = [*row, *[Span(row[-1].end, row[-1].end)] * (width - len(row))]
        quotes = [script.quote(cell) for cell in filled]
        if texts and [quote.text if quote else "" for quote in quotes] == list(texts[0]):
            continue  # the heading of the columns, said again on the next page
        texts.append(tuple(quote.text if quote else "" for quote in quotes))
        spans.append(
            tuple(
                Span(q.start, q.end) if q else Span(c.start, c.start)
                for q, c in zip(quotes, filled, strict=True)
            )
        )
    start = min(cell.start for row in spans for cell in row)
    end = max(cell.end for row in spans for cell in row)
    unit = next((found for text in texts[0] if (found := unit_of(text)) is not None), None)
    return Table(tuple(texts), tuple(spans), Span(start, end), unit=unit)
