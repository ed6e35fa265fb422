"""Which files can be papers of a case: their kinds, told by ending and first bytes. Pure: no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from roedtraad.accounts.refusals import Refused

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a browser is told that a file is, and how such a file begins; None where any words may begin it."""

    media_type: str
    begins: bytes | None


KINDS: Mapping[str, FileKind] = {
    ".pdf": FileKind("application/pdf", b"%PDF"),
    ".docx": FileKind(f"{_OFFICE}.wordprocessingml.document", _ZIP),
    ".xlsx": FileKind(f"{_OFFICE}.spreadsheetml.sheet", _ZIP),
    ".pptx": FileKind(f"{_OFFICE}.presentationml.presentation", _ZIP),
    ".odt": FileKind(f"{_OPEN}.text", _ZIP),
    ".ods": FileKind(f"{_OPEN}.spreadsheet", _ZIP),
    ".odp": FileKind(f"{_OPEN}.presentation", _ZIP),
    ".doc": FileKind("application/msword", _OLE),
    ".xls": FileKind("application/vnd.ms-excel", _OLE),
    ".ppt": FileKind("application/vnd.ms-powerpoint", _OLE),
    ".png": FileKind("image/png", b"\x89PNG"),
    ".jpg": FileKind("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": FileKind("image/jpeg", b"\xff\xd8\xff"),
    ".txt": FileKind("text/plain", None),
    ".csv": FileKind("text/csv", None),
}
ENDINGS = ",".join(KINDS)
LONGEST_HEAD = 1024


def kind_of(filename: str, head: bytes) -> FileKind:
    """Return what a file is; `head` are its first bytes.

    Raises:
        Refused: it is of a kind that nobody should have to open, or not what its name says.
    """
    kind = KINDS.get(PurePath(filename.replace("\\", "/")).suffix.casefold())
    if kind is None:
        raise Refused(
            "cases.file_kind",
            _(
                "Files of this kind cannot be attached. Save it as PDF, or as a Word, Excel or PowerPoint file "
                "without macros."
            ),
        )
    is_so = b"\0" not in head if kind.begins is None else kind.begins in head[:LONGEST_HEAD]
    if not is_so:
        raise Refused(
            "cases.file_content",
            _("The file is not what its name says. Open it in the program that it was made in, and save it."),
        )
    return kind


def title_of(filename: str) -> str:
    """Return what a paper is called where nobody gave it a title: the name of its file, as words."""
    stem = PurePath(filename.replace("\\", "/")).stem
    return " ".join(stem.replace("_", " ").split())[:300]
