"""A search that somebody follows: what it asks, kept as text, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.meetings.models import OutcomeKind
from roedtraad.search.queries import Filters, Hit, Sort, find, found_keys

MOST_FOUND = 1_000  # a search that finds more cannot be followed
PAGES_LOOKED_THROUGH = 3


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked: words and filters."""

    words: str
    filters: Filters

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is asked."""
        return not self.words and self.filters.is_empty


@dataclass(frozen=True, slots=True)
class NewHits:
    """What a search finds now (`keys`), and of what is new the first to tell of; `number` is how many are new."""

    keys: frozenset[int]
    hits: tuple[Hit, ...]
    number: int


def written(search: Search) -> str:
    """Return a search as text."""
    asked = search.filters
    told = {
        "words": search.words,
        "kinds": asked.kinds,
        "body_ids": asked.body_ids,
        "level_keys": asked.level_keys,
        "years": asked.years,
        "outcomes": asked.outcomes,
        "since": asked.since,
        "until": asked.until,
    }
    return orjson.dumps(told).decode()


def read(text: str) -> Search:
    """Return what `written` wrote."""
    told: dict[str, Any] = orjson.loads(text)
    filters = Filters(
        kinds=tuple(map(RecordKind, told["kinds"])),
        body_ids=tuple(told["body_ids"]),
        level_keys=tuple(told["level_keys"]),
        years=tuple(told["years"]),
        outcomes=tuple(map(OutcomeKind, told["outcomes"])),
        since=_day(told["since"]),
        until=_day(told["until"]),
    )
    return Search(told["words"], filters)


def found_now(viewer: Viewer, search: Search) -> frozenset[int] | None:
    """Return the keys of all that a search finds; None while it cannot be asked, or finds too much. Three queries."""
    return found_keys(viewer, search.words, filters=search.filters, at_most=MOST_FOUND)


def new_hits(viewer: Viewer, search: Search, known: frozenset[int], *, at_most: int) -> NewHits | None:
    """Return what a search finds that was not known; None while it cannot be asked. Three queries, 15 where there is news."""
    keys = found_now(viewer, search)
    if keys is None:
        return None
    new = keys - known
    hits: list[Hit] = []
    for page in range(1, PAGES_LOOKED_THROUGH + 1):
        if len(hits) >= min(len(new), at_most):
            break
        results = find(viewer, search.words, filters=search.filters, sort=Sort.NEWEST, page=page)
        hits += [hit for hit in results.hits if hit.record_id in new]
        if page >= results.pages:
            break
    return NewHits(keys, tuple(hits[:at_most]), len(new))


def written_keys(keys: frozenset[int]) -> str:
    """Return keys as text."""
    return " ".join(map(str, sorted(keys)))


def read_keys(text: str) -> frozenset[int]:
    """Return what `written_keys` wrote."""
    return frozenset(map(int, text.split()))


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
