"""From the bytes of a DOCX file to its text."""

from __future__ import annotations

import posixpath

from referat.readers import refusals
from referat.readers.limits import MAX_WORD_ELEMENTS
from referat.readers.packed import Element, Package, attribute, child, local, text_in
from referat.readers.word.body import Body
from referat.readers.word.numbering import Numbering
from referat.readers.word.styles import Styles, switched
from referat.readers.writing import Writer
from referat.source import SourceText

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KIND = "Word-fil"
_MOST_HEADERS = 12


def read_docx(data: bytes) -> SourceText:
    """Return the text of a Word document as it would be printed.

    Running headers stand first and footers last, once each, as furniture. Notes follow the text they belong to.

    Raises:
        ReadError: `broken`, `encrypted`, `no_text` or `too_large`.
    """
    package = Package(data, kind=_KIND, most_elements=MAX_WORD_ELEMENTS)
    main = _target(package, "_rels/.rels", "officeDocument") or "word/document.xml"
    root = package.xml(main)
    content = child(root, "body")
    if content is None:
        raise refusals.broken(_KIND)
    relations = _relations_of(main)
    numbering = package.xml(_target(package, relations, "numbering") or "word/numbering.xml")
    styles = package.xml(_target(package, relations, "styles") or "word/styles.xml")
    writer = Writer()
    body = Body(writer, Styles(styles), Numbering(numbering))
    opening = _opening_header(package, relations, content)
    if opening is not None:
        body.write(opening)
    with writer.aside():
        for part in _margins(package, relations, "header"):
            if opening is None or text_in(part) != text_in(opening):
                body.write(part)
    body.write(content)
    _write_notes(package, relations, body)
    with writer.aside():
        for part in _margins(package, relations, "footer"):
            body.write(part)
    return writer.source(media_type=MEDIA_TYPE)


def _opening_header(package: Package, relations: str, content: Element) -> Element | None:
    """Return the header that stands on the first page alone: it is no running header, but the head of the letter."""
    for section in content.iter():
        if local(section) != "sectPr":
            continue
        if switched(section, "titlePg"):
            for reference in section:
                if local(reference) == "headerReference" and attribute(reference, "type") == "first":
                    target = _target_by_id(package, relations, attribute(reference, "id") or "")
                    return package.xml(target) if target else None
        return None  # only the first section has the first page
    return None


def _target_by_id(package: Package, relations: str, name: str) -> str | None:
    root = package.xml(relations)
    for relation in root if root is not None else ():
        if attribute(relation, "Id") == name:
            return _path(relations, relation)
    return None


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part.lstrip("/"))
    return posixpath.join(folder, "_rels", name + ".rels")


def _target(package: Package, relations: str, kind: str) -> str | None:
    """Return the first part that another one names as its `kind`."""
    return next(iter(_targets(package, relations, kind)), None)


def _targets(package: Package, relations: str, kind: str) -> list[str]:
    root = package.xml(relations)
    found = []
    for relation in root if root is not None else ():
        if (attribute(relation, "Type") or "").endswith("/" + kind) and attribute(
            relation, "TargetMode"
        ) != "External":
            found.append(_path(relations, relation))
    return found


def _path(relations: str, relation: Element) -> str:
    """Return the part that a relation points to."""
    folder = posixpath.dirname(posixpath.dirname(relations))
    target = attribute(relation, "Target") or ""
    path = target if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return path.lstrip("/")


def _margins(package: Package, relations: str, kind: str) -> list[Element]:
    """Return the headers or footers that say something, those that say the same once."""
    found: dict[str, Element] = {}
    for name in _targets(package, relations, kind)[:_MOST_HEADERS]:
        part = package.xml(name)
        if part is not None:
            text = " ".join(text_in(part).split())
            if any(char.isalpha() for char in text):
                found.setdefault(text, part)
    return list(found.values())


def _write_notes(package: Package, relations: str, body: Body) -> None:
    """Write the foot- and endnotes that the text refers to."""
    parts = {
        kind: package.xml(_target(package, relations, kind + "s") or f"word/{kind}s.xml")
        for kind in ("footnote", "endnote")
    }
    notes = {
        (kind, attribute(note, "id") or ""): note
        for kind, part in parts.items()
        for note in (part if part is not None else ())
        if local(note) == kind and attribute(note, "type") in (None, "normal")
    }
    for number, key in enumerate(list(body.paragraphs.notes), 1):
        if key in notes:
            body.write_note(f"[{number}]", notes[key])
