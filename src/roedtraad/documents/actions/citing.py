"""Hang the words that facts were read from on their records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roedtraad.documents.models import Citation
from roedtraad.documents.spans import Span, write_spans


@dataclass(frozen=True, slots=True)
class CitationRow:
    """The words of one fact: `field` names the fact, `spans` count in the reading `text_id`, `page` from 1."""

    record_id: int
    text_id: int
    field: str
    page: int
    spans: tuple[Span, ...]
    quote: str


def cite(rows: Iterable[CitationRow]) -> int:
    """Save citations in the caller's transaction; one that stands already is left. Return how many were given.

    The caller has asked the policy of the records. One query for each 124 rows on SQLite, one in all on PostgreSQL.
    A row without words (no spans, or an empty one) says nothing, and is left out.
    """
    citations = [
        Citation(
            record_id=row.record_id,
            text_id=row.text_id,
            field=row.field[:60],
            page=row.page,
            start=min(start for start, _ in row.spans),
            end=max(end for _, end in row.spans),
            spans=write_spans(row.spans),
            quote=row.quote.replace("\x00", "\ufffd"),
        )
        for row in rows
        if row.spans and all(start < end for start, end in row.spans)
    ]
    Citation.objects.bulk_create(citations, ignore_conflicts=True)
    return len(citations)
