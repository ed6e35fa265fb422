"""The text of one document, as a reader hands it to the parser: one string, and what the file said about its shape.

A reader decides nothing about the meaning of the text. It gives the words in reading order, says where the
pages begin, and passes on what the format knows (this line is a heading, this is a cell of a table).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open interval of code points in `SourceText.text`."""

    start: int
    end: int


Spans = tuple[Span, ...]


class MarkKind(StrEnum):
    """What a file format can say about a stretch of its text."""

    HEADING = "heading"  # `level` is 1 for the outermost
    LIST_ITEM = "list_item"  # a whole line with its marker; `level` is 0 for the outermost list
    TABLE = "table"  # whole lines; a row is a line, its cells stand between tabs
    CELL_LINE = (
        "cell_line"  # a line or paragraph of a cell that has several; in the text they follow each other
    )
    BOLD = "bold"
    MARKUP = "markup"  # characters that belong to the format and not to the words: `**`, `#`, a list's marker
    FURNITURE = "furniture"  # running header or footer, page number, navigation of a web page
    LABEL = "label"  # the name of a field, such as a <dt>, a <th> beside its value, a labelled form field
    FOOTNOTE = "footnote"


class Mark(NamedTuple):
    """One thing that the format said about `text[start:end]`. Marks are sorted and may nest."""

    start: int
    end: int
    kind: MarkKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as text.

    `text` has no carriage returns; lines end in `\\n`; words hyphenated at the end of a line are whole again.
    All offsets, here and in `Minutes`, are code points into `text`.
    `pages` holds the offset at which each page begins (the first is 0); a format without pages has one.
    `sha256` is of the bytes that were read; `media_type` names the reader that read them.
    """

    text: str
    media_type: str = "text/plain"
    pages: tuple[int, ...] = (0,)
    marks: tuple[Mark, ...] = ()
    filename: str | None = None
    sha256: str | None = None
    problems: tuple[tuple[str, str], ...] = field(default=())  # (code, Danish sentence)

    def page_of(self, offset: int) -> int:
        """Return the number of the page (from 1) on which the offset lies."""
        low, high = 0, len(self.pages)
        while low < high:
            middle = (low + high) // 2
            if self.pages[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return max(low, 1)

    def line_of(self, offset: int) -> int:
        """Return the number of the line (from 1) on which the offset lies."""
        return self.text.count("\n", 0, max(offset, 0)) + 1


_WHITE = re.compile(r"\s+")


def quoted(text: str, spans: Iterable[Span]) -> str:
    """Return the words of `text` over `spans`: white space folded to single spaces.

    Two spans with white space between them in the text are joined by a space; two spans between which only
    markup was left out (`”*Afprøve*”`) are joined directly. This is the law that every value in `Minutes` obeys.
    """
    parts: list[str] = []
    last: int | None = None
    for start, end in spans:
        if last is not None and (start < last or _WHITE.search(text, last, start)):
            parts.append(" ")
        parts.append(text[start:end])
        last = end
    return " ".join("".join(parts).split())
