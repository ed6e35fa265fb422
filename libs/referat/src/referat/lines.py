"""The lines of a document: where their words are, and what their shape and the format say about them.

Nothing is joined and nothing is given a meaning here. What must be left out when a line is quoted (white space,
the characters of Markdown, a list's marker) is found here, so that no other module looks at it again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from referat.danish.words import WORDS
from referat.source import Mark, MarkKind, SourceText, Span


class MarkerKind(StrEnum):
    """The kind of thing that can stand before the words of a list item."""

    BULLET = "bullet"
    NUMBER = "number"
    LETTER = "letter"
    ROMAN = "roman"


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before the words of a list item: '-', '1.', 'a)'. `value` is without punctuation."""

    kind: MarkerKind
    span: Span
    text: str
    value: str


class Line(NamedTuple):
    """A line with something on it. A tuple, because a document has thousands of them.

    `number` counts the lines; `raw` is the whole line without its end; `start`, `end` the words without marker and outer markup; `words` the
    words as one string, without any markup. `gap` is the number of blank lines before it, `indent` its column.
    """

    number: int  # from 0, furniture among them
    raw: Span
    start: int
    end: int
    words: str
    indent: int
    gap: int
    marker: Marker | None = None
    level: int = 0  # of a heading that the format marks, from 1
    bold: bool = False
    table: int = 0  # which marked table it belongs to, 0 for none
    item: bool = False  # the format says that a list item begins here
    label_end: int = 0  # where a label that the format marks ends, 0 for none
    furniture: bool = False
    plain: bool = True  # the words stand in the text without markup between them
    starts_page: bool = False


_CONTENT = re.compile(r"\S")
_MARKER = re.compile(
    r"(?P<bullet>[-–—•●▪■◦○·*+►▶➢➤✓❖‣⁃→⇒➔\uf0b7\uf0a7\uf0d8]|o(?=[ \t]+\w))[ \t]+(?=\S)"
    r"|(?P<number>\(?\d{1,3}[a-zæøå]?(?:\.\)|[.)]))(?:[ \t]+(?=\S)|(?=[A-ZÆØÅ]))"
    r"|(?P<letter>\(?[a-zæøå](?:\.\)|[.)])|\(?[A-ZÆØÅ]\))[ \t]+(?=\S)"
    r"|(?P<roman>\(?(?:[ivx]{2,5}|[IVX]{1,6})[.)])[ \t]+(?=\S)"
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_PUNCTUATION = "().[]"
_AFTER_LETTER = (".", ")")


def intervals(marks: Iterable[Mark], kind: MarkKind, length: int) -> list[Span]:
    """Return the merged, sorted intervals of one kind of mark, cut to the text."""
    merged: list[Span] = []
    for mark in sorted(mark for mark in marks if mark.kind is kind):
        start, end = max(mark.start, 0), min(mark.end, length)
        if start >= end:
            continue
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, end))
        else:
            merged.append(Span(start, end))
    return merged


def without(span: Span, left_out: Sequence[Span], starts: Sequence[int]) -> list[Span]:
    """Return the parts of `span` that no interval of `left_out` covers; `starts` are their starts."""
    start, end = span
    first = max(bisect_right(starts, start) - 1, 0)
    parts: list[Span] = []
    for interval in left_out[first : bisect_left(starts, end)]:
        if interval.end <= start:
            continue
        if interval.start > start:
            parts.append(Span(start, interval.start))
        start = max(start, interval.end)
    if start < end:
        parts.append(Span(start, end))
    return parts


def marker_at(text: str, start: int, end: int) -> Marker | None:
    """Return the list marker at `start`, unless it is an ordinal ('1. halvår') or the start of a date."""
    first = text[start : start + 1]
    if first.isalpha() and text[start + 1 : start + 2] not in _AFTER_LETTER and first not in "oivxIVX\uf0b7":
        return None
    match = _MARKER.match(text, start, end)
    if match is None:
        return None
    name = match.lastgroup or "bullet"
    printed = match.group(name)
    if name == "number" and printed.endswith("."):
        word = _FIRST_WORD.match(text, match.end(), min(end, match.end() + 40))
        if word is not None and word.group()[0].islower() and word.group() in WORDS.ordinals:
            return None
    if name == "letter" and printed == "d." and text[match.end() : match.end() + 1].isdigit():
        return None  # 'd. 11. maj 2026' at the beginning of a line
    value = printed if name == "bullet" else printed.strip(_PUNCTUATION)
    return Marker(MarkerKind(name), Span(match.start(name), match.end(name)), printed, value)


@dataclass(frozen=True, slots=True)
class _Marked:
    """What the marks of a format say, by line."""

    markup: list[Span]
    markup_starts: list[int]
    bold: list[Span]
    bold_starts: list[int]
    level: dict[int, int]
    table: dict[int, int]
    item: frozenset[int]
    label: dict[int, int]
    furniture: frozenset[int]

    def touches(self, raw: Span) -> bool:
        """Whether a line has anything in it that is markup or bold."""
        for spans, starts in ((self.markup, self.markup_starts), (self.bold, self.bold_starts)):
            after = bisect_left(starts, raw.end)
            if after and spans[after - 1].end > raw.start:
                return True
        return False


