"""The blocks of a Word document in their order: paragraphs, headings, items of lists, tables, text boxes."""

from __future__ import annotations

from itertools import islice

from referat.readers import refusals
from referat.readers.limits import MAX_DEPTH
from referat.readers.packed import Element, attribute, child, local, text_in
from referat.readers.word.numbering import Numbering
from referat.readers.word.runs import Paragraphs
from referat.readers.word.styles import Style, Styles, list_of, outline_level, switched
from referat.readers.word.tables import Cell, is_layout, table_rows
from referat.readers.writing import Inline, Writer
from referat.source import MarkKind

_HOLDERS = frozenset({"sdtContent", "customXml", "smartTag", "ins", "moveTo", "txbxContent", "Choice"})
_LONGEST_HEADING = 400  # characters; a longer paragraph in a heading's style is text
_LEAD_LENGTH = 60  # characters of a cell that introduces the next


class Body:
    """Writes the content of one document. `paragraphs` keeps the notes that were referred to."""

    def __init__(self, writer: Writer, styles: Styles, numbering: Numbering) -> None:
        self._writer = writer
        self._styles = styles
        self._numbering = numbering
        self.paragraphs = Paragraphs(styles)
        self._depth = 0
        self._leads: list[Inline] = []  # short cells that introduce the next
        self._unended: Inline | None = None  # a paragraph whose end was deleted: it goes on in the next

    def write(self, container: Element) -> None:
        """Write the blocks in an element.

        Raises:
            ReadError: `too_large`, for a document nested deeper than any is.
        """
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise refusals.too_large("Dokumentet er indlejret i sig selv dybere, end et referat kan være")
        for element in container:
            name = local(element)
            if name == "p":
                if len(element):
                    self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name == "sdt":
                if child(element, "sdtPr", "showingPlcHdr") is None:
                    self.write(element)
            elif name in _HOLDERS:
                self.write(element)
            elif name == "AlternateContent":
                choice = child(element, "Choice")
                self.write(element if choice is None else choice)
        self._depth -= 1

    def write_note(self, reference: str, note: Element) -> None:
        """Write a foot- or endnote behind its number."""
        inline = Inline()
        inline.add(reference + " ")
        for paragraph in note.iter():
            if local(paragraph) == "p":
                inline.extend(self.paragraphs.inline(paragraph, Style()))
                inline.add(" ")
        self._writer.paragraph(inline, kind=MarkKind.FOOTNOTE)

    # --- paragraphs ----------------------------------------------------------------------------------------------

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        name = attribute(child(properties, "pStyle"), "val")
        style = self._styles.style(name)
        if switched(properties, "pageBreakBefore"):
            self._writer.begin_page()
        inline = self.paragraphs.inline(element, style)
        if self._unended is not None:
            self._unended.extend(inline)
            inline, self._unended = self._unended, None
        if _end_is_deleted(properties):
            self._unended = inline
            return
        self._write(inline, style, properties, name)
        while self.paragraphs.boxes:
            self.write(self.paragraphs.boxes.pop(0))

    def _write(self, inline: Inline, style: Style, properties: Element | None, name: str | None) -> None:
        if not inline:
            self._writer.paragraph(inline)  # a page may begin in it
            return
        level = 0 if style.contents else outline_level(properties, style.level)
        marker, depth = self._marker(style, properties, name)
        inline = self._led(inline)
        if level > 0 and len(inline.text) <= _LONGEST_HEADING:
            self._writer.paragraph(_after(marker, inline), kind=MarkKind.HEADING, level=min(level, 6))
        elif marker:
            self._writer.item(marker, inline, level=depth)
        elif style.contents:
            self._writer.contents(inline)
        else:
            self._writer.paragraph(inline)

    def _marker(self, style: Style, properties: Element | None, name: str | None) -> tuple[str, int]:
        """Return what Word prints before the paragraph, and how deep it is nested in lists."""
        found = list_of(properties, style.number)
        if found is None:
            return "", 0
        number, depth = found
        if child(properties, "numPr", "ilvl") is None and name:
            own = self._numbering.level_of_style(number, name)
            depth = depth if own is None else own
        return self._numbering.next_marker(number, depth), depth

    def _led(self, inline: Inline) -> Inline:
        if not self._leads:
            return inline
        whole = Inline()
        for lead in self._leads:
            whole.extend(lead)
            whole.tab()
        self._leads = []
        whole.extend(inline)
        return whole

    # --- tables --------------------------------------------------------------------------------------------------

    def _table(self, element: Element) -> None:
        rows = table_rows(element)
        if is_layout(rows):
            for row in rows:
                for at, cell in enumerate(row):
                    self._layout_cell(cell, is_last=at == len(row) - 1)
                self._flush_leads()
            return
        self._writer.table([[self._text_of(cell) for cell in row] for row in rows])
        while self.paragraphs.boxes:
            self.write(self.paragraphs.boxes.pop(0))

    def _layout_cell(self, cell: Cell, *, is_last: bool) -> None:
        """Write a cell of a table that is there for the layout; a short one introduces the next."""
        if cell is None:
            return
        paragraphs = list(islice((each for each in cell.iter() if local(each) == "p"), 2))
        if not is_last and len(paragraphs) == 1:
            style = self._styles.style(attribute(child(paragraphs[0], "pPr", "pStyle"), "val"))
            if len(text_in(paragraphs[0])) <= _LEAD_LENGTH and not style.level:
                text = self._text_of(cell)
                if text:
                    self._leads.append(text)
                return
        if len(self._leads) > 1:  # number and title of an item, say: not the beginning of its text
            self._flush_leads()
        self.write(cell)

    def _flush_leads(self) -> None:
        if self._leads:
            last = self._leads.pop()
            self._writer.paragraph(self._led(last))

    def _text_of(self, cell: Cell) -> Inline:
        """Return the text of a cell, with the markers of its lists and the text of tables inside it."""
        whole = Inline()
        for paragraph in cell.iter() if cell is not None else ():
            if local(paragraph) != "p" or any(
                local(up) in ("Fallback", "txbxContent") for up in paragraph.iterancestors()
            ):
                continue
            properties = child(paragraph, "pPr")
            name = attribute(child(properties, "pStyle"), "val")
            style = self._styles.style(name)
            inline = self.paragraphs.inline(paragraph, style)
            if inline:
                marker, _ = self._marker(style, properties, name)
                if whole:
                    whole.break_line()
                whole.extend(_after(marker, inline))
        return whole


def _after(marker: str, inline: Inline) -> Inline:
    if not marker:
        return inline
    whole = Inline()
    whole.add(marker + " ")
    whole.extend(inline)
    return whole


def _end_is_deleted(properties: Element | None) -> bool:
    return child(properties, "rPr", "del") is not None
