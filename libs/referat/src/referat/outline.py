"""The outline of a document: its head, its contents, and the items with their numbers, titles and pieces.

Items are found by the first of these that the document has: a series of numbers, headings that the format marks,
titles that the contents announce, a title before each run of sections, and titles that meetings commonly have.
A list that only announces the items becomes contents.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from referat.blocks import Piece
from referat.contents import Announced
from referat.danish.words import WORDS, Heading, folded
from referat.headings import Head, first_case_number, heading_of
from referat.manuscript import Manuscript
from referat.model import BlockKind
from referat.numbering import Style
from referat.series import Candidate, best_series, candidates, title_words
from referat.source import Span, Spans
from referat.table_minutes import row_items
from referat.titles import Start, Title, title_in, title_of, without_breaks
from referat.unnumbered import unnumbered


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as the outline has it. `pieces` are what comes after the title; `rest` is text on the title's own line."""

    number: str
    order: int
    title: Title
    number_spans: Spans
    opening: Piece
    pieces: tuple[Piece, ...]
    span: Span
    closed: bool = False
    supplementary: bool = False
    responsible: Span | None = None  # of minutes in a table: the cells that say who does it and when
    due: Span | None = None

    @property
    def numbered(self) -> bool:
        """Whether the document gives the item a number of its own."""
        return bool(self.number_spans)


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of the document. `divisions` are headings over several items; `heads` are by the start of a piece."""

    head: tuple[Piece, ...]
    entries: tuple[Entry, ...]
    contents: tuple[Announced, ...]
    announcing: frozenset[int]  # starts of pieces that only announce items
    divisions: tuple[Piece, ...] = ()
    heads: Mapping[int, Head] = field(default_factory=dict)
    tail: tuple[Piece, ...] = ()  # after a table whose rows are the items


_SHORTEST_SENTENCE = 3
_PART, _LIKE_THE_OTHERS = 0.5, -3.0  # the score of a heading of a part of an item
_ONLY_INSIDE = frozenset({Heading.CASE, Heading.SUMMARY, Heading.RECOMMENDATION, Heading.CONTEXT})


def _heads(script: Manuscript, pieces: Sequence[Piece]) -> dict[int, Head]:
    found: dict[int, Head] = {}
    inside = False
    for at, piece in enumerate(pieces):
        head = heading_of(script, piece)
        inside = inside or (head is not None and head.role in _ONLY_INSIDE)
        if head is not None and (inside or not head.bare):
            found[at] = head
    for at, piece in enumerate(pieces):
        # 'Politisk behandling' over 'Udvalgets beslutning den 3. maj:' opens the decision; elsewhere it lists a route.
        below = found.get(at + 1)
        if at not in found and below is not None and below.dated and piece.key in WORDS.over_decision:
            found[at] = Head(Heading.DECISION, piece.content)
    return found


def _key(words: str) -> str:
    return folded(words)[:40]


def _extended(found: Sequence[Candidate], series: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Add what plainly goes on with the series, though its shape alone would not have counted ('8. Eventuelt')."""
    if not series:
        return series
    longer = list(series)
    for candidate in found:
        last = longer[-1]
        likely = candidate.at > last.at and candidate.score > -2
        if likely and candidate.number.follows(last.number):
            longer.append(candidate)
    return tuple(longer)


def _is_compact(series: Sequence[Candidate]) -> bool:
    close = sum(1 for one, two in pairwise(series) if two.at == one.at + 1)
    return len(series) >= 2 and close * 3 >= (len(series) - 1) * 2


def _treated_later(pieces: Sequence[Piece], series: Sequence[Candidate]) -> bool:
    """Whether the items of a compact list come again below it as headings without numbers."""
    titles = {_key(title_words(pieces[candidate.at])) for candidate in series} - {""}
    later = {piece.key[:40] for piece in pieces[series[-1].at + 1 :] if piece.key}
    return len(titles & later) >= 2 and len(titles & later) * 2 >= len(titles)