def _marked(source: SourceText, line_starts: Sequence[int]) -> _Marked:
    length = len(source.text)
    level: dict[int, int] = {}
    table: dict[int, int] = {}
    label: dict[int, int] = {}
    item: set[int] = set()
    furniture: set[int] = set()
    for number, mark in enumerate(source.marks, start=1):
        if mark.kind in (MarkKind.MARKUP, MarkKind.BOLD, MarkKind.CELL_LINE) or mark.start >= mark.end:
            continue
        first = max(bisect_right(line_starts, mark.start) - 1, 0)
        last = max(bisect_left(line_starts, mark.end), first + 1)
        if mark.kind is MarkKind.LIST_ITEM:
            item.add(first)
        elif mark.kind is MarkKind.LABEL:
            label[first] = mark.end
        elif mark.kind is MarkKind.HEADING:
            level.update((line, mark.level or 1) for line in range(first, last))
        elif mark.kind is MarkKind.TABLE:
            table.update((line, number) for line in range(first, last) if line not in table)
        elif mark.kind is MarkKind.FURNITURE:
            furniture.update(range(first, last))
    markup = intervals(source.marks, MarkKind.MARKUP, length)
    bold = intervals(source.marks, MarkKind.BOLD, length)
    return _Marked(
        markup, [span.start for span in markup], bold, [span.start for span in bold],
        level, table, frozenset(item), label, frozenset(furniture),
    )  # fmt: skip


def _skip(
    text: str, position: int, end: int, marked: _Marked, *, in_table: bool
) -> tuple[int, Marker | None]:
    """Step over white space, markup and a list marker at the beginning of a line."""
    marker: Marker | None = None
    while position < end:
        content = _CONTENT.search(text, position, end)
        if content is None:
            return end, marker
        position = content.start()
        if marker is None and not in_table:
            marker = marker_at(text, position, end)
            if marker is not None:
                position = marker.span.end
                continue
        index = bisect_right(marked.markup_starts, position) - 1
        if index >= 0 and marked.markup[index].end > position:
            position = marked.markup[index].end
            continue
        break
    return min(position, end), marker


def _is_bold(parts: Sequence[Span], text: str, marked: _Marked) -> bool:
    if not marked.bold or not parts:
        return False
    rest = [part for span in parts for part in without(span, marked.bold, marked.bold_starts)]
    return not any(text[start:end].strip(" \t*_:.") for start, end in rest)


def read_lines(source: SourceText) -> tuple[Line, ...]:
    """Return the lines of `source` that have something on them, in order."""
    text = source.text
    line_starts = [0]
    line_starts.extend(match.end() for match in re.finditer("\n", text))
    marked = _marked(source, line_starts)
    pages = set(source.pages)
    lines: list[Line] = []
    gap, new_page = 0, True
    for number, start in enumerate(line_starts):
        end = line_starts[number + 1] - 1 if number + 1 < len(line_starts) else len(text)
        new_page = new_page or start in pages
        words = text[start:end].strip()
        if not words:
            gap += 1
            continue
        line = _line(len(lines), number, Span(start, end), text, marked, gap, new_page)
        lines.append(_unmarked(text, lines[-1], line) if lines and not gap and line.marker else line)
        gap, new_page = 0, False
    return tuple(lines)


def _unmarked(text: str, before: Line, line: Line) -> Line:
    """Return a line without its marker, where that belongs to the words on the line before.

    'i uge / 49. Bo oplyste, at …', 'Lone Dam (HK / - afbud)'.
    """
    if line.marker is None or line.item or not line.plain:
        return line
    number = line.marker.kind is MarkerKind.NUMBER and WORDS.before_number.search(before.words)
    opened = before.words.rpartition("(")[2] if "(" in before.words else ")"
    if not number and (")" in opened or ")" not in line.words.partition("(")[0]):
        return line
    start = line.marker.span.start
    return line._replace(marker=None, start=start, words=text[start : line.end])


def _line(index: int, number: int, raw: Span, text: str, marked: _Marked, gap: int, new_page: bool) -> Line:
    piece = text[raw.start : raw.end]
    indent = len(piece) - len(piece.lstrip())
    if not (marked.touches(raw) if marked.markup or marked.bold else False):
        start = raw.start + indent
        marker = marker_at(text, start, raw.end)
        if marker is not None and (piece.count("\t") > 1 or number in marked.table):
            marker = None  # the first cell of a row
        if marker is not None:
            start = _after_space(text, marker.span.end, raw.end)
        words = text[start : raw.end].rstrip()
        end, plain, bold = start + len(words), True, False
    else:
        start, marker = _skip(text, raw.start, raw.end, marked, in_table=number in marked.table)
        stripped = text[start : raw.end].rstrip()
        parts = without(Span(start, start + len(stripped)), marked.markup, marked.markup_starts)
        plain, bold = len(parts) <= 1, _is_bold(parts, text, marked)
        start, end = (parts[0].start, parts[-1].end) if parts else (start, start + len(stripped))
        words = "".join(text[part.start : part.end] for part in parts).strip()
    return Line(
        index, raw, start, end, words, indent, gap, marker, marked.level.get(number, 0), bold,
        marked.table.get(number, 0), number in marked.item, marked.label.get(number, 0), number in marked.furniture,
        plain, new_page,
    )  # fmt: skip


def _after_space(text: str, start: int, end: int) -> int:
    content = _CONTENT.search(text, start, end)
    return content.start() if content is not None else end
