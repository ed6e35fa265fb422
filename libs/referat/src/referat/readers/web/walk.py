"""Goes through the elements of a page and writes its blocks."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager, nullcontext

from referat.readers.limits import MAX_DEPTH
from referat.readers.numbers import counted
from referat.readers.packed import Element, text_in
from referat.readers.web import styles
from referat.readers.web.blocks import BOLD, INLINE, text_of
from referat.readers.web.parts import Parts
from referat.readers.web.tables import Shape, shape_of, table_rows
from referat.readers.writing import Inline, Writer
from referat.source import MarkKind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LEAD_LENGTH = 60  # characters of a cell that introduces the next
_REFERENCE = re.compile(r"\[?\(?\d{1,3}\)?\]?|[*†‡]{1,3}")


class _List:
    """One list that is open: how its items are counted, and the item that waits for its words."""

    def __init__(self, element: Element) -> None:
        self.ordered = element.tag == "ol"
        self.kind = styles.number_kind(element)
        start = element.get("start") or "1"
        self.next = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1

    def marker(self, item: Element) -> str:
        """Return what stands before the item."""
        if not self.ordered:
            return "-"
        value = item.get("value") or ""
        if re.fullmatch(r"\d{1,6}", value):
            self.next = int(value)
        number, self.next = self.next, self.next + 1
        return f"{counted(number, self.kind)}."


class Walk:
    """One walk through a page. `level` is that of the heading above it."""

    def __init__(self, writer: Writer, parts: Parts, *, level: int = 0) -> None:
        self._writer = writer
        self._parts = parts
        self._inline = Inline(folding=True)
        self._bold = 0
        self._around = False
        self._heading = 0  # the level of the heading that is open
        self._level = level  # of the last heading
        self._lists: list[_List] = []
        self._marker: str | None = None  # of the item that waits for its words
        self._item_level = 0
        self._leads: list[Inline] = []  # cells that introduce the next
        self._depth = 0

    def block(self, element: Element) -> None:
        """Write an element and what is in it, as blocks of their own."""
        self._flush()
        self._inside(element)
        self._flush()

    # --- going through -------------------------------------------------------------------------------------------

    def _inside(self, element: Element) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._inline.add(text_in(element, " "), kind=self._kind)
        else:
            self._inline.add(element.text or "", kind=self._kind)
            for child in element:
                if isinstance(child.tag, str):
                    if styles.stands_apart(child, self._inline.last):
                        self._inline.add(" ")
                    self._element(child)
                self._inline.add(child.tail or "", kind=self._kind)
        self._depth -= 1

    @property
    def _kind(self) -> MarkKind | None:
        return MarkKind.BOLD if self._bold else None

    def _element(self, element: Element) -> None:
        if self._parts.is_dropped(element):
            return
        if not self._around and self._parts.is_around(element):
            self._flush()
            self._around = True
            self._show(element)
            self._flush()
            self._around = False
        else:
            self._show(element)

    def _show(self, element: Element) -> None:
        tag = element.tag
        if styles.begins_page(element):
            self._flush()
            self._writer.begin_page()
        if tag in _HEADINGS or element.get("role") == "heading":
            self._show_heading(element, _HEADINGS.get(tag) or styles.aria_level(element))
        elif tag == "summary" or styles.opens_something(element):
            self._show_heading(element, self._heading or min(self._level + 1, 6), passing=True)
        elif tag in INLINE:
            self._show_inline(element, tag)
        elif tag in ("ul", "ol", "menu", "dir"):
            self._show_list(element)
        elif tag == "li" or (tag == "p" and styles.word_list_level(element) is not None):
            self._show_item(element)
        elif tag == "table":
            self._show_table(element)
        elif tag == "dl":
            self._show_pairs(element)
        elif tag == "pre":
            self._flush()
            self._inline.add(text_in(element), verbatim=True)
            self._flush()
        elif tag == "option":
            return
        else:
            self._show_block(element)

    def _show_block(self, element: Element) -> None:
        self._flush()
        pair = styles.label_and_value(element)
        if pair is None:
            self._inside(element)
        else:
            with self._place():
                self._writer.field(self._text_of(pair[0]), self._text_of(pair[1]))
        self._flush()

    # --- headings, lists -----------------------------------------------------------------------------------------

    def _show_heading(self, element: Element, level: int, *, passing: bool = False) -> None:
        if self._heading:
            self._inside(element)
            return
        self._flush()
        self._heading = level
        if not passing:
            self._level = level
        self._inside(element)
        self._flush()
        self._heading = 0

    def _show_list(self, element: Element) -> None:
        self._flush()
        self._lists.append(_List(element))
        self._inside(element)
        self._flush()
        self._lists.pop()

    def _show_item(self, element: Element) -> None:
        if styles.label_and_value(element) is not None:
            self._show_block(element)
            return
        self._flush()
        before, self._marker = self._marker, None
        level_before = self._item_level
        if self._lists:
            self._marker = self._lists[-1].marker(element)
            self._item_level = len(self._lists) - 1
        else:  # a paragraph that a word processor made an item, with its marker as text
            self._marker = "" if element.tag == "p" else "-"
            self._item_level = styles.word_list_level(element) or 0
        self._inside(element)
        self._flush()
        self._marker, self._item_level = before, level_before

    # --- inline --------------------------------------------------------------------------------------------------

    def _show_inline(self, element: Element, tag: str) -> None:
        if tag == "br":
            self._inline.break_line()
        elif tag in ("input", "select", "textarea"):
            self._inline.add(styles.field_value(element))
        elif tag == "button" and not self._heading and not styles.holds_heading(element):
            self._around_inline(element)
        elif styles.is_word_marker(element):
            self._word_marker(element)
        elif styles.is_word_tab(element):
            self._inline.tab()
        elif tag == "sup" and _REFERENCE.fullmatch(text_in(element).strip()):
            self._inline.add(text_in(element), kind=MarkKind.MARKUP)
        else:
            bold = tag in BOLD or styles.is_bold(element)
            self._bold += bold
            if tag == "q":
                self._inline.add("”")
            if styles.is_block(element):
                self._show_block(element)
            else:
                self._inside(element)
            if tag == "q":
                self._inline.add("”")
            if tag == "label" and not self._inline.text.endswith(":") and styles.has_field(element):
                self._inline.add(": ")
            self._bold -= bold

    def _around_inline(self, element: Element) -> None:
        """Write a button that does something on the page: no part of the text."""
        self._flush()
        before, self._around = self._around, True
        self._inside(element)
        self._flush()
        self._around = before

    def _word_marker(self, element: Element) -> None:
        text = text_in(element).replace("\xa0", " ").strip()
        self._marker = styles.word_bullet(text)

    # --- tables and pairs ----------------------------------------------------------------------------------------

    def _show_table(self, element: Element) -> None:
        self._flush()
        for caption in (each for each in element if each.tag == "caption"):
            self.block(caption)
        rows = table_rows(element)
        shape = shape_of(element, rows)
        with self._place():
            if shape is Shape.DATA:
                self._writer.table([[self._text_of(cell) for cell in row] for row in rows])
            elif shape is Shape.FIELDS:
                for row in rows:
                    self._writer.field(self._text_of(row[0]), self._text_of(row[1]))
        if shape is Shape.LAYOUT:
            for row in rows:
                for cell in row:
                    if cell is not None and not self._around and self._parts.is_around(cell):
                        self._element(cell)
                    elif cell is not None:
                        self._show_cell(cell, is_last=cell is row[-1])
                self._flush_leads()
        self._flush()

    def _show_cell(self, cell: Element, *, is_last: bool) -> None:
        """Write a cell of a table that is there for the layout; a short one introduces the next."""
        if (
            not is_last
            and next(cell.iter("table", "li"), None) is None
            and len(text_in(cell)) <= 4 * _LEAD_LENGTH
        ):
            text = self._text_of(cell)
            if len(text.text) <= _LEAD_LENGTH:
                if text:
                    self._leads.append(text)
                return
        if len(self._leads) > 1:  # number and title of an item, say: not the beginning of its text
            self._flush_leads()
        self.block(cell)

    def _flush_leads(self) -> None:
        if self._leads:
            self._inline = self._leads.pop()
            self._flush()

    def _show_pairs(self, element: Element) -> None:
        self._flush()
        label: Element | None = None
        for child in element.iter("dt", "dd"):
            if next(child.iterancestors("dl"), None) is not element or self._parts.is_dropped(child):
                continue
            if child.tag == "dt":
                if label is not None:
                    self.block(label)
                label = child
            elif label is not None and not any(
                inner.tag in ("ul", "ol", "table", "dl") for inner in child.iter()
            ):
                with self._place():
                    self._writer.field(self._text_of(label), self._text_of(child))
                label = None
            else:
                for block in (label, child):
                    if block is not None:
                        self.block(block)
                label = None
        if label is not None:
            self.block(label)

    def _text_of(self, element: Element | None) -> Inline:
        """Return what is in an element as one block, with the lines that are its own."""
        return text_of(element, self._parts)

    # --- writing -------------------------------------------------------------------------------------------------

    def _place(self) -> AbstractContextManager[None]:
        return self._writer.aside() if self._around else nullcontext()

    def _flush(self) -> None:
        """Write the block that is open, if there is anything in it."""
        inline, self._inline = self._inline, Inline(folding=True)
        if not inline:
            return
        if self._leads:
            inline = self._led(inline)
        with self._place():
            if self._heading:
                if self._marker and self._marker != "-":  # the number of an item that begins with a heading
                    inline = self._after(self._marker + " ", inline)
                self._marker = None
                self._writer.paragraph(inline, kind=MarkKind.HEADING, level=self._heading)
            elif self._marker is not None:
                marker, self._marker = self._marker, None
                self._writer.item(marker, inline, level=self._item_level)
            else:
                self._writer.paragraph(inline)

    @staticmethod
    def _after(lead: str, inline: Inline) -> Inline:
        whole = Inline(folding=True)
        whole.add(lead)
        whole.extend(inline)
        return whole

    def _led(self, inline: Inline) -> Inline:
        whole = Inline(folding=True)
        for lead in self._leads:
            whole.extend(lead)
            whole.tab()
        self._leads = []
        whole.extend(inline)
        return whole
