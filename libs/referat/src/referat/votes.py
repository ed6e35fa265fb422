"""Votes: who was for, who against, who abstained, and the printed numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from referat.danish.words import WORDS
from referat.manuscript import Manuscript
from referat.model import Quote, Vote
from referat.parts import Stretch
from referat.source import Span

_SIDES = ("in_favour", "against", "abstained")
_COUNT_BEFORE = re.compile(r"(\d{1,3})\s*(?:medlemmer|stemmer|stemme|personer|)?\s*\Z", re.IGNORECASE)
_COUNT_AFTER = re.compile(
    r"\s*:?\s*\(?(\d{1,3})\b(?!\s*[./]\d)\)?\s*(?:medlemmer|stemmer|stemme|personer)?", re.IGNORECASE
)
_VOTED = re.compile(r"\b(?:stemm|flertal|mindretal|stemt)", re.IGNORECASE)
_COLON = re.compile(r"\s*:?\s*(?:\d{1,3}\s*(?:medlemmer|stemmer|stemme)?\s*\(?:?)?\s*")
_STOP = re.compile(r"(?:\.(?=\s+[A-ZÆØÅ]|\s*\Z)|;|\n\s*\n|\.\s*\n)")
_SEPARATOR = re.compile(r"\s*(?:,|;|\bog\b|\bsamt\b|/)\s*")
_AGAINST_COUNT = re.compile(
    r"\bmed\s+(\d{1,3})\s+stemmer\s+(?:i?mod|for\s+og)\s+(\d{1,3})(?:\s+(?:stemmer\s+)?imod)?", re.IGNORECASE
)
_FOR_COUNT = re.compile(
    r"(\d{1,3})\s+(?:stemmer?\s+|stemte\s+)?for\b(?:\s*,?\s*(?:og\s+)?(\d{1,3})\s+(?:stemmer?\s+)?(?:imod|mod)\b)?(?:\s*,?\s*(?:og\s+)?(\d{1,3})\s+(?:\w+\s+)?(?:undlod|undlader|blank|hverken))?",
    re.IGNORECASE,
)
_OF_VOTE = re.compile(r"stem|imod|\bmod\b|undlod|blank", re.IGNORECASE)
_OPENS = re.compile(r"\bfor\s+(?:\w+\s+){0,2}stemte\b|\bstemte\s+for\b|\bflertal\b", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:for|i?mod|hverken|blank\w*|undlod)\b", re.IGNORECASE)
_ACTIVE = re.compile(r"(?:stemte|stemmer|undlod|undlader|afstod)\b", re.IGNORECASE)
_SIGNS = ("stem", "flertal", "mindretal", "mod", "undlod", "blank")
_LONGEST_NAME = 5  # words
_DIGIT = re.compile(r"\d")
_NAME_START = re.compile(r"[A-ZÆØÅÖ]")
_VERB_BEHIND = re.compile(r"\s+(?:stemte|stemmer|undlod|undlader|kunne|kan|ønskede|ønsker)\b")
_BOILERPLATE = re.compile(
    r"(?:hele\s+|resten\s+af\s+)?(?:partiet|gruppen|listerne|liste|medlemmerne|medlemmer|fra|af)\s+",
    re.IGNORECASE,
)


def _names(script: Manuscript, start: int, end: int) -> tuple[Quote, ...]:
    """Return the names and party letters between `start` and the end of their sentence."""
    stop = _STOP.search(script.text, start, end)
    end = stop.start() if stop else end
    found: list[Quote] = []
    at = start
    for separator in [*_SEPARATOR.finditer(script.text, start, end), None]:
        piece = Span(at, separator.start() if separator else end)
        at = separator.end() if separator else end
        skip = _BOILERPLATE.match(script.text, piece.start, piece.end)
        verb = _VERB_BEHIND.search(script.text, piece.start, piece.end)
        piece = Span(skip.end() if skip else piece.start, verb.start() if verb else piece.end)
        words = script.text[piece.start : piece.end].strip(" ().")
        if not words or len(words) > 60 or not _NAME_START.match(words) or len(words.split()) > 6:
            if words:
                break
            continue
        inner = script.text.index(words, piece.start)
        quote = script.quote(Span(inner, inner + len(words)))
        if quote is not None:
            found.append(quote)
    return tuple(found)


def _names_before(script: Manuscript, start: int, match: re.Match[str]) -> tuple[Quote, ...]:
    """Return the subject of an active verb, if it is nothing but names: 'Bo Lund og Liste Ø stemte imod.'"""
    if not _ACTIVE.match(match.group()):
        return ()
    begins = start
    for stop in _STOP.finditer(script.text, start, match.start()):
        begins = stop.end()
    subject = script.text[begins : match.start()]
    parts = [part.strip(" ().\n") for part in _SEPARATOR.split(subject)]
    if not all(
        _NAME_START.match(part) and not _DIGIT.search(part) and len(part.split()) <= _LONGEST_NAME
        for part in parts
    ):
        return ()
    names = _names(script, begins, match.start())
    return names if len(names) == len(parts) else ()


def _count(text: str, span: Span, match: re.Match[str]) -> int | None:
    after = _COUNT_AFTER.match(text, match.end(), span.end)
    if after is not None:
        return int(after.group(1))
    before = _COUNT_BEFORE.search(text[max(span.start, match.start() - 24) : match.start()])
    return int(before.group(1)) if before else None


def _sides(script: Manuscript, span: Span) -> dict[str, tuple[tuple[Quote, ...], int | None]]:
    """Return names and printed number of each side; where a side is named twice, the place with names counts."""
    text = script.text
    sides: dict[str, tuple[tuple[Quote, ...], int | None]] = {}
    for side in _SIDES:
        for match in WORDS.votes[side].finditer(text, span.start, span.end):
            colon = _COLON.match(text, match.end(), span.end)
            names = _names(script, colon.end() if colon else match.end(), span.end)
            names = names or _names_before(script, span.start, match)
            number = _count(text, span, match)
            said = match.group().casefold()
            clear = (
                "stem" in said
                or "undlod" in said
                or "tal" in said
                or ":" in text[match.end() : match.end() + 2]
            )
            better = side not in sides or (names and not sides[side][0])
            if clear and better and (names or number is not None):
                sides[side] = names, number
    return sides


def _tally(text: str, span: Span) -> tuple[int | None, int | None, int | None]:
    """Return the numbers of '18 stemmer for, 3 imod' or 'med 18 stemmer mod 3'."""
    for shape in (_AGAINST_COUNT, _FOR_COUNT):
        match = shape.search(text, span.start, span.end)
        said = match is not None and _OF_VOTE.search(match.group()) is not None
        if match is not None and said:  # 'kr. 200 for enkeltmedlemmer' is no vote
            numbers = [int(value) if value else None for value in match.groups()]
            return (*numbers, None, None, None)[:3]  # type: ignore[return-value]
    return None, None, None


def _vote(script: Manuscript, span: Span) -> Vote | None:
    sides = _sides(script, span)
    printed = _tally(script.text, span)
    names = [sides.get(side, ((), None))[0] for side in _SIDES]
    counted = [sides.get(side, ((), None))[1] for side in _SIDES]
    counts = tuple(total if total is not None else own for total, own in zip(printed, counted, strict=True))
    quote = script.quote(span)
    if quote is None or not (any(names) or any(count is not None for count in counts)):
        return None
    return Vote(quote, names[0], names[1], names[2], (counts[0], counts[1], counts[2]))


def _may_vote(words: str) -> bool:
    """Return whether any word of a vote stands there: most decisions are passed over by this alone."""
    folded = words.casefold()
    return any(word in folded for word in _SIGNS)


def votes(script: Manuscript, stretches: Sequence[Stretch]) -> tuple[Vote, ...]:
    """Return the votes told of in the stretches of a decision; lines about one vote that follow each other are one."""
    found: list[Vote] = []
    run: list[Span] = []

    def close() -> None:
        if run:
            vote = _vote(script, Span(run[0].start, run[-1].end))
            if vote is not None:
                found.append(vote)
            run.clear()

    for stretch in stretches:
        words = script.text[stretch.span.start : stretch.span.end]
        may = _may_vote(words)
        opens = may and _OPENS.search(words) is not None
        told = opens or (may and (_VOTED.search(words) or _tally(words, Span(0, len(words)))[0]))
        if not (told or (run and _GOES_ON.match(words))):
            close()
            continue
        if opens and run and _OPENS.search(script.text, run[0].start, run[-1].end):
            close()  # another vote begins
        run.append(stretch.span)
    close()
    return tuple(found)
