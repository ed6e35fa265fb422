"""Take in files: each is stored, and waits to be read. The same file twice is one document, and is read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import IO, Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body, Collaboration
from roedtraad.documents.actions import store
from roedtraad.documents.models import Document
from roedtraad.importing import policy
from roedtraad.importing.actions.background import read_later
from roedtraad.importing.models import Batch, Draft, Reading, ReadingState
from roedtraad.importing.reading.answers import reader_version
from roedtraad.meetings.wording import cut

MOST_FILES = 1000  # in one upload
# What is said of a file before it is read; what it is, its bytes say.
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".html": "text/html",
    ".htm": "text/html",
    ".xml": "application/xml",
    ".json": "application/json",
    ".md": "text/markdown",
    ".txt": "text/plain",
}
UNKNOWN = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody brings: its name, which may have folders in it, and its bytes."""

    filename: str
    data: bytes | IO[bytes] | File[Any]


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """What became of one file: it waits to be read, it is known already, or it is refused (and says why)."""

    filename: str
    reading: Reading | None = None
    is_known: bool = False
    refusal: Refused | None = None


@dataclass(slots=True)
class Brought:
    """What became of everything that was brought. `batch` is None where nothing of it was new."""

    batch: Batch | None = None
    files: list[BroughtFile] = field(default_factory=list)

    @property
    def new(self) -> int:
        """Return how many files now wait to be read."""
        return sum(one.reading is not None and not one.is_known for one in self.files)

    @property
    def refused(self) -> tuple[BroughtFile, ...]:
        """Return the files that were not taken in."""
        return tuple(one for one in self.files if one.refusal is not None)


def bring(
    uploads: Iterable[Upload],
    *,
    viewer: Viewer,
    name: str = "",
    body: Body | None = None,
    collaboration: Collaboration | None = None,
    batch: Batch | None = None,
    is_read_later: bool = True,
) -> Brought:
    """Take in files, each in a transaction of its own, and let the background read them (`is_read_later`).

    `batch` is one that these files belong to too. `body`, or `collaboration`, is whose papers they are, if the person says so. A file that cannot be taken in stops
    no other, nor do those after the first thousand, which are refused. Files are read from their streams piece by piece. About twelve queries for each file.

    Raises:
        NotAllowed: the viewer is not the secretariat (of that body).
    """
    policy.may_bring(viewer, body).or_refuse()
    brought = Brought(batch)
    for number, upload in enumerate(uploads):
        if number >= MOST_FILES:
            brought.files.append(BroughtFile(upload.filename, refusal=_too_many()))
            continue
        brought.files.append(
            _bring_one(upload, brought, viewer=viewer, name=name, body=body, collaboration=collaboration)
        )
    if brought.new and is_read_later:
        transaction.on_commit(read_later)
    return brought


def _too_many() -> Refused:
    message = _("Bring at most 1,000 files at a time. The first 1,000 are taken in.")
    return Refused("importing.too_many", message)


def _bring_one(
    upload: Upload,
    brought: Brought,
    *,
    viewer: Viewer,
    name: str,
    body: Body | None,
    collaboration: Collaboration | None,
) -> BroughtFile:
    ending = PurePath(upload.filename).suffix.lower()
    try:
        document = store(
            upload.data,
            filename=upload.filename,
            media_type=MEDIA_TYPES.get(ending, UNKNOWN),
            viewer=viewer,
            body=body,
        ).document
    except Refused as refusal:
        return BroughtFile(upload.filename, refusal=refusal)
    known = Reading.objects.filter(document=document).order_by("-pk").first()
    if known is not None and not _failed_by_an_older(known) and not _was_attached(known):
        return BroughtFile(upload.filename, known, is_known=True)
    if brought.batch is None:
        brought.batch = Batch.objects.create(
            name=cut(name or upload.filename, 300),
            body=body,
            collaboration=collaboration,
            made_by=viewer.user,
        )
    return BroughtFile(upload.filename, *_queued(document, brought.batch))


def _failed_by_an_older(reading: Reading) -> bool:
    return reading.state == ReadingState.FAILED and reading.reader_version != reader_version()


def _was_attached(reading: Reading) -> bool:
    """Return whether a file was read as an attachment alone, so that there is no draft of it."""
    return reading.batch_id is None and not Draft.objects.filter(document=reading.document_id).exists()


def _queued(document: Document, batch: Batch) -> tuple[Reading, bool]:
    """Return the reading of a document by the present reader, and whether somebody else asked for it meanwhile."""
    try:
        with transaction.atomic():
            return Reading.objects.create(
                document=document, reader_version=reader_version(), batch=batch, state=ReadingState.WAITING
            ), False
    except IntegrityError:
        row = Reading.objects.get(document=document, reader_version=reader_version())
        if not _was_attached(row):
            return row, True
        row.batch, row.state, row.attempts = batch, ReadingState.WAITING, 0
        row.save(update_fields=["batch", "state", "attempts"])
        return row, False
