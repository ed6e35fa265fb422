"""What kind of file it is: from its bytes first, from its name and what the sender said only where bytes are silent."""

from __future__ import annotations

import re
import zipfile
import zlib
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath

from referat.errors import ReadError
from referat.readers import refusals
from referat.readers.encoding import decoded
from referat.readers.limits import MAX_PACKED_PARTS


class Format(StrEnum):
    """A kind of file that can be read; the value is its media type."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    RTF = "application/rtf"
    HTML = "text/html"
    SBSYS = "application/vnd.sbsys.dagsorden+xml"
    TEXT = "text/plain"
    MARKDOWN = "text/markdown"


_NAMES = {
    ".htm": Format.HTML,
    ".html": Format.HTML,
    ".xhtml": Format.HTML,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
}
_TYPES = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/markdown": Format.MARKDOWN,
    "text/x-markdown": Format.MARKDOWN,
}
# A file with such a name that is nothing of the kind is broken, not of an unknown format.
_PROMISES = {".pdf": "PDF-fil", ".docx": "Word-fil", ".docm": "Word-fil", ".odt": "OpenDocument-fil"}
_TEXTS = frozenset({".txt", ".text", ".rtf", ".xml", *_NAMES})
_PDF = re.compile(rb"%PDF-\d")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HTML_PIECE = re.compile(
    r"</(?:p|div|h[1-6]|li|ul|ol|table|td|section|article|body)>|<br\s*/?>", re.IGNORECASE
)
_XML = re.compile(r"<(?:\?xml\b|!DOCTYPE\s+(?!html)|[A-Za-zÆØÅæøå_][\w.:-]*[\s/>])", re.IGNORECASE)
_SBSYS = re.compile(r"<(?:\w+:)?Dagsorden[\s>/]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.02  # of the characters; more, and the file is no text


def recognise(data: bytes, *, filename: str | None = None, media_type: str | None = None) -> Format:
    """Return the format of a file.

    Raises:
        ReadError: `empty`, `unknown_format`, `encrypted`, or `broken` for a name that promises something else.
    """
    if not data or not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise refusals.empty()
    suffix = PurePath(filename or "").suffix.lower()
    if _PDF.search(data, 0, 1024):
        return Format.PDF
    if data.startswith(_ZIP):
        return _packed(data, suffix)
    if data.startswith(_OLE):
        raise refusals.old_office(data)
    if data.lstrip()[:5] == b"{\\rtf":
        return Format.RTF
    if (
        data.startswith(_IMAGES)
        or data[4:12] in (b"ftypheic", b"ftypheix", b"ftypavif")
        or data[8:12] == b"WEBP"
    ):
        raise refusals.image()
    found = _text(data, suffix, (media_type or "").partition(";")[0].strip().lower())
    if found is None:
        raise _no_text(suffix)
    return found


def _no_text(suffix: str) -> ReadError:
    """Return why bytes that are nothing known cannot be read, by what the name of the file promised."""
    if suffix in _PROMISES:
        return refusals.broken(_PROMISES[suffix])
    return refusals.not_text(suffix) if suffix in _TEXTS else refusals.unknown(suffix)


def _packed(data: bytes, suffix: str) -> Format:
    """Return what a zip file holds, by the names inside it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist()[:MAX_PACKED_PARTS])
            kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        OSError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as error:
        raise refusals.broken(_PROMISES.get(suffix, "fil")) from error
    if kind.startswith(Format.ODT.encode()):
        return Format.ODT
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return Format.DOCX
    raise refusals.other_package(names, kind)


def _text(data: bytes, suffix: str, media_type: str) -> Format | None:
    """Return which kind of text it is, or None if it is no text at all."""
    head = _without_prologue(decoded(data[:200_000]).text)
    if not head or len(_CONTROL.findall(head)) > _MOST_CONTROL * len(head):
        return None
    said = _TYPES.get(media_type) or _NAMES.get(suffix)
    if _HTML.match(head):
        return Format.HTML
    if _XML.match(head) and (head.startswith(("<?xml", "<!DOCTYPE")) or _SBSYS.match(head)):
        if _SBSYS.search(head):
            return Format.SBSYS
        if said is Format.HTML:
            return said
        raise refusals.other_xml()
    if said is Format.HTML or (head.startswith("<") and len(_HTML_PIECE.findall(head[:50_000])) > 1):
        return Format.HTML
    return said or Format.TEXT


def _without_prologue(text: str) -> str:
    """Return the text from where it begins: after white space, comments and, before HTML, the XML declaration."""
    text = text.lstrip()
    rest = text
    while rest.startswith(("<!--", "<?")):
        end = rest.find("-->" if rest.startswith("<!--") else ">")
        if end < 0:
            break
        rest = rest[end + 1 :].lstrip("->").lstrip()
    return rest if _HTML.match(rest) or _SBSYS.match(rest) else text
