"""Minutes that are written as a table: a row for each item, columns 'Emne', 'Beslutning', 'Ansvarlig', 'Deadline'.

Each cell becomes a piece of its own, opened by the heading of its column, so that the rest of the reading does not
know that there was a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from referat.blocks import Piece
from referat.danish.words import WORDS, Column, Heading, folded
from referat.headings import Head
from referat.manuscript import Manuscript
from referat.model import BlockKind
from referat.numbering import number_in
from referat.source import Span
from referat.tables import Row, rows_of
from referat.titles import Title, title_in

_TEXT = frozenset({
    Heading.SUMMARY, Heading.CASE, Heading.CONTEXT, Heading.RECOMMENDATION, Heading.DECISION, Heading.ATTACHMENTS, Heading.ACTIONS,
})  # fmt: skip


# '… stopper pakningen. – Anton laver en skabelon.': a point of a list, after the end of a sentence or a colon
_POINT = re.compile(r"(?<=[.:;,!?]) *[–•▪-]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class RowItem:
    """An item that is a row: its number (or None), title, cells as pieces with their headings, who and when."""

    opening: Piece
    title: Title
    number: Span | None
    pieces: tuple[Piece, ...]
    heads: Mapping[int, Head]
    responsible: Span | None = None
    due: Span | None = None


@dataclass(frozen=True, slots=True)
class _Columns:
    title: int
    number: int | None
    texts: Mapping[int, Heading]
    responsible: int | None
    due: int | None


def _columns(script: Manuscript, row: Row) -> _Columns | None:
    """Return what the columns hold, if the first row says that the table holds items: a title and a part of an item."""
    names = [folded(script.text[cell.start : cell.end]) for cell in row]
    kinds = [WORDS.columns.get(name) for name in names]
    titles = [at for at, kind in enumerate(kinds) if kind is Column.TITLE]
    if not titles:
        return None
    title = titles[-1]  # 'Punkt', 'Emne': the first holds the number
    numbers = [at for at, kind in enumerate(kinds) if kind is Column.NUMBER] or titles[:-1]
    who = next((at for at, name in enumerate(names) if name in WORDS.responsible), None)
    when = next((at for at, name in enumerate(names) if name in WORDS.due and at != who), None)
    texts: dict[int, Heading] = {}
    for at, name in enumerate(names):
        role = WORDS.headings.get(name)
        if role in _TEXT and at not in (title, who, when):
            texts[at] = Heading.CASE if role is Heading.CONTEXT else role  # 'Drøftelse' beside 'Beslutning'
    if not texts:
        return None
    if who is not None and when is None and who < max(texts):
        who = None  # before the text it names who presents the item, not who has a task
    return _Columns(title, numbers[0] if numbers else None, texts, who, when)


def _cell(script: Manuscript, row: Row, at: int | None) -> Span | None:
    return script.trim(row[at]) if at is not None and at < len(row) else None


def _piece(script: Manuscript, of: Piece, cell: Span) -> Piece:
    line = next(line for line in of.lines if line.raw.start <= cell.start <= line.raw.end)
    words = " ".join(script.text[cell.start : cell.end].split())
    return Piece(BlockKind.PARAGRAPH, (line,), words, cell.start, cell.end)


def _row_item(script: Manuscript, table: Piece, row: Row, columns: _Columns) -> RowItem | None:
    where = _cell(script, row, columns.title)
    if where is None:
        return None
    opening = _piece(script, table, where)
    number = _cell(script, row, columns.number)
    start = where.start
    if number is None:
        found = number_in(script.text, where.start, where.end)  # '1. Velkomst' in the column of titles
        if found is not None:
            number, start = found.span, found.rest
    title = title_in(script, start, where.end, whole=True)
    if title is None:
        return None
    pieces, heads = _texts(script, table, row, columns)
    return RowItem(
        opening, title, number, pieces, heads, _cell(script, row, columns.responsible), _cell(script, row, columns.due)
    )  # fmt: skip


def _texts(
    script: Manuscript, table: Piece, row: Row, columns: _Columns
) -> tuple[tuple[Piece, ...], dict[int, Head]]:
    """Return the cells of a row that are parts of an item, each opened by the heading of its column."""
    pieces: list[Piece] = []
    heads: dict[int, Head] = {}
    for at, role in columns.texts.items():
        cell = _cell(script, row, at)
        parts = tuple(_points(script, table, cell)) if cell is not None else ()
        if parts:
            heads[parts[0].start] = Head(role, Span(parts[0].start, parts[0].start), parts[0].start)
        pieces += parts
    return tuple(pieces), heads


def _points(script: Manuscript, table: Piece, cell: Span) -> Iterator[Piece]:
    """Yield what stands in a cell before a list, and each point of the list without its dash or dot."""
    start, point = cell.start, False
    for match in _POINT.finditer(script.text, cell.start, cell.end):
        before = script.trim(Span(start, match.start()))
        if before is not None:
            piece = _piece(script, table, before)
            yield replace(piece, kind=BlockKind.LIST_ITEM) if point else piece
        start, point = match.end(), True
    last = script.trim(Span(start, cell.end))
    if last is not None:
        piece = _piece(script, table, last)
        yield replace(piece, kind=BlockKind.LIST_ITEM) if point else piece


def _goes_on(script: Manuscript, table: Piece, row: Row, columns: _Columns, item: RowItem) -> RowItem:
    """Return the item with a row that has neither number nor title: the rest of its cells, on the next page."""
    pieces, heads = _texts(script, table, row, columns)
    if not pieces:
        return _with_inner_row(script, table, row, columns, item)
    return replace(
        item,
        pieces=(*item.pieces, *pieces),
        heads={**item.heads, **heads},
        responsible=item.responsible or _cell(script, row, columns.responsible),
        due=item.due or _cell(script, row, columns.due),
    )


def _with_inner_row(script: Manuscript, table: Piece, row: Row, columns: _Columns, item: RowItem) -> RowItem:
    """Return the item with a row of a table that stands inside one of its cells, in columns without a heading."""
    filled = [at for at, cell in enumerate(row) if script.trim(cell) is not None]
    left = [at for at in columns.texts if filled and at < filled[0]]
    line = next((line for line in table.lines if line.raw.start <= row[0].start <= line.raw.end), None)
    if not left or line is None:
        return item
    last = item.pieces[-1] if item.pieces else None
    if last is not None and last.kind is BlockKind.TABLE and last.lines[-1].number == line.number - 1:
        whole = replace(last, lines=(*last.lines, line), words=f"{last.words}\n{line.words}", end=line.end)
        return replace(item, pieces=(*item.pieces[:-1], whole))
    inner = Piece(BlockKind.TABLE, (line,), line.words, line.start, line.end)
    head = Head(columns.texts[max(left)], Span(line.start, line.start), line.start)
    return replace(item, pieces=(*item.pieces, inner), heads={**item.heads, line.start: head})


def _heading_above(script: Manuscript, table: Piece) -> _Columns | None:
    """Return what the columns hold by the line above a table, which recurs on every page and so was set aside."""
    number = table.lines[0].number - 1
    if number not in script.furniture:
        return None
    (row,) = rows_of(script.text, [script.all_lines[number]]) or [()]
    return _columns(script, row) if row else None


def row_items(script: Manuscript, pieces: Sequence[Piece]) -> tuple[tuple[int, ...], tuple[RowItem, ...]]:
    """Return the indices of the tables whose rows are items, and the items; both empty if there is no such table."""
    tables: list[int] = []
    items: list[RowItem] = []
    columns: _Columns | None = None
    for at, piece in enumerate(pieces):
        if piece.kind is not BlockKind.TABLE:
            continue
        rows = rows_of(script.text, piece.lines)
        own = _columns(script, rows[0]) if rows else None
        own = own or _heading_above(script, piece)
        below_own = bool(rows) and own is not None and _columns(script, rows[0]) == own
        columns = own or (
            columns if tables and tables[-1] == at - 1 else None
        )  # a table goes on over the page
        if columns is None:
            continue
        made: list[RowItem] = items[-1:] if tables and tables[-1] == at - 1 else []
        before = len(made)
        for row in rows[1 if below_own else 0 :]:
            if own and _columns(script, row) == own:
                continue  # the heading of the columns, said again on the next page
            item = _row_item(script, piece, row, columns)
            if item is not None:
                made.append(item)
            elif made:
                made[-1] = _goes_on(script, piece, row, columns, made[-1])
        if any(item.pieces for item in made[before:]) or (before and made != items[-1:]):
            tables.append(at)
            items[len(items) - before :] = made
    return tuple(tables), tuple(items)
