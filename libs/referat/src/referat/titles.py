"""The title of an item: what stands after its number, and where it stops.

'Punkt 4: Budget (15 min)' has a duration, '3 (Lukket) Salg af grund' an openness, '2. Velkomst: Formanden bød
velkommen.' the text itself on the same line, and 'Punkt 1.' no title at all, so that the next line is it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from referat.blocks import LONGEST_HEADING, Piece
from referat.danish.words import WORDS, folded
from referat.headings import Head, first_case_number
from referat.manuscript import Manuscript
from referat.model import BlockKind
from referat.numbering import Number
from referat.slots import Slot, slot_at
from referat.source import Span, Spans


@dataclass(frozen=True, slots=True)
class Title:
    """Where a title stands, how many pieces it takes, and what else its line says."""

    spans: Spans
    taken: int = 1
    rest: Span | None = None  # text of the item on the title's own line
    closed: bool = False
    supplementary: bool = False
    minutes: int | None = None
    case_number: Span | None = None
    missing: bool = False
    slot: Slot | None = None  # where the time set aside stands as a clock range


@dataclass(frozen=True, slots=True)
class Start:
    """Where an item begins: the index of its first piece, its title, and its number if it has one."""

    at: int
    title: Title
    number: Number | None = None


_CLOSED = re.compile(
    r"\(\s*lukket\b[^)]{0,20}\)|\A\W*lukket\b|\blukket\s+(?:punkt|sag)\b|\(\s*(?:fortrolig\w*|ikke[ -]offentlig\w*)\s*\)"
    r"|[-–]\s*lukket\s*(?:punkt|sag)?\s*\Z",
    re.IGNORECASE,
)
_SUPPLEMENTARY = re.compile(r"\btillægs(?:punkt|sag|dagsorden)\b|\bsupplerende\s+punkt\b", re.IGNORECASE)
_OPENNESS = re.compile(
    r"\A\s*\(\s*(?:åben|åbent|lukket|offentlig|ikke[ -]offentlig|fortrolig)[^()]{0,20}\)\s*[-–:]?\s*"
    r"|\s*\(\s*(?:åben|åbent|lukket|offentlig|ikke[ -]offentlig|fortrolig)\w*(?:\s+(?:punkt|sag))?\s*\)\s*\Z",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\s*(?:[(\[]\s*(?:ca\.?\s*)?(?P<minutes>\d{1,3})\s*(?:min\b\.?|minutter\b|m\b)[^()\[\]]{0,20}[)\]]|[,–-]\s*(?P<bare>\d{1,3})\s*(?:min\b\.?|minutter\b))",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*(?=[(\[]\s*(?:kl|\d{1,2}[.:]))", re.IGNORECASE)
_CASE = re.compile(
    r"\s*[(\[]\s*(?:sags?\s*(?:nr|nummer|id)?\.?:?\s*)?(?P<number>[^()\[\]\s]{4,30})\s*[)\]]\s*\Z",
    re.IGNORECASE,
)
_COLON = re.compile(r"[^:\n]{2,70}?(?=\s*:\s+\S)")
_STOP = re.compile(r"(?:[^.:\n]|(?<=\d)\.(?=\s[a-zæøå])){2,60}?(?=\.\s+(?-i:[A-ZÆØÅ]))")
_DASH = re.compile(r"[^\n]{2,60}?(?=\s+[–-]\s+\S)")
_LONGEST_BREAK = 60
_SENTENCE = re.compile(r"[.!?]['\"”’»)]*\Z")
_STOP_INSIDE = re.compile(r"\w{3,}[.!?]\s+[A-ZÆØÅ]")
_BEHIND_BOLD = re.compile(r"[\s*_]*")
_FILLER = re.compile(r"[\s.:–-]*")
_ABBREVIATED = re.compile(r"(?:\bv|\bvedr|\bevt|\bnr|\binkl|\bpkt|\bkl|\bca|\bjf|\bbl|\b[A-ZÆØÅ])\Z")


def _says_something(rest: str) -> bool:
    """Whether what follows a short title on its line is text rather than more of the title."""
    if len(rest) > LONGEST_HEADING // 2 and _STOP_INSIDE.search(rest):
        return True
    if _SENTENCE.search(rest) or folded(rest) in WORDS.outcomes_alone:
        return not rest.endswith("?")
    return len(rest) < LONGEST_HEADING and WORDS.concludes.search(rest) is not None


def _split(text: str, start: int, end: int, *, alone: bool) -> tuple[int, int | None]:
    """Return where the title in the stretch ends, and where text after it on the same line begins.

    `alone`: nothing stands below the line, so that a second sentence on it can only be the text.
    """
    best: tuple[int, int | None] = (end, None)
    for shape in (_COLON, _STOP, _DASH):
        match = shape.match(text, start, end)
        if match is None:
            continue
        common = folded(match.group()) in WORDS.titles
        if _ABBREVIATED.search(text, start, match.end()) and not common:
            continue
        filler = _FILLER.match(text, match.end(), end)
        begins = filler.end() if filler else match.end()
        short = end - begins < LONGEST_HEADING // 2 and not (alone and shape is _STOP)
        if shape is not _COLON and not common and short:
            continue
        if begins < end and match.end() < best[0] and _says_something(text[begins:end]):
            best = match.end(), begins
    return best


def _trimmed(text: str, start: int, end: int) -> tuple[int, int, dict[str, Span], bool]:
    """Cut remarks off the ends of a title; return its ends, what was cut off, and whether one said 'closed'."""
    cut: dict[str, Span] = {}
    closed = _CLOSED.search(text[start:end]) is not None
    changed = True
    while changed and start < end:
        changed = False
        for name, shape in (("openness", _OPENNESS), ("case", _CASE)):
            match = shape.search(text[start:end])
            if match is None or match.start() == match.end():
                continue
            if name == "case":
                number = first_case_number(text, start + match.start("number"), start + match.end("number"))
                if number is None:
                    continue
                cut[name] = number
            at_start = match.start() == 0
            start, end = (start + match.end(), end) if at_start else (start, start + match.start())
            changed = True
    return start, end, cut, closed


def title_in(script: Manuscript, start: int, end: int, *, whole: bool, alone: bool = False) -> Title | None:
    """Return the title in the stretch. `whole` says that all of it is title, because a heading follows."""
    text = script.text
    tab = text.find("\t", start, end)
    duration = _DURATION.search(text, start, min(end, start + 2 * LONGEST_HEADING))
    stop: int = tab
    rest: int | None = tab + 1  # a row of a table
    if tab <= start:
        stop, rest = (end, None) if whole or duration is not None else _split(text, start, end, alone=alone)
    minutes: int | None = None
    pieces = [Span(start, stop)]
    slot = _slot_in(text, start, min(stop, start + 2 * LONGEST_HEADING))
    if duration is not None and duration.end() <= stop:
        minutes = int(duration.group("minutes") or duration.group("bare"))
        pieces = [Span(start, duration.start()), Span(duration.end(), stop)]
    elif slot is not None:
        minutes = slot.minutes
        pieces = [Span(start, slot.span.start), Span(slot.span.end, stop)]
    case: Span | None = None
    closed = False
    kept: list[Span] = []
    for piece in pieces:
        first, last, cut, said = _trimmed(text, piece.start, piece.end)
        case, closed = cut.get("case", case), closed or said
        kept.append(Span(first, last))
    spans = script.spans(*kept)
    if not any(character.isalnum() for span in spans for character in text[span.start : span.end]):
        return None
    supplementary = _SUPPLEMENTARY.search(text[start:stop]) is not None
    behind = Span(rest, end) if rest is not None else None
    return Title(spans, 1, behind, closed, supplementary, minutes, case, slot=slot)


def _slot_in(text: str, start: int, end: int) -> Slot | None:
    """Return the clock range that stands in brackets in a title: 'Budget (kl. 9.30-10.00)'."""
    found = (slot_at(text, match.end(), end) for match in _BRACKET.finditer(text, start, end))
    return next((slot for slot in found if slot is not None), None)


def title_of(script: Manuscript, pieces: Sequence[Piece], at: int, heads: Mapping[int, Head]) -> Title:
    """Return the title of the item that begins with the numbered piece `at`, with the time that is set aside for it."""
    title = _title_of(script, pieces, at, heads)
    before = slot_at(script.text, pieces[at].lines[0].start, pieces[at].end)
    if before is not None:
        return replace(title, minutes=before.minutes, slot=before)
    below = pieces[at + title.taken] if at + title.taken < len(pieces) else None
    return _timed(script, title, below) if below is not None else title


def _title_of(script: Manuscript, pieces: Sequence[Piece], at: int, heads: Mapping[int, Head]) -> Title:
    """Return the title on the line of the numbered piece `at`, or on the next."""
    piece = pieces[at]
    start = max(piece.number.rest, piece.lines[0].raw.start) if piece.number else piece.start
    after = heads.get(at + 1)
    raw = script.text[piece.lines[0].raw.start : piece.end]
    closed = _CLOSED.search(raw[:LONGEST_HEADING]) is not None
    supplementary = _SUPPLEMENTARY.search(raw[:LONGEST_HEADING]) is not None
    if start < piece.end:
        marked = piece.kind is BlockKind.HEADING or after is not None
        below = pieces[at + 1] if at + 1 < len(pieces) else None
        alone = below is None or (
            below.number is not None and piece.number is not None and below.number.follows(piece.number)
        )
        found = _run_in(script, start, piece.end)
        found = found or title_in(script, start, piece.end, whole=marked, alone=alone)
        if found is not None:
            return _with(found, 1, closed or found.closed, supplementary or found.supplementary)
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    if following is not None and after is not None and following.key in WORDS.closed:
        return Title(script.spans(following.content), 2, closed=True, supplementary=supplementary)
    fits = (
        following is not None
        and following.kind is not BlockKind.TABLE
        and len(following.words) <= LONGEST_HEADING
    )
    if following is not None and fits and after is None and following.number is None:
        found = title_in(script, following.start, following.end, whole=True)
        if found is not None:
            return _with(found, 2, closed or found.closed, supplementary or found.supplementary)
    return Title((), 1, closed=closed, supplementary=supplementary, missing=True)


def _run_in(script: Manuscript, start: int, end: int) -> Title | None:
    """Return the title that is set in bold before the text on its own line: '**2. Budget.** Formanden gennemgik …'"""
    stop = script.bold_until(start)
    words = script.text[start : stop or start].rstrip(" \n*_")
    if stop is None or not words.endswith((".", ":")) or len(words) > LONGEST_HEADING:
        return None
    behind = _BEHIND_BOLD.match(script.text, stop, end) if stop < end else None
    if behind is None or not script.text[behind.end() : behind.end() + 1].isupper():
        return None
    found = title_in(script, start, start + len(words) - 1, whole=True)
    return replace(found, rest=Span(behind.end(), end)) if found is not None else None


def _timed(script: Manuscript, title: Title, below: Piece) -> Title:
    """Return the title with the time that stands alone on the line below it: '(20 min.)', 'Kl. 10.00-10.15 – Lukket punkt'."""
    if title.minutes is not None or title.rest is not None or title.missing:
        return title
    said = _DURATION.fullmatch(below.words)
    if said is not None:
        return replace(title, taken=title.taken + 1, minutes=int(said["minutes"] or said["bare"]))
    slot = slot_at(script.text, below.start, below.end)
    closed = slot is not None and folded(script.text[slot.rest : below.end]) in WORDS.closed
    if slot is None or not (closed or slot.rest >= below.end):
        return title
    return replace(
        title, taken=title.taken + 1, minutes=slot.minutes, slot=slot, closed=title.closed or closed
    )


def without_breaks(script: Manuscript, title: Title, body: Sequence[Piece]) -> Sequence[Piece]:
    """Return the pieces of an item without the breaks that come after its time: 'kl. 10.45-11.00 Pause'."""
    while title.slot is not None and body:
        slot = slot_at(script.text, body[-1].start, body[-1].end)
        if slot is None or slot.begins < title.slot.ends or len(body[-1].words) > _LONGEST_BREAK:
            break
        body = body[:-1]
    return body


def _with(title: Title, taken: int, closed: bool, supplementary: bool) -> Title:
    return replace(title, taken=taken, closed=closed, supplementary=supplementary)
