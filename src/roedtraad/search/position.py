"""Where an index stands beside the journal: whether it is of this journal, and what it has not heard of yet."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from django.db.models import Subquery

from roedtraad.accounts.models import JournalEntry, JournalHead
from roedtraad.search.index.reading import Reader
from roedtraad.search.index.writing import Position
from roedtraad.search.touched import acts_after, touched

FURTHEST_BEHIND = 5000  # acts; further behind an index is not asked at all


@dataclass(frozen=True, slots=True)
class Lag:
    """How far an index is behind. `stale`: the records that it may have wrong, and that must not be shown from it."""

    acts: int
    stale: frozenset[int]

    @property
    def is_too_far(self) -> bool:
        """Return whether the index must not be asked."""
        return self.acts > FURTHEST_BEHIND


class OtherJournal(Exception):
    """The index was not made from this journal: the database was restored, or exchanged."""


def has_come_from_here(position: Position) -> bool:
    """Return whether the journal has the act where the index stands. One query."""
    if position.number == 0:
        return True
    return JournalEntry.objects.filter(number=position.number, hash=position.hash).exists()


def lag_of(reader: Reader) -> Lag:
    """Return how far the index is behind the journal. One query; more, once for each act, while it is behind.

    What is closed, masked or withdrawn this moment is so in every answer, before the index has been written.

    Raises:
        OtherJournal: the index is of another journal.
    """
    here = reader.position
    at = JournalEntry.objects.filter(number=here.number).values("hash")[:1]
    head, digest = JournalHead.objects.annotate(at=Subquery(at)).values_list("number", "at").get(pk=1)
    if here.number and digest != here.hash:
        raise OtherJournal
    behind = head - here.number
    if behind <= 0:
        return Lag(0, frozenset())
    if behind > FURTHEST_BEHIND:
        return Lag(behind, frozenset())
    return _remembered(here, head)


_lags: dict[tuple[Position, int], Lag] = {}
_lock = threading.Lock()


def _remembered(here: Position, head: int) -> Lag:
    key = (here, head)
    with _lock:
        if key in _lags:
            return _lags[key]
    acts, number, _ = acts_after(here.number, limit=FURTHEST_BEHIND)
    lag = Lag(number - here.number, frozenset(touched(acts)))
    with _lock:
        _lags.clear()
        _lags[key] = lag
    return lag
