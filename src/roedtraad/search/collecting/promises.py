"""Promises as entries: their words and when they are due as it was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roedtraad.accounts.models import RecordKind
from roedtraad.commitments.models import Commitment
from roedtraad.search.collecting.meetings import held
from roedtraad.search.collecting.seeing import Seen
from roedtraad.search.collecting.texts import Texts
from roedtraad.search.collecting.weights import weight
from roedtraad.search.index.entries import Card, Entry


def promises(seen: Mapping[int, Seen], texts: Texts) -> Iterator[Entry]:
    """Yield the entries of these promises. Three queries.

    Who owes one is not in its entry: whoever finds the promise need not know of the person.
    """
    rows = list(Commitment.objects.filter(pk__in=seen).select_related("item"))
    given = held({row.item.meeting_id for row in rows})
    for row in rows:
        when, of = given[row.item.meeting_id], (row.pk, row.item_id)
        yield Entry(
            pk=row.pk,
            kind=RecordKind.COMMITMENT,
            seen=seen[row.pk].as_found_by(),
            card=Card(
                public_id=seen[row.pk].public_id,
                title=texts.shown(row.text, *of),
                day=when.day,
                body_ids=when.body_ids,
                is_closed=row.item.is_closed,
            ),
            level_keys=when.level_keys,
            more=texts.all_shown((row.due_as_told, row.awaits), *of),
            weight=weight(RecordKind.COMMITMENT, when.day),
        )
