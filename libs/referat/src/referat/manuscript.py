"""The text of a document together with what must be left out when it is quoted.

Every value in `Minutes` is made by `Manuscript.quote`, so that the law `quote.text == quoted(text, quote.spans)`
holds by construction: the spans are what is left of a stretch of text when markup, list markers and page furniture
are taken out of it and white space is cut off at the ends.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from referat.danish.sentences import sentences
from referat.danish.words import Heading
from referat.furniture import furniture
from referat.legend import legend_of
from referat.lines import Line, intervals, read_lines, without
from referat.model import Quote
from referat.source import MarkKind, SourceText, Span, Spans, quoted


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document as lines, and what to leave out of quotations. `lines` has no furniture; `all_lines` has."""

    source: SourceText
    text: str
    all_lines: tuple[Line, ...]
    lines: tuple[Line, ...]
    furniture: frozenset[int]
    left_out: tuple[Span, ...]
    left_out_starts: tuple[int, ...]
    bold: tuple[Span, ...] = ()
    cell_lines: tuple[Span, ...] = ()  # in the order of the text: lines of cells that have several
    legend: Mapping[str, Heading] = field(default_factory=dict)  # what the document's own labels open

    def spans(self, *stretches: Span) -> Spans:
        """Return the words in the stretches, in their order, without what is left out and without outer white space."""
        found: list[Span] = []
        for stretch in stretches:
            for part in without(stretch, self.left_out, self.left_out_starts):
                trimmed = self.trim(part)
                if trimmed is not None:
                    found.append(trimmed)
        return tuple(found)

    def trim(self, span: Span) -> Span | None:
        """Return `span` without white space at its ends, or None if nothing is left."""
        piece = self.text[span.start : span.end]
        stripped = piece.strip()
        if not stripped:
            return None
        start = span.start + len(piece) - len(piece.lstrip())
        return Span(start, start + len(stripped))

    def quote(self, *stretches: Span) -> Quote | None:
        """Return the words in the stretches as a quotation, or None if there are none."""
        if len(stretches) == 1 and not self._cuts(stretches[0]):
            trimmed = self.trim(stretches[0])
            if trimmed is None:
                return None
            return Quote(" ".join(self.text[trimmed.start : trimmed.end].split()), (trimmed,))
        spans = self.spans(*stretches)
        return Quote(quoted(self.text, spans), spans) if spans else None

    def _cuts(self, span: Span) -> bool:
        """Whether anything inside `span` is left out."""
        after = bisect_right(self.left_out_starts, span.start)
        inside = after < len(self.left_out) and self.left_out[after].start < span.end
        return inside or (after > 0 and self.left_out[after - 1].end > span.start)

    def verbatim(self, span: Span) -> Quote | None:
        """Return `span` as a quotation with nothing left out, for numbers and marks that are otherwise dropped."""
        trimmed = self.trim(span)
        return Quote(quoted(self.text, (trimmed,)), (trimmed,)) if trimmed else None

    def lines_in(self, span: Span) -> tuple[Line, ...]:
        """Return the lines without furniture that begin inside `span`."""
        first = bisect_left(self.lines, span.start, key=lambda line: line.raw.start)
        last = bisect_left(self.lines, span.end, key=lambda line: line.raw.start)
        return self.lines[first:last]

    def bold_until(self, offset: int) -> int | None:
        """Return where the bold type that stands at `offset` ends; None where the character is not bold."""
        index = bisect_right(self.bold, offset, key=lambda span: span.start) - 1
        return self.bold[index].end if index >= 0 and offset < self.bold[index].end else None

    def lines_of_cell(self, cell: Span) -> list[Span]:
        """Return the lines inside a cell of a table, as far as the format tells them apart; else the cell."""
        first = bisect_left(self.cell_lines, cell.start, key=lambda line: line.start)
        found: list[Span] = []
        for line in self.cell_lines[first:]:
            if line.end > cell.end:
                break
            found.append(line)
        return found or [cell]

    def is_left_out(self, offset: int) -> bool:
        """Whether the character at `offset` belongs to markup, a list's marker or furniture."""
        index = bisect_right(self.left_out_starts, offset) - 1
        return index >= 0 and offset < self.left_out[index].end


def sentences_in(script: Manuscript, span: Span) -> list[Span]:
    """Return the sentences in a paragraph or list item: soft line ends and page furniture do not end one."""
    text = script.text[span.start : span.end]
    if "\n" in text:
        parts = without(span, script.left_out, script.left_out_starts)
        flat: list[str] = []
        at = span.start
        for part in parts:
            flat.append(" " * (part.start - at))
            flat.append(script.text[part.start : part.end].replace("\n", " "))
            at = part.end
        text = "".join(flat).ljust(len(text))
    return [Span(span.start + start, span.start + end) for start, end in sentences(text)]


def manuscript(source: SourceText) -> Manuscript:
    """Return `source` as lines, with page furniture and markup set aside."""
    lines = read_lines(source)
    aside = furniture(lines)
    left_out = [*intervals(source.marks, MarkKind.MARKUP, len(source.text))]
    left_out += [line.raw for line in lines if line.number in aside]
    left_out += [line.marker.span for line in lines if line.marker is not None and line.words]
    left_out.sort()
    merged: list[Span] = []
    for span in left_out:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    kept = tuple(line for line in lines if line.number not in aside and line.words)
    return Manuscript(
        source, source.text, lines, kept, aside, tuple(merged), tuple(span.start for span in merged),
        tuple(intervals(source.marks, MarkKind.BOLD, len(source.text))),
        tuple(intervals(source.marks, MarkKind.CELL_LINE, len(source.text))),
        legend_of(kept),
    )  # fmt: skip
