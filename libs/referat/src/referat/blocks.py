"""Lines become pieces: paragraphs joined over soft wraps and page breaks, list items, tables, headings, fields.

A piece is known by its shape, and by words that always begin something new (the heading of a section, a labelled
field, 'Punkt 3:'). What a piece means is found later, in `outline` and `sections`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from referat.danish.words import WORDS, Column, folded
from referat.lines import Line, Marker
from referat.manuscript import Manuscript
from referat.model import BlockKind
from referat.numbering import Number, Style, number_at
from referat.slots import slot_at
from referat.source import Span
from referat.tables import aligned, is_pipe_row, is_rule, is_tab_row, rows_of


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a field at the beginning of a piece. `value` is where the rest begins, after colon and white space."""

    key: str  # folded
    span: Span
    value: int
    known: bool  # by `words.toml`; else only shaped like a label


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole lines that belong together. `words` are without marker and markup, `start` and `end` are theirs."""

    kind: BlockKind
    lines: tuple[Line, ...]
    words: str
    start: int
    end: int
    level: int = 0
    marker: Marker | None = None
    label: Label | None = None
    number: Number | None = None
    key: str = ""  # the folded words, where they are short enough to be a heading

    @property
    def span(self) -> Span:
        """Return the interval from the beginning of the first line to the end of the last."""
        return Span(self.lines[0].raw.start, self.lines[-1].raw.end)

    @property
    def content(self) -> Span:
        """Return the interval of the words."""
        return Span(self.start, self.end)

    @property
    def gap(self) -> int:
        """Return the number of blank lines before the piece."""
        return self.lines[0].gap

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)


LONGEST_HEADING = 200
LONGEST_LABEL = 70
_NARROWEST = 35  # no writer wraps lines that are shorter
_CUT_SHORTEST = (
    40  # a shorter line without a full stop is rather a line of its own than a sentence cut in two
)
_RUNNING_COMMAS, _NAMES_ARE_WIDER = (
    3,
    0.82,
)  # 'Karla Vintersø, A, Rigmor Sandhave, V, Preben Askelund, C, Anders'
_ENDS_SENTENCE = re.compile(r"[.!?:;…]['\"”’»)]*$")
_CUT = re.compile(r"[\w,–-]$")
_AT = re.compile(r"at\s")
_AT_BEFORE = re.compile(
    r"(?:[,:;.]|\b(?:og|samt|at|godkender|tiltræder|beslutter|anbefaler|indstiller|godkende|beslutte))$"
)
_ASKS = re.compile(
    r"indstil|anbefal|foresl|beslut|følgende|(?:godkender|tiltræder|drøfter)\W*$", re.IGNORECASE
)
_COLON = re.compile(r"[\s*_]*:[\s*_]*")
_AFTER_COLON = frozenset(" \t\n*_\u00a0")
_FIRST = re.compile(r"\S+")
# the number of a case
_CODE = re.compile(r"(?=(?:\D*\d){6})[\d./ -]+$")
_PERSON = re.compile(r"[A-ZÆØÅÉ][\w.'-]+(?: [A-ZÆØÅÉ][\w.'-]*){1,4}, ?\S")
_ABOUT_PERSON = re.compile(r", *\S+ [^,]+$")
_NUMBERED = re.compile(r"\d{1,3}[.)]?\t")
_SPACE = re.compile(r"\s*")


def label_of(text: str, line: Line) -> Label | None:
    """Return the label that the line begins with: before a colon or a tab, or marked by the format."""
    if line.label_end > line.start:
        span = Span(line.start, min(line.label_end, line.end))
        return Label(folded(text[span.start : span.end]), span, _after(text, span.end, line.end), known=True)
    if line.marker is not None and line.words[:1].islower():
        return None
    reach = min(line.end, line.start + LONGEST_LABEL + 1)
    tab = text.find("\t", line.start, reach)
    stop = text.find(":", line.start, reach)
    if stop < 0 and tab < 0:
        return None
    opens = line.words[0].isalpha() and (stop + 1 >= line.end or text[stop + 1] in _AFTER_COLON)
    stop = stop if opens else -1
    if tab >= 0 and (stop < 0 or tab < stop):
        stop = tab
    if stop < 0:
        return None
    key = folded(text[line.start : stop])
    known = key in WORDS.fields or key in WORDS.groups or key in WORDS.headings
    if not key or len(key.split()) > 8 or (tab == stop and not known and not _is_of_form(key)):
        return None
    named = len(text[line.start : stop].rstrip())
    return Label(key, Span(line.start, line.start + named), _after(text, stop, line.end), known)


def _is_of_form(key: str) -> bool:
    """Whether a label belongs to a form for one item: 'Emne' before its title, 'Frist' after its decision."""
    return WORDS.columns.get(key) is Column.TITLE or key in WORDS.responsible or key in WORDS.due


def _after(text: str, position: int, end: int) -> int:
    match = _COLON.match(text, position, end)
    if match is not None:
        return match.end()
    space = _SPACE.match(text, position, end)
    return space.end() if space else position


def _wrap_width(lines: Sequence[Line]) -> int:
    """Return the width that a line would have got with the first word of the next one, where a writer or a program
    wrapped it; 0 if paragraphs are not wrapped."""
    widths = sorted(
        _width_with(line, following)
        for line, following in pairwise(lines)
        if following.gap == 0
        and following.words[:1].islower()
        and following.marker is None
        and not following.table
        and not _AT.match(following.words)  # 'Det indstilles,' and the points of a list below it
        and _CUT.search(line.words)
    )
    width = widths[len(widths) // 10] if len(widths) >= 3 else 0
    return width if width >= _NARROWEST else 0


def _width_with(line: Line, following: Line) -> int:
    """Return how wide the line were if the first word of the next stood on it."""
    first = _FIRST.match(following.words)
    return line.end - line.raw.start + 1 + (len(first.group()) if first else 0)


def _begins(text: str, line: Line) -> bool:
    """Whether the line begins something of its own by what it says."""
    if line.marker is not None or line.item or line.level or line.label_end:
        return True
    timed = slot_at(text, line.start, line.end) is not None  # 'kl. 9.30-9.35 Pkt. 1: Dagsorden'
    if not (line.words[0].isupper() or line.words[0].isdigit() or timed):
        return False
    if WORDS.begins.match(line.words):
        return True  # 'Det indstilles, at', 'Beslutning i …'
    if len(line.words) <= LONGEST_HEADING and folded(line.words) in WORDS.headings:
        return True
    number = number_at(text, line)
    if number is not None and (number.style is Style.PREFIX or timed) and number.separated:
        return True
    label = label_of(text, line)
    return label is not None and label.known


def _continues(text: str, opened: Sequence[Line], line: Line, width: int) -> bool:
    """Whether the words of `line` go on where the lines that are `opened` stopped."""
    before = opened[-1]
    lower = line.words[0].islower()
    if len(opened) == 1 and len(before.words) <= LONGEST_LABEL and folded(before.words) in WORDS.headings:
        return False  # 'Indstilling', and 'at udvalget …' below it
    if (
        before.level != line.level
        or before.bold != line.bold
        or (line.gap and not lower)
        or _begins(text, line)
    ):
        return False
    if lower and _AT.match(line.words) and _AT_BEFORE.search(before.words):
        asked = _AT.match(opened[0].words) or any(_ASKS.search(one.words) for one in opened[-2:])
        if line.gap or asked:
            return False
    if line.gap:
        return lower and len(before.words) >= _CUT_SHORTEST and _CUT.search(before.words) is not None
    if before.level:
        return lower or not _ENDS_SENTENCE.search(before.words)
    if lower or line.words[0] in ",;)(":
        return not before.words.endswith(":")
    if _unfinished(opened, line) and not _leaves_list(opened, line, width):
        return True
    if not width or _CODE.match(line.words) or _width_with(before, line) < _full(before, width):
        return False
    each_a_person = (
        _PERSON.match(line.words) and _PERSON.match(before.words) and _ABOUT_PERSON.search(before.words)
    )
    return not each_a_person


def _unfinished(opened: Sequence[Line], line: Line) -> bool:
    """Whether the words so far want more: a list of people between semicolons, 'senest den', '(gik efter pkt.'."""
    before = opened[-1].words
    listed = any(";" in one.words for one in opened) and not _ENDS_SENTENCE.search(before)
    number = line.words[0].isdigit() and WORDS.before_number.search(before) is not None
    bracket = before.rfind("(") > before.rfind(")") and ")" in line.words.partition("(")[0]
    return listed or number or bracket or WORDS.unfinished.search(before) is not None


def _full(line: Line, width: int) -> float:
    """Return the width from which a line counts as full. Names are wide: a line of them holds fewer letters than one of prose."""
    runs_on = line.words.count(",") >= _RUNNING_COMMAS and not _ENDS_SENTENCE.search(line.words)
    return width * _NAMES_ARE_WIDER if runs_on else width


def _leaves_list(opened: Sequence[Line], line: Line, width: int) -> bool:
    """Whether a line stands under a short point of a list and is not indented as the point is."""
    before = opened[-1]
    short = (before.end - before.raw.start) * 4 < width * 3
    return short and opened[0].marker is not None and line.indent <= opened[0].indent


def _paragraph(text: str, lines: Sequence[Line]) -> Piece:
    first = lines[0]
    words = first.words if len(lines) == 1 else " ".join(line.words for line in lines)
    key = folded(words) if len(words) <= LONGEST_HEADING else ""
    label = label_of(text, first)
    kind = BlockKind.PARAGRAPH
    if first.level:
        kind = BlockKind.HEADING
    elif first.marker is not None or first.item or (_AT.match(first.words) is not None):
        kind = BlockKind.LIST_ITEM
    elif label is not None and label.known:
        kind = BlockKind.FIELD
    return Piece(
        kind, tuple(lines), words, first.start, lines[-1].end, first.level or first.indent // 2, first.marker,
        label, number_at(text, first), key,
    )  # fmt: skip


def _table_length(text: str, lines: Sequence[Line], at: int) -> int:
    """Return how many lines from `at` on are a table."""
    line = lines[at]
    if line.table:
        stop = at
        while stop < len(lines) and lines[stop].table == line.table:
            stop += 1
        return stop - at
    for is_row in (is_pipe_row, is_tab_row):
        if is_row(text, line):
            stop = at + 1
            while (
                stop < len(lines)
                and lines[stop].gap == 0
                and (is_row(text, lines[stop]) or is_rule(lines[stop].words))
            ):
                stop += 1
            alone = line.words.count("\t") > 1 and not _NUMBERED.match(line.words)
            return stop - at if stop - at > 1 or alone else 0
    return 0


def _is_fields(text: str, lines: Sequence[Line]) -> bool:
    """Whether rows are a list of labelled fields rather than a table: 'Mødedato <tab> 12. marts'."""
    labels = (label_of(text, line) for line in lines)
    return all(label is not None and (label.known or _is_of_form(label.key)) for label in labels)


def _begun_before(script: Manuscript, found: list[Piece], rows: Sequence[Line]) -> Sequence[Line]:
    """Take the table on the page before off `found` and return its lines, if the rows go on with it."""
    last = found[-1] if found else None
    if last is None or last.kind is not BlockKind.TABLE:
        return ()
    page = bisect_right(script.source.pages, last.lines[-1].raw.start)
    on_next = bisect_right(script.source.pages, rows[0].raw.start) == page + 1
    if not on_next or not _same_width(script.text, last.lines, rows):
        return ()
    found.pop()
    return last.lines


def _same_width(text: str, above: Sequence[Line], below: Sequence[Line]) -> bool:
    widths = [max((len(row) for row in rows_of(text, lines)), default=0) for lines in (above, below)]
    return widths[0] == widths[1] > 1


def pieces(script: Manuscript, apart: frozenset[int] = frozenset()) -> tuple[Piece, ...]:
    """Return the lines of the document, without furniture and without those in `apart`, as pieces in their order."""
    text = script.text
    lines = [line for line in script.lines if line.number not in apart] if apart else script.lines
    width = _wrap_width(lines)
    found: list[Piece] = []
    open_lines: list[Line] = []

    def close() -> None:
        if open_lines:
            found.append(_paragraph(text, open_lines))
            open_lines.clear()

    at = plain_until = 0
    while at < len(lines):
        line = lines[at]
        length = _table_length(text, lines, at) if at >= plain_until else 0
        if not length and "  " in line.words and at >= plain_until:
            length, plain_until = aligned(text, lines, at)
        rows = lines[at : at + length]
        if length and not line.table and _is_fields(text, rows):
            length, plain_until = 0, at + length
        if length:
            close()
            rows = [*_begun_before(script, found, rows), *rows]
            words = "\n".join(row.words for row in rows)
            found.append(Piece(BlockKind.TABLE, tuple(rows), words, rows[0].raw.start, rows[-1].raw.end))
            at += length
            continue
        if open_lines and not _continues(text, open_lines, line, width):
            close()
        open_lines.append(line)
        at += 1
    close()
    return tuple(found)
