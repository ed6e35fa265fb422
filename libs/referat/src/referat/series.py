"""Which of the numbered lines are the items of the meeting.

Numbered lines are the items, or a list inside one of them. Each line is scored by its shape and its neighbours, and
the best rising series of numbers is found by dynamic programming over the lines, in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from referat.blocks import Piece
from referat.danish.words import WORDS, Heading, folded
from referat.headings import Head
from referat.model import BlockKind
from referat.numbering import Number, Style

Score = float

_DURATION = re.compile(r"\(\s*(?:ca\.?\s*)?\d{1,3}\s*(?:min|minutter)\b[^)]{0,20}\)", re.IGNORECASE)
_BY = re.compile(r"\bv(?:/|ed\b|\.\s)", re.IGNORECASE)
_LEADS_LIST = re.compile(r"(?::|,|\bat)$")
_OPENING = frozenset(
    {
        Heading.SUMMARY,
        Heading.CASE,
        Heading.RECOMMENDATION,
        Heading.DECISION,
        Heading.CASE_NUMBER,
        Heading.ATTACHMENTS,
        Heading.CONSIDERATIONS,
        Heading.OFFICER,
    }
)
_LONG_TITLE = 160
_RUN_IN = re.compile(r"[A-ZÆØÅ][^.:;,\n]{2,60}?(?=\s[–-]\s|:\s|\.\s+[A-ZÆØÅ])")
_ANSWERS_FIRST = re.compile(r":\s*ad\.?\s*(?:pkt\.?|punkt)?\s*1\b", re.IGNORECASE)
_NOT_AN_ITEM = 12.0
_FURTHEST_GAP = 12
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A numbered piece, where it is, and how much it looks like the beginning of an item."""

    at: int
    number: Number
    score: Score


@dataclass(frozen=True, slots=True)
class _Chain:
    """The best series that ends in a candidate."""

    score: Score
    candidate: Candidate
    before: _Chain | None
    length: int


def title_words(piece: Piece) -> str:
    """Return the words of a numbered piece after its number."""
    number = piece.number
    if number is None or number.rest <= piece.start:
        return piece.words
    first = piece.lines[0]
    if first.plain:
        rest = first.words[number.rest - first.start :]
    else:
        rest = re.sub(r"^\W*(?:\w+\W+)?[\d.]+\w?\W*", "", first.words)
    return " ".join([rest, *[line.words for line in piece.lines[1:]]]).strip()


def _base(piece: Piece, number: Number) -> Score:
    if number.style is Style.PREFIX:
        return 6.0 if number.separated else 3.0
    if number.style is Style.BARE:
        return 0.0 if number.order not in _YEARS and number.order < 1000 else -9.0
    if number.style in (Style.ROMAN, Style.LETTER):
        return 0.2
    if number.style is Style.DECIMAL:
        return -0.5
    return 1.0 if number.order not in _YEARS else -9.0


