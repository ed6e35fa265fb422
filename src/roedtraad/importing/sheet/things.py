"""The shape of a draft's content: things with values, each value with the words it was read from.

A sheet is one meeting, its people and its items; an item has parts (sections, points, conclusions …). All values are
texts in one spelling each (days as '2026-03-13', yes as 'yes'), so that a correction of any of them is a text too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

Span = tuple[int, int]
Spans = tuple[Span, ...]
YES, NO = "yes", ""


class Kind(StrEnum):
    """What a thing is."""

    MEETING = "meeting"
    PERSON = "person"  # on the list of participants
    ITEM = "item"
    SECTION = "section"
    POINT = "point"  # of a recommendation
    CONCLUSION = "conclusion"
    VOTE = "vote"
    CONSENT = "consent"  # what a party said
    REMARK = "remark"
    ATTACHMENT = "attachment"
    ABSENCE = "absence"
    HISTORY = "history"
    AMOUNT = "amount"
    DATE = "date"
    TABLE = "table"
    COMMITMENT = "commitment"
    NAME = "name"  # everybody in the document who is written so: only to be chosen for
    PARTY = "party"  # every affiliation that is written so: only to be chosen for


class Field(StrEnum):
    """The name of a value."""

    ACT = "act"
    ADDRESSEE = "addressee"
    AFFILIATION = "affiliation"
    AGAINST = "against"
    AMOUNT = "amount"
    ANSWER = "answer"
    ARRIVED = "arrived"
    ATTENDANCE = "attendance"
    BODY = "body"
    CASE = "case"  # a known case that was chosen: 'case:12'
    CASE_NUMBER = "case_number"
    CAPTION = "caption"
    CHOICE = (
        "choice"  # what was chosen for a name, a party, the body: 'person:12', 'party:3', 'body:4', 'new'
    )
    COUNTS = "counts"
    DOCUMENT_TYPE = "document_type"
    DUE = "due"
    ENDS_AT = "ends_at"
    ENDS_ON = "ends_on"
    FUNCTION = "function"
    HEADING = "heading"
    HELD_ON = "held_on"
    IN_FAVOUR = "in_favour"
    ABSTAINED = "abstained"
    INFERRED = "inferred"
    IS_APPROXIMATE = "is_approximate"
    IS_CHANGED = "is_changed"
    IS_CLOSED = "is_closed"
    IS_SUPPLEMENTARY = "is_supplementary"
    ITEMS = "items"  # numbers, one a line
    KIND = "kind"
    LEFT = "left"
    LEVEL = "level"
    MEETING = "meeting"  # which known meeting it is: 'meeting:12' or 'another'
    MINUTES_PLANNED = "minutes_planned"
    NAME = "name"
    NUMBER = "number"
    OUTCOME = "outcome"
    PARTY = "party"  # the name of one, as written
    PERSON = "person"  # the name of one, as written
    PLACE = "place"
    POINTS = "points"  # numbers of points, one a line
    REASON = "reason"
    RECOMMENDER = "recommender"
    REMARK = "remark"
    RESOLVED = "resolved"
    RESPONSIBLE = "responsible"
    ROLE = "role"
    ROWS = "rows"
    STARTS_AT = "starts_at"
    STATEMENT = "statement"
    SUBSTITUTE_FOR = "substitute_for"
    TEXT = "text"
    TITLE = "title"
    UNIT = "unit"
    WHEN = "when"  # EDTF


# The value that says in its own words what a thing is.
MAIN: dict[Kind, Field] = {
    Kind.MEETING: Field.TITLE,
    Kind.PERSON: Field.NAME,
    Kind.ITEM: Field.TITLE,
    Kind.SECTION: Field.TEXT,
    Kind.POINT: Field.TEXT,
    Kind.CONCLUSION: Field.TEXT,
    Kind.VOTE: Field.TEXT,
    Kind.CONSENT: Field.PARTY,
    Kind.REMARK: Field.TEXT,
    Kind.ATTACHMENT: Field.TITLE,
    Kind.ABSENCE: Field.NAME,
    Kind.HISTORY: Field.BODY,
    Kind.AMOUNT: Field.TEXT,
    Kind.DATE: Field.TEXT,
    Kind.TABLE: Field.CAPTION,
    Kind.COMMITMENT: Field.TEXT,
    Kind.NAME: Field.NAME,
    Kind.PARTY: Field.PARTY,
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value. `original` is what the reader said, where a person changed it (`correction` is the key of that change)."""

    field: Field
    value: str
    spans: Spans = ()
    original: str | None = None
    correction: int | None = None

    @property
    def is_corrected(self) -> bool:
        """Return whether a person changed it."""
        return self.correction is not None


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a document tells of. `ref` names it in one reading; `label` are its words, or what stands for them.

    `spans` is where it stands: of an item, all its stretches. `added` is the key of the correction that added it.
    """

    ref: str
    kind: Kind
    label: str
    spans: Spans
    values: tuple[Value, ...]
    parts: tuple[Thing, ...] = ()
    added: int | None = None

    def said(self, name: Field) -> Value | None:
        """Return a value with its words, if there is one."""
        return next((one for one in self.values if one.field is name), None)

    def get(self, name: Field) -> str:
        """Return a value, '' where there is none."""
        found = self.said(name)
        return found.value if found is not None else ""

    def lines(self, name: Field) -> tuple[str, ...]:
        """Return the lines of a value that is a list."""
        return tuple(line for line in self.get(name).split("\n") if line)

    def of(self, kind: Kind) -> tuple[Thing, ...]:
        """Return the parts of a kind, in order."""
        return tuple(part for part in self.parts if part.kind is kind)

    def with_value(self, new: Value) -> Thing:
        """Return the thing with one value put in, or put in place of the old one."""
        if self.said(new.field) is None:
            return replace(self, values=(*self.values, new))
        return replace(self, values=tuple(new if one.field is new.field else one for one in self.values))

    @property
    def start(self) -> int:
        """Return where its words begin; -1 where it has none."""
        return min((start for start, _ in self.spans), default=-1)

    @property
    def anchor_spans(self) -> Spans:
        """Return the words by which it is found again: of an item its title, of all others everything."""
        if self.kind is Kind.ITEM:
            title = self.said(Field.TITLE)
            return title.spans if title is not None and title.spans else self.spans
        return self.spans


@dataclass(frozen=True, slots=True)
class Told:
    """A finding or a problem of the reader, in its own words. `severity` is empty for a problem."""

    code: str
    message: str
    severity: str = ""
    item: str = ""
    spans: Spans = ()
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole content. `text` is the document's own text, in which all spans count; `pages` where pages begin."""

    text: str
    pages: tuple[int, ...]
    meeting: Thing
    people: tuple[Thing, ...] = ()
    items: tuple[Thing, ...] = ()
    findings: tuple[Told, ...] = ()
    problems: tuple[Told, ...] = ()
    unread: Spans = ()
    contents: Spans = ()  # the lines of the table of contents

    def things(self) -> Iterator[Thing]:
        """Yield everything: the meeting, people, each item followed by its parts."""
        yield self.meeting
        yield from self.people
        for item in self.items:
            yield item
            yield from item.parts

    def thing(self, ref: str) -> Thing | None:
        """Return the thing with this ref."""
        return next((one for one in self.things() if one.ref == ref), None)

    def item_of(self, ref: str) -> Thing | None:
        """Return the item that has this part, or is it."""
        return next(
            (item for item in self.items if item.ref == ref or any(part.ref == ref for part in item.parts)),
            None,
        )

    def item_at(self, place: int) -> Thing | None:
        """Return the item in whose stretch a place of the text lies."""
        return next(
            (item for item in self.items if any(start <= place < end for start, end in item.spans)), None
        )

    def page_of(self, place: int) -> int:
        """Return the number of the page (from 1) on which a place lies."""
        return max(sum(start <= place for start in self.pages), 1)

    def quote(self, spans: Iterable[Span]) -> str:
        """Return the words over spans in one line."""
        return quoted(self.text, spans)

    def with_thing(self, new: Thing) -> Sheet:
        """Return the sheet with one thing in place of the one that has its ref."""
        if new.kind is Kind.MEETING:
            return replace(self, meeting=new)
        if new.kind is Kind.PERSON:
            return replace(self, people=_replaced(self.people, new))
        if new.kind is Kind.ITEM:
            return replace(self, items=_replaced(self.items, new))
        return replace(
            self, items=tuple(replace(item, parts=_replaced(item.parts, new)) for item in self.items)
        )

    def without(self, ref: str) -> Sheet:
        """Return the sheet without one thing."""
        return replace(
            self,
            people=_kept(self.people, ref),
            items=tuple(
                replace(item, parts=_kept(item.parts, ref)) for item in self.items if item.ref != ref
            ),
        )


