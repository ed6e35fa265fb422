"""The reader of SBSYS' 'Dagsorden' XML: an agenda or minutes, laid out as minutes are.

What is closed is marked 'Lukket punkt' and otherwise kept: who may see it is for others to decide. Elements that are
not known are written under their name, so that nothing is lost.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

from referat.readers import refusals
from referat.readers.limits import MAX_DEPTH, MAX_ELEMENTS, MAX_MARKUP_BYTES
from referat.readers.packed import Element, attribute, local, parsed, text_in
from referat.readers.web import write_fragment
from referat.readers.writing import Inline, Writer
from referat.source import MarkKind, SourceText

MEDIA_TYPE = "application/vnd.sbsys.dagsorden+xml"
_KIND = "SBSYS-dagsorden"
_NAMES = {"Resume": "Resumé", "Bilagsliste": "Bilag"}
_HEX = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HTML = frozenset(
    [
        "p",
        "div",
        "span",
        "br",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "ul",
        "ol",
        "li",
        "table",
        "tbody",
        "thead",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "a",
        "font",
    ]
)
_FALSE = frozenset({"false", "0", "nej", "n"})
_ABSENCE = {"1": "fraværende", "2": "afbud"}
_DETAILS = ("Titel", "Rolle", "Funktion", "Parti", "Organisation")


def read_sbsys(data: bytes) -> SourceText:
    """Return the text of an agenda or of minutes as SBSYS exports them.

    Raises:
        ReadError: `broken`, `no_text`, `too_large`, or `unknown_format` for other XML.
    """
    if len(data) > MAX_MARKUP_BYTES or data.count(b"<") + data.count(b"&lt;") > 2 * MAX_ELEMENTS:
        raise refusals.too_large("XML-filen er større, end en dagsorden kan være")
    root = parsed(data)
    if root is None:
        raise refusals.broken("XML-fil")
    agenda = (
        root
        if local(root) == "Dagsorden"
        else next((each for each in root.iter() if local(each) == "Dagsorden"), None)
    )
    if agenda is None:
        raise refusals.other_xml()
    writer = Writer()
    _write_meeting(writer, agenda)
    for item in _items(agenda):
        _write_item(writer, item)
    for each in agenda:
        if local(each) not in ("Møde", "Dagsordenpunkter", "Dagsordenpunkt"):
            _write_unknown(writer, each, level=2)
    return writer.source(media_type=MEDIA_TYPE)


def _items(agenda: Element) -> Iterator[Element]:
    for each in agenda:
        if local(each) == "Dagsordenpunkt":
            yield each
        elif local(each) == "Dagsordenpunkter":
            yield from (item for item in each if local(item) == "Dagsordenpunkt")


def _write_meeting(writer: Writer, agenda: Element) -> None:
    meeting = next((each for each in agenda if local(each) == "Møde"), None)
    kind = attribute(agenda, "Dagsordentype") or "Dagsorden"
    body = attribute(meeting, "Udvalg") or attribute(meeting, "Navn") or ""
    writer.paragraph(_inline(f"{kind} {body}".strip()), kind=MarkKind.HEADING, level=1)
    if meeting is None:
        return
    begins = _moment(attribute(meeting, "Mødedato"), attribute(meeting, "Mødetid"))
    end_date, end_time = attribute(meeting, "Mødeslutdato"), attribute(meeting, "Mødesluttid")
    same_day = end_date in (None, "", attribute(meeting, "Mødedato"))
    ends = (end_time or "") if same_day else _moment(end_date, end_time)
    _write_field(writer, "Mødedato", " - ".join(part for part in (begins, ends) if part))
    _write_field(writer, "Mødested", attribute(meeting, "Mødested"))
    for each in meeting:
        _write_unknown(writer, each, level=2)


def _write_field(writer: Writer, label: str, value: str | None) -> None:
    if value and value.strip():
        writer.field(_inline(label), _inline(value))


def _moment(day: str | None, time: str | None) -> str:
    return " kl. ".join(part.strip() for part in (day, time) if part and part.strip())


def _write_item(writer: Writer, item: Element) -> None:
    number = attribute(item, "Nummer") or attribute(item, "Punktnummer") or ""
    heading = next((each for each in item if local(each) == "Overskrift"), None)
    title = " ".join(text_in(heading).split()) if heading is not None else ""
    name = f"Punkt {number}".strip()
    writer.paragraph(_inline(f"{name}: {title}" if title else name), kind=MarkKind.HEADING, level=2)
    _write_field(writer, "Sagsnummer", attribute(item, "Sagsnummer") or attribute(item, "SagsNummer"))
    if (attribute(item, "Åbent") or attribute(item, "Åben") or "true").strip().lower() in _FALSE:
        writer.paragraph(_inline("Lukket punkt"))
    for each in item:
        if local(each) == "Indhold":
            if not len(each):
                write_fragment(writer, each.text or "", level=2)
            for section in each:
                _write_section(writer, section, level=3)
        elif local(each) == "Bilagsliste":
            _write_attachments(writer, each)
        elif local(each) != "Overskrift":
            _write_unknown(writer, each, level=3)


def _write_section(writer: Writer, section: Element, *, level: int) -> None:
    text = _markup(section)
    if text.strip():
        writer.paragraph(_inline(_heading(section)), kind=MarkKind.HEADING, level=level)
        write_fragment(writer, text, level=level)


def _write_attachments(writer: Writer, attachments: Element) -> None:
    names = [attribute(each, "Navn") or text_in(each) for each in attachments]
    names = [" ".join(name.split()) for name in names if name.strip()]
    if names:
        writer.paragraph(_inline("Bilag"), kind=MarkKind.HEADING, level=3)
        for name in names:
            writer.item("-", _inline(name))


def _write_unknown(writer: Writer, element: Element, *, level: int, depth: int = 0) -> None:
    """Write an element that is not known: its name, what it is called, and what is in it."""
    if depth > MAX_DEPTH or not local(element):
        return
    children = [each for each in element if local(each)]
    if not children or any(local(each).lower() in _HTML for each in children):
        if _person(element):
            writer.item("-", _inline(_person(element)))
        else:
            _write_section(writer, element, level=min(level, 6))
        return
    if any(_person(each) or text_in(each).strip() for each in children):
        writer.paragraph(_inline(_heading(element)), kind=MarkKind.HEADING, level=min(level, 6))
    for each in children:
        _write_unknown(writer, each, level=level + 1, depth=depth + 1)


def _person(element: Element) -> str:
    """Return the name in an element's attributes, with what else they say of a person; '' if there is none."""
    name = attribute(element, "Navn") or attribute(element, "Name") or ""
    if not name.strip():
        return ""
    details = [attribute(element, detail) or "" for detail in _DETAILS]
    said = ", ".join([name.strip(), *(detail.strip() for detail in details if detail.strip())])
    for key, value in element.attrib.items():
        if re.search(r"frav|absent", str(key), re.IGNORECASE) and value in _ABSENCE:
            return f"{said} ({_ABSENCE[str(value)]})"
    return said


def _heading(element: Element) -> str:
    named = attribute(element, "Overskrift") or attribute(element, "Navn") or attribute(element, "Titel")
    if named:
        return named
    name = _HEX.sub(lambda code: chr(int(code.group(1), 16)), local(element)).replace("_", " ")
    return _NAMES.get(name, name)


def _markup(element: Element) -> str:
    """Return what is in an element as HTML, whether it was written as elements or as text."""
    parts = [element.text or ""]
    for each in element:
        parts.append(etree.tostring(each, encoding="unicode", method="html", with_tail=False))
        parts.append(each.tail or "")
    text = "".join(parts)
    # HTML that was escaped once more than it had to be.
    return html.unescape(text) if "&lt;" in text and "<" not in text else text


def _inline(text: str) -> Inline:
    inline = Inline(folding=True)
    inline.add(text)
    return inline
