"""The index as it may be asked this moment, and by whom: what has changed since it was written is left out."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from roedtraad.accounts.policy import Viewer
from roedtraad.search.index.generations import Home, NoIndex
from roedtraad.search.index.reading import READERS, Reader
from roedtraad.search.position import OtherJournal, lag_of
from roedtraad.search.queries.asking import Asked
from roedtraad.search.queries.questions import NO_FILTERS, Question, tokens_of
from roedtraad.search.queries.results import Filters


@dataclass(frozen=True, slots=True)
class AskedIndex:
    """The index at one commit, and the records that it may have wrong by now."""

    home: Home
    reader: Reader
    stale: frozenset[int]

    def question(self, asked: Asked, viewer: Viewer, *, filters: Filters = NO_FILTERS) -> Question:
        """Return a question by this viewer."""
        return Question(asked, self.reader.analyser, tokens_of(viewer), filters, self.stale)


def ready_index() -> AskedIndex | None:
    """Return the index, or None while there is none that may be asked. One query; a few more while it is behind."""
    home = Home(settings.SEARCH_DIR)
    try:
        reader = READERS.reader(home)
        lag = lag_of(reader)
    except (NoIndex, OtherJournal):
        return None
    return None if lag.is_too_far else AskedIndex(home, reader, lag.stale)
