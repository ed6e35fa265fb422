"""The table of contents against the items: an entry without an item, an item without an entry.

An entry that is cut off, or has a slip of spelling, is no finding; nor is a heading that stands in the text but was
not read as an item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from referat.checks.wording import quoted
from referat.model import ContentsEntry, Finding, FindingCode, Item, Minutes, Severity
from referat.source import SourceText

_DURATION = re.compile(
    r"\s*\(\s*(?:ca\.\s*)?[0-9]{1,3}\s*min[^)]*\)|\s*\((?:lukket|åben|orientering|beslutning|drøftelse)[^)]*\)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_ALIKE = 0.72  # of SequenceMatcher, for slips and for words that were added
_CUT_OFF = 12  # letters of a title that are enough to know it by
_LONGEST = 400  # entries: more are no meeting's, and every pair of the rest is compared
_ENOUGH = 0.6  # of the entries must have an item before the rest are believed


def contents_against_items(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield a finding for each entry without an item, and each item without an entry."""
    entries, items = minutes.contents, minutes.items
    if not 2 <= len(entries) <= _LONGEST or not 2 <= len(items) <= _LONGEST:
        return
    pairs = _pairs(entries, items)
    if len(pairs) < _ENOUGH * min(len(entries), len(items)):
        return
    left_over = [entry for index, entry in enumerate(entries) if index not in pairs]
    text = _folded(source.text) if left_over else ""
    entries_end = max(entry.title.end for entry in entries)
    for entry in left_over:
        if not _stands_elsewhere(entry, text):
            yield _entry_finding(entry)
    matched = set(pairs.values())
    if len(matched) >= _ENOUGH * len(items):
        for index, item in enumerate(items):
            open_item = item.title.text.strip() and not item.closed  # a list of the open ones is common
            if index not in matched and open_item and item.span.start > entries_end:
                yield _item_finding(item)


def _folded(title: str) -> str:
    return " ".join(_WORD.findall(_DURATION.sub("", title).casefold()))


def _pairs(entries: Sequence[ContentsEntry], items: Sequence[Item]) -> dict[int, int]:
    """Return index of entry → index of item, each used once: equal and cut-off titles first, then similar ones."""
    left = [_folded(entry.title.text) for entry in entries]
    right = [_folded(item.title.text) for item in items]
    pairs: dict[int, int] = {}
    for alike in (_equal, _begins, _similar):
        used = set(pairs.values())
        for i, entry in enumerate(left):
            if i in pairs:
                continue
            match = next((j for j, item in enumerate(right) if j not in used and alike(entry, item)), None)
            if match is not None:
                pairs[i] = match
                used.add(match)
    by_number = {item.number: j for j, item in enumerate(items)}
    for i, numbered in enumerate(entries):
        same = by_number.get(numbered.number or "")
        if i not in pairs and same is not None and same not in pairs.values():
            pairs[i] = same
    return pairs


def _equal(entry: str, item: str) -> bool:
    return entry == item


def _begins(entry: str, item: str) -> bool:
    shorter = min(len(entry), len(item))
    return shorter >= _CUT_OFF and (entry.startswith(item) or item.startswith(entry))


def _similar(entry: str, item: str) -> bool:
    if not entry or not item:
        return False
    words = set(entry.split()) & set(item.split())
    if not words and abs(len(entry) - len(item)) > 4:
        return False
    return SequenceMatcher(None, entry[:120], item[:120], autojunk=False).ratio() >= _ALIKE


def _stands_elsewhere(entry: ContentsEntry, folded_text: str) -> bool:
    """Return whether the title stands a second time in the document: a heading that was not read as an item."""
    title = _folded(entry.title.text)
    return len(title) < 4 or folded_text.count(title) > 1


def _entry_finding(entry: ContentsEntry) -> Finding:
    return Finding(
        FindingCode.CONTENTS_NOT_IN_ITEMS,
        Severity.WARNING,
        f"Indholdsfortegnelsen nævner {quoted(entry.title.text)}, men der er intet punkt med den titel.",
        entry.title.spans,
        found=entry.title.text,
    )


def _item_finding(item: Item) -> Finding:
    return Finding(
        FindingCode.ITEM_NOT_IN_CONTENTS,
        Severity.WARNING,
        f"Punkt {item.number} {quoted(item.title.text)} står ikke i indholdsfortegnelsen.",
        item.title.spans,
        item=item.number,
        found=item.title.text,
    )
