"""Gaps in the numbers of the items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from referat.model import Finding, FindingCode, Item, Minutes, Severity
from referat.source import SourceText

_NUMBER = re.compile(r"[0-9]{1,4}")
# Says that items were treated behind closed doors, and may have been taken out.
CLOSED = re.compile(
    r"\blukke(?:t|de|)\b[^.\n]{0,20}\b(?:punkt|punkter|dagsorden|møde|sag|sager|døre)|\b(?:punkt|sag)\w*\s\(?lukket",
    re.IGNORECASE,
)
_FEWEST_ITEMS = 3
_WIDEST_GAP = 2


def gaps_in_numbers(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield a finding for each number that is left out between two items, at the missing number.

    Silent where closed items may have been taken out, where the numbers do not rise, or where a line between the
    two items looks like the missing heading.
    """
    numbered = _by_main_number(minutes.items)
    numbers = [number for number, _ in numbered]
    if len(numbers) < _FEWEST_ITEMS or numbers != sorted(set(numbers)):
        return
    if numbers[0] != 1 and numbers[-1] - numbers[0] != len(numbers):
        return  # a series that goes on from meeting to meeting, with more than one gap
    if all(later - earlier == 1 for earlier, later in pairwise(numbers)):
        return
    if any(item.closed for item in minutes.items) or CLOSED.search(source.text):
        return
    for (before, earlier), (after, later) in pairwise(numbered):
        if not 0 < after - before - 1 <= _WIDEST_GAP:
            continue
        for missing in range(before + 1, after):
            if not _may_stand(source.text, earlier, later, missing):
                yield _finding(numbers, missing, later)


def _by_main_number(items: Iterable[Item]) -> list[tuple[int, Item]]:
    """Return the items by number, the first of each number: '3a' and '3.1' are parts of 3."""
    numbered: list[tuple[int, Item]] = []
    for item in items:
        main = _NUMBER.match(item.number)
        if main is not None and not (numbered and numbered[-1][0] == int(main[0])):
            numbered.append((int(main[0]), item))
    return numbered


def _may_stand(text: str, earlier: Item, later: Item, missing: int) -> bool:
    """Return whether a line between the items begins with the missing number: a heading that was not recognised."""
    heading = re.compile(
        rf"^[ #*|_-]*(?:(?i:(?:dagsordens)?punkt|pkt\.?|ad\.?|sag|emne|nr\.?)\s*{missing}\b"
        rf"|{missing}\s*(?:[.:)–-]|\t|\s{{2,}})?[\s*_]*[A-ZÆØÅ\"”’])",
        re.MULTILINE,
    )
    return heading.search(text, earlier.title.end, later.span.start) is not None


def _finding(numbers: list[int], missing: int, later: Item) -> Finding:
    shown = f"{', '.join(str(number) for number in numbers[:-1])} og {numbers[-1]}"
    return Finding(
        FindingCode.ITEM_MISSING,
        Severity.WARNING,
        f"Punkterne er nummereret {shown}; punkt {missing} mangler.",
        later.number_spans or later.title.spans[:1],
        item=str(missing),
        expected=str(missing),
        found=later.number,
    )