def _announcing(
    pieces: Sequence[Piece], found: Sequence[Candidate], chosen: Sequence[Start]
) -> list[Candidate]:
    """Return numbered lines before the first item that have the numbers and titles of items: an agenda set first."""
    if not chosen:
        return []
    keys = {_key(title_words(pieces[start.at])) for start in chosen} | {
        piece.key[:40] for start in chosen for piece in (pieces[start.at],)
    }
    orders = {start.number.order for start in chosen if start.number is not None}
    before = [candidate for candidate in found if candidate.at < chosen[0].at]
    same = [
        c
        for c in before
        if _key(title_words(pieces[c.at])) in keys or (c.number.order in orders and _is_compact(before))
    ]
    return same if len(same) * 2 >= len(before) else []


def _sub_items(
    script: Manuscript,
    pieces: Sequence[Piece],
    found: Sequence[Candidate],
    starts: list[Start],
    heads: Mapping[int, Head],
) -> list[Start]:
    """Add items with numbers below an item's own ('2.1 …' inside item 2) where they have the shape of headings."""
    places = [start.at for start in starts]
    added: list[Start] = []
    least = _least_of_parts(found)
    for candidate in found:
        number = candidate.number
        index = bisect_right(places, candidate.at) - 1
        if (
            number.style is not Style.DECIMAL
            or index < 0
            or starts[index].at == candidate.at
            or candidate.score < least
        ):
            continue
        above = starts[index].number
        if above is not None and above.order == number.order and not above.sub:
            added.append(Start(candidate.at, title_of(script, pieces, candidate.at, heads), number))
    return sorted([*starts, *added], key=lambda start: start.at)


def _least_of_parts(found: Sequence[Candidate]) -> float:
    """Return the score that the number of a part needs: less where most of the others plainly are headings."""
    scores = [candidate.score for candidate in found if candidate.number.style is Style.DECIMAL]
    plain = [score for score in scores if score >= _PART]
    rest = [score for score in scores if score < _PART]
    return _LIKE_THE_OTHERS if len(plain) >= max(3 * len(rest), 2) else _PART


def _from_list(script: Manuscript, pieces: Sequence[Piece], listed: Sequence[Candidate]) -> list[Announced]:
    """Return the entries of an agenda that is set before the items as a numbered list."""
    entries: list[Announced] = []
    for candidate in listed:
        piece = pieces[candidate.at]
        start = max(candidate.number.rest, piece.start)
        if start < piece.end:
            entries.append(Announced(Span(start, piece.end), piece.lines, candidate.number))
    return entries


def _announced_titles(
    script: Manuscript, pieces: Sequence[Piece], starts: Sequence[Start], announced: Sequence[Announced]
) -> list[Start]:
    """Give an item the title that the contents announce under its number, where its own line has none or only text.

    'Ad 1. Peter Dam blev valgt.' is what was said under '1. Valg af dirigent'.
    """
    by_number = {entry.number.value.casefold(): entry for entry in announced if entry.number is not None}
    filled: list[Start] = []
    for start in starts:
        number = start.number
        entry = by_number.get(number.value.casefold()) if number is not None else None
        spans = script.spans(entry.title) if entry is not None else ()
        if number is None or entry is None or not spans:
            filled.append(start)
            continue
        piece = pieces[start.at]
        if start.title.missing:
            filled.append(replace(start, title=replace(start.title, spans=spans, missing=False)))
        elif start.title.taken == 1 and _is_text(script, piece, spans):
            rest = Span(number.rest, piece.end)
            filled.append(replace(start, title=replace(start.title, spans=spans, rest=rest)))
        elif start.title.taken == 2 and _is_text(script, pieces[start.at + 1], spans):
            announced_title = title_in(script, entry.title.start, entry.title.end, whole=True)
            filled.append(replace(start, title=announced_title or start.title))
        else:
            filled.append(start)
    return filled


