"""From the lines of all pages to one text with marks: paragraphs, words made whole, headings, lists, tables."""

from __future__ import annotations

from collections.abc import Container, Iterator

from referat.readers.hyphens import HYPHENS, Join, join, vocabulary
from referat.readers.letters import clean
from referat.readers.pdf.breaks import Break, Breaks
from referat.readers.pdf.lines import Line
from referat.readers.pdf.measures import furniture_of, measures_of
from referat.readers.pdf.page import PageLines
from referat.readers.pdf.writer import PageWriter, Setting
from referat.source import SourceText

_HYPHENS = frozenset(HYPHENS)
_BULLET = "• "
_BLOCK_LINES = 40  # how far ahead a paragraph is looked at


def assemble(pages: list[PageLines]) -> SourceText:
    """Return the text of the pages. Its `pages` are those of the file, also where one is empty."""
    cells = [[_cells(page.chars, line) for line in page.lines] for page in pages]
    hyphenated = any(
        text[-1:] in _HYPHENS for page in cells for line in page for cell in line for text in cell
    )
    known = frozenset(_compounds(cells)) if hyphenated else frozenset()
    texts = [["\t".join(_folded(cell, known) for cell in line) for line in page] for page in cells]
    furniture = furniture_of(pages, texts)
    breaks = Breaks(measures_of(pages))
    befores = _breaks(pages, texts, breaks, known, furniture)
    writer = PageWriter(known)
    for number, page in enumerate(pages):
        writer.begin_page()
        for at, line in enumerate(page.lines):
            setting = Setting(line, befores[number][at], breaks.level(line), (number, at) in furniture)
            writer.line(texts[number][at], setting, bold=_bold_length(page.chars, line))
    return writer.source()


def _breaks(
    pages: list[PageLines],
    texts: list[list[str]],
    breaks: Breaks,
    known: Container[str],
    furniture: set[tuple[int, int]],
) -> list[list[Break]]:
    """Return what stands before each line. A footer stands inside a paragraph if the text around it is one."""
    found = [[Break.HARD] * len(page.lines) for page in pages]
    aside: list[tuple[int, int]] = []  # furniture since the last line of the text
    for number, page in enumerate(pages):
        before = ""
        for at, line in enumerate(page.lines):
            text = texts[number][at]
            if (number, at) in furniture or not text.strip():
                aside.append((number, at))
                continue
            inside = before[-1:] in _HYPHENS and join(before, text, known=known) is not Join.APART
            ahead = page.lines[at + 1 : at + 1 + _BLOCK_LINES]
            found[number][at] = breaks.before(line, following=ahead, inside_word=inside)
            for on, each in aside:
                found[on][each] = found[number][at]
            aside, before = [], text
    return found


def _compounds(cells: list[list[list[list[str]]]]) -> Iterator[str]:
    """Yield the words with a hyphen inside: how the document spells them where no line ends."""
    for page in cells:
        for line in page:
            for cell in line:
                for text in cell:
                    if "-" in text[:-1]:
                        yield from vocabulary(text)


def _bold_length(chars: str, line: Line) -> int:
    """Return how many characters of the line's text are bold from its beginning."""
    if line.bold_to <= 0:
        return 0
    ranges = [(start, min(end, line.bold_to)) for start, end in line.first.ranges if start < line.bold_to]
    before = len(_BULLET) if line.bullet else 0
    return before + len(ranges) - 1 + sum(len(clean(chars[start:end])) for start, end in ranges)


def _cells(chars: str, line: Line) -> list[list[str]]:
    """Return the lines of each cell."""
    cells = [
        [" ".join(chars[start:end] for start, end in piece.ranges) for piece in cell] for cell in line.cells
    ]
    if line.bullet:
        cells[0][0] = _BULLET + cells[0][0]
    return cells


def _folded(cell: list[str], known: Container[str]) -> str:
    """Return the lines of a cell as one, with the words whole."""
    text = cell[0] if cell else ""
    for line in cell[1:]:
        verdict = join(text, line, known=known)
        if verdict is Join.APART:
            text += " " + line
        else:
            text = text[:-1] + ("-" if verdict is Join.KEEP else "") + line
    return text
