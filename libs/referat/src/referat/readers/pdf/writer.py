"""Writes the lines of a PDF, one after the other, into one text with marks."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from referat.errors import ReadError
from referat.readers.hyphens import HYPHENS, Join, join
from referat.readers.letters import clean
from referat.readers.limits import MAX_CHARACTERS
from referat.readers.pdf.breaks import Break
from referat.readers.pdf.lines import Line
from referat.source import Mark, MarkKind, SourceText

_LEADERS = re.compile(r"(?:\. ){3,}\.?")
_ITEM = re.compile(
    r"(?:[-–—•·*o▪■□●○‣◦⁃➢✓☐☒→]|\(?\d{1,2}[.)]|\(?[a-zæøå][.)]|\(?[A-Z]\)|[ivx]{1,4}[.)])[ \t]+(?=\S)"
)
_DATE = re.compile(r"\d+\. (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)", re.IGNORECASE)
_HEADING_LENGTH = 250
_INDENT = 4.0  # points
_SPLIT_SIGNS = re.compile("[\x02\ufffe]")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a line is set: the break before it, its heading level (0 for none), and whether it is furniture."""

    line: Line
    before: Break
    level: int
    furniture: bool


class PageWriter:
    """The text so far. A line is written when the next one comes, which may begin with the rest of its last word."""

    def __init__(self, known: Container[str]) -> None:
        self._known = known
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[int] = []
        self._pages_to_begin = 0
        self._marks: list[Mark] = []
        self._held = ""  # the line that is not written yet
        self._held_bold = 0
        self._held_is_field = False
        self._block: tuple[MarkKind | None, int] = (None, 0)  # what the present lines are, and its level
        self._block_start = 0
        self._indents: list[float] = []

    def begin_page(self) -> None:
        """Let the next line be the first of a page."""
        self._pages_to_begin += 1

    def goes_on_with(self, text: str) -> bool:
        """Return whether the line before ends in the middle of a word that `text` goes on with."""
        if self._pages_to_begin or self._held[-1:] not in HYPHENS or not self._held:
            return False
        return join(self._held, text, known=self._known) is not Join.APART

    def line(self, text: str, setting: Setting, *, bold: int) -> None:
        """Write a line of which the first `bold` characters are bold."""
        if not text.strip():
            return
        if setting.before is Break.SOFT and self.goes_on_with(text):
            verdict = join(self._held, text, known=self._known)
            head, _, rest = text.partition(" ")
            whole = self._held_bold >= len(clean(self._held))
            self._held = self._held[:-1] + ("-" if verdict is Join.KEEP else "") + head
            self._held_bold = len(self._held) if whole and bold else self._held_bold
            text, bold = rest.lstrip(), max(bold - len(head) - 1, 0)
            if not text:
                return
        self._write_held()
        self._begin(text, setting, bold)

    def source(self) -> SourceText:
        """Return what was written."""
        self._write_held()
        self._end_block()
        self._pages += [self._length] * self._pages_to_begin
        return SourceText(
            text="".join(self._parts),
            media_type="application/pdf",
            pages=(0, *self._pages[1:]),
            marks=tuple(sorted(self._marks, key=lambda mark: (mark.start, -mark.end))),
        )

    def _begin(self, text: str, setting: Setting, bold: int) -> None:
        """Begin a line, in the block of the line before or in a new one."""
        block = self._block_of(text, setting, bold)
        item = block[0] is MarkKind.LIST_ITEM
        begins = block != self._block or setting.before is Break.HARD or item or setting.furniture
        goes_on_item = not begins or (self._block[0] is MarkKind.LIST_ITEM and self._is_rest(block, setting))
        if begins and not goes_on_item:
            both_items = item and self._block[0] is MarkKind.LIST_ITEM
            self._end_block()
            self._separate("\n" if both_items or setting.before is Break.SOFT else "\n\n")
            self._block, self._block_start = block, self._length
        else:
            folded = self._block[0] is MarkKind.HEADING and not self._pages_to_begin
            self._separate(" " if folded else "\n")
        self._held, self._held_bold = text, bold
        self._held_is_field = setting.line.is_field

    @staticmethod
    def _is_rest(block: tuple[MarkKind | None, int], setting: Setting) -> bool:
        return block[0] is None and setting.before is Break.SOFT

    def _block_of(self, text: str, setting: Setting, bold: int) -> tuple[MarkKind | None, int]:
        line = setting.line
        if setting.furniture:
            return MarkKind.FURNITURE, 0
        if line.table:
            return MarkKind.TABLE, 0
        if setting.level > 0 and len(text) <= _HEADING_LENGTH:
            return MarkKind.HEADING, setting.level
        if self._is_item(text, setting) and bold < len(text) - 2:
            return MarkKind.LIST_ITEM, self._item_level(line.x0)
        return None, 0

    def _is_item(self, text: str, setting: Setting) -> bool:
        if not _ITEM.match(text) or _DATE.match(text):
            return False
        # A line in the middle of a paragraph may begin with '12.' or '-' by chance.
        return setting.before is Break.HARD or self._block[0] is not None or not text[0].isdigit()

    def _item_level(self, x0: float) -> int:
        """Return how deep a list's item at this place is nested in those before it."""
        if self._block[0] is not MarkKind.LIST_ITEM and not (
            self._indents and x0 > self._indents[-1] + _INDENT
        ):
            self._indents = []
        while self._indents and x0 < self._indents[-1] - _INDENT:
            self._indents.pop()
        if not self._indents or x0 > self._indents[-1] + _INDENT:
            self._indents.append(x0)
        return len(self._indents) - 1

    def _separate(self, separator: str) -> None:
        if self._parts:
            self._append(separator)
        if self._pages_to_begin:
            self._pages += [self._length] * self._pages_to_begin
            self._pages_to_begin = 0

    def _write_held(self) -> None:
        if not self._held:
            return
        text = clean(_SPLIT_SIGNS.sub("-", self._held)).strip(" ")
        if ". . ." in text:
            text = _LEADERS.sub(lambda dots: dots.group().replace(" ", ""), text)
        start = self._length
        self._append(text)
        if self._held_bold and self._block[0] is not MarkKind.FURNITURE:
            self._marks.append(Mark(start, min(start + self._held_bold, self._length), MarkKind.BOLD))
        label = text.find("\t")
        if self._held_is_field and label > 0:
            self._marks.append(Mark(start, start + label, MarkKind.LABEL))
        self._held = ""

    def _end_block(self) -> None:
        kind, level = self._block
        if kind is not None and self._block_start < self._length:
            self._marks.append(Mark(self._block_start, self._length, kind, level))
        self._block = (None, 0)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > MAX_CHARACTERS:
            raise ReadError(
                "too_large", "PDF-filen har mere tekst, end et referat kan have. Del den i flere filer."
            )
