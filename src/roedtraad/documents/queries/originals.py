"""The files themselves: where they lie, who may have them, and whether they still are what they were."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import IO

from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Audience
from roedtraad.accounts.policy import Viewer, may_see, visible
from roedtraad.accounts.refusals import Answer, Refused, no, yes
from roedtraad.documents import policy
from roedtraad.documents.contacts import without
from roedtraad.documents.models import Document, DocumentText, MaskedRegion
from roedtraad.documents.queries.regions import bodies_kept, hidden_from, hidden_from_in_many

CHUNK = 1 << 20


def original_name(sha256: str) -> str:
    """Return the place of an original in the storage: `originals/ab/<sha256>`."""
    return f"originals/{sha256[:2]}/{sha256}"


def shown_name(document: Document) -> str:
    """Return the file's name without contact data and CPR numbers, as everybody may read it; '' where it was destroyed."""
    return without(document.filename)


def may_read_original(viewer: Viewer, document: Document) -> Answer:
    """May this viewer have the file itself? Only if they may read every part of every reading of it.

    What nobody has read may hold anything: then the file is not for those who see the document only because it is
    public. Four queries at most.
    """
    code = "documents.original"
    refusal = no(
        code,
        _(
            "You may read this document as text here, but not have the file: parts of it are not for everybody."
        ),
    )
    if document.is_purged or not may_see(viewer, document.record):
        return no(code, _("There is no such document."))
    is_keeper = bool(policy.may_keep(viewer, document))
    if MaskedRegion.objects.filter(
        hidden_from(viewer, is_keeper=is_keeper), text__document=document
    ).exists():
        return refusal
    if is_keeper or DocumentText.objects.filter(document=document).exists():
        return yes(code, why="may read every part of it")
    if viewer.tokens and Audience.objects.filter(record=document.pk, token__in=viewer.tokens).exists():
        return yes(code, why="belongs to those for whom it was stored")
    return refusal


def readable_originals(viewer: Viewer, document_ids: Iterable[int]) -> frozenset[int]:
    """Return those of many documents of which the viewer may have the file itself, as `may_read_original`. One query."""
    hidden = MaskedRegion.objects.filter(hidden_from_in_many(viewer), text__document=OuterRef("pk"))
    may = Q(Exists(DocumentText.objects.filter(document=OuterRef("pk"))))
    may |= Q(body__in=bodies_kept(viewer)) | Q(pk__isnull=not viewer.is_administrator)
    may |= Q(Exists(Audience.objects.filter(record=OuterRef("pk"), token__in=viewer.tokens)))
    rows = Document.objects.filter(
        visible(viewer), may, ~Exists(hidden), pk__in=list(document_ids), purged_at=None
    )
    return frozenset(rows.values_list("pk", flat=True))


def open_original(viewer: Viewer, document: Document) -> IO[bytes]:
    """Return the file, opened for reading.

    Raises:
        NotAllowed: they may not read every part of it.
        Refused: the file is not in the storage.
    """
    may_read_original(viewer, document).or_refuse()
    name = original_name(document.sha256)
    if not default_storage.exists(name):
        raise Refused(
            "documents.lost",
            _("The file is missing from the storage. Restore it from a backup; its checksum is known."),
        )
    return default_storage.open(name, "rb")


def broken_originals() -> Iterator[tuple[Document, str]]:
    """Yield each document whose file is not what was stored: 'missing' or 'changed'. Reads every file once."""
    for document in Document.objects.filter(purged_at=None).order_by("pk").iterator(chunk_size=500):
        name = original_name(document.sha256)
        if not default_storage.exists(name):
            yield document, "missing"
        elif checksum(name) != document.sha256:
            yield document, "changed"


def checksum(name: str) -> str:
    """Return the SHA-256 of a file in the storage, in hexadecimal."""
    digest = hashlib.sha256()
    with default_storage.open(name, "rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
