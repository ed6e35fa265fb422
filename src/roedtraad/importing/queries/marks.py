"""Which words of a page are marked, and as what: read, corrected, asked about, not understood. Pure: no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roedtraad.importing.proposing import Asked
from roedtraad.importing.sheet.things import Field, Kind, Sheet, Thing


class MarkState(StrEnum):
    """What is known of marked words."""

    READ = "read"  # a value was read here
    CORRECTED = "corrected"  # a person says otherwise, or marked them
    ASKED = "asked"  # a question is about them
    FINDING = "finding"  # they do not add up
    UNREAD = "unread"  # no rule understood them


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words: `start` and `end` count in the whole text. `ref` and `field` name the value; '' for unread words.

    Marks may lie in each other (an amount in a section): the inner one comes later in the list.
    """

    start: int
    end: int
    state: MarkState
    ref: str = ""
    kind: Kind | None = None
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class PageText:
    """A page (from 1), its words, and what is marked in it. `text == whole[start:end]`; marks are cut at its edges."""

    number: int
    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]


def pages(sheet: Sheet, asked: Sequence[Asked]) -> tuple[PageText, ...]:
    """Return the pages of a draft with their marks, the outer before the inner."""
    marks = sorted(_all(sheet, asked), key=lambda one: (one.start, -one.end))
    ends = [*sheet.pages[1:], len(sheet.text)]
    return tuple(
        PageText(number, start, end, sheet.text[start:end], tuple(_cut(marks, start, end)))
        for number, (start, end) in enumerate(zip(sheet.pages, ends, strict=True), start=1)
    )


def _cut(marks: Iterable[Mark], start: int, end: int) -> Iterator[Mark]:
    for one in marks:
        if one.start < end and one.end > start:
            yield Mark(max(one.start, start), min(one.end, end), one.state, one.ref, one.kind, one.field)


def _all(sheet: Sheet, asked: Sequence[Asked]) -> Iterator[Mark]:
    questioned = {one.ref for one in asked if one.ref}
    for thing in sheet.things():
        yield from _of_thing(thing, is_asked=thing.ref in questioned)
    for start, end in sheet.unread:
        yield Mark(start, end, MarkState.UNREAD)
    for told in sheet.findings:
        for start, end in told.spans:
            yield Mark(start, end, MarkState.FINDING)


def _of_thing(thing: Thing, *, is_asked: bool) -> Iterator[Mark]:
    for value in thing.values:
        state = MarkState.CORRECTED if value.is_corrected else MarkState.READ
        if is_asked and not value.is_corrected and value.field in (Field.NAME, Field.BODY, Field.HELD_ON):
            state = MarkState.ASKED
        for start, end in value.spans:
            yield Mark(start, end, state, thing.ref, thing.kind, value.field)