def _is_text(script: Manuscript, piece: Piece, announced: Spans) -> bool:
    """Whether what stands after a number is a sentence that does not say the announced title."""
    concluded = WORDS.concludes.search(piece.words) is not None
    concluded = concluded or piece.key in WORDS.outcomes_alone
    if not piece.words.endswith((".", "!")) or not (
        concluded or len(piece.words.split()) >= _SHORTEST_SENTENCE
    ):
        return False
    said = set(folded(script.text[piece.start : piece.end]).split())
    title = [word for start_, end in announced for word in folded(script.text[start_:end]).split()]
    return sum(word in said for word in title) * 2 <= len(title)


def _with_fronted_numbers(
    script: Manuscript, pieces: Sequence[Piece], starts: Sequence[Start], heads: Mapping[int, Head]
) -> tuple[list[Start], frozenset[int]]:
    """Give items the file numbers that stand on the line before them, where the first item has one there too.

    Returns the items, and the indices of those lines.
    """
    lines: dict[int, int] = {}
    for start in starts:
        head = heads.get(start.at - 1)
        if head is not None and head.role is Heading.CASE_NUMBER and head.rest is not None:
            lines[start.at] = start.at - 1
    if not starts or starts[0].at not in lines or (2 * len(lines) < len(starts) and len(starts) > 2):
        return list(starts), frozenset()
    fronted: list[Start] = []
    for start in starts:
        head = heads.get(lines.get(start.at, -1))
        number = (
            first_case_number(script.text, head.rest, pieces[start.at - 1].end)
            if head and head.rest
            else None
        )
        if number is not None and start.title.case_number is None:
            start = replace(start, title=replace(start.title, case_number=number))
        fronted.append(start)
    return fronted, frozenset(lines.values())


def _is_division(piece: Piece, level: int = 0) -> bool:
    """Whether a piece is a heading over several items; `level` is that of the items' own marked headings."""
    if piece.kind is BlockKind.HEADING and piece.level < level:
        return True
    return (
        piece.key in WORDS.divisions and piece.key not in WORDS.headings and piece.key not in WORDS.documents
    )


def _says_closed(body: Sequence[Piece]) -> bool:
    return len(body) == 1 and body[0].key in WORDS.closed


def _entry(
    script: Manuscript,
    pieces: Sequence[Piece],
    start: Start,
    stop: int,
    number: str,
    closed: bool,
    supplementary: bool,
) -> Entry:
    opening = pieces[start.at]
    body = tuple(without_breaks(script, start.title, pieces[min(start.at + start.title.taken, stop) : stop]))
    last = body[-1] if body else pieces[min(start.at + start.title.taken, stop) - 1]
    return Entry(
        number, start.number.order if start.number else 0, start.title,
        (start.number.span,) if start.number else (), opening, body,
        Span(opening.lines[0].raw.start, last.span.end),
        closed or start.title.closed or _says_closed(body), supplementary or start.title.supplementary,
    )  # fmt: skip


def _entries(
    script: Manuscript, pieces: Sequence[Piece], starts: Sequence[Start], fronted: frozenset[int]
) -> tuple[list[Entry], list[Piece]]:
    """Return the items with their pieces, and the headings between them. `fronted` are lines that belong to no item."""
    entries: list[Entry] = []
    divisions: list[Piece] = []
    closed = supplementary = False
    used = {start.number.value for start in starts if start.number is not None}
    free = 0
    edges = [*[start.at for start in starts], len(pieces)]
    for piece in pieces[: edges[0]]:
        if _is_division(piece):
            closed = piece.key in WORDS.closed
            supplementary = piece.key in WORDS.supplementary
    level = min(
        (pieces[start.at].level if pieces[start.at].kind is BlockKind.HEADING else 0 for start in starts),
        default=0,
    )
    for index, start in enumerate(starts):
        stop = trailing = edges[index + 1]
        first = start.at + start.title.taken
        if trailing - 1 in fronted and trailing - 1 >= first:
            stop = trailing = trailing - 1
        while index + 1 < len(starts) and trailing > first and _is_division(pieces[trailing - 1], level):
            trailing -= 1
        if start.number is not None:
            number = start.number.value
        else:
            free += 1
            while str(free) in used:
                free += 1
            number = str(free)
        entries.append(_entry(script, pieces, start, trailing, number, closed, supplementary))
        for piece in pieces[trailing:stop]:
            divisions.append(piece)
            closed = piece.key in WORDS.closed
            supplementary = piece.key in WORDS.supplementary
    return entries, divisions


