"""The points of a recommendation: one for each list item or 'at' line, without a list one for each act."""

from __future__ import annotations

import re
from collections.abc import Sequence

from referat.danish.words import WORDS
from referat.leadins import LeadIn, lead_in_at
from referat.manuscript import Manuscript
from referat.model import Act, BlockKind, Recommendation
from referat.parts import Stretch
from referat.source import Span

_JOIN = re.compile(r"[\s,;.]*(?:\b(?:og|samt)\b)?[\s,;]*\Z")
_SPLIT_AT = re.compile(r"(?P<plain>\s*,\s*)at\s+|(?:\s*[,;]\s*(?:og|samt)\s+|\s*;\s*|\s+(?:og|samt)\s+)at\s+")
_SPLIT_VERB = re.compile(r"\s*(?:,|;|\bog|\bsamt)\s+")
_SUBJECT = 110  # how far into a sentence the body that is asked may stretch before the verb
_WORD = re.compile(r"\w+")
_CARRIED = frozenset({Act.APPROVE, Act.DECIDE, Act.NOTE, Act.DISCUSS})
_SECOND = frozenset({Act.APPROVE, Act.DECIDE})


def first_act(words: str) -> tuple[Act, int]:
    """Return what the words ask for, by their first verb, and where that verb stands (-1 if there is none).

    'Drøfter og godkender' asks for approval: the second verb weighs more than the first.
    """
    best: tuple[int, Act] | None = None
    ends = 0
    for act, pattern in WORDS.acts:
        match = pattern.search(words)
        if match is not None and (best is None or match.start() < best[0]):
            best, ends = (match.start(), act), match.end()
    if best is None:
        return Act.OTHER, -1
    if best[1] is Act.DISCUSS:
        joined = re.compile(r"\s*,?\s*(?:og|samt)\s+").match(words, ends)
        if joined is not None:
            for act, pattern in WORDS.acts:
                if act in _SECOND and pattern.match(words, joined.end()):
                    return act, best[0]
    return best[1], best[0]


def _recommendation(
    script: Manuscript,
    spans: Sequence[Span],
    lead: LeadIn | None,
    number: str | None,
    asked: Act = Act.OTHER,
) -> Recommendation | None:
    """Return one point. `asked` is the verb that the lead-in ends with: '… godkender,' and then 'at …' points."""
    quote = script.quote(*spans)
    if quote is None:
        return None
    act, _ = first_act(quote.text)
    if act is Act.OTHER and asked in _CARRIED:
        act = asked
    recommender = (
        script.quote(lead.recommender) if lead is not None and lead.recommender is not None else None
    )
    addressee = script.quote(lead.addressee) if lead is not None and lead.addressee is not None else None
    return Recommendation(quote, act, number, recommender, addressee)


def _last_act(words: str) -> Act:
    """Return the verb with which a lead-in ends: 'at politisk niveau godkender,'."""
    tail = words[-40:].rstrip(" ,:")
    for act, pattern in WORDS.acts:
        if any(match.end() == len(tail) for match in pattern.finditer(tail)):
            return act
    return Act.OTHER


def _is_point(stretch: Stretch) -> bool:
    return stretch.piece.kind is BlockKind.LIST_ITEM and stretch.span.start == stretch.piece.start


def _level(stretch: Stretch) -> int:
    marker = stretch.piece.marker
    return stretch.piece.lines[0].indent + (0 if marker is None or marker.text != "o" else 4)


