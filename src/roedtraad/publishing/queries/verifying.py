"""Which publication a file is: known to the byte and signed here, altered since, or none of ours."""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from lxml import etree
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from roedtraad.accounts.models import ALPHABET, PUBLIC_ID_LENGTH
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.publishing.models import Publication, PublishedFile
from roedtraad.publishing.signing import is_signed

MARK = re.compile(rf"roedtraad:([{ALPHABET}]{{{PUBLIC_ID_LENGTH}}})")
LARGEST_PROPERTIES_BYTES = 1 << 20


class Verdict(StrEnum):
    """What a file is."""

    GENUINE = "genuine"
    OUTDATED = "outdated"  # as it was published, and there is a newer version
    ALTERED = "altered"
    UNKNOWN = "unknown"

    @property
    def sentence(self) -> Promise:
        """Return it in a sentence."""
        return SENTENCES[self]


SENTENCES: dict[Verdict, Promise] = {
    Verdict.GENUINE: _("The file is as it was published here, to the last byte."),
    Verdict.OUTDATED: _(
        "The file is as it was published here, but a newer version has been published since."
    ),
    Verdict.ALTERED: _(
        "The file was altered after it was published here. Do not trust it; take the published one."
    ),
    Verdict.UNKNOWN: _("This is no file that was published here, or it has been taken back."),
}


@dataclass(frozen=True, slots=True)
class Verified:
    """The answer, and the publication that the file is, or says that it is; `newest` where there is a newer one."""

    verdict: Verdict
    sha256: str
    publication: Publication | None = None
    newest: Publication | None = None


def mark_of(public_id: str) -> str:
    """Return the words in a file's properties that say which publication it is."""
    return f"roedtraad:{public_id}"


def verify(data: bytes, *, viewer: Viewer) -> Verified:
    """Return what a file is, for somebody who has it. Three queries at most.

    Whoever has a file that was taken back, or one that only says it is ours, learns nothing of it: only what the
    viewer may see is told. Never raises for any bytes.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    seen = visible(viewer, record="publication__paper__document__record")
    exact = (
        PublishedFile.objects.filter(seen, document__sha256=sha256)
        .select_related("publication__paper__meeting__record", "publication__paper__meeting__body", "key")
        .first()
    )
    if exact is not None:
        publication = exact.publication
        valid = is_signed(
            sha256,
            publication=publication.public_id,
            public=bytes(exact.key.public),
            signature=bytes(exact.signature),
        )
        if not valid:
            return Verified(Verdict.UNKNOWN, sha256)
        newest = _newer(publication, viewer)
        return Verified(Verdict.OUTDATED if newest else Verdict.GENUINE, sha256, publication, newest)
    public_id = _marked(data)
    if public_id:
        rows = Publication.objects.filter(
            visible(viewer, record="paper__document__record"), public_id=public_id
        )
        claimed = rows.select_related("paper__meeting__record", "paper__meeting__body").first()
        if claimed is not None:
            return Verified(Verdict.ALTERED, sha256, claimed, _newer(claimed, viewer))
    return Verified(Verdict.UNKNOWN, sha256)


def _newer(publication: Publication, viewer: Viewer) -> Publication | None:
    """Return the newest publication of the same paper after this one. One query."""
    paper = publication.paper
    rows = Publication.objects.filter(
        Q(paper__meeting=paper.meeting_id, paper__kind=paper.kind, paper__version__gt=paper.version),
        visible(viewer, record="paper__document__record"),
        paper__published_at__isnull=False,
    )
    return rows.select_related("paper").order_by("-paper__version").first()


def _marked(data: bytes) -> str:
    """Return which publication a file says that it is; '' where it says nothing."""
    words = _pdf_keywords(data) if data[:1024].find(b"%PDF-") >= 0 else _docx_keywords(data)
    match = MARK.search(words)
    return match[1] if match else ""


def _pdf_keywords(data: bytes) -> str:
    try:
        told = PdfReader(BytesIO(data)).metadata
        return str(told.get("/Keywords", "")) if told else ""
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        return ""


def _docx_keywords(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            if parts.getinfo("docProps/core.xml").file_size > LARGEST_PROPERTIES_BYTES:
                return ""
            text = parts.read("docProps/core.xml")
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return " ".join(str(words) for words in etree.fromstring(text, parser).itertext())
    except (
        zipfile.BadZipFile,
        KeyError,
        etree.XMLSyntaxError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
    ):
        return ""
