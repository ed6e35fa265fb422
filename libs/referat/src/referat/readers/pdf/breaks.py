"""Where a new paragraph begins: white space above, another size, or a line that ends before it had to."""

from __future__ import annotations

import itertools
from enum import Enum

from referat.readers.pdf.lines import Line
from referat.readers.pdf.measures import Measures

_GAP = 1.17  # times the pitch: white space between paragraphs
_SIZE = 0.07  # a difference this large is another size
_SPACE = 0.3  # of the height: a space between words
_SLACK = 0.5  # of the height: a line may end this much before the margin without meaning it
_NARROW = 3.0  # times the height: lines that end this much before the margin have one of their own
_SAME_EDGE = 3.0  # points


class Break(Enum):
    """What stands between two lines."""

    SOFT = "soft"  # a line of one paragraph ends
    HARD = "hard"  # a paragraph ends, or a line is kept apart


class Breaks:
    """Says of each line, in reading order, whether it begins something new."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures
        self._last: Line | None = None  # of the text, without headers and footers
        self._right = 0.0  # where the lines of the present paragraph may end

    def level(self, line: Line) -> int:
        """Return the heading level that the size of the line stands for, 0 for ordinary text."""
        return 0 if line.table or line.turned else self._measures.level(line.size)

    def before(self, line: Line, *, following: list[Line], inside_word: bool) -> Break:
        """Return what stands before a line; `following` are the lines below it on its page.

        `inside_word`: the line before ends in a hyphen that this one goes on from. Running headers and footers are
        not asked about: what stands around them is what stands between the lines of the text.
        """
        last, self._last = self._last, line
        if last is None or self._differs(last, line):
            self._right = self._edge(line, following)
            return Break.HARD
        if line.table:
            return Break.SOFT
        step = line.bottom - last.bottom
        if step > _GAP * self._measures.pitch(line.height):
            self._right = self._edge(line, following)
            return Break.HARD
        if len(line.cells) > 1 or (len(last.cells) > 1 and abs(line.x0 - last.x0) < _SAME_EDGE):
            return Break.HARD  # fields with their values, each on its line
        right = self._right
        if step < 0 or abs(line.left - last.left) > 1:  # the next column, or the next page
            self._right = self._edge(line, following)
        return Break.HARD if not inside_word and _would_fit(last, line, right) else Break.SOFT

    def _differs(self, last: Line, line: Line) -> bool:
        if last.table != line.table or last.turned != line.turned:
            return True
        if line.table:  # on the next page the numbers begin again
            return line.top < last.top and (
                abs(line.left - last.left) > 1 or abs(line.right - last.right) > 1
            )
        if abs(last.size - line.size) > _SIZE * max(last.size, line.size):
            return True
        return last.is_bold != line.is_bold

    def _edge(self, line: Line, following: list[Line]) -> float:
        """Return where the lines of the paragraph that begins here may end."""
        margin = self._measures.right if line.right > 0.8 * self._measures.right else line.right
        block = [line]
        pitch = _GAP * self._measures.pitch(line.height)
        for other in following:
            same = abs(other.x0 - line.x0) < _SAME_EDGE and not self._differs(line, other)
            if not same or not 0 < other.bottom - block[-1].bottom <= pitch:
                break
            block.append(other)
        own = max(each.x1 for each in block)
        if len(block) < 3 or own > margin - _NARROW * line.height:
            return margin
        # Narrow lines: a text in a box of its own, or lines that are short because each says one thing?
        short = sum(_would_fit(above, below, own) for above, below in itertools.pairwise(block))
        return own if 3 * short < len(block) - 1 else margin


def _would_fit(last: Line, line: Line, right: float) -> bool:
    """Return whether the first word of the line would have had room on the line before."""
    first = line.first
    room = right - last.x1 - _SPACE * last.height
    return first.first_x1 - first.x0 < room - _SLACK * last.height
