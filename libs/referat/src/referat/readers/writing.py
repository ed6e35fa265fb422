"""Writes the blocks of a document, one after the other, into one text with marks. Used by every format with structure.

A paragraph or heading has a blank line around it. Items of a list, rows of a table and fields follow line by line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from typing import NamedTuple

from referat.readers import refusals
from referat.readers.letters import clean
from referat.readers.limits import MAX_CELLS, MAX_CHARACTERS
from referat.readers.shapes import LONGEST_LABEL, is_figure
from referat.source import Mark, MarkKind, SourceText

_WHITE = re.compile(r"[ \t\r\n\f]+")
_BLANKS = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")  # looked for once in a run of spaces, not from each of them
_INDENT = "  "
_DEEPEST_LIST = 9


class _Run(NamedTuple):
    text: str
    kind: MarkKind | None


class Inline:
    """The text of one block, put together run by run. `folding`: runs of white space count as one space, as in HTML."""

    def __init__(self, *, folding: bool = False) -> None:
        self._folding = folding
        self._runs: list[_Run] = []
        self._ends_in_space = True
        self._pages: list[int] = []  # runs that begin a page

    def add(self, text: str, *, kind: MarkKind | None = None, verbatim: bool = False) -> None:
        """Add text; `kind` is what the format says about it; `verbatim` keeps its line breaks where white space folds."""
        if not text:
            return
        text = clean(text)
        if self._folding and not verbatim:
            text = _WHITE.sub(" ", text)
            if self._ends_in_space:
                text = text.lstrip(" ")
        if text:
            self._ends_in_space = text[-1] in " \n\t"
            self._runs.append(_Run(text, kind))

    def extend(self, other: Inline) -> None:
        """Add what is in another inline text."""
        self._pages += [len(self._runs) + at for at in other._pages]
        self._runs += other._runs
        self._ends_in_space = other._ends_in_space

    def break_line(self) -> None:
        """Begin a new line in the same block."""
        self._runs.append(_Run("\n", None))
        self._ends_in_space = True

    def tab(self) -> None:
        """Go to the next tab stop."""
        self._runs.append(_Run("\t", None))
        self._ends_in_space = True

    def begin_page(self) -> None:
        """Let what is added next be the first of a page."""
        self._pages.append(len(self._runs))

    def __bool__(self) -> bool:
        """Return whether there is anything but white space in it."""
        return any(not run.text.isspace() for run in self._runs)

    @property
    def has_page(self) -> bool:
        """Return whether a page begins in it."""
        return bool(self._pages)

    @property
    def last(self) -> str:
        """Return the last character, '' if there is none."""
        return self._runs[-1].text[-1:] if self._runs else ""

    @property
    def text(self) -> str:
        """Return the text as one line."""
        return _WHITE.sub(" ", "".join(run.text for run in self._runs)).strip()

    @property
    def is_bold(self) -> bool:
        """Return whether all of its words are bold."""
        return bool(self) and all(run.kind is MarkKind.BOLD or run.text.isspace() for run in self._runs)

    def lines(self) -> list[tuple[int, int]]:
        """Return where each line with words begins and ends in the text before white space is folded."""
        found: list[tuple[int, int]] = []
        start = 0
        for line in "".join(run.text for run in self._runs).split("\n"):
            words = line.strip()
            if words:
                begin = start + line.index(words)
                found.append((begin, begin + len(words)))
            start += len(line) + 1
        return found

    def laid(self, *, folded: bool = False, by_line: bool = False) -> tuple[str, list[Mark], list[int]]:
        """Return the text, its marks and the places in it where a page begins. `folded`: as one line.

        `by_line`: several lines are marked, because folding loses their ends.
        """
        starts = [0]
        marks: list[Mark] = []
        for text, kind in self._runs:
            starts.append(starts[-1] + len(text))
            if kind is not None and not text.isspace():
                _extend(marks, starts[-2], starts[-1], kind)
        pages = [starts[at] for at in self._pages]
        whole = "".join(run.text for run in self._runs)
        kept, moved = _squeezed(whole, _WHITE if folded else _BLANKS, " " if folded else "\n")
        lines = self.lines() if by_line else []
        marks += [Mark(start, end, MarkKind.CELL_LINE) for start, end in lines if len(lines) > 1]
        fitted = [mark._replace(start=moved(mark.start), end=moved(mark.end)) for mark in marks]
        return kept, [mark for mark in fitted if mark.start < mark.end], [moved(place) for place in pages]


def _squeezed(text: str, pattern: re.Pattern[str], replacement: str) -> tuple[str, Callable[[int], int]]:
    """Return the text with each match replaced and white space cut off, and where each of its places is after that."""
    parts: list[str] = []
    ends: list[int] = [0]  # places in the old text after which …
    shifts: list[int] = [0]  # … a place is this much earlier in the new one
    last = 0
    for match in pattern.finditer(text):
        if match.group() != replacement:
            parts += (text[last : match.start()], replacement)
            last = match.end()
            ends.append(last)
            shifts.append(shifts[-1] + len(match.group()) - len(replacement))
    parts.append(text[last:])
    whole = "".join(parts)
    kept = whole.strip(" \n")
    lead = len(whole) - len(whole.lstrip(" \n"))

    def moved(place: int) -> int:
        return min(max(place - shifts[bisect_right(ends, place) - 1] - lead, 0), len(kept))

    return kept, moved


def _extend(marks: list[Mark], start: int, end: int, kind: MarkKind) -> None:
    """Add a mark, or make the last one longer where it is of the same kind and ends here."""
    if marks and marks[-1].kind is kind and marks[-1].end == start:
        marks[-1] = marks[-1]._replace(end=end)
    else:
        marks.append(Mark(start, end, kind))


class _Block(Enum):
    NOTHING = "nothing"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    FIELD = "field"
    CONTENTS = "contents"


class Writer:
    """The text so far. Blocks without words write nothing."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._pages = [0]
        self._page_begins = False
        self._last = _Block.NOTHING
        self._aside = 0
        self._cells = 0

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was written yet."""
        return not self._parts

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Write what is not the text itself: headers, footers, navigation."""
        self._aside += 1
        try:
            yield
        finally:
            self._aside -= 1

    def begin_page(self) -> None:
        """Let the next block be the first of a page."""
        self._page_begins = bool(self._parts)

    def paragraph(self, inline: Inline, *, kind: MarkKind | None = None, level: int = 0) -> None:
        """Write a block of its own: a paragraph, or with `kind` a heading or a note."""
        self._write(inline, _Block.PARAGRAPH, kind, level, folded=kind is MarkKind.HEADING)

    def item(self, marker: str, inline: Inline, *, level: int = 0) -> None:
        """Write an item of a list with the marker that its reader sees."""
        level = min(level, _DEEPEST_LIST)
        lead = _INDENT * level + (marker + " " if marker else "")
        self._write(inline, _Block.ITEM, MarkKind.LIST_ITEM, level, lead=lead)

    def contents(self, inline: Inline) -> None:
        """Write a line of a table of contents."""
        self._write(inline, _Block.CONTENTS)

    def field(self, label: Inline, value: Inline) -> None:
        """Write 'label: value', with the label marked."""
        name = label.text.rstrip(" :")
        if not name or not value:
            self.paragraph(label)
            self.paragraph(value)
            return
        self._write(value, _Block.FIELD, None, lead=name + ": ", label=len(name))

    def table(self, rows: Sequence[Sequence[Inline]]) -> None:
        """Write a table: a line for each row, tabs between the cells, every cell on one line.

        Rows that are a name in bold and a value are fields, and written as such.
        """
        self._cells += sum(map(len, rows))
        if self._cells > MAX_CELLS:
            raise refusals.too_large("Dokumentet har flere tabelceller, end et referat kan have")
        kept = [row for row in rows if any(row)]
        if not kept:
            return
        if _are_fields(kept):
            for label, value in kept:
                self.field(label, value)
            return
        self._separate(_Block.PARAGRAPH)
        start = self._length
        for number, row in enumerate(kept):
            for column, cell in enumerate(row):
                if column or number:
                    self._append("\t" if column else "\n")
                self._put(cell, folded=True, without_tabs=True)
        self._mark(start, MarkKind.FURNITURE if self._aside else MarkKind.TABLE)
        self._last = _Block.ROW

    def source(self, *, media_type: str, problems: Sequence[tuple[str, str]] = ()) -> SourceText:
        """Return what was written.

        Raises:
            ReadError: `no_text`.
        """
        text = "".join(self._parts)
        if not text.strip():
            raise refusals.no_text()
        marks = sorted(self._marks, key=lambda mark: (mark.start, -mark.end))
        return SourceText(
            text=text,
            media_type=media_type,
            pages=tuple(self._pages),
            marks=tuple(marks),
            problems=tuple(problems),
        )

    def _write(
        self,
        inline: Inline,
        block: _Block,
        kind: MarkKind | None = None,
        level: int = 0,
        *,
        folded: bool = False,
        lead: str = "",
        label: int = 0,
    ) -> None:
        if not inline:
            if inline.has_page:
                self.begin_page()
            return
        self._separate(block)
        start = self._length
        if lead:
            self._append(lead)
        self._put(inline, folded=folded)
        if self._length == start + len(lead) and not lead.strip():
            return
        if label:
            self._marks.append(Mark(start, start + label, MarkKind.LABEL))
        if self._aside:
            self._mark(start, MarkKind.FURNITURE)
        elif kind is not None:
            self._mark(start, kind, level)
        self._last = block

    def _put(self, inline: Inline, *, folded: bool = False, without_tabs: bool = False) -> None:
        text, marks, pages = inline.laid(folded=folded, by_line=without_tabs)
        if without_tabs:
            text = text.replace("\t", " ")
        self._pages += [
            self._length + place for place in pages if place < len(text) and self._length + place > 0
        ]
        self._marks += [
            mark._replace(start=mark.start + self._length, end=mark.end + self._length) for mark in marks
        ]
        self._append(text)
        if any(place >= len(text) for place in pages):
            self.begin_page()

    def _separate(self, block: _Block) -> None:
        if self._parts:
            close = block is self._last and block is not _Block.PARAGRAPH
            self._append("\n" if close else "\n\n")
        if self._page_begins:
            self._pages.append(self._length)
            self._page_begins = False

    def _mark(self, start: int, kind: MarkKind, level: int = 0) -> None:
        if start < self._length:
            self._marks.append(Mark(start, self._length, kind, level))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > MAX_CHARACTERS:
            raise refusals.too_large("Dokumentet har mere tekst, end et referat kan have")


def _are_fields(rows: Sequence[Sequence[Inline]]) -> bool:
    """Return whether the rows are names in bold beside values that are not."""
    if any(len(row) != 2 or not row[0].is_bold or not row[1] or row[1].is_bold for row in rows):
        return False
    if any(len(label.text) > LONGEST_LABEL for label, _ in rows):
        return False
    return sum(is_figure(value.text) for _, value in rows) * 2 < len(rows)
