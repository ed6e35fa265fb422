"""A text without what may not be read, and where its other words now stand. Pure: no database."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from roedtraad.documents.contacts import RUN, without

Region = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MaskedText:
    """What a viewer reads of `source[start:end]`: each hidden stretch is one run of constant width.

    `hidden` are the hidden stretches in offsets of the source, sorted, neither overlapping nor touching.
    """

    text: str
    start: int
    end: int
    hidden: tuple[Region, ...]
    _removed: tuple[int, ...]  # how much shorter the text is after the n-th hidden stretch

    @property
    def is_whole(self) -> bool:
        """Return whether nothing was hidden."""
        return not self.hidden

    def offset(self, place: int) -> int:
        """Return where a place of the source stands in `text`; inside a hidden stretch: the beginning of its run."""
        place = min(max(place, self.start), self.end)
        before = bisect_right(self.hidden, (place, -1))
        shift = self._removed[before - 1] if before else 0
        if before and place < self.hidden[before - 1][1]:
            shift = self._removed[before - 2] if before > 1 else 0
            place = self.hidden[before - 1][0]
        return place - self.start - shift

    def spans(self, spans: Iterable[Region]) -> tuple[Region, ...]:
        """Return where spans of the source stand in `text`; those outside it are left out, cut ones take the whole run."""
        placed: list[Region] = []
        for start, end in spans:
            start, end = max(start, self.start), min(end, self.end)
            if start < end:
                placed.append((self.offset(start), self._after(end)))
        return tuple(placed)

    def _after(self, end: int) -> int:
        """Return the end in `text` of a span that ends before `end`."""
        before = bisect_right(self.hidden, (end - 1, self.end))
        if before and end <= self.hidden[before - 1][1]:
            return self.offset(self.hidden[before - 1][0]) + len(RUN)
        return self.offset(end - 1) + 1


def mask(source: str, hidden: Iterable[Region], *, start: int = 0, end: int | None = None) -> MaskedText:
    """Return the text over `[start, end)` without the hidden stretches; `source` is the whole text."""
    end = len(source) if end is None else end
    return mask_piece(source[start:end], hidden, start=start)


def mask_piece(piece: str, hidden: Iterable[Region], *, start: int) -> MaskedText:
    """Return the same for a piece that was cut out of the whole text at `start`."""
    end = start + len(piece)
    regions = merged((max(first, start), min(last, end)) for first, last in hidden)
    parts: list[str] = []
    place = start
    for first, last in regions:
        parts += [piece[place - start : first - start], RUN]
        place = last
    parts.append(piece[place - start :])
    removed = tuple(accumulate(last - first - len(RUN) for first, last in regions))
    return MaskedText("".join(parts), start, end, regions, removed)


def merged(regions: Iterable[Region]) -> tuple[Region, ...]:
    """Return the regions sorted, those that overlap or touch joined, empty ones left out."""
    joined: list[Region] = []
    for start, end in sorted(region for region in regions if region[0] < region[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def hide(text: str, words: Iterable[str]) -> str:
    """Return the text with contact data, CPR numbers and these stretches of words replaced by runs of blocks.

    White space in a stretch stands for any white space. One that the text does not have as a whole (a record has
    lost the markers of a list) is hidden line by line. Upper and lower case are told apart.
    """
    for stretch in sorted(words, key=len, reverse=True):
        text, found = re.subn(_spaced(stretch), RUN, text) if stretch.split() else (text, 1)
        if not found:
            lines = [line for line in map(_bare, stretch.split("\n")) if len(line) > 1]
            text = re.sub("|".join(map(_spaced, lines)), RUN, text) if lines else text
    return without(text)


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _bare(line: str) -> str:
    """Return a line without white space at its ends and the marker of a list."""
    return re.sub(r"^(?:[-–•*o]|\d{1,2}[.)])\s+", "", line.strip())


ANCHOR = 40  # letters by which the beginning and the end of a long stretch are known again


def same_words(text: str, words: str) -> tuple[Region, ...]:
    """Return where the words stand in another reading of the same document, whatever its white space.

    A long stretch of which something inside was read in another way is found by its beginning and its end, if each
    stands once and about as far apart as before. Nothing is returned where the words are not found.
    """
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    letters = "".join(text.split())
    wanted = "".join(words.split())
    if not wanted:
        return ()
    found: list[Region] = []
    at = letters.find(wanted)
    while at >= 0:
        found.append((places[at], places[at + len(wanted) - 1] + 1))
        at = letters.find(wanted, at + len(wanted))
    if found or len(wanted) < 3 * ANCHOR:
        return merged(found)
    first, last = wanted[:ANCHOR], wanted[-ANCHOR:]
    begins, ends = letters.find(first), letters.rfind(last) + ANCHOR
    once = letters.count(first) == 1 and letters.count(last) == 1
    if once and 0.8 <= (ends - begins) / len(wanted) <= 1.25:
        return ((places[begins], places[ends - 1] + 1),)
    return ()
