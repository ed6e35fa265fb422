"""All that a question finds, as keys: for whoever compares what it finds now with what it found before."""

from __future__ import annotations

from itertools import islice

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.search.queries.asking import read
from roedtraad.search.queries.questions import NO_FILTERS
from roedtraad.search.queries.ready import ready_index
from roedtraad.search.queries.results import Filters


def found_keys(
    viewer: Viewer, typed: str, *, filters: Filters = NO_FILTERS, at_most: int
) -> frozenset[int] | None:
    """Return the keys of the records that this viewer finds; None where the index cannot be asked, or finds more.

    Two queries; a few more while the index is behind the journal. The policy is asked again, as by `find`.
    """
    asked = read(typed)
    index = ready_index()
    if index is None or (asked.is_empty and filters.is_empty):
        return None if index is None else frozenset()
    question = index.question(asked, viewer, filters=filters)
    keys = list(islice(index.reader.keys(question.matching()), at_most + 1))
    if len(keys) > at_most:
        return None
    seen = Record.objects.filter(visible(viewer, record=""), pk__in=keys)
    return frozenset(seen.values_list("pk", flat=True)) - index.stale
