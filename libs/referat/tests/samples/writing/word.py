"""HTML of a small, plain kind to a DOCX: heading styles, automatic numbers, tables, headers, tracked changes."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from typing import Any

import docx
import lxml.html
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

FORMATS = {"1": ("decimal", "%{}."), "a": ("lowerLetter", "%{})"), "bullet": ("bullet", "\u2022")}
SPACES = re.compile(r"[ \n]+")


def word(body: str, *, header: str = "", footer: str = "", danish_style_ids: bool = False) -> bytes:
    """Return the DOCX of an HTML body. `{side}` in header or footer becomes a field with the page number."""
    writer = Writer()
    writer.blocks(lxml.html.fragment_fromstring(body, create_parent="div"))
    section = writer.document.sections[0]
    for text, part in ((header, section.header), (footer, section.footer)):
        if text:
            _with_page_number(part.paragraphs[0], text)
    if danish_style_ids:
        _rename_styles(writer.document)
    properties = writer.document.core_properties
    properties.author = properties.last_modified_by = ""
    properties.comments = ""
    return _without_times(writer.document)


class Writer:
    """Writes blocks into one document."""

    def __init__(self) -> None:
        self.document: Document = docx.Document()
        self.place: Any = self.document
        self.numbering = self.document.part.numbering_part.element
        self.heading_number: int | None = None
        self.revision = 0

    def blocks(self, parent: lxml.html.HtmlElement) -> None:
        """Write the children of an element, each as a block."""
        for element in parent:
            if isinstance(element.tag, str):
                self.block(element)

    def block(self, element: lxml.html.HtmlElement) -> None:
        """Write one heading, paragraph, list, table or group."""
        tag, kind = element.tag, element.get("class")
        if tag in ("h1", "h2", "h3", "h4"):
            self.heading(element)
        elif tag in ("ul", "ol"):
            self.points(element, level=0, number=None)
        elif tag == "table":
            self.table(element)
        elif tag == "hr":
            self.document.add_page_break()
        elif tag == "div" and kind == "felt":
            self.content_control(element)
        elif tag in ("div", "section"):
            self.blocks(element)
        else:
            paragraph = self.place.add_paragraph(style={"titel": "Title"}.get(kind or ""))
            self.runs(paragraph, element)

    def heading(self, element: lxml.html.HtmlElement) -> None:
        """Write a heading; `class="nr"` gives it a number that Word counts and the text does not hold."""
        paragraph = self.place.add_paragraph(style=f"Heading {element.tag[1]}")
        self.runs(paragraph, element)
        if element.get("class") == "nr":
            if self.heading_number is None:
                self.heading_number = self._new_number("1", start=int(element.get("data-start", "1")))
            self._numbered(paragraph, self.heading_number, level=0)

    def points(self, element: lxml.html.HtmlElement, *, level: int, number: int | None) -> None:
        """Write a list with automatic numbers or bullets; lists may stand inside points."""
        kind = "bullet" if element.tag == "ul" else element.get("type", "1")
        if number is None or level == 0:
            number = self._new_number(kind, start=int(element.get("start", "1")))
        for point in element.findall("li"):
            inner = [child for child in point if child.tag in ("ul", "ol")]
            own = copy.deepcopy(point)
            for child in [child for child in own if child.tag in ("ul", "ol")]:
                own.remove(child)
            paragraph = self.place.add_paragraph(style="List Paragraph")
            self.runs(paragraph, own)
            self._numbered(paragraph, number, level=level)
            for child in inner:
                self.points(child, level=level + 1, number=number)

    def table(self, element: lxml.html.HtmlElement) -> None:
        """Write a table; cells may hold paragraphs and lists, and span columns."""
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
        width = max(sum(int(cell.get("colspan", "1")) for cell in row) for row in rows)
        table = self.place.add_table(rows=len(rows), cols=width)
        table.style = "Table Grid"
        for r, row in enumerate(rows):
            c = 0
            for cell in row:
                span = int(cell.get("colspan", "1"))
                target = table.cell(r, c)
                if span > 1:
                    target = target.merge(table.cell(r, c + span - 1))
                self._fill(target, cell)
                c += span
        self.document.add_paragraph()

    def _fill(self, target: Any, cell: lxml.html.HtmlElement) -> None:
        if not any(child.tag in ("p", "ul", "ol") for child in cell):
            self.runs(target.paragraphs[0], cell, bold=cell.tag == "th")
            return
        outer, self.place = self.place, target
        target.paragraphs[0]._p.getparent().remove(target.paragraphs[0]._p)
        self.blocks(cell)
        if cell[-1].tag in ("ul", "ol"):
            target.add_paragraph()
        self.place = outer

    def content_control(self, element: lxml.html.HtmlElement) -> None:
        """Write the paragraphs of an element inside a content control, as templates do for fields."""
        body = self.document.element.body
        before = len(body)
        self.blocks(element)
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        added = [node for node in body[before - 1 :] if node.tag != qn("w:sectPr")]
        place = body.index(added[0])
        for node in added:
            content.append(node)
        control.append(OxmlElement("w:sdtPr"))
        control.append(content)
        body.insert(place, control)

    def runs(self, paragraph: Paragraph, element: lxml.html.HtmlElement, *, bold: bool = False) -> None:
        """Write the text of an element into a paragraph, run by run."""
        pieces: list[tuple[str, frozenset[str]]] = []
        _pieces(element, frozenset({"b"}) if bold else frozenset(), pieces)
        for i, (text, how) in enumerate(pieces):
            if i == 0:
                text = text.lstrip()
            if i == len(pieces) - 1:
                text = text.rstrip()
            if text:
                self._run(paragraph, text, how)

    def _run(self, paragraph: Paragraph, text: str, how: frozenset[str]) -> None:
        run = paragraph.add_run(text)
        run.bold, run.italic = ("b" in how) or None, ("i" in how) or None
        change = "ins" if "ins" in how else "del" if "del" in how else None
        if change is None:
            return
        self.revision += 1
        wrapper = OxmlElement(f"w:{change}")
        wrapper.set(qn("w:id"), str(self.revision))
        wrapper.set(qn("w:author"), "Sekretariatet")
        wrapper.set(qn("w:date"), "2025-01-01T12:00:00Z")
        run._r.getparent().replace(run._r, wrapper)
        wrapper.append(run._r)
        if change == "del":
            for node in run._r.findall(qn("w:t")):
                node.tag = qn("w:delText")
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _new_number(self, kind: str, *, start: int) -> int:
        abstract_id = 100 + len(self.numbering)
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), str(abstract_id))
        kinds = [kind, "a" if kind == "1" else kind, "bullet"]
        for level, name in enumerate(kinds):
            form, text = FORMATS[name]
            abstract.append(_level(level, form, text.format(level + 1), start if level == 0 else 1))
        first = self.numbering.find(qn("w:num"))
        self.numbering.insert(self.numbering.index(first), abstract)
        return int(self.numbering.add_num(abstract_id).numId)

    def _numbered(self, paragraph: Paragraph, number: int, *, level: int) -> None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = number


def _level(level: int, form: str, text: str, start: int) -> Any:
    element = OxmlElement("w:lvl")
    element.set(qn("w:ilvl"), str(level))
    for name, value in (
        ("w:start", str(start)),
        ("w:numFmt", form),
        ("w:lvlText", text),
        ("w:lvlJc", "left"),
    ):
        child = OxmlElement(name)
        child.set(qn("w:val"), value)
        element.append(child)
    properties, indent = OxmlElement("w:pPr"), OxmlElement("w:ind")
    indent.set(qn("w:left"), str(567 * (level + 1)))
    indent.set(qn("w:hanging"), "567")
    properties.append(indent)
    element.append(properties)
    return element


def _pieces(
    element: lxml.html.HtmlElement, how: frozenset[str], pieces: list[tuple[str, frozenset[str]]]
) -> None:
    pieces.append((SPACES.sub(" ", element.text or ""), how))
    for child in element:
        if isinstance(child.tag, str):
            if child.tag == "br":
                pieces.append(("\n", how))
            elif child.tag == "tab":
                pieces.append(("\t", how))
            else:
                name = {"strong": "b", "em": "i"}.get(child.tag, child.tag)
                _pieces(child, how | {name}, pieces)
        if child.tail:
            pieces.append((SPACES.sub(" ", child.tail), how))


def _with_page_number(paragraph: Paragraph, text: str) -> None:
    before, number, after = text.partition("{side}")
    paragraph.add_run(before)
    if number:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)
        run = OxmlElement("w:r")
        shown = OxmlElement("w:t")
        shown.text = "1"
        run.append(shown)
        field.append(run)
    paragraph.add_run(after)


def _rename_styles(document: Document) -> None:
    """Give the styles the ids of a Danish Word; their inner names stay English, as they do there."""
    ids = {"Heading1": "Overskrift1", "Heading2": "Overskrift2", "Heading3": "Overskrift3", "Title": "Titel"}
    ids["ListParagraph"] = "Listeafsnit"
    for style in document.styles.element.iter(qn("w:style")):
        if style.get(qn("w:styleId")) in ids:
            style.set(qn("w:styleId"), ids[style.get(qn("w:styleId"))])
    for tag in ("w:pStyle", "w:basedOn", "w:next", "w:link"):
        for root in (document.styles.element, document.element):
            for node in root.iter(qn(tag)):
                value = node.get(qn("w:val"))
                node.set(qn("w:val"), ids.get(value, value))


def _without_times(document: Document) -> bytes:
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
