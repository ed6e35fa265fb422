"""The files of what was published."""

from __future__ import annotations

from typing import IO

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.accounts.refusals import Refused
from roedtraad.documents.queries.originals import original_name
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


def open_file(file: PublishedFile) -> IO[bytes]:
    """Return a published file, opened for reading; the caller got it from `file_of`.

    Raises:
        Refused: the file is not in the storage.
    """
    name = original_name(file.document.sha256)
    if not default_storage.exists(name):
        raise Refused(
            "documents.lost",
            _("The file is missing from the storage. Restore it from a backup; its checksum is known."),
        )
    return default_storage.open(name, "rb")
