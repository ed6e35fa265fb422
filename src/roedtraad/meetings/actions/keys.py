"""Keep what a decision repeats for the register (its body, day and words) equal to what it is taken from."""

from __future__ import annotations

from collections.abc import Iterable

from roedtraad.meetings.models import Decision
from roedtraad.meetings.queries.keys import keys_of


def write_register_keys(decision_ids: Iterable[int]) -> None:
    """Bring the register keys of these decisions up to date, in the caller's transaction. Five queries, or four."""
    ids = list(decision_ids)
    wanted = keys_of(ids)
    changed = []
    for row in Decision.objects.filter(pk__in=ids):
        keys = wanted[row.pk]
        if (row.body_id, row.decided_on, row.folded) != (keys.body_id, keys.decided_on, keys.folded):
            row.body_id, row.decided_on, row.folded = keys.body_id, keys.decided_on, keys.folded
            changed.append(row)
    Decision.objects.bulk_update(changed, ["body", "decided_on", "folded"])