def _from_rows(
    script: Manuscript, pieces: Sequence[Piece], announced: Sequence[Announced], heads: Mapping[int, Head]
) -> Outline | None:
    """Return the outline of minutes that are a table, or None if no table holds items."""
    tables, rows = row_items(script, pieces)
    if len(rows) < 2:
        return None
    printed = [
        script.text[row.number.start : row.number.end].strip(" .)") if row.number else "" for row in rows
    ]
    free = iter(number for number in map(str, range(1, 2 * len(rows) + 1)) if number not in printed)
    entries: list[Entry] = []
    found = {pieces[at].start: head for at, head in heads.items()}
    for row, number in zip(rows, printed, strict=True):
        found.update(row.heads)
        spans = (row.number,) if row.number is not None else ()
        line = row.opening.lines[0]
        entries.append(
            Entry(
                number or next(free),
                len(entries) + 1,
                row.title,
                spans,
                row.opening,
                row.pieces,
                line.raw,
                row.title.closed,
                row.title.supplementary,
                row.responsible,
                row.due,
            )
        )
    between = [piece for at, piece in enumerate(pieces[tables[0] :], tables[0]) if at not in tables]
    return Outline(
        tuple(pieces[: tables[0]]), tuple(entries), tuple(announced), frozenset(), (), found, tuple(between)
    )


def outline(script: Manuscript, pieces: Sequence[Piece], announced: Sequence[Announced]) -> Outline:
    """Return the outline of the document whose pieces (without the lines of its contents) these are."""
    heads = _heads(script, pieces)
    keys = frozenset(_key(script.text[entry.title.start : entry.title.end]) for entry in announced) - {""}
    found = candidates(pieces, heads, keys)
    series = _extended(found, best_series(found))
    listed: list[Candidate] = []
    if series and _is_compact(series) and _treated_later(pieces, series):
        listed, series = list(series), ()
    starts = [Start(c.at, title_of(script, pieces, c.at, heads), c.number) for c in series]
    if starts:
        listed = _announcing(pieces, found, starts)
        starts = _sub_items(script, pieces, found, starts, heads)
    in_table = _from_rows(script, pieces, announced, heads)
    if in_table is not None and len(in_table.entries) >= len(starts):
        return in_table
    contents = [*announced, *_from_list(script, pieces, listed)]
    announcing = {pieces[candidate.at].start for candidate in listed}
    if not starts:
        free = [piece if piece.start not in announcing else replace(piece, key="") for piece in pieces]
        starts = unnumbered(script, free, heads, contents)
    starts = _announced_titles(script, pieces, starts, contents)
    by_start = {pieces[at].start: head for at, head in heads.items()}
    if not starts:
        return Outline(tuple(pieces), (), tuple(contents), frozenset(announcing), (), by_start)
    head = [piece for piece in pieces[: starts[0].at] if piece.start not in announcing]
    starts, fronted = _with_fronted_numbers(script, pieces, starts, heads)
    entries, divisions = _entries(script, pieces, starts, fronted)
    return Outline(
        tuple(head), tuple(entries), tuple(contents), frozenset(announcing), tuple(divisions), by_start
    )