def _listed(script: Manuscript, stretches: Sequence[Stretch]) -> list[Recommendation]:
    """Points of lists: what is nested below a point belongs to it, and so does text that goes on in lower case."""
    outer = min(_level(stretch) for stretch in stretches if _is_point(stretch))
    found: list[Recommendation] = []
    lead: LeadIn | None = None
    number: str | None = None
    asked = Act.OTHER
    point: list[Span] = []

    def close() -> None:
        if point:
            made = _recommendation(script, point, lead, number, asked)
            if made is not None:
                found.append(made)
            point.clear()

    for stretch in stretches:
        if _is_point(stretch) and (_level(stretch) <= outer + 1 or not point):
            close()
            marker = stretch.piece.marker
            number = (
                marker.value
                if marker is not None and any(c.isalnum() for c in marker.value) and marker.value != "o"
                else None
            )
            point.append(stretch.span)
        elif _is_point(stretch) or (point and script.text[stretch.span.start].islower()):
            point.append(stretch.span)
        else:
            close()
            said = lead_in_at(script, stretch.span.start, stretch.span.end)
            lead = said if said is not None else lead
            asked = _last_act(script.text[stretch.span.start : stretch.span.end])
    close()
    return found


def _begin(script: Manuscript, start: int, end: int) -> int:
    """Return where a point in running text begins: at its verb, after the name of the body that is asked.

    'udvalget' is part of the sentence; 'Sundhedsklynge Vestbælt - Politisk niveau' belongs to the lead-in.
    """
    words = script.text[start:end]
    _, at = first_act(words[: _SUBJECT * 2])
    subject = words[:at] if 0 < at <= _SUBJECT else ""
    if (
        subject
        and not re.search(r"[,;:]", subject)
        and not words[at:].split(" ")[0].rstrip(",.").endswith("es")
    ):
        return start + at
    return start


def _acts(script: Manuscript, start: int, end: int, *, after_at: bool) -> list[Span]:
    """Split running text into one stretch for each act."""
    text = script.text
    cuts = [start]
    if after_at:
        for match in _SPLIT_AT.finditer(text, start, end):
            before = text[cuts[-1] : match.start()]
            # 'godkender, at …': the clause belongs to the verb before it
            opened = _last_act(before) is not Act.OTHER or (match["plain"] and first_act(before)[1] >= 0)
            if not opened and first_act(text[match.end() : end])[1] in range(_SUBJECT):
                cuts.append(match.end())
    parts: list[Span] = []
    for begin, stop in zip(cuts, [*cuts[1:], end], strict=True):
        inner = [begin]
        for match in _SPLIT_VERB.finditer(text, begin, stop):
            verb = any(pattern.match(text, match.end(), stop) for act, pattern in WORDS.acts)
            already = first_act(text[inner[-1] : match.start()])[1] >= 0
            long_enough = len(_WORD.findall(text[inner[-1] : match.start()])) > 1
            only_verb = (
                already and first_act(text[inner[-1] : match.start()])[1] + 14 > match.start() - inner[-1]
            )
            if verb and already and long_enough and not only_verb:
                inner.append(match.end())
        parts.extend(Span(a, b) for a, b in zip(inner, [*inner[1:], stop], strict=True))
    return parts


def _running(script: Manuscript, stretch: Stretch) -> list[Recommendation]:
    lead = lead_in_at(script, stretch.span.start, stretch.span.end)
    start = lead.rest if lead is not None else stretch.span.start
    found: list[Recommendation] = []
    if start >= stretch.span.end:
        return found
    for part in _acts(script, start, stretch.span.end, after_at=lead is not None):
        begin = _begin(script, part.start, part.end)
        tail = _JOIN.search(script.text, begin, part.end)
        stop = tail.start() if tail is not None and part.end < stretch.span.end else part.end
        made = _recommendation(script, (Span(begin, stop),), lead, None) if stop > begin else None
        if made is not None:
            found.append(made)
    return found


def recommendations(script: Manuscript, stretches: Sequence[Stretch]) -> tuple[Recommendation, ...]:
    """Return the points of the recommendation that stands in the stretches, in their order."""
    if not stretches:
        return ()
    if any(_is_point(stretch) for stretch in stretches):
        return tuple(_listed(script, stretches))
    return tuple(made for stretch in stretches for made in _running(script, stretch))
