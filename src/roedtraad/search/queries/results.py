"""What is asked for, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from roedtraad.accounts.models import RecordKind
from roedtraad.meetings.models import OutcomeKind

PER_PAGE = 20
LAST_PAGE = 50


class Sort(StrEnum):
    """In which order."""

    BEST = "bedst"
    NEWEST = "nyeste"
    OLDEST = "aeldste"


class Standing(StrEnum):
    """Whether the index could be asked."""

    READY = "ready"
    BUILDING = "building"  # there is none yet, or it is being built anew


class FacetName(StrEnum):
    """What results are counted by; the values are the names of the filters and of the index's fields."""

    KIND = "kind"
    BODY = "body"
    LEVEL = "level"
    YEAR = "year"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Filters:
    """What results are limited to; several values of one filter are alternatives. Empty limits nothing."""

    kinds: tuple[RecordKind, ...] = ()
    body_ids: tuple[int, ...] = ()
    level_keys: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    outcomes: tuple[OutcomeKind, ...] = ()
    since: date | None = None
    until: date | None = None  # this day included

    def chosen(self, name: FacetName) -> frozenset[str]:
        """Return the chosen values of a filter as the facet writes them."""
        values: dict[FacetName, tuple[object, ...]] = {
            FacetName.KIND: self.kinds,
            FacetName.BODY: self.body_ids,
            FacetName.LEVEL: self.level_keys,
            FacetName.YEAR: self.years,
            FacetName.OUTCOME: self.outcomes,
        }
        return frozenset(str(value) for value in values[name])

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is limited."""
        return self == Filters()


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body that the viewer may see."""

    public_id: str
    name: str


class Piece(NamedTuple):
    """A stretch of a text; `is_hit`: it is one of the words that were asked for."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found, as the viewer may read it."""

    record_id: int
    kind: RecordKind
    public_id: str
    title: str
    title_pieces: tuple[Piece, ...]
    number: str  # of the item, as printed
    day: date | None
    body_names: tuple[str, ...]  # the host first
    outcomes: tuple[OutcomeKind, ...]
    is_closed: bool
    snippets: tuple[tuple[Piece, ...], ...]
    document_id: str  # the public id of the file in whose text the words stand, and
    page: int | None  # the page on which the first of them stands


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a filter with the number of results it would give, beside all other filters."""

    value: str  # as the index writes it; of a body its public id
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values, the commonest first (years: the newest first)."""

    name: FacetName
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of results. `total` and the counts are exact, of what the viewer may see and nothing else."""

    hits: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    total: int = 0
    page: int = 1
    did_you_mean: str = ""  # the whole question with its words put right; '' if they are
    milliseconds: float = 0.0  # in the index, without the database
    standing: Standing = Standing.READY

    @property
    def pages(self) -> int:
        """Return how many pages there are to turn to."""
        return min(-(-self.total // PER_PAGE), LAST_PAGE)
