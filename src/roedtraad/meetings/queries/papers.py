"""What a file is here: the agenda or the minutes of a meeting, or a paper under an item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.cases.models import Attachment
from roedtraad.documents.models import Document
from roedtraad.documents.queries import hidden_words
from roedtraad.meetings.models import (
    ItemAttachment,
    ItemSection,
    Meeting,
    MeetingPaper,
    PaperKind,
    SectionKind,
)
from roedtraad.meetings.queries.seeing import shown


@dataclass(frozen=True, slots=True)
class DocumentUse:
    """One use of a file. `paper` is None where it is an attachment; then the item and the attachment's title are told."""

    meeting: Meeting
    paper: PaperKind | None
    version: int = 1
    item_public_id: str = ""
    item_number: str = ""
    title: str = ""


def papers_of(viewer: Viewer, document_ids: Iterable[int]) -> Mapping[int, DocumentUse]:
    """Return of which meeting each file is the agenda or the minutes, as far as the viewer may see. One query."""
    rows = (
        MeetingPaper.objects.filter(
            visible(viewer, record="meeting__record"), document__in=list(document_ids)
        )
        .select_related("meeting__record", "meeting__body__record", "meeting__body__collaboration__record")
        .order_by("pk")
    )
    return {
        row.document_id: DocumentUse(row.meeting, PaperKind(row.kind), row.version)
        for row in rows
        if row.document_id is not None
    }


def uses_of(viewer: Viewer, document_id: int) -> tuple[DocumentUse, ...]:
    """Return every use of a file that the viewer may see, papers of meetings first. Three queries."""
    paper = papers_of(viewer, [document_id]).get(document_id)
    rows = list(
        ItemAttachment.objects.filter(
            visible(viewer, record="attachment__record"),
            visible(viewer, record="item__record"),
            attachment__document=document_id,
        )
        .select_related(
            "attachment__record",
            "item__record",
            "item__meeting__record",
            "item__meeting__body__record",
            "item__meeting__body__collaboration__record",
        )
        .order_by("-item__meeting__held_on", "pk")
    )
    words = hidden_words(viewer, record_ids=[row.attachment_id for row in rows])
    uses = [paper] if paper is not None else []
    for row in rows:
        meeting = row.item.meeting
        is_keeper = viewer.holds(Circle.SECRETARIAT.of(meeting.body_id))
        title = shown(row.attachment.title, is_keeper=is_keeper, words=words.get(row.attachment_id, ()))
        item = row.item
        uses.append(
            DocumentUse(
                meeting, None, item_public_id=item.record.public_id, item_number=item.number, title=title
            )
        )
    return tuple(uses)


@dataclass(frozen=True, slots=True)
class AttachmentHome:
    """Where an attachment is to be seen: its file, or the newest item that lists it."""

    document: Document | None
    item: Record  # or the case, where no item lists it
    item_title: str


def home_of_attachment(viewer: Viewer, public_id: str) -> AttachmentHome | None:
    """Return where an attachment is to be seen; None where nothing of it may be seen. Two queries."""
    row = (
        ItemAttachment.objects.filter(
            visible(viewer, record="attachment__record"),
            visible(viewer, record="item__record"),
            attachment__record__public_id=public_id,
        )
        .annotate(file_is_seen=visible(viewer, record="attachment__document__record"))
        .select_related("attachment__document__record", "item__record", "item__meeting")
        .order_by("-item__meeting__held_on", "-pk")
        .first()
    )
    if row is None:
        return _home_in_case(viewer, public_id)
    words = hidden_words(viewer, record_ids=[row.item_id])
    is_keeper = viewer.holds(Circle.SECRETARIAT.of(row.item.meeting.body_id))
    title = shown(row.item.title, is_keeper=is_keeper, words=words.get(row.item_id, ()))
    return AttachmentHome(row.attachment.document if row.file_is_seen else None, row.item.record, title)


def _home_in_case(viewer: Viewer, public_id: str) -> AttachmentHome | None:
    """Return where a paper is to be seen that no item lists yet: with those who write its case. One query."""
    row = (
        Attachment.objects.filter(
            visible(viewer), visible(viewer, record="case__record"), record__public_id=public_id
        )
        .annotate(file_is_seen=visible(viewer, record="document__record"))
        .select_related("document__record", "case__record")
        .first()
    )
    if row is None or row.case is None:
        return None
    return AttachmentHome(row.document if row.file_is_seen else None, row.case.record, row.case.title)


def draft_papers(meeting: Meeting) -> tuple[ItemAttachment, ...]:
    """Return the papers on the agenda of a meeting that are still drafts, in order. One query.

    The caller keeps the meeting. Sending the agenda out wants a reason for them (`meetings.actions.release`).
    """
    rows = ItemAttachment.objects.filter(
        item__meeting=meeting,
        item__record__withdrawn_at=None,
        attachment__record__withdrawn_at=None,
        attachment__status=Attachment.Status.DRAFT,
    )
    return tuple(rows.select_related("item", "attachment").order_by("item__order", "order"))


def items_changed_by_minutes(item_ids: Iterable[int]) -> frozenset[int]:
    """Return those of these items of which the minutes print a text otherwise than the agenda did. One query.

    The caller has asked whether the items, and the minutes, may be seen. Who was away, and the printed list of
    attachments, are told nowhere by this.
    """
    told = (SectionKind.SUMMARY, SectionKind.CASE, SectionKind.RECOMMENDATION)
    rows = ItemSection.objects.filter(item__in=list(item_ids), kind__in=told).values_list(
        "item", "kind", "paper"
    )
    papers: dict[tuple[int, str], set[str]] = {}
    for item, kind, paper in rows:
        papers.setdefault((item, kind), set()).add(paper)
    return frozenset(item for (item, _), found in papers.items() if len(found) > 1)
