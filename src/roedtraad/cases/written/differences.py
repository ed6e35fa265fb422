"""What was added and removed between two versions of a text, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from roedtraad.cases.written.plain import as_text

LONGEST_COMPARED = 4_000  # words of one place; beyond it the whole place counts as rewritten


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, came or went; white space is kept, so that the pieces read as a text."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The pieces in order, and how many words came and went."""

    pieces: tuple[Piece, ...]
    added: int
    removed: int


def difference(old: str, new: str) -> Difference:
    """Return what changed from one HTML to another. First by lines, then by words in lines that were rewritten."""
    pieces = tuple(_joined(_by_line(_lines(as_text(old)), _lines(as_text(new)))))
    count = {
        change: sum(len(one.text.split()) for one in pieces if one.change is change) for change in Change
    }
    return Difference(pieces, count[Change.ADDED], count[Change.REMOVED])


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _by_line(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            yield Piece(Change.SAME, "".join(old[a:b]))
        else:
            yield from _by_word(_words("".join(old[a:b])), _words("".join(new[c:d])))


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", text)


def _by_word(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if len(old) + len(new) > LONGEST_COMPARED:
        yield Piece(Change.REMOVED, "".join(old))
        yield Piece(Change.ADDED, "".join(new))
        return
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            yield Piece(Change.SAME, "".join(old[a:b]))
            continue
        yield Piece(Change.REMOVED, "".join(old[a:b]))
        yield Piece(Change.ADDED, "".join(new[c:d]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    for change, group in groupby((one for one in pieces if one.text), key=lambda one: one.change):
        yield Piece(change, "".join(one.text for one in group))
