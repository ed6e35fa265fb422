"""What the one file of a whole meeting holds for a reader: the agenda or minutes, and the papers of each item."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.cases.models import Attachment
from roedtraad.documents.models import Document
from roedtraad.documents.queries import hidden_words
from roedtraad.documents.queries.originals import original_name, readable_originals
from roedtraad.meetings.models import AgendaItem, AgendaRelease, ItemAttachment, PaperKind
from roedtraad.meetings.queries.seeing import SeenMeeting, shown
from roedtraad.publishing.content import PaperContent
from roedtraad.publishing.queries.composing import compose
from roedtraad.publishing.queries.wording import draft_title

MOST_BYTES = 100_000_000
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class BinderPaper:
    """A paper of an item. `sha256`: of its file, '' where it is not put in; `note` then says why."""

    title: str
    sha256: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """The papers of an item."""

    heading: str
    papers: tuple[BinderPaper, ...]


@dataclass(frozen=True, slots=True)
class Binder:
    """A whole meeting, as one reader may read it."""

    content: PaperContent
    chapters: tuple[Chapter, ...]


def binder_of(viewer: Viewer, seen: SeenMeeting) -> Binder | None:
    """Return the whole of a meeting; None where the reader sees no items of it. 31 queries at most.

    The minutes once they are published, the agenda before. A reader who sees closed items gets these with their papers;
    a file of which parts are hidden from them is named and not put in.
    """
    is_minuted = seen.minutes_published_at is not None
    kind = PaperKind.MINUTES if is_minuted else PaperKind.AGENDA
    version = AgendaRelease.objects.filter(meeting=seen.meeting).count()
    content = compose(viewer, seen.meeting.pk, kind, version=max(1, version))
    if content is None or not content.items:
        return None
    return Binder(content, _chapters(viewer, seen))


def _chapters(viewer: Viewer, seen: SeenMeeting) -> tuple[Chapter, ...]:
    rows = list(
        ItemAttachment.objects.filter(
            visible(viewer, record="attachment__record"),
            visible(viewer, record="item__record"),
            item__meeting=seen.meeting,
        )
        .select_related("item", "attachment__document")
        .order_by("item__order", "order", "pk")
    )
    documents = [row.attachment.document_id for row in rows if row.attachment.document_id is not None]
    readable = readable_originals(viewer, documents)
    words = hidden_words(viewer, record_ids=[*(r.attachment_id for r in rows), *(r.item_id for r in rows)])
    papers: dict[AgendaItem, list[BinderPaper]] = defaultdict(list)
    size = 0
    for row in rows:
        hidden = (*words.get(row.attachment_id, ()), *words.get(row.item_id, ()))
        title = shown(row.attachment.title, is_keeper=False, words=hidden)
        if row.attachment.status == Attachment.Status.DRAFT:
            title = draft_title(title)
        document = row.attachment.document
        size += document.size_bytes if document else 0
        papers[row.item].append(_paper(title, document, readable, is_full=size > MOST_BYTES))
    return tuple(
        Chapter(_heading(item, words.get(item.pk, ())), tuple(found)) for item, found in papers.items()
    )


def _heading(item: AgendaItem, words: tuple[str, ...]) -> str:
    told = {"number": item.number, "title": shown(item.title, is_keeper=False, words=words)}
    return (
        _("Attachments to item %(number)s. %(title)s") % told
        if item.number
        else _("Attachments to %(title)s") % told
    )


def _paper(title: str, document: Document | None, readable: frozenset[int], *, is_full: bool) -> BinderPaper:
    """Return how a paper stands in the file."""
    if document is None or not default_storage.exists(original_name(document.sha256)):
        return BinderPaper(title, note=_("the file is not here"))
    if document.pk not in readable:
        return BinderPaper(title, note=_("parts of the file are hidden: read it on the page of the item"))
    if document.media_type != PDF or is_full:
        return BinderPaper(title, note=_("fetch the file on the page of the item"))
    return BinderPaper(title, document.sha256)
