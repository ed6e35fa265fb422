"""Page furniture: running headers and footers, page numbers.

A line is furniture when the format says so, or when it recurs at the same edge of the pages. In a text without
page breaks only page numbers that say so themselves ('Side 3 af 12') are taken, with the lines that recur beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from referat.danish.words import WORDS, folded
from referat.lines import Line

SHORTEST = 12  # characters of a running header without a digit in it
EDGE = 4  # how many lines at each edge of a page are looked at

_PAGE_NUMBER = re.compile(
    r"[-–—|(\s]*(?:side|s\.|page)\s*:?\s*\d{1,4}(?:\s*(?:af|/|of|ud af)\s*\d{1,4})?[-–—|)\s.]*"
    r"|[-–—|\s]*\d{1,4}\s*(?:/|af)\s*\d{1,4}[-–—|\s]*|[-–—]\s*\d{1,4}\s*[-–—]",
    re.IGNORECASE,
)
_SAYS_PAGE = re.compile(
    r"\b(?:side|page)\s*:?\s*\d{1,4}(?:\s*(?:af|/|of|ud af)\s*\d{1,4})?\s*[.|)-]*$", re.IGNORECASE
)
_ONLY_NUMBER = re.compile(r"\d{1,4}")
_LABEL = re.compile(r"[^\W\d_][^:\n]{1,40}:")
_LABELS = frozenset(WORDS.headings) | frozenset(WORDS.groups)
_COLUMNS = re.compile(r"\A[^\W\d_][^\t]*?(?: {4,}|\t+)[^\t]*\d[^\t]*\Z")
_DIGITS = re.compile(r"\d+")
_LONGEST = 160


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.words.casefold())


def _may_recur(line: Line) -> bool:
    """A heading of a section, or a short decision, recurs because items do; it is not furniture for that."""
    words = line.words
    if _LABEL.match(words) and folded(words[: words.index(":")]) in _LABELS:
        return False
    says_something = len(words) > SHORTEST or any(character.isdigit() for character in words)
    return says_something and len(words) <= _LONGEST and folded(words) not in WORDS.headings


def _pages(lines: Sequence[Line]) -> list[list[Line]]:
    pages: list[list[Line]] = []
    for line in lines:
        if line.starts_page or not pages:
            pages.append([])
        pages[-1].append(line)
    return pages


def _at_edges(page: Sequence[Line]) -> list[tuple[int, Line]]:
    """Return the lines near the top and the foot, each with its place: 0, 1 … from the top, -1, -2 … from the foot."""
    near = [(place, line) for place, line in enumerate(page[:EDGE])]
    near += [
        (place - len(page), line) for place, line in enumerate(page) if place >= max(len(page) - EDGE, 0)
    ]
    return near


def _paged(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Furniture of a document with pages: what recurs at an edge, and page numbers there."""
    where: dict[str, Counter[int]] = {}
    numbers: Counter[int] = Counter()
    for number, page in enumerate(pages, start=1):
        for place, line in _at_edges(page):
            if _may_recur(line):
                where.setdefault(_key(line), Counter())[place] += 1
            if _ONLY_NUMBER.fullmatch(line.words) and line.marker is None:
                numbers[int(line.words) - number] += 1
    # A first page often has no header of its own, and odd and even pages may differ.
    enough = max(2, -(-len(pages) * 2 // 5))
    offset = next((step for step, count in numbers.most_common(1) if count >= max(2, enough)), None)
    found: set[int] = set()
    for number, page in enumerate(pages, start=1):

        def belongs(place: int, line: Line, number: int = number) -> bool:
            if line.furniture or len(line.words) > _LONGEST:
                return line.furniture
            recurs = where.get(_key(line), Counter())[place] >= enough and _may_recur(line)
            counts = _ONLY_NUMBER.fullmatch(line.words) is not None and offset == int(line.words) - number
            return recurs or counts or _PAGE_NUMBER.fullmatch(line.words) is not None

        # Unbroken from the edge: on short pages a case number and 'Beslutning i …' recur near the top too,
        # below the title of the item.
        top = takewhile(lambda pair: belongs(*pair), enumerate(page[:EDGE]))
        foot = takewhile(
            lambda pair: belongs(*pair), ((-step, page[-step]) for step in range(1, min(EDGE, len(page)) + 1))
        )
        found.update(line.number for _, line in (*top, *foot))
    return found


def _unpaged(lines: Sequence[Line]) -> set[int]:
    """Furniture of a text without pages: 'Side 3 af 12', and what recurs right beside it."""
    numbered = [
        line
        for line in lines
        if len(line.words) <= _LONGEST
        and (_SAYS_PAGE.search(line.words) or _PAGE_NUMBER.fullmatch(line.words))
    ]
    if len(numbered) < 2:
        return set()
    keys = Counter(_key(line) for line in numbered)
    found = {line.number for line in numbered if keys[_key(line)] >= 2}
    beside: Counter[str] = Counter()
    near: dict[str, list[int]] = {}
    for index in sorted(found):
        for neighbour in (index - 2, index - 1, index + 1, index + 2):
            if 0 <= neighbour < len(lines) and neighbour not in found and _may_recur(lines[neighbour]):
                key = _key(lines[neighbour])
                beside[key] += 1
                near.setdefault(key, []).append(neighbour)
    enough = max(2, len(found) // 2)
    for key, count in beside.items():
        if count >= enough:
            found.update(near[key])
    return found


def _two_columns(lines: Sequence[Line]) -> set[int]:
    """A line in two columns with a digit that recurs word for word: the header of a page whose break is lost."""
    where: dict[str, list[int]] = {}
    for line in lines:
        if (
            len(line.words) <= _LONGEST
            and ("    " in line.words or "\t" in line.words)
            and _COLUMNS.search(line.words)
            and _may_recur(line)
            and not line.table
        ):
            where.setdefault(line.words, []).append(line.number)
    return {number for numbers in where.values() if len(numbers) > 1 for number in numbers}


def furniture(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indices of the lines that belong to the page and not to the text."""
    found = {line.number for line in lines if line.furniture}
    rest = [line for line in lines if line.number not in found]
    found |= _two_columns(rest)
    pages = _pages(lines)
    found |= _paged(pages) if len(pages) > 1 else _unpaged(rest if len(rest) == len(lines) else lines)
    return frozenset(found)