def _replaced(things: tuple[Thing, ...], new: Thing) -> tuple[Thing, ...]:
    return tuple(new if one.ref == new.ref else one for one in things)


def _kept(things: tuple[Thing, ...], ref: str) -> tuple[Thing, ...]:
    return tuple(one for one in things if one.ref != ref)


_WHITE = re.compile(r"\s")


def quoted(text: str, spans: Iterable[Span]) -> str:
    """Return the words of a text over spans, white space folded; spans with white space between them get a space."""
    parts: list[str] = []
    last: int | None = None
    for start, end in spans:
        if last is not None and (start < last or _WHITE.search(text, last, start)):
            parts.append(" ")
        parts.append(text[start:end])
        last = end
    return " ".join("".join(parts).split())


def folded(words: str) -> str:
    """Return words in small letters with single spaces, to compare them."""
    return " ".join(words.casefold().split())


@dataclass(slots=True)
class Refs:
    """Gives each thing a name of its own: its kind and where it stands, and a number where that is not enough."""

    taken: dict[str, int] = field(default_factory=dict)

    def of(self, kind: Kind, spans: Spans) -> str:
        """Return the next free name."""
        places = "-".join(str(place) for place in hull(spans)) if spans else "0"
        stem = f"{kind}-{places}"
        self.taken[stem] = self.taken.get(stem, 0) + 1
        return stem if self.taken[stem] == 1 else f"{stem}-{self.taken[stem]}"


def hull(spans: Sequence[Span]) -> Span:
    """Return the stretch from the first to the last place."""
    return min(start for start, _ in spans), max(end for _, end in spans)


def digest(thing: Thing) -> str:
    """Return what tells whether a thing, with its parts, still says the same. Where it stands does not count."""
    lines = [
        "\x1f".join((one.kind, *(f"{value.field}={value.value}" for value in _sorted(one.values))))
        for one in (thing, *thing.parts)
    ]
    return hashlib.sha256("\x1e".join(lines).encode("utf-8", "replace")).hexdigest()


def _sorted(values: Iterable[Value]) -> list[Value]:
    return sorted((value for value in values if value.value), key=lambda value: value.field)
