"""What stands on one PDF page and where, as cheaply as pdfium gives it. Runs in the child process.

Asking for the box of every character costs several times the reading itself, and most lines need only two boxes,
of their first and of their last character. The boxes of single words are asked for where a line may be several
cells. Positions are in points from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from referat.errors import ReadError
from referat.readers.limits import MAX_CHARACTERS
from referat.readers.pdf import calls
from referat.readers.pdf.frame import Extent, Frame

_WORDS = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_BOLD_NAMES = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_TURNED_DEGREES = 15.0
_FEW_PIECES = 4
_FORCE_BOLD = 1 << 18


class Word(NamedTuple):
    """Characters `start:end` of the page, and their box."""

    start: int
    end: int
    x0: float
    x1: float
    top: float
    bottom: float


class PageGlyphs:
    """One page: `chars`, one character for each index of pdfium's, and boxes on demand. Close it after use.

    Raises `pdfium.PdfiumError` for a page that is broken.
    """

    def __init__(self, document: pdfium.PdfDocument, index: int) -> None:
        self.page = document[index]
        self.text_page = self.page.get_textpage()
        self._handle = calls.address_of(self.text_page.raw)
        left, bottom, right, top = self.page.get_bbox()
        self.frame = Frame(left, top, right, bottom, self.page.get_rotation() // 90)
        self.chars = self._characters()
        self._bold: dict[bytes, bool] = {}

    def close(self) -> None:
        """Give back what pdfium holds for the page."""
        self.text_page.close()
        self.page.close()

    def _characters(self) -> str:
        count = self.text_page.count_chars()
        if count > MAX_CHARACTERS // 5:
            raise ReadError("too_large", "En side i PDF-filen har mere tekst, end en side kan have.")
        if count <= 0:
            return ""
        buffer = ctypes.create_string_buffer(2 * count + 2)
        raw.FPDFText_GetText(self.text_page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
        text = buffer.raw[: 2 * count].decode("utf-16-le", errors="replace")
        if len(text) == count and "\0" not in text and "\ufffd" not in text:
            return text
        # pdfium left characters out of the text, or some need two units: ask for each by its index.
        codes = (calls.unicode_of(self._handle, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else "\x00" for code in codes)

    def box(self, index: int) -> Extent | None:
        """Return the box of a character: its advance and the height of its font; None where it has none."""
        if not calls.loose_box(self._handle, index, calls.FLOATS_AT):
            return None
        left, top, right, bottom = calls.FLOATS
        frame = self.frame
        if frame.quarter_turns:
            return frame.box(left, top, right, bottom)
        return Extent(left - frame.left, right - frame.left, frame.top - top, frame.top - bottom)

    def boxes(self, indices: Sequence[int]) -> list[Extent | None]:
        """Return the box of each character."""
        return [self.box(index) for index in indices]

    def words(self, start: int, end: int) -> list[Word]:
        """Return the words among the characters `start:end` that have a place on the page."""
        if self.frame.quarter_turns:
            return self._turned_words(start, end)
        words: list[Word] = []
        # Called for every word of many lines: no function calls but pdfium's own.
        loose_box, handle, at, floats = calls.loose_box, self._handle, calls.FLOATS_AT, calls.FLOATS
        dx, dy = self.frame.left, self.frame.top
        for match in _WORDS.finditer(self.chars, start, end):
            first, stop = match.span()
            if not loose_box(handle, first, at):
                continue
            left, top, right, bottom = floats
            if stop - first > 1 and loose_box(handle, stop - 1, at):
                _, last_top, last_right, last_bottom = floats
                if last_right > right:
                    right = last_right
                if last_top - last_bottom < top - bottom:  # a box reaches up to the ring of an 'Å'
                    top, bottom = last_top, last_bottom
            words.append(Word(first, stop, left - dx, right - dx, dy - top, dy - bottom))
        return words

    def _turned_words(self, start: int, end: int) -> list[Word]:
        words: list[Word] = []
        for match in _WORDS.finditer(self.chars, start, end):
            first, stop = match.span()
            box, last = self.box(first), self.box(stop - 1)
            if box is not None and last is not None:
                x0, x1 = min(box.x0, last.x0), max(box.x1, last.x1)
                words.append(Word(first, stop, x0, x1, min(box.top, last.top), max(box.bottom, last.bottom)))
        return words

    def is_close(self, start: int, end: int, gap: float) -> bool:
        """Return whether the file has the characters in few pieces, with no gap this wide between two of them."""
        pieces = calls.count_rects(self._handle, start, end - start)
        if pieces > _FEW_PIECES or (pieces > 1 and self.frame.quarter_turns):
            return False
        right: float | None = None
        for index in range(pieces if pieces > 1 else 0):
            if not calls.rect_of(self._handle, index, *calls.DOUBLE_AT):
                return False
            left, _, next_right, _ = calls.DOUBLES
            if right is not None and left - right > gap:
                return False
            right = next_right
        return True

    def size(self, index: int) -> float:
        """Return the size of the character's font in points, as it is shown."""
        size: float = calls.size_of(self._handle, index)
        if calls.matrix_of(self._handle, index, calls.MATRIX_AT):
            size *= math.hypot(calls.MATRIX[2], calls.MATRIX[3])
        return size

    def is_turned(self, index: int) -> bool:
        """Return whether the character does not stand upright on the page as it is shown: a stamp, a watermark."""
        angle: float = calls.angle_of(self._handle, index)
        if angle < 0:
            return False
        off = (math.degrees(angle) + 90.0 * self.frame.quarter_turns) % 360.0
        return min(off, 360.0 - off) > _TURNED_DEGREES

    def is_bold(self, index: int) -> bool:
        """Return whether the character is set in a bold face."""
        length = calls.font_of(self._handle, index, calls.NAME_AT, calls.NAME_SIZE, calls.WHOLE_AT)
        if not 0 < length <= calls.NAME_SIZE:
            return False
        name = calls.NAME.raw[: length - 1]
        known = self._bold.get(name)
        if known is None:
            known = self._bold[name] = bool(_BOLD_NAMES.search(name)) or bool(calls.WHOLE.value & _FORCE_BOLD)
        return known
