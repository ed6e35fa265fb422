"""What the whole document says about its lines: the size of its text, its line pitch, its right margin, its
running headers and footers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from referat.readers.letters import clean
from referat.readers.pdf.lines import Line
from referat.readers.pdf.page import PageLines

_ZONE = 0.13  # of the page's height, at the top and at the bottom, where running headers and footers stand
_EDGE_LINES = 6  # lines from the edge that may be furniture
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–\s]*(?:(?:side|s\.|page|pag\.)\s*)?\d{1,4}(?:\s*(?:/|af|of|ud af)\s*\d{1,4})?[-–\s.]*", re.I
)
_COUNTS_PAGES = re.compile(r"\b(?:side|page)\b|\bs\.\s*\d|\d\s*(?:/|af|of)\s*\d", re.IGNORECASE)
_FEW_PAGES = 4
_SHARE = 0.4  # of the pages, on which a header stands: odd and even pages may have their own
_APART = 0.6  # of the height of a line: white space between a header and the text
_LARGER = 1.12  # times the size of the text: a heading
_LEVELS = 4


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a document, in points. `levels` holds the font sizes of headings, the largest first."""

    size: float  # of the font of ordinary text
    pitches: dict[int, float]  # line height in half points → distance between two lines of a paragraph
    right: float  # where the lines of the document end
    levels: tuple[float, ...]

    def pitch(self, height: float) -> float:
        """Return the distance between two lines of a paragraph of this height."""
        return self.pitches.get(round(2 * height), 1.35 * height)

    def level(self, size: float) -> int:
        """Return the level of a heading in a font of this size, from 1; 0 where it is ordinary text."""
        if size < _LARGER * self.size:
            return 0
        return next((at for at, level in enumerate(self.levels, 1) if size >= 0.96 * level), _LEVELS)


def measures_of(pages: list[PageLines]) -> Measures:
    """Return the measures of the document."""
    weights: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            weights[round(line.size, 1)] += sum(piece.length for cell in line.cells for piece in cell)
    size = weights.most_common(1)[0][0] if weights else 11.0
    levels: list[float] = []
    for larger in sorted((key for key in weights if key >= _LARGER * size), reverse=True):
        if not levels or larger < 0.96 * levels[-1]:
            levels.append(larger)
    return Measures(size, _pitches(pages), _right(pages), tuple(levels[:_LEVELS]))


def _pitches(pages: list[PageLines]) -> dict[int, float]:
    distances: dict[int, list[float]] = defaultdict(list)
    for page in pages:
        for above, below in zip(page.lines, page.lines[1:], strict=False):
            step = below.bottom - above.bottom
            alike = abs(above.size - below.size) < 0.6 and not above.table and not below.table
            if alike and 0.8 * below.height < step < 1.9 * below.height:
                distances[round(2 * below.height)].append(step)
    # Most lines of a text follow closely; the lower quartile is the pitch also where paragraphs are short.
    return {key: sorted(steps)[len(steps) // 4] for key, steps in distances.items()}


def _right(pages: list[PageLines]) -> float:
    """Return where lines of prose end: where the longest do, but for one in fifty that may reach out of the margin."""
    ends = sorted(
        (line.x1 for page in pages for line in page.lines if not line.table and len(line.cells) == 1),
        reverse=True,
    )
    return ends[len(ends) // 50] if ends else 0.0


def furniture_of(pages: list[PageLines], texts: list[list[str]]) -> set[tuple[int, int]]:
    """Return page and line of what stands in the margin of page after page: headers, footers, page numbers.

    `texts` holds the text of each line of each page.
    """
    places: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for number, page in enumerate(pages):
        for at in _edge_lines(page):
            line, text = page.lines[at], clean(texts[number][at]).strip()
            # Numbers may change from page to page only where they are those of the pages.
            key = _DIGITS.sub("#", text) if _COUNTS_PAGES.search(text) else text
            places[key, round(line.bottom / 4)].append((number, at))
            if _PAGE_NUMBER.fullmatch(text):
                found.add((number, at))
    enough = max(2 if len(pages) <= _FEW_PAGES else 3, _SHARE * len(pages))
    for (text, height), same in places.items():
        near = {place for step in (-1, 0, 1) for place in places.get((text, height + step), ())}
        if len(near) >= enough:
            found.update(same)
    kept = {(number, at) for number, page in enumerate(pages) for at in _outermost(page, number, found)}
    # What is written across or along the page is a stamp or a watermark.
    return kept | {
        (number, at) for number, page in enumerate(pages) for at, line in enumerate(page.lines) if line.turned
    }


def _outermost(page: PageLines, number: int, found: set[tuple[int, int]]) -> list[int]:
    """Return those of the found lines that nothing parts from the edge of the page, and white space from the text."""
    by_height = sorted(range(len(page.lines)), key=lambda at: page.lines[at].top)
    kept: list[int] = []
    for order in (by_height, by_height[::-1]):
        group = list(takewhile(lambda at: (number, at) in found, order))
        while group and len(group) < len(order):
            last, following = page.lines[group[-1]], page.lines[order[len(group)]]
            apart = max(last.top, following.top) - min(last.bottom, following.bottom)
            if apart > _APART * following.height:
                break
            group.pop()
        kept += group
    return kept


def _edge_lines(page: PageLines) -> Iterable[int]:
    """Return the lines of a page that stand in its margins."""
    top, bottom = _ZONE * page.height, (1 - _ZONE) * page.height
    by_height = sorted(range(len(page.lines)), key=lambda at: page.lines[at].top)
    above = [at for at in by_height[:_EDGE_LINES] if page.lines[at].bottom < top]
    below = [at for at in by_height[-_EDGE_LINES:] if page.lines[at].top > bottom]
    return [at for at in dict.fromkeys(above + below) if not _in_table(page.lines[at])]


def _in_table(line: Line) -> bool:
    return bool(line.table) or line.turned
