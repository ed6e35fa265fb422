"""Pages and texts of documents as a viewer may read them, with the citations that stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.documents import policy
from roedtraad.documents.masking import MaskedText, Region, mask_piece
from roedtraad.documents.models import Citation, Document, DocumentText, Page
from roedtraad.documents.queries.originals import may_read_original
from roedtraad.documents.queries.regions import hidden_regions
from roedtraad.documents.spans import read_spans


@dataclass(frozen=True, slots=True)
class PageCitation:
    """A fact that was read on this page: `spans` are places in the text that the viewer reads."""

    record: Record
    field: str
    spans: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as a viewer may read it. `reading` is the primary key of the `DocumentText`."""

    document: Document
    number: int
    last_number: int
    reading: int
    masked: MaskedText
    citations: tuple[PageCitation, ...]
    may_download: bool

    @property
    def text(self) -> str:
        """Return the words of the page; what may not be read is a run of blocks of constant width."""
        return self.masked.text


@dataclass(frozen=True, slots=True)
class TextView:
    """A whole text as a viewer may read it."""

    document: Document
    reading: int
    masked: MaskedText

    @property
    def text(self) -> str:
        """Return the words; what may not be read is a run of blocks of constant width."""
        return self.masked.text


def document_for(viewer: Viewer, public_id: str) -> Document | None:
    """Return a document that the viewer may know of, with its record and body. One query."""
    return (
        Document.objects.filter(visible(viewer), record__public_id=public_id)
        .select_related("record", "body")
        .first()
    )


def page_for(
    viewer: Viewer, document: Document, number: int, *, reading: int | None = None
) -> PageView | None:
    """Return a page of the newest reading, or of the one that a citation counts in; None where there is none to see.

    At most six queries, two more while the document has no body, however many pages, masks and citations it has.
    """
    piece = _page(viewer, document, number, reading)
    if piece is None:
        return None
    is_keeper = bool(policy.may_keep(viewer, document))
    regions = hidden_regions(viewer, text_id=piece.text_id, is_keeper=is_keeper)
    masked = mask_piece(piece.words, regions, start=piece.start)
    return PageView(
        document=document,
        number=number,
        last_number=piece.last_number,
        reading=piece.text_id,
        masked=masked,
        citations=_citations(viewer, piece, masked),
        may_download=bool(may_read_original(viewer, document)),
    )


def reading_that_cites(viewer: Viewer, document: Document, *, public_id: str, field: str) -> int | None:
    """Return the newest reading in which a fact of the record with this public id is cited; None where none is seen.

    The key of a `DocumentText`, for `page_for`. One query.
    """
    return (
        Citation.objects.filter(
            visible(viewer), text__document=document, record__public_id=public_id, field=field
        )
        .order_by("-text")
        .values_list("text", flat=True)
        .first()
    )


def text_for(viewer: Viewer, document: Document, *, reading: int | None = None) -> TextView | None:
    """Return the whole text as the viewer may read it; None where there is none to see. Two or three queries."""
    row = _readings(viewer, document, reading).values_list("pk", "text").first()
    if row is None:
        return None
    is_keeper = bool(policy.may_keep(viewer, document))
    regions = hidden_regions(viewer, text_id=row[0], is_keeper=is_keeper)
    return TextView(document, row[0], mask_piece(row[1], regions, start=0))


def hidden_on_page(page: PageView) -> tuple[Region, ...]:
    """Return what a picture of the page must cover, in offsets of the reading. No query. Never show these numbers."""
    return page.masked.hidden


class _Piece(NamedTuple):
    text_id: int
    start: int
    end: int
    words: str
    last_number: int


def _readings(viewer: Viewer, document: Document, reading: int | None) -> QuerySet[DocumentText]:
    rows = DocumentText.objects.filter(
        visible(viewer, record="document__record"), document=document, document__purged_at=None
    )
    return rows.order_by("-pk") if reading is None else rows.filter(pk=reading)


def _page(viewer: Viewer, document: Document, number: int, reading: int | None) -> _Piece | None:
    last = Page.objects.filter(text=OuterRef("text")).order_by("-number").values("number")[:1]
    text = _readings(viewer, document, reading).values("pk")[:1]
    row = (
        Page.objects.filter(text=Subquery(text), number=number)
        .annotate(
            words=Substr("text__text", F("start") + 1, F("end") - F("start")), last_number=Subquery(last)
        )
        .values_list("text_id", "start", "end", "words", "last_number")
        .first()
    )
    return None if row is None else _Piece(*row)


def _citations(viewer: Viewer, piece: _Piece, masked: MaskedText) -> tuple[PageCitation, ...]:
    rows = (
        Citation.objects.filter(visible(viewer), text=piece.text_id, start__lt=piece.end, end__gt=piece.start)
        .select_related("record")
        .order_by("start", "end", "pk")
    )
    placed = (PageCitation(row.record, row.field, masked.spans(read_spans(row.spans))) for row in rows)
    return tuple(citation for citation in placed if citation.spans)
