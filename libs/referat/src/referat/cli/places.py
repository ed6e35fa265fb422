"""Where an offset lies, as a person counts: page, and line on that page."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from referat.source import SourceText


class Place(NamedTuple):
    """A page and a line on it, both from 1."""

    page: int
    line: int


class Places:
    """Looks up offsets in one text: built once in linear time, then logarithmic for each look-up."""

    def __init__(self, source: SourceText) -> None:
        lines = source.text.split("\n")
        self._lines = [0, *accumulate(len(line) + 1 for line in lines[:-1])]
        self._pages = source.pages or (0,)
        self.pages = len(self._pages)

    def of(self, offset: int) -> Place:
        """Return the page of the offset and the line on that page; in a format without pages, of the text."""
        page = max(bisect_right(self._pages, offset), 1)
        first = bisect_right(self._lines, self._pages[page - 1])
        return Place(page, max(bisect_right(self._lines, offset), first) - first + 1)
