"""The table of contents: lines with leaders and page numbers. They name the items but are none.

A list of items without page numbers ('Dagsorden: 1. Velkomst 2. …') is not found here: only `outline` can tell
whether it announces the items or is them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from referat.danish.words import WORDS, folded
from referat.lines import Line
from referat.manuscript import Manuscript
from referat.model import ContentsEntry
from referat.numbering import Number, number_at
from referat.source import Span


@dataclass(frozen=True, slots=True)
class Announced:
    """An entry of the contents: where its number and title stand, and on which page it says the item begins."""

    title: Span
    lines: tuple[Line, ...]
    number: Number | None = None
    page: int | None = None
    closed: bool = False


_PAGE = re.compile(r"(?:side\s*|s\.\s*)?(\d{1,4})$", re.IGNORECASE)
_FILLER = " \t\u00a0.…_·-"
_LONGEST = 400
_PAGES_AHEAD = 40
_PAGE_HEADS = frozenset(
    {
        "side",
        "punkt side",
        "pkt tekst side",
        "pkt. tekst side",
        "punkt titel side",
        "nr titel side",
        "sidetal",
    }
)


def leader(line: Line) -> tuple[int, int, bool] | None:
    """Return (length of the title, page, whether dots lead to it) for a line that ends in a page number."""
    words = line.words
    if len(words) > _LONGEST or not words[-1:].isdigit():
        return None
    match = _PAGE.search(words)
    if match is None:
        return None
    before = words[: match.start()]
    title = before.rstrip(_FILLER)
    filler = before[len(title) :]
    dotted = filler.count(".") >= 3 or "…" in filler or "___" in filler
    if not title or not (dotted or "\t" in filler or filler.count(" ") >= 3):
        return None
    return len(title), int(match.group(1)), dotted


def _is_heading(line: Line) -> bool:
    return (
        len(line.words) <= 60
        and folded(line.words) in WORDS.contents
        and (line.words[0].isupper() or line.level > 0)
    )


def _between(line: Line) -> bool:
    """A line inside the contents that is no entry: 'Åbne punkter', 'Side'."""
    key = folded(line.words)
    return key in WORDS.divisions or key in _PAGE_HEADS


def _region(lines: Sequence[Line], start: int, headed: bool) -> int:
    """Return the index after the last line of the contents that begin at `start`."""
    at, last = start, start
    while at < len(lines):
        found = leader(lines[at])
        if found is not None and (headed or found[2]):
            last = at + 1
        elif not _between(lines[at]) and (at - last >= 2 or len(lines[at].words) > _LONGEST):
            break
        at += 1
    return last


def find_contents(script: Manuscript) -> tuple[tuple[Announced, ...], frozenset[int]]:
    """Return the entries of the contents and the indices of their lines, headings of the contents among them."""
    lines = script.lines
    entries: list[Announced] = []
    used: set[int] = set()
    at = 0
    while at < len(lines):
        headed = _is_heading(lines[at])
        start = at + 1 if headed else at
        dotted = leader(lines[at]) if not headed else None
        runs = dotted is not None and dotted[2] and at + 1 < len(lines) and leader(lines[at + 1]) is not None
        stop = _region(lines, start, headed) if headed or runs else start
        if stop > start:
            entries.extend(_entries(script, lines[start:stop]))
            used.update(line.number for line in lines[at:stop])
            at = stop
        else:
            at += 1
    return tuple(entries), frozenset(used)


def _entries(script: Manuscript, lines: Sequence[Line]) -> list[Announced]:
    found: list[Announced] = []
    waiting: list[Line] = []
    closed = False
    for line in lines:
        if _between(line) and leader(line) is None:
            closed = folded(line.words) in WORDS.closed
            waiting.clear()
            continue
        if found and leader(line) is None and _stands_bare(script.text, line, found[-1]):
            bare = number_at(script.text, line)
            page = _PAGE.search(line.words)
            if bare is not None and page is not None:
                between = Span(bare.rest, line.start + len(line.words[: page.start()].rstrip()))
                found.append(Announced(between, (line,), bare, int(page.group(1)), closed))
                waiting.clear()
                continue
        waiting.append(line)
        ends = leader(line)
        if ends is None:
            continue
        number = number_at(script.text, waiting[0])
        start = number.rest if number is not None else waiting[0].start
        title = _title_end(script.text, line, ends[0])
        if title > start:
            found.append(Announced(Span(start, title), tuple(waiting), number, ends[1], closed))
        waiting.clear()
    return found


def _stands_bare(text: str, line: Line, before: Announced) -> bool:
    """Whether a line has the next number and a page, with nothing but a space before it: '9 Eventuelt 7'."""
    number, page = number_at(text, line), _PAGE.search(line.words)
    if number is None or before.number is None or page is None or before.page is None or not line.plain:
        return False
    follows = number.order == before.number.order + 1 and number.rest < line.start + page.start()
    return follows and before.page <= int(page.group(1)) <= before.page + _PAGES_AHEAD


def _title_end(text: str, line: Line, length: int) -> int:
    """Return where the title ends in the text, before its leader; markup inside the line makes it approximate."""
    if line.plain:
        return line.start + length
    match = re.search(r"[.…_\s]{3,}\d{1,4}\W*$", text[line.start : min(line.end, line.start + _LONGEST)])
    return line.start + match.start() if match else line.end


def entry_of(script: Manuscript, announced: Announced) -> ContentsEntry | None:
    """Return an announced item as a value."""
    title = script.quote(announced.title)
    if title is None:
        return None
    return ContentsEntry(title, announced.number.value if announced.number else None, announced.page)
