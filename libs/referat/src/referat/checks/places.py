"""Where in the minutes something stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from referat.danish.amounts import FoundAmount, find_amounts
from referat.danish.dates import FoundTime, find_times
from referat.danish.sentences import sentences
from referat.model import Item, Minutes
from referat.source import Span

_REACH = 500  # characters


@dataclass(frozen=True, slots=True)
class Places:
    """The items in the order of the text, to be asked for the item at an offset."""

    items: tuple[Item, ...]
    starts: tuple[int, ...]

    def item_at(self, offset: int) -> Item | None:
        """Return the item whose span holds the offset."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0 or offset >= self.items[index].span.end:
            return None
        return self.items[index]

    def number_at(self, offset: int) -> str | None:
        """Return the number of the item at the offset; None for the document as a whole."""
        item = self.item_at(offset)
        return None if item is None else item.number


def places_of(minutes: Minutes) -> Places:
    """Return the places of the items of the minutes."""
    items = tuple(sorted(minutes.items, key=lambda item: item.span))
    return Places(items, tuple(item.span.start for item in items))


@lru_cache(maxsize=1)
def times_in(text: str) -> tuple[FoundTime, ...]:
    """Return all expressions of time in the text. The last answer is kept, since several checks ask for it."""
    return tuple(find_times(text))


@lru_cache(maxsize=1)
def amounts_in(text: str) -> tuple[FoundAmount, ...]:
    """Return all amounts in the text. The last answer is kept, since several checks ask for it."""
    return tuple(find_amounts(text))


def line_around(text: str, span: Span) -> Span:
    """Return the line, or lines, that the span stands on; of a longer line five hundred characters on either side."""
    low, high = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    start, end = text.rfind("\n", low, span.start), text.find("\n", span.end, high)
    return Span(low if start < 0 else start + 1, high if end < 0 else end)


def sentence_around(text: str, span: Span) -> Span:
    """Return the sentence that the span begins in, looked for between empty lines or within five hundred characters."""
    low = max(0, span.start - _REACH)
    gap = text.rfind("\n\n", low, span.start)
    start = low if gap < 0 else gap + 2
    end = text.find("\n\n", span.end, span.end + _REACH)
    end = min(len(text), span.end + _REACH) if end < 0 else end
    for sentence in sentences(text, start, end):
        if sentence.start <= span.start < sentence.end:
            return sentence
    return span
