"""Take in a file: its bytes go to the storage under their checksum, a row says what it is."""

from __future__ import annotations

import hashlib
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.accounts.models import Audience, RecordKind
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.records import register
from roedtraad.accounts.refusals import Answer, Refused
from roedtraad.bodies.models import Body
from roedtraad.documents import policy
from roedtraad.documents.models import Document
from roedtraad.documents.queries.originals import CHUNK, checksum, original_name

IN_MEMORY_BYTES = 4 << 20


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a file. `is_new` is False where the same bytes were here already."""

    document: Document
    is_new: bool


def store(
    data: bytes | IO[bytes] | File[bytes],
    *,
    filename: str,
    media_type: str,
    viewer: Viewer,
    body: Body | None = None,
    answer: Answer | None = None,
) -> Stored:
    """Keep a file. The same bytes twice are one document; whoever brings them again sees it from then on.

    `data` is read once, piece by piece, never whole in memory. Until the body is known (`body=None`) the document
    is for those secretariats that the viewer works in. `answer` is that of a higher app that lets others bring files
    too (to a case that they write in); else `policy.may_store` answers. The file is in the storage before there is a row: if the
    program is stopped in between, an unused file is left, which does no harm and is taken over by the next attempt.

    Raises:
        NotAllowed: the viewer may not store for this body.
        Refused: the file is empty or larger than `settings.MAX_DOCUMENT_BYTES`, or was destroyed here on purpose.
    """
    (answer or policy.may_store(viewer, body)).or_refuse()
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as spool:
        sha256, size = _spool(data, spool)
        known = Document.objects.filter(sha256=sha256).select_related("record").first()
        if known is None:
            _keep_file(spool, sha256, size)
            return _keep_row(
                sha256=sha256, size=size, filename=filename, media_type=media_type, viewer=viewer, body=body
            )
        return _again(known, viewer=viewer, body=body)


def _spool(data: bytes | IO[bytes] | File[bytes], spool: IO[bytes]) -> tuple[str, int]:
    """Copy the bytes aside while counting them and taking their checksum."""
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(data):
        size += len(chunk)
        if size > settings.MAX_DOCUMENT_BYTES:
            raise Refused(
                "documents.too_large",
                _("The file is too large: at most %(limit)s can be kept. Make it smaller, or split it.")
                % {"limit": danish.size(settings.MAX_DOCUMENT_BYTES)},
            )
        digest.update(chunk)
        spool.write(chunk)
    if size == 0:
        raise Refused(
            "documents.empty", _("The file is empty. Check that it was saved, and choose it again.")
        )
    return digest.hexdigest(), size


def _chunks(data: bytes | IO[bytes] | File[bytes]) -> Iterator[bytes]:
    if isinstance(data, bytes):
        yield data
    elif isinstance(data, File):
        yield from data.chunks(CHUNK)
    else:
        while chunk := data.read(CHUNK):
            yield chunk


def _keep_file(spool: IO[bytes], sha256: str, size: int) -> None:
    """Write the original, unless the same file is there, whole, from an attempt that was stopped."""
    name = original_name(sha256)
    if default_storage.exists(name):
        if default_storage.size(name) == size and checksum(name) == sha256:
            return
        default_storage.delete(name)
    spool.seek(0)
    kept = default_storage.save(name, File(spool))
    if kept != name:
        # Somebody stored the same bytes at the same moment, and the storage chose another name for ours.
        default_storage.delete(kept)


@transaction.atomic
def _keep_row(
    *, sha256: str, size: int, filename: str, media_type: str, viewer: Viewer, body: Body | None
) -> Stored:
    try:
        with transaction.atomic():
            document = Document.objects.create(
                record=register(RecordKind.DOCUMENT, audience=_first_readers(viewer, body)),
                sha256=sha256,
                filename=plain_name(filename),
                media_type=media_type[:100],
                size_bytes=size,
                body=body,
                stored_by=viewer.user,
            )
    except IntegrityError:
        return _again(Document.objects.select_related("record").get(sha256=sha256), viewer=viewer, body=body)
    journal.write(viewer.user, "documents.document.stored", document.record, facts={"sha256": sha256})
    return Stored(document, is_new=True)


@transaction.atomic
def _again(document: Document, *, viewer: Viewer, body: Body | None) -> Stored:
    """Let those who brought the same bytes see the document that holds them: they have the file anyway."""
    if document.is_purged:
        raise Refused(
            "documents.purged",
            _("This file was destroyed here on purpose, and is not taken in again. Ask the administrator."),
        )
    wanted = _first_readers(viewer, body)
    present = set(
        Audience.objects.filter(record=document.record, token__in=wanted).values_list("token", flat=True)
    )
    Audience.objects.bulk_create(
        Audience(record=document.record, token=token) for token in sorted(wanted - present)
    )
    if wanted - present:
        journal.write(viewer.user, "documents.document.stored_again", document.record)
    return Stored(document, is_new=False)


def _first_readers(viewer: Viewer, body: Body | None) -> set[str]:
    """Return the tokens of those who see a file before it belongs to a meeting or a case."""
    if body is not None:
        return {Circle.SECRETARIAT.of(body.pk)}
    offices = {token for token in viewer.tokens if token.startswith(f"{Circle.SECRETARIAT}:")}
    return offices or ({Circle.PERSON.of(viewer.person_id)} if viewer.person_id else set())


def plain_name(filename: str) -> str:
    """Return a name without folders and control characters, at most 255 characters, its ending kept."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(
        letter for letter in unicodedata.normalize("NFC", name) if unicodedata.category(letter)[0] != "C"
    ).strip()
    if len(name) <= 255:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: 254 - len(ending)]}{dot}{ending}" if dot and len(ending) < 20 else name[:255]
