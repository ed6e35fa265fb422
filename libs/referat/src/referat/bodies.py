"""The name of the body that met, and its level.

The name stands in the title of the document, without 'Referat', the form of the meeting, the level and the date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from referat.blocks import Piece
from referat.danish.clock import find_clock_times
from referat.danish.found_time import TimeKind
from referat.danish.phrases import alternation
from referat.danish.words import WORDS
from referat.manuscript import Manuscript
from referat.model import Level, Quote
from referat.source import Span, Spans
from referat.times import Times

_DOCUMENT = re.compile(rf"(?<!\w)(?:{alternation(WORDS.documents)})(?!\w)", re.IGNORECASE)
_FORM = re.compile(
    rf"(?<!\w)(?:{alternation([*WORDS.form_words, *WORDS.form_bodies])})(?:\s+nr\.?\s*\d{{1,4}}|\s+\d{{1,3}}(?=\W|\Z))?(?!\w)",
    re.IGNORECASE,
)
_NIVEAU = re.compile(
    r"(?<!\w)(?:det\s+)?(?:politisk\w*|fagligt?[ -]strategisk\w*|strategisk\w*|koordinerende|operationel\w*)\s+niveau(?!\w)|(?<=[-–]\s)politisk\s+klynge\s*$",
    re.IGNORECASE,
)
# 'Sundhedsklynge Vestbælt – Driftsforum': behind a dash or a comma the level is no part of the name
_LEVEL_LAST = re.compile(r"(?<=[-–,]\s)(?:" + alternation(WORDS.level_words) + r")(?!\w)", re.IGNORECASE)
_JOINS = "|".join(re.escape(word) for word in sorted(WORDS.form_joins, key=len, reverse=True))
_LEADING = re.compile(rf"(?:(?:{_JOINS})(?!\w)|[\s,.:;|/·–—-])+", re.IGNORECASE)
_TRAILING = re.compile(rf"(?:\s+(?:{_JOINS})|[\s,.:;|/·–—-])+\Z", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?<!\w)(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)(?!\w)", re.IGNORECASE)
_PAREN = re.compile(r"\([^()]*\)\s*\Z")
_PAGE = re.compile(r"(?:side|s\.)\s*\d+(?:\s*(?:af|/)\s*\d+)?", re.IGNORECASE)


_SERIAL = re.compile(
    r"(?<!\w)(?:nr\.?|nummer)\s*\d{1,4}\s?[/-]\s?(?:19|20)\d{2}(?!\w)", re.IGNORECASE
)  # of the meeting
_TOP = 4  # lines


def _gone(script: Manuscript, span: Span, times: Times) -> list[Span]:
    """Return what in a title is not part of a name."""
    text = script.text
    gone = [
        Span(*match.span())
        for shape in (_DOCUMENT, _NIVEAU, _WEEKDAY, _PAGE, _SERIAL)
        for match in shape.finditer(text, span.start, span.end)
    ]
    gone += [Span(*match.span()) for match in _LEVEL_LAST.finditer(text, span.start, span.end)]
    gone += [Span(*match.span()) for match in _FORM.finditer(text, span.start, span.end)]
    gone += [found.span for found in times.within(span) if found.kind is not TimeKind.RELATIVE]
    gone += [clock.span for clock in find_clock_times(text, span.start, span.end)]
    return sorted(gone)


def _rest(script: Manuscript, span: Span, times: Times) -> list[Span]:
    """Return what is left of a title when form, level, day and time are taken out, without words that only join."""
    left: list[Span] = []
    at = span.start
    clocks = find_clock_times(script.text, span.start, span.end)
    last = clocks[0].span.start if clocks else span.end  # after the time comes the place
    for gone in [*_gone(script, span, times), Span(span.end, span.end)]:
        if gone.start > at and at <= last:
            lead = _LEADING.match(script.text, at, gone.start)
            begin = lead.end() if lead else at
            trail = _TRAILING.search(script.text, begin, gone.start)
            stop = trail.start() if trail else gone.start
            paren = _PAREN.search(script.text, begin, stop)
            stop = paren.start() if paren and paren.start() > begin else stop
            if stop - begin >= 2 and any(c.isalpha() for c in script.text[begin:stop]):
                left.append(Span(begin, stop))
        at = max(at, gone.end)
    return left


def _weight(words: str) -> float:
    weight = 0.0
    if WORDS.bodies.search(words):
        weight += 3
    elif WORDS.weak_bodies.search(words):
        weight += 2
    elif WORDS.owners.search(words):
        weight += 0.5
    weight += 0.5 if words[:1].isupper() else -1
    return weight - (2 if len(words.split()) > 12 else 0)


def body_in(
    script: Manuscript, titles: Sequence[Piece], title: Piece | None, fields: Sequence[Span], times: Times
) -> tuple[Quote | None, Span | None]:
    """Return the name of the body and where it stands, from the title, a field ('Forum:') or another line at the top."""
    places: list[tuple[float, Span]] = [(2.5, span) for span in fields]
    for at, piece in enumerate(titles):
        places.append((2.0 if piece is title else 1.0 - 0.1 * at, piece.content))
    if not any(WORDS.bodies.search(script.text, place.start, place.end) for _, place in places):
        # The name may stand only in the running header of the pages.
        places += [(0.5, line.raw) for line in script.all_lines[:_TOP] if line.number in script.furniture]
    best: tuple[float, Span] | None = None
    for bonus, place in places:
        for part in _rest(script, place, times):
            weight = bonus + _weight(script.text[part.start : part.end])
            if best is None or weight > best[0]:
                best = (weight, part)
    if best is not None:
        best = best[0], _without_genitive(script, best[1])
        return script.quote(best[1]) or script.verbatim(best[1]), best[1]
    if title is not None and (named := _level_as_name(script, title)) is not None:
        return script.quote(named), named
    if title is not None:
        form = re.search(rf"(?<!\w)(?:{alternation(WORDS.form_bodies)})(?!\w)", title.words, re.IGNORECASE)
        if form is not None and title.lines[0].plain and len(title.lines) == 1:
            span = Span(title.start + form.start(), title.start + form.end())
            return script.quote(span), span
    return None, None


def _level_as_name(script: Manuscript, title: Piece) -> Span | None:
    """Return the level that a title names where the level is all the name there is: 'Referat – Direktørforum'."""
    found = (level.search(script.text, title.start, title.end) for level in WORDS.levels.values())
    named = (Span(*match.span()) for match in found if match and WORDS.bodies.fullmatch(match.group()))
    return next(named, None)


def _without_genitive(script: Manuscript, span: Span) -> Span:
    """Return the name in 'Økonomiudvalgets (møde)' without the ending."""
    last = script.text[span.start : span.end].rpartition(" ")[2]
    named = last.endswith(("ets", "ens")) and WORDS.bodies.fullmatch(last[:-1]) is not None
    return Span(span.start, span.end - 1) if named else span


def level_in(script: Manuscript, places: Sequence[Span], asked: Sequence[Span]) -> tuple[Level, Spans]:
    """Return the level that the name or title says; else the one of the body that most recommendations address."""
    for span in places:
        for level, pattern in WORDS.levels.items():
            match = pattern.search(script.text, span.start, span.end)
            if match is not None:
                return level, (Span(*match.span()),)
    counts: Counter[Level] = Counter()
    where: dict[Level, Span] = {}
    for span in asked:
        for level, pattern in WORDS.levels.items():
            match = pattern.search(script.text, span.start, span.end)
            if match is not None:
                counts[level] += 1
                where.setdefault(level, Span(*match.span()))
                break
    if not counts:
        return Level.UNKNOWN, ()
    level = counts.most_common(1)[0][0]
    return level, (where[level],)
