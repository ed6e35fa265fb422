"""The one way in: bytes or characters to `SourceText`, whatever the format."""

from __future__ import annotations

import hashlib
import importlib
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import cast

from referat.readers import refusals
from referat.readers.formats import Format, recognise
from referat.readers.limits import MAX_BYTES, MAX_LINES
from referat.readers.pdf import read_pdf
from referat.readers.plain import read_characters, read_plain
from referat.readers.richtext import read_rtf
from referat.source import SourceText

Reader = Callable[[bytes], SourceText]
_LINE_WITH_WORDS = re.compile(r"\S[^\n]*")

# Readers that need lxml are imported when the first such file comes: the library works without it.
_NEED_LXML = {
    Format.DOCX: ("referat.readers.word", "read_docx", "Word-filer", "docx"),
    Format.ODT: ("referat.readers.opendocument", "read_odt", "OpenDocument-filer", "docx"),
    Format.HTML: ("referat.readers.web", "read_html", "HTML-filer", "html"),
    Format.SBSYS: ("referat.readers.sbsys", "read_sbsys", "SBSYS-dagsordener", "xml"),
}
_READERS: dict[Format, Reader] = {
    Format.PDF: read_pdf,
    Format.TEXT: read_plain,
    Format.RTF: read_rtf,
    Format.MARKDOWN: partial(read_plain, is_markdown=True),
}


def read(data: bytes, *, filename: str | None = None, media_type: str | None = None) -> SourceText:
    """Return the text of a document: PDF, DOCX, ODT, RTF, HTML, text, Markdown or an SBSYS agenda.

    The bytes decide what it is; `filename` and `media_type` help where several kinds of text look alike. The
    result carries the SHA-256 of the bytes and the file's name.

    Raises:
        ReadError: the file cannot be read; its message is a Danish sentence for whoever sent it.
    """
    if len(data) > MAX_BYTES:
        raise refusals.too_large(f"Filen fylder mere end {MAX_BYTES // 1_000_000} MB")
    kind = recognise(data, filename=filename, media_type=media_type)
    source = _reader(kind)(data)
    _refuse_endless(source.text)
    return replace(source, media_type=kind.value, filename=filename, sha256=hashlib.sha256(data).hexdigest())


def read_text(text: str, *, filename: str | None = None) -> SourceText:
    """Return a text that is characters already, also with Markdown in it. It has no SHA-256.

    Raises:
        ReadError: `empty`, or `too_large`.
    """
    if not text.strip():
        raise refusals.empty()
    source = read_characters(text)
    _refuse_endless(source.text)
    return replace(source, filename=filename)


def _refuse_endless(text: str) -> None:
    if len(_LINE_WITH_WORDS.findall(text)) > MAX_LINES:
        raise refusals.too_large(f"Dokumentet har mere end {MAX_LINES // 1_000}.000 linjer")


def _reader(kind: Format) -> Reader:
    if kind in _READERS:
        return _READERS[kind]
    module, function, files, extra = _NEED_LXML[kind]
    try:
        return cast(Reader, getattr(importlib.import_module(module), function))
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("referat"):
            raise
        raise refusals.missing_reader(files, extra) from error
