"""Word and OpenDocument files made in the tests: with python-docx, and by hand where the mess does."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
from docx.document import Document

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODT = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip


def zipped(**parts: bytes | str) -> bytes:
    """Return a packed file; in the names of its parts `__` stands for a slash and `_D_` for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_D_", "."), data)
    return buffer.getvalue()


def word_document(fill: Callable[[Document], None]) -> bytes:
    """Return what python-docx saves after `fill` has filled the document."""
    document = docx.Document()
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def raw_word(body: str, *, numbering: str = "", styles: str = "", **parts: str) -> bytes:
    """Return a Word file of this XML."""
    return zipped(
        _D_Content="",
        word__document_D_xml=f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        word__numbering_D_xml=f"<w:numbering {_W}>{numbering}</w:numbering>",
        word__styles_D_xml=f"<w:styles {_W}>{styles}</w:styles>",
        **{"[Content_Types]_D_xml": "<Types/>"},
        **{name: text.replace("XMLNS", _W) for name, text in parts.items()},
    )


def run(text: str, properties: str = "") -> str:
    """Return a run of characters."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """Return a paragraph of runs, or of plain text."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(text: str, *, level: int = 0, number: int = 1) -> str:
    """Return a paragraph that is an item of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def open_document(text: str, *, automatic: str = "", styles: str = "", **parts: bytes | str) -> bytes:
    """Return an OpenDocument file of this XML."""
    return zipped(
        mimetype="application/vnd.oasis.opendocument.text",
        content_D_xml=f"<office:document-content {_ODT}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>",
        styles_D_xml=f"<office:document-styles {_ODT}>{styles}</office:document-styles>",
        **parts,
    )
