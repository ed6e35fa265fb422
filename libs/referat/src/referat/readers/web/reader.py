"""From the bytes of a page to its text."""

from __future__ import annotations

import re

from lxml import etree, html

from referat.readers import refusals
from referat.readers.encoding import decoded
from referat.readers.limits import MAX_ELEMENTS, MAX_MARKUP_BYTES
from referat.readers.packed import Element
from referat.readers.web.parts import Parts
from referat.readers.web.walk import Walk
from referat.readers.writing import Inline, Writer
from referat.source import SourceText

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")
_HEAD = 8192
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def read_html(data: bytes) -> SourceText:
    """Return the text of a web page: what stands around its content is marked as furniture.

    Raises:
        ReadError: `broken`, `no_text` or `too_large`.
    """
    if len(data) > MAX_MARKUP_BYTES or data.count(b"<") - data.count(b"</") > MAX_ELEMENTS:
        raise refusals.too_large("Websiden er større, end et referat kan være")
    declared = _DECLARED.search(data, 0, _HEAD)
    text, problems = decoded(data, declared=declared.group(1).decode("ascii") if declared else None)
    root = _tree(_XML_DECLARATION.sub("", text))
    if root is None:
        raise refusals.no_text()
    writer = Writer()
    title = root.find("head/title")
    if title is not None and title.text:
        name = Inline(folding=True)
        name.add(title.text)
        with writer.aside():
            writer.paragraph(name)
    body = root.find("body")
    Walk(writer, Parts(root)).block(root if body is None else body)
    return writer.source(media_type="text/html", problems=problems)


def write_fragment(writer: Writer, text: str, *, level: int = 0) -> None:
    """Write a piece of HTML, such as the text of a section in another format. `level` is that of its heading."""
    if "<" not in text and "&" not in text:
        for paragraph in re.split(r"\n\s*\n", text):
            inline = Inline()
            inline.add(paragraph)
            writer.paragraph(inline)
        return
    root = _tree(text)
    if root is not None:
        body = root.find("body")
        Walk(writer, Parts(root, whole=True), level=level).block(root if body is None else body)


def _tree(text: str) -> Element | None:
    """Return the tree of a page, or None where there is nothing to make one of."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root: Element = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root
