"""The words before a recommendation: 'Det indstilles, at X', 'Forvaltningen indstiller til Y, at', 'X anbefaler, at'.

They say who recommends and who is asked; the points of the recommendation come after them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from referat.danish.phrases import alternation
from referat.danish.words import WORDS
from referat.manuscript import Manuscript
from referat.source import Span


@dataclass(frozen=True, slots=True)
class LeadIn:
    """A lead-in. `rest` is where the points begin; `verb` is what recommends; `certain` says that it cannot be an argument in running text."""

    span: Span
    rest: int
    certain: bool
    verb: Span
    recommender: Span | None = None
    addressee: Span | None = None


_PASSIVE = alternation(WORDS.recommend_passive)
_ACTIVE = alternation(WORDS.recommend_active)
_FILLERS = alternation(WORDS.recommend_fillers)
_LEAD = re.compile(
    rf"""(?:
      (?:det|der|hermed|derfor)\s+(?P<passive>{_PASSIVE})(?P<after_passive>(?:[^.:;]|\.(?=\S)){{0,160}}?)
    | (?P<who>(?-i:[A-ZÆØÅ])[^.:;,]{{1,110}}?)\s+(?P<active>{_ACTIVE})(?P<after_active>(?:[^.:;]|\.(?=\S)){{0,160}}?)
    )
    (?P<end>\s*,?\s*\bat\b|\s*:|\s*,?\s*\Z)""",
    re.IGNORECASE | re.VERBOSE,
)
_TO = re.compile(
    rf"\A\s*,?\s*(?:(?:{_FILLERS})\s+)*?(?:til|over\s*for)\s+(?P<body>\S.*?)\s*,?\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
_SURE = re.compile(r"indstil", re.IGNORECASE)
_BODY_THEN = re.compile(r"\s*(?P<body>[^:]{2,160}?)\s*:\s*\Z")
_SPACE = re.compile(r"[\s,:]*")
_ARTICLE_ONLY = re.compile(r"(?:det|der|som|og|at|hvis|når)\b", re.IGNORECASE)


def lead_in_at(script: Manuscript, start: int, end: int) -> LeadIn | None:
    """Return the lead-in with which the stretch begins, if it begins with one."""
    text = script.text
    match = _LEAD.match(text, start, end)
    if match is None:
        return None
    if match.group("who") is not None and _ARTICLE_ONLY.match(match.group("who")):
        return None
    name = "passive" if match.group("passive") is not None else "active"
    after = Span(match.start(f"after_{name}"), match.end(f"after_{name}"))
    to = _TO.match(text[after.start : after.end])
    addressee = Span(after.start + to.start("body"), after.start + to.end("body")) if to else None
    if (
        text[after.start : after.end].strip(" ,")
        and to is None
        and not _only_fillers(text[after.start : after.end])
    ):
        return None
    rest = match.end()
    space = _SPACE.match(text, rest, end)
    rest = space.end() if space else rest
    body = _BODY_THEN.match(text, rest, end)
    if body is not None and addressee is None:
        # 'Det indstilles, at Sundhedsklynge X - Politisk niveau:' and then a list
        addressee = Span(body.start("body"), body.end("body"))
        rest = end
    who = Span(match.start("who"), match.end("who")) if match.group("who") else None
    certain = _SURE.match(match.group(name)) is not None
    return LeadIn(Span(start, rest), rest, certain, Span(*match.span(name)), who, addressee)


def _only_fillers(words: str) -> bool:
    return not re.sub(rf"(?:\b(?:{_FILLERS})\b|[\s,])+", "", words, flags=re.IGNORECASE)