def _shape(piece: Piece, number: Number) -> Score:
    words = title_words(piece)
    score = 0.0
    run_in = _RUN_IN.match(words)
    if run_in is not None and (len(words) > _LONG_TITLE // 2 or words.endswith(".")):
        words, score = run_in.group(), 1.0
    if piece.kind is BlockKind.HEADING:
        score += 4
    elif piece.bold:
        score += 2.5
    if words and words.isupper() and len(words) > 3:
        score += 1
    if _DURATION.search(words[:_LONG_TITLE]):
        score += 3
    if is_titled_words(words):
        score += 2.5
    elif _BY.search(words[:_LONG_TITLE]):
        score += 0.5
    if words[:1].islower() and not words[1:2].isupper():
        score -= 3
    if len(words) > _LONG_TITLE:
        score -= 2
    if words.endswith((".", ";", ",")) and len(words.split()) > 6:
        score -= 1.5
    if words.endswith(":") and number.style is not Style.PREFIX:
        score -= 0.5
    if number.style is not Style.PREFIX and any(act.match(words) for _, act in WORDS.acts):
        score -= 3
    return score


def is_titled_words(words: str) -> bool:
    """Whether the words are the title of an item that meetings commonly have ('Eventuelt', 'Velkomst v. formanden')."""
    key = folded(re.sub(r"\s*(?:\([^()]{0,60}\)\s*$|v(?:/|ed |\. ).*$|[:.–-]\s.*$)", "", words[:_LONG_TITLE]))
    return key in WORDS.titles


def _neighbours(
    pieces: Sequence[Piece], at: int, number: Number, heads: Mapping[int, Head], role: Heading | None
) -> Score:
    piece = pieces[at]
    score = 0.3 if piece.gap else 0.0
    before = pieces[at - 1] if at else None
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if after is not None:
        opened = heads.get(at + 1) or (heads.get(at + 2) if not title_words(piece) else None)
        if opened is not None and opened.role in _OPENING:
            score += 4
        elif after.number is None and after.kind in (BlockKind.PARAGRAPH, BlockKind.FIELD, BlockKind.TABLE):
            score += 1
        elif (
            after.number is not None
            and after.number.style is number.style
            and after.number.order == number.order + 1
        ):
            score -= 0.8
    if before is not None:
        follows = (
            before.number is not None
            and before.number.style is number.style
            and before.number.order == number.order - 1
        )
        key = before.key
        announces = key in WORDS.contents or key in WORDS.divisions or key in WORDS.documents
        if follows:
            score -= 0.8
        elif _LEADS_LIST.search(before.words) and not announces and number.style is not Style.PREFIX:
            score -= 3
    if number.style is not Style.PREFIX:
        if role in (Heading.RECOMMENDATION, Heading.ACTIONS):
            score -= 2
        elif role is Heading.ATTACHMENTS:
            score -= 6 if number.style is Style.DECIMAL else 2
    return score


def _answers(number: Number, answered: int, before: Head | None, piece: Piece) -> bool:
    """Whether a line of a decision answers a point of the recommendation: 'Ad 2: Udsættes til næste møde.'"""
    if number.style is not Style.PREFIX or piece.kind is BlockKind.HEADING:
        return False
    first = before is not None and before.role is Heading.DECISION and before.rest is None
    return (first and number.order == 1) or 0 < answered == number.order - 1


def candidates(
    pieces: Sequence[Piece], heads: Mapping[int, Head], announced: frozenset[str]
) -> tuple[Candidate, ...]:
    """Return every numbered piece with its score. `announced` holds the folded titles of the contents."""
    found: list[Candidate] = []
    role: Heading | None = None
    answered = 0  # the last point of a recommendation that a decision answered: 'Ad 1: Godkendt'
    for at, piece in enumerate(pieces):
        head = heads.get(at)
        if head is not None and head.role is not Heading.CASE_NUMBER:
            role = head.role
            answered = int(role is Heading.DECISION and _ANSWERS_FIRST.search(piece.words) is not None)
        number = piece.number
        if number is None or piece.kind is BlockKind.TABLE:
            continue
        score = _base(piece, number) + _shape(piece, number) + _neighbours(pieces, at, number, heads, role)
        above = heads.get(at - 1) if at and pieces[at - 1].key not in WORDS.documents else None
        if role is Heading.DECISION and _answers(number, answered, above, piece):
            answered = number.order
            score -= _NOT_AN_ITEM
        if announced and folded(title_words(piece))[:40] in announced:
            score += 5
        found.append(Candidate(at, number, score))
        if score > 2:
            role = None
    return tuple(found)


def _start(number: Number) -> Score:
    """A series begins with 1; a council may number its items through the year, but then says 'Punkt'."""
    if number.order <= 1:
        return 0.0
    return -1.0 if number.style is Style.PREFIX else -4.0


def _is_nested(before: Number, after: Number) -> bool:
    """Whether one is an item and the other a lettered part of one: '3.' and '3.a', '3.c' and '4.'"""
    styles = {before.style, after.style}
    return styles == {Style.DOT, Style.DECIMAL} and (before.sub.isalpha() or after.sub.isalpha())


def _step(before: Number, after: Number) -> Score | None:
    """Return what it costs to go from one number to the next, or None if it is no step up."""
    other = 0.0 if before.style is after.style or _is_nested(before, after) else -2.0
    if after.order == before.order:
        return other if after.sub > before.sub and after.sub else None
    gap = after.order - before.order - 1
    if gap < 0 or gap > _FURTHEST_GAP:
        return None
    return other - 1.5 * min(gap, 3) - 0.2 * gap


def best_series(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the rising series of candidates with the highest score; empty if none is better than nothing."""
    ends: dict[tuple[Style, int], _Chain] = {}
    best: _Chain | None = None
    for candidate in found:
        number = candidate.number
        if number.order <= 0 and number.style is not Style.DOT:
            continue
        value, before = _start(number), None
        for style in Style:
            for order in range(number.order, max(number.order - _FURTHEST_GAP - 2, -1), -1):
                chain = ends.get((style, order))
                if chain is None:
                    continue
                cost = _step(chain.candidate.number, number)
                if cost is not None and chain.score + cost > value:
                    value, before = chain.score + cost, chain
        chain = _Chain(value + candidate.score, candidate, before, before.length + 1 if before else 1)
        known = ends.get((number.style, number.order))
        if known is None or chain.score > known.score:
            ends[(number.style, number.order)] = chain
        if best is None or chain.score > best.score:
            best = chain
    series: list[Candidate] = []
    chain_end = best if best is not None and best.score > 0 else None
    while chain_end is not None:
        series.append(chain_end.candidate)
        chain_end = chain_end.before
    return tuple(reversed(series))
