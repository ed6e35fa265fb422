"""Which items are drafts: of an agenda that is made here, and was not sent out with them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from roedtraad.meetings.models import AgendaRelease, MeetingPaper, MeetingState, ReleasedItem


def is_draft(*, item: str = "") -> Q:
    """Return the filter for items that are drafts; `item` is the path to them, empty where the rows are items.

    A meeting that has not been held and has not begun; the item stands in no version that was sent out. An agenda that
    was read from a file, or was published, went out without us: of such a meeting nothing is a draft until a version
    is sent out here.
    """
    prefix = f"{item}__" if item else ""
    meeting = OuterRef(f"{prefix}meeting")
    coming = ~Q(**{f"{prefix}meeting__state": MeetingState.HELD}) & Q(
        **{f"{prefix}meeting__sitting__isnull": True}
    )
    sent = Exists(ReleasedItem.objects.filter(item=OuterRef(item or "pk")))
    made_here = Exists(AgendaRelease.objects.filter(meeting=meeting)) | ~Exists(
        MeetingPaper.objects.filter(meeting=meeting)
    )
    return coming & ~sent & Q(made_here)
