"""Where a fact of a record was read: document, page, words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Substr

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.documents.masking import Region, mask_piece
from roedtraad.documents.models import Citation, Document, MaskedRegion
from roedtraad.documents.queries.regions import hidden_from_in_many
from roedtraad.documents.spans import read_spans


@dataclass(frozen=True, slots=True)
class Source:
    """The words a fact was read from. `reading` is the `DocumentText` in which `spans` count."""

    document: Document
    reading: int
    page: int
    field: str
    spans: tuple[Region, ...]
    quote: str


def source_of(viewer: Viewer, record: Record, field: str) -> Source | None:
    """Return the newest source of one fact of a record, as the viewer may read it. At most three queries."""
    found = sources_of(viewer, [record.pk], fields=[field]).get(record.pk, ())
    return found[-1] if found else None


def sources_of(
    viewer: Viewer, record_ids: Iterable[int], *, fields: Iterable[str] | None = None
) -> Mapping[int, tuple[Source, ...]]:
    """Return the sources of many records, by record, older readings first. At most three queries for any number.

    A record that the viewer may not see, and a document that they may not see, gives nothing; of a quote that
    reaches into what they may not read, the rest.
    """
    ids = list(record_ids)
    if not ids:
        return {}
    rows = Citation.objects.filter(
        visible(viewer), visible(viewer, record="text__document__record"), record__in=ids
    )
    if fields is not None:
        rows = rows.filter(field__in=list(fields))
    citations = list(
        rows.select_related("text__document__record", "text__document__body")
        .defer("text__text")
        .order_by("record", "text", "start", "pk")
    )
    quotes = _masked_quotes(viewer, citations)
    found: dict[int, list[Source]] = {}
    for row in citations:
        source = Source(
            document=row.text.document,
            reading=row.text_id,
            page=row.page,
            field=row.field,
            spans=read_spans(row.spans),
            quote=quotes.get(row.pk, row.quote),
        )
        found.setdefault(row.record_id, []).append(source)
    return {record_id: tuple(sources) for record_id, sources in found.items()}


def _masked_quotes(viewer: Viewer, citations: Collection[Citation]) -> Mapping[int, str]:
    """Return the quotes that reach into hidden stretches, without these, by citation."""
    if not citations:
        return {}
    hidden: dict[int, list[Region]] = {}
    for text_id, start, end in MaskedRegion.objects.filter(
        hidden_from_in_many(viewer), text__in={row.text_id for row in citations}
    ).values_list("text", "start", "end"):
        hidden.setdefault(text_id, []).append((start, end))
    touched = [
        row.pk
        for row in citations
        if any(start < row.end and row.start < end for start, end in hidden.get(row.text_id, ()))
    ]
    if not touched:
        return {}
    pieces = dict(
        Citation.objects.filter(pk__in=touched).values_list(
            "pk", Substr("text__text", F("start") + 1, F("end") - F("start"))
        )
    )
    return {
        row.pk: _quoted(pieces[row.pk], row, hidden[row.text_id]) for row in citations if row.pk in pieces
    }


def _quoted(piece: str, row: Citation, hidden: Iterable[Region]) -> str:
    masked = mask_piece(piece, hidden, start=row.start)
    parts = (masked.text[start:end] for start, end in masked.spans(read_spans(row.spans)))
    return " ".join(" ".join(parts).split())
