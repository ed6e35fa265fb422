"""The files of what was published."""

from __future__ import annotations

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.meetings.models import Meeting
from roedtraad.publishing.models import FileFormat, Publication, PublishedFile


def publications_of(viewer: Viewer, meeting: Meeting) -> tuple[Publication, ...]:
    """Return what was published of a meeting as files, as far as the viewer may see it; the newest first. One query."""
    rows = Publication.objects.filter(
        visible(viewer, record="paper__document__record"), paper__meeting=meeting
    )
    return tuple(rows.select_related("paper__document").order_by("paper__kind", "-paper__version"))


def file_of(viewer: Viewer, public_id: str, file_format: FileFormat) -> PublishedFile | None:
    """Return a file of a publication; None where there is none to see. One query.

    Who may see the PDF may have the Word file: it says the same. Closing what is in it closes both.
    """
    return (
        PublishedFile.objects.filter(
            visible(viewer, record="publication__paper__document__record"),
            publication__public_id=public_id,
            format=file_format,
        )
        .select_related("document", "publication__paper")
        .first()
    )
