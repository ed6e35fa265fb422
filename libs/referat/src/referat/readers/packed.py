"""Packed files (DOCX, ODT): their parts, read within limits, and their XML, parsed without anything from outside."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Any

from lxml import etree

from referat.readers import refusals
from referat.readers.limits import MAX_PACKED_PARTS, MAX_UNPACKED_BYTES, MAX_UNPACKED_TOTAL

Element = etree._Element
_BAD = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, KeyError)


class Package:
    """An open packed file. `kind` is what it is called in a sentence: 'Word-fil'."""

    def __init__(self, data: bytes, *, kind: str, most_elements: int) -> None:
        self._kind = kind
        self._most_elements = most_elements  # of all parts that are read, with their attributes
        self._read = 0
        self._elements = 0
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            infos = self._archive.infolist()
        except _BAD as error:
            raise refusals.broken(kind) from error
        if len(infos) > MAX_PACKED_PARTS:
            raise refusals.too_large("Filen har flere indlejrede dele, end et dokument kan have")
        self._names = {info.filename.lstrip("/").lower(): info for info in infos}

    def __contains__(self, name: str) -> bool:
        return name.lstrip("/").lower() in self._names

    def part(self, name: str) -> bytes | None:
        """Return the bytes of a part, or None if there is none of that name.

        Raises:
            ReadError: `broken`, `encrypted` or `too_large` (it unpacks to more than a document can have).
        """
        info = self._names.get(name.lstrip("/").lower())
        if info is None:
            return None
        if info.flag_bits & 0x1:
            raise refusals.encrypted(f"{self._kind}en")
        try:
            with self._archive.open(info) as part:
                data = part.read(MAX_UNPACKED_BYTES + 1)  # what the file says about its size may be wrong
        except RuntimeError as error:
            raise refusals.encrypted(f"{self._kind}en") from error
        except _BAD as error:
            raise refusals.broken(self._kind) from error
        self._read += len(data)
        if len(data) > MAX_UNPACKED_BYTES or self._read > MAX_UNPACKED_TOTAL:
            raise refusals.too_large("Filen pakker sig ud til mere, end et dokument kan fylde")
        return data

    def xml(self, name: str) -> Element | None:
        """Return the root of a part that is XML, or None if there is none of that name.

        Raises:
            ReadError: as `part`; `broken` also for a document type or for XML that is not well-formed.
        """
        data = self.part(name)
        if data is None:
            return None
        self._elements += data.count(b"<") - data.count(b"</") + data.count(b'="') + data.count(b"='")
        if self._elements > self._most_elements:
            raise refusals.too_large("Filen har flere elementer, end et dokument kan have")
        root = parsed(data)
        if root is None:
            raise refusals.broken(self._kind)
        return root


def parsed(data: bytes) -> Element | None:
    """Return the root of XML, or None if it is not well-formed. A document type is refused: no entities, no outside."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    docinfo: Any = root.getroottree().docinfo
    return None if docinfo.doctype else root


def local(element: Element) -> str:
    """Return the name of an element without its namespace; '' for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_in(element: Element, between: str = "") -> str:
    """Return all text in an element."""
    return between.join(str(text) for text in element.itertext())


def attribute(element: Element | None, name: str) -> str | None:
    """Return an attribute by its name without namespace."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *names: str) -> Element | None:
    """Return the first element below another along a path of names without namespace."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element
