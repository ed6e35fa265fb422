"""What is closed: items, attachments, files. Closing works at once, also on what is published; opening does not publish."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Body
from roedtraad.cases.models import Attachment
from roedtraad.documents import actions as documents
from roedtraad.documents.models import Citation, Document, DocumentText
from roedtraad.documents.spans import read_spans
from roedtraad.meetings import audience, policy
from roedtraad.meetings.actions.recording.cases import free_case_titles
from roedtraad.meetings.actions.recording.sources import STRETCH, closed_places, title_lines
from roedtraad.meetings.actions.writing import needs_a_reason, opened, unpublished
from roedtraad.meetings.models import (
    AgendaItem,
    ItemAttachment,
    MeetingPaper,
    Presence,
    PresenceKind,
)


@transaction.atomic
def close_item(item: AgendaItem, *, reason: str, viewer: Viewer) -> None:
    """Close an item with its texts, decision and attachments, and hide what the papers' files say of it.

    In a file that was read, the stretches of the item are hidden; where none are known, the whole text. A file that
    nobody read is closed. A case that bears the item's title, and that open items treat too, takes the title of one
    of these.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: there is no reason.
    """
    meeting = opened(item.meeting_id, viewer=viewer)
    needs_a_reason(reason)
    AgendaItem.objects.filter(pk=item.pk).update(is_closed=True)
    item.is_closed = True
    _hide_in_papers(item)
    free_case_titles([item])
    audience.renew([meeting.pk], on=viewer.on)
    journal.write(viewer.user, "meetings.item.closed", item.record, reason=reason)


@transaction.atomic
def open_item(item: AgendaItem, *, reason: str, viewer: Viewer) -> None:
    """Open an item for the circle of the body. Publishing it is a separate act.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published (it would be public at once), or there is no reason.
    """
    meeting = unpublished(item.meeting_id, viewer=viewer)
    needs_a_reason(reason)
    AgendaItem.objects.filter(pk=item.pk).update(is_closed=False)
    item.is_closed = False
    audience.renew([meeting.pk], on=viewer.on)
    journal.write(viewer.user, "meetings.item.opened", item.record, reason=reason)


@transaction.atomic
def set_attachment_closed(attachment: Attachment, is_closed: bool, *, reason: str, viewer: Viewer) -> None:
    """Close or open an attachment in every meeting that lists it.

    Raises:
        NotAllowed: the viewer does not keep one of these meetings.
        Refused: it would be opened where minutes are published, or there is no reason.
    """
    needs_a_reason(reason)
    listed = set(ItemAttachment.objects.filter(attachment=attachment).values_list("item__meeting", flat=True))
    for meeting in sorted(listed):
        if is_closed:
            opened(meeting, viewer=viewer)
        else:
            unpublished(meeting, viewer=viewer)
    Attachment.objects.filter(pk=attachment.pk).update(is_closed=is_closed)
    attachment.is_closed = is_closed
    if is_closed:
        _hide_title_in_papers(attachment, listed)
    audience.renew(listed, on=viewer.on)
    act = "meetings.attachment.closed" if is_closed else "meetings.attachment.opened"
    journal.write(viewer.user, act, attachment.record, reason=reason)


@transaction.atomic
def set_document_openness(document: Document, openness: Document.Openness, *, viewer: Viewer) -> None:
    """Say who may read a file that meetings list, or that is one of their papers.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Refused: it would be opened where minutes are published.
    """
    listed = set(MeetingPaper.objects.filter(document=document).values_list("meeting", flat=True))
    listed |= set(
        ItemAttachment.objects.filter(attachment__document=document).values_list("item__meeting", flat=True)
    )
    if openness == Document.Openness.OPEN:
        for meeting in sorted(listed):
            unpublished(meeting, viewer=viewer)
    documents.set_openness(document, openness, viewer=viewer)
    audience.renew(listed, on=viewer.on)


@transaction.atomic
def renew_closed(body: Body, *, viewer: Viewer) -> int:
    """Say anew who may see the closed items of a body from which somebody was disqualified; return how many meetings.

    Their members are listed one by one, so that this is to be done when seats begin or end (and each night).
    """
    policy.may_keep_meetings(viewer, body).or_refuse()
    excluded = Presence.objects.filter(kind=PresenceKind.DISQUALIFIED, participant__meeting__body=body)
    meetings = set(excluded.values_list("participant__meeting", flat=True))
    audience.renew(meetings, on=viewer.on)
    return len(meetings)


def _hide_title_in_papers(attachment: Attachment, meetings: Collection[int]) -> None:
    """Hide what the papers' files say of a closed attachment: the words it was read from, lines that are its title."""
    texts = list(DocumentText.objects.filter(document__in=_files(meetings)))
    read = Citation.objects.filter(record=attachment.pk, text__in=texts)
    places = [(row.text_id, span) for row in read for span in read_spans(row.spans)]
    places += [(text.pk, line) for text in texts for line in title_lines(text.text, attachment.title)]
    documents.guard_regions(
        documents.GuardedRegion(attachment.pk, text_id, place) for text_id, place in places
    )


def _files(meetings: Collection[int]) -> set[int]:
    """Return the files of the papers of these meetings."""
    papers = MeetingPaper.objects.filter(meeting__in=meetings, document__isnull=False)
    return {pk for pk in papers.values_list("document", flat=True) if pk is not None}


def _hide_in_papers(item: AgendaItem) -> None:
    files = _files([item.meeting_id])
    texts = list(DocumentText.objects.filter(document__in=files))
    stretches = {
        row.text_id: read_spans(row.spans)
        for row in Citation.objects.filter(record=item.pk, field=STRETCH, text__in=texts)
    }
    documents.guard_regions(
        documents.GuardedRegion(item.pk, text.pk, place)
        for text in texts
        for place in closed_places(text.text, title=item.title, stretches=stretches.get(text.pk, ()))
    )
    unread = files - {text.document_id for text in texts}
    Document.objects.filter(pk__in=unread).update(openness=Document.Openness.CLOSED)
