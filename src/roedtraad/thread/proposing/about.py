"""Which items are about which initiatives, each with its reasons. Pure: no database.

A title, a recommendation, a decision or a heading that names an initiative is enough. A sentence or a row of a table
is enough where the title names no other initiative. A name alone on a line of a list says nothing, nor do a few words
with a name behind a dash: that is a list of what there is. What is so found is carried on to the other items of the
same case, and to those with the same title.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roedtraad.thread.models import ReasonKind
from roedtraad.thread.proposing.names import Lexicon

BULLET = re.compile(r"^\s*(?:[-•*–o]|\d{1,2}[.)]|[a-zæøå][.)])\s+")
DASH = re.compile(r"^\s*[-•*–o]\s+")
AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{2})?|\d{4,}")
SENTENCE_ENDS = (".", "!", "?", ":")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ”\"])")  # not within 'den 1. juni'
LONGEST_WORDS = 300
LONGEST_HEADING = 80
BEFORE_IT_BEGAN = timedelta(days=365)  # how long before its first day an initiative is talked about
SHORTEST_TITLE = 2  # words of a title that can make a series
STRONG = frozenset({ReasonKind.TITLE, ReasonKind.POINT, ReasonKind.DECISION, ReasonKind.HEADING})


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of an item: the kind of reason that a name in it is, and the record and field where it stands."""

    kind: ReasonKind
    text: str
    record: int
    field: str


@dataclass(frozen=True, slots=True)
class Told:
    """An item as far as it matters here."""

    key: int
    on: date
    title: str
    passages: tuple[Passage, ...]
    cases: frozenset[int] = frozenset()
    home: int = 0  # the key of its body's collaboration


@dataclass(frozen=True, slots=True)
class Because:
    """A reason with its words and where they stand."""

    kind: ReasonKind
    record: int
    field: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item is about an initiative, for these reasons."""

    item: int
    initiative: int
    reasons: tuple[Because, ...]


def about(items: Collection[Told], lexicon: Lexicon, *, begins: Mapping[int, date | None]) -> list[Proposal]:
    """Return what the items are about. `begins` has the first day of each initiative, None where nobody has said."""
    found: dict[tuple[int, int], list[Because]] = {}
    for item in items:
        for key, reasons in _of_item(item, lexicon).items():
            first = begins.get(key)
            if first is None or item.on >= first - BEFORE_IT_BEGAN:
                found[item.key, key] = reasons
    _carry_on(items, found)
    return [Proposal(item, key, tuple(reasons)) for (item, key), reasons in sorted(found.items())]


def _of_item(item: Told, lexicon: Lexicon) -> dict[int, list[Because]]:
    named = {hit.key for hit in lexicon.hits_at_home(item.title, home=item.home)}
    found: dict[int, list[Because]] = defaultdict(list)
    for key in named:
        found[key].append(Because(ReasonKind.TITLE, item.key, "title", item.title[:LONGEST_WORDS]))
    for passage in item.passages:
        for kind, key, words in _in_passage(passage, lexicon, home=item.home):
            if not any(one.kind == kind and one.field == passage.field for one in found[key]):
                found[key].append(Because(kind, passage.record, passage.field, words))
    return {
        key: reasons
        for key, reasons in found.items()
        if any(one.kind in STRONG for one in reasons) or (reasons and not named - {key})
    }


def _in_passage(passage: Passage, lexicon: Lexicon, *, home: int) -> Iterator[tuple[ReasonKind, int, str]]:
    for line in passage.text.splitlines():
        bare = BULLET.sub("", line).strip()
        for hit in lexicon.hits_at_home(bare, home=home):
            kind = _kind(
                passage.kind, line, bare, rest=(bare[: hit.start] + bare[hit.end :]).strip(" .,;:\"”“'*")
            )
            if kind is not None:
                yield kind, hit.key, _sentence(bare, hit.start)


def _kind(kind: ReasonKind, line: str, bare: str, *, rest: str) -> ReasonKind | None:
    """Return what a name on this line is a reason of; None where the line only lists it, or a row has no amount."""
    if "\t" in line:
        return ReasonKind.MONEY if AMOUNT.search(rest) else None
    if kind is ReasonKind.TEXT and DASH.match(line) and not _tells(bare):
        return None
    if rest or kind is not ReasonKind.TEXT:
        return kind if rest else None
    if BULLET.match(line) or len(bare) > LONGEST_HEADING:
        return None
    return ReasonKind.HEADING


def _tells(bare: str) -> bool:
    """Return whether a line of a list is a sentence or has an amount, and is not only words in a list."""
    return bare.endswith(SENTENCE_ENDS) or AMOUNT.search(bare) is not None


def _sentence(text: str, at: int) -> str:
    """Return the sentence around a place, cut at both ends where it is too long."""
    start = 0
    for end in (*(match.start() for match in SENTENCE_END.finditer(text)), len(text)):
        if at < end:
            return text[start:end].strip()[:LONGEST_WORDS]
        start = end
    return text[start:].strip()[:LONGEST_WORDS]


def _carry_on(items: Iterable[Told], found: dict[tuple[int, int], list[Because]]) -> None:
    """Carry what is certain on to the items of the same case, and to those with the same title."""
    by_case: dict[int, list[Told]] = defaultdict(list)
    by_title: dict[tuple[int, str], list[Told]] = defaultdict(list)
    for item in items:
        for case in item.cases:
            by_case[case].append(item)
        if item.cases and len(item.title.split()) >= SHORTEST_TITLE:
            by_title[item.home, item.title.casefold()].append(item)
    certain: dict[int, dict[int, frozenset[ReasonKind]]] = defaultdict(dict)
    for (item_key, key), reasons in found.items():
        certain[item_key][key] = frozenset(one.kind for one in reasons)
    _spread(by_case.values(), certain, found, kind=ReasonKind.CASE, asks=STRONG)
    _spread(by_title.values(), certain, found, kind=ReasonKind.SERIES, asks=frozenset(ReasonKind))


def _spread(
    groups: Iterable[Sequence[Told]],
    certain: Mapping[int, Mapping[int, frozenset[ReasonKind]]],
    found: dict[tuple[int, int], list[Because]],
    *,
    kind: ReasonKind,
    asks: frozenset[ReasonKind],
) -> None:
    """Give what one of a group is about to the others; where it is about several, nothing is carried on."""
    for group in groups:
        origins = {
            key: one
            for one in reversed(group)
            for key, kinds in certain.get(one.key, {}).items()
            if not kinds.isdisjoint(asks)
        }
        if len(origins) != 1 or len(group) == 1:
            continue
        ((key, origin),) = origins.items()
        for one in group:
            if (one.key, key) not in found:
                words = origin.title[:LONGEST_WORDS]
                found[one.key, key] = [Because(kind, origin.key, "title", words)]
