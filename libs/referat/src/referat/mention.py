"""A mention: one place where a person stands, with what that place says of the person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from referat.danish.names import FoundPerson, split_people
from referat.danish.words import WORDS, Group
from referat.manuscript import Manuscript
from referat.model import Function
from referat.numbering import numbers_in
from referat.source import Span, Spans

ITEMS = re.compile(
    r"(?:dagsordens?)?(?:punkt(?:erne|er|et)?|pkt\.?|sag(?:erne)?)\s*(?:nr\.?\s*)?(?P<numbers>\d{1,3}[a-z]?(?:\s*(?:,|og|-|–|samt)\s*\d{1,3}[a-z]?)*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person in one place. `correction`: the meeting says so afterwards; `items`: only for these."""

    name: Span
    affiliation: Span | None = None
    party: Span | None = None
    role: Spans = ()
    notes: Spans = ()
    function: Function = Function.UNKNOWN
    absent: bool = False
    correction: bool = False
    listed: bool = True  # else only told of in a sentence
    items: tuple[str, ...] | None = None
    stands_in: Span | None = None  # the name of the person in whose stead this one came


@dataclass(frozen=True, slots=True)
class Context:
    """The part of a list of participants that is open. Nothing is read as a name while `open` is false."""

    open: bool = False
    function: Function = Function.UNKNOWN
    absent: bool = False
    affiliation: Span | None = None
    only_noted: bool = False  # after a list in a sentence: only people of whom something is said


CLOSED = Context()


def people_in(script: Manuscript, span: Span) -> list[FoundPerson]:
    """Return the people in a stretch whose lines belong together: a soft line end is no end of a name or a remark."""
    flat = script.text[span.start : span.end].replace("\n", " ")
    return [_moved(found, span.start) for found in _people(flat)]


@lru_cache(maxsize=256)
def _people(words: str) -> tuple[FoundPerson, ...]:
    """Minutes say the same list over and over: who was absent, under every item."""
    return tuple(split_people(words))


def _moved(found: FoundPerson, by: int) -> FoundPerson:
    def move(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    def maybe(span: Span | None) -> Span | None:
        return move(span) if span is not None else None

    return FoundPerson(
        move(found.span), move(found.name), maybe(found.affiliation), tuple(map(move, found.role)),
        tuple(map(move, found.notes)), maybe(found.email), maybe(found.party),
    )  # fmt: skip


def group_of(key: str) -> Group | None:
    """Return what a heading in a list of participants says, by its words or by those it begins with."""
    words = key.split()
    if len(words) > 1 and words[0].endswith("s") and WORDS.bodies.fullmatch(words[0][:-1]):
        words = words[1:]  # 'Rådets medlemmer'
    for length in range(min(len(words), 6), 0, -1):
        group = WORDS.groups.get(" ".join(words[:length]).rstrip(",:;–-("))
        if group is not None:
            return group
    return None


def mention_of(found: FoundPerson, context: Context) -> Mention:
    """Return a person found in a list as a mention in the part of the list that is open."""
    affiliation = found.affiliation
    if affiliation is None or affiliation == found.party:
        affiliation = context.affiliation or affiliation
    return Mention(
        found.name, affiliation, found.party, found.role, found.notes, context.function, context.absent
    )  # fmt: skip


def item_numbers(words: str) -> tuple[str, ...] | None:
    """Return the items that 'punkt 2-4' or 'pkt. 1, 3 og 5' names."""
    found = [number for match in ITEMS.finditer(words) for number in numbers_in(match.group("numbers"))]
    return tuple(dict.fromkeys(found)) if found else None
