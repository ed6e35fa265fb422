"""The stretches of text on one page that belong together in a line: a line of prose, or one cell of a row.

pdfium joins everything that stands at one height into a line, with single spaces. Here it is taken apart again
where the gap is wider than a space between words.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from referat.readers.pdf.glyphs import PageGlyphs, Word

_LINES = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_WIDE_GAP = 0.42  # of the line's height: wider than a space in a line that is not spread out
_SPREAD = 1.8  # a gap this much wider than the line's narrow ones is no space between words
_CLOSE = 0.1  # of the height: what is nearer is no space at all
_EVEN = 0.15  # of the height: gaps that differ less are those of a justified line
_FEW_WORDS = 5  # lines this short are always measured word by word
MARKER = re.compile(  # of a list item
    r"(?:[-–—•·*o▪■□●○‣◦⁃➢✓\uf0b7\uf0a7\uf0d8]|\(?\d{1,3}[.)]|\(?[a-zæøåA-ZÆØÅ][.)]|[ivxIVX]{1,5}[.)])(?!\S)"
)
_LEADERS = re.compile(r"(?:\. ){4}|\.{5}|…{2}|(?:_ ?){5}")


@dataclass(slots=True, eq=False)
class Fragment:
    """Text on one line without a wide gap in it: `ranges` of the page's characters, a space between two of them.

    `first_x1` is where the first word ends.
    """

    ranges: list[tuple[int, int]]
    x0: float
    x1: float
    top: float
    bottom: float
    first_x1: float
    order: int = 0  # where it stands in the order of the file
    length: int = field(init=False)  # characters
    height: float = field(init=False)  # of the line, about 1.15 times the size of its font
    middle: float = field(init=False)
    stack: list[Fragment] = field(default_factory=list)  # its lines, where it stands for a cell of several
    spread: bool = False  # every gap of its line is wide: cells of a row, or one justified line of few words

    def __post_init__(self) -> None:
        self.length = sum(end - start for start, end in self.ranges)
        self.height = self.bottom - self.top
        self.middle = (self.top + self.bottom) / 2


def joined(pieces: list[Fragment]) -> Fragment:
    """Return the fragments as one, in their order; a single one is returned as it is."""
    if len(pieces) == 1:
        return pieces[0]
    measure = max(pieces, key=lambda piece: piece.length)
    return Fragment(
        [part for piece in pieces for part in piece.ranges],
        min(piece.x0 for piece in pieces),
        max(piece.x1 for piece in pieces),
        measure.top,
        measure.bottom,
        pieces[0].first_x1,
        pieces[0].order,
    )


class _Densities:
    """The widest lines, for their characters, in which no wide gap was found, by their height.

    A line that is no wider has none either, so most lines of a page need not be measured word by word.
    """

    def __init__(self, *, has_leaders: bool) -> None:
        self.has_leaders = has_leaders  # the dots of a contents line somewhere on the page
        self._widest: dict[int, float] = {}

    def is_plain(self, width: float, characters: int, height: float) -> bool:
        return width <= self._widest.get(round(2 * height), 0.0) * characters

    def learn(self, width: float, characters: int, height: float) -> None:
        if characters >= 30:
            key = round(2 * height)
            self._widest[key] = max(self._widest.get(key, 0.0), width / characters)


def fragments(glyphs: PageGlyphs) -> list[Fragment]:
    """Return the fragments of the page in the order of the file, without those that lie off the page."""
    found: list[Fragment] = []
    densities = _Densities(has_leaders=_LEADERS.search(glyphs.chars) is not None)
    for match in _LINES.finditer(glyphs.chars):
        text = match.group()
        start = match.start() + len(text) - len(text.lstrip())
        end = match.end() - (len(text) - len(text.rstrip()))
        if start < end:
            found += _line(glyphs, densities, start, end)
    for order, fragment in enumerate(found):
        fragment.order = order
    return _on_the_page(glyphs, found)


def _line(glyphs: PageGlyphs, densities: _Densities, start: int, end: int) -> list[Fragment]:
    spaces = glyphs.chars.count(" ", start, end)
    if spaces >= _FEW_WORDS:
        plain = _plain_line(glyphs, densities, start, end)
        if plain is not None:
            return [plain]
    words = glyphs.words(start, end)
    split = [piece for run in _same_height(words) for piece in _at_wide_gaps(run, glyphs.chars)]
    if len(split) == 1:
        piece = split[0]
        densities.learn(piece.x1 - piece.x0, end - start, piece.height)
    return split


def _plain_line(glyphs: PageGlyphs, densities: _Densities, start: int, end: int) -> Fragment | None:
    """Return the line in one piece if the file has it in few pieces and it is no longer than others like it."""
    chars = glyphs.chars
    # The box of a hyphen that pdfium has put there itself stands elsewhere.
    first, last = glyphs.box(start), glyphs.box(end - 2 if chars[end - 1] in "\x02\ufffe" else end - 1)
    if first is None or last is None or last.x1 <= first.x0:
        return None
    lower = min(first, last, key=lambda box: box.bottom - box.top)  # not the one with the ring of an 'Å'
    height = lower.bottom - lower.top
    if abs(last.bottom - first.bottom) > height / 3 or abs(last.top - first.top) > height / 3:
        return None
    if not densities.has_leaders or not _LEADERS.search(chars, start, end):
        if not densities.is_plain(last.x1 - first.x0, end - start, height):
            return None
        marker = MARKER.match(chars, start, end)
        if not glyphs.is_close(marker.end() if marker else start, end, _WIDE_GAP * height):
            return None
    word_end = glyphs.box(chars.find(" ", start, end) - 1)
    first_x1 = word_end.x1 if word_end else first.x1
    return Fragment([(start, end)], first.x0, last.x1, lower.top, lower.bottom, first_x1)


def _same_height(words: list[Word]) -> list[list[Word]]:
    """Return the words in runs that stand at one height and go to the right."""
    runs: list[list[Word]] = []
    for word in words:
        if runs:
            last = runs[-1][-1]
            shared = min(last.bottom, word.bottom) - max(last.top, word.top)
            low = min(last.bottom - last.top, word.bottom - word.top)
            if shared > low / 2 and word.x0 > last.x1 - low:
                runs[-1].append(word)
                continue
        runs.append([word])
    return runs


def _at_wide_gaps(words: list[Word], chars: str) -> list[Fragment]:
    """Return the fragments of a run of words: it is cut where a gap is no space between words."""
    gaps = [right.x0 - left.x1 for left, right in itertools.pairwise(words)]
    height = words[0].bottom - words[0].top
    limit = _WIDE_GAP * height
    spread = len(gaps) > 1 and min(gaps) > limit
    if (
        spread
        and max(gaps) - min(gaps) < _EVEN * height
        and any(chars[word.start].islower() for word in words)
    ):
        limit = max(gaps)
    elif len(gaps) > 1 and not spread:
        limit = max(limit, _SPREAD * min((gap for gap in gaps if gap > _CLOSE * height), default=0.0))
    cuts = [0, *(at + 1 for at, gap in enumerate(gaps) if gap > limit), len(words)]
    pieces = [fragment_of(words[low:high]) for low, high in itertools.pairwise(cuts)]
    for piece in pieces:
        piece.spread = spread
    return pieces


def fragment_of(words: list[Word]) -> Fragment:
    """Return the words, which follow each other in the file and stand on one line, as a fragment."""
    first, last = words[0], words[-1]
    measure = max(words, key=lambda word: word.end - word.start)  # not one with accents alone, nor an index
    return Fragment([(first.start, last.end)], first.x0, last.x1, measure.top, measure.bottom, first.x1)


def _on_the_page(glyphs: PageGlyphs, found: list[Fragment]) -> list[Fragment]:
    width, height = glyphs.frame.size
    seen = [
        piece
        for piece in found
        if piece.x1 > 0 and piece.x0 < width and piece.bottom > 0 and piece.top < height
    ]
    # A page box that leaves most of its text out is wrong; then the text counts, not the box.
    return seen if 2 * len(seen) >= len(found) else found
