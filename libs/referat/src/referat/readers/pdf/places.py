"""Where the words of a text stand on their PDF page. Runs in the child process.

The text of a page is made from its characters in reading order, with spaces folded, hyphens at line ends taken out
and letters brought into one form. So the way back is to walk along both: nothing has to be stored with the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from referat.readers.hyphens import HYPHENS
from referat.readers.letters import clean
from referat.readers.pdf.frame import Extent
from referat.readers.pdf.glyphs import PageGlyphs
from referat.readers.pdf.mistakes import NotItsText
from referat.readers.pdf.page import page_lines

_LOOK_AHEAD = 40  # characters that may be missing on one side
_SURE = 3  # characters in a row that must agree after that
_WIDEST_SPACE = 1.2  # of the height: a wider gap begins a new rectangle

Letters = list[tuple[str, int]]  # a letter without accents or an accent, and where it comes from


def rectangles(
    glyphs: PageGlyphs, text: str, spans: Sequence[tuple[int, int]]
) -> list[tuple[int, float, float, float, float]]:
    """Return the rectangles of the spans of the page's text: which span, left, top, right, bottom.

    Raises:
        NotItsText: the text is not that of the page.
    """
    place_of = _aligned(_letters_of_text(text), _letters_of_page(glyphs))
    width, height = glyphs.frame.size
    found = []
    for number, (start, end) in enumerate(spans):
        indices = [index for at in range(start, end) for index in place_of.get(at, ())]
        boxes = [box for box in glyphs.boxes(indices) if box is not None]
        for box in _merged(boxes):
            left, right = max(box.x0, 0.0), min(box.x1, width)
            top, bottom = max(box.top, 0.0), min(box.bottom, height)
            if left < right and top < bottom:
                found.append((number, left, top, right, bottom))
    return found


def _letters_of_text(text: str) -> Letters:
    return [(letter, at) for at, char in enumerate(text) for letter in _letters(char)]


def _letters_of_page(glyphs: PageGlyphs) -> Letters:
    return [
        (letter, index)
        for line in page_lines(glyphs).lines
        for cell in line.cells
        for piece in cell
        for start, end in piece.ranges
        for index in range(start, end)
        for letter in _letters("-" if glyphs.chars[index] in "\x02\ufffe" else glyphs.chars[index])
    ]


def _letters(char: str) -> Iterator[str]:
    if char.isascii():
        if char > " ":
            yield char
        return
    for letter in unicodedata.normalize("NFD", clean(char)):
        if not letter.isspace():
            yield letter


def _aligned(text: Letters, page: Letters) -> dict[int, list[int]]:
    """Return for each place in the text the characters of the page that it was made from."""
    found: dict[int, list[int]] = {}
    at = on = 0
    while at < len(text) and on < len(page):
        letter, place = text[at]
        other, index = page[on]
        if letter == other:
            found.setdefault(place, []).append(index)
            at, on = at + 1, on + 1
        elif other in HYPHENS:  # a word that was hyphenated at the end of a line
            on += 1
        else:
            skip_text, skip_page = _step(text, at, page, on)
            at, on = at + skip_text, on + skip_page
    return found


def _step(text: Letters, at: int, page: Letters, on: int) -> tuple[int, int]:
    """Return how many letters to leave out on each side so that the two agree again."""
    for away in range(1, _LOOK_AHEAD):
        for skip_text in range(away + 1):
            skip_page = away - skip_text
            ours = [letter for letter, _ in text[at + skip_text : at + skip_text + _SURE]]
            theirs = [letter for letter, _ in page[on + skip_page : on + skip_page + _SURE]]
            if ours == theirs:
                return skip_text, skip_page
    raise NotItsText("the text is not that of the page")


def _merged(boxes: list[Extent]) -> list[Extent]:
    """Return the boxes of characters as one rectangle for each line."""
    merged: list[Extent] = []
    for box in boxes:
        if merged:
            last = merged[-1]
            height = min(last.bottom - last.top, box.bottom - box.top)
            beside = min(last.bottom, box.bottom) - max(last.top, box.top) > height / 2
            if beside and -height < box.x0 - last.x1 < _WIDEST_SPACE * height:
                merged[-1] = Extent(
                    min(last.x0, box.x0),
                    max(last.x1, box.x1),
                    min(last.top, box.top),
                    max(last.bottom, box.bottom),
                )
                continue
        merged.append(box)
    return merged
