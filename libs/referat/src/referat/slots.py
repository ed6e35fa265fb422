"""The time that an agenda sets aside for something: 'kl. 9.30-9.35 Pkt. 1: …' before a number, 'Kl. 16.00-16.05' below a title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from referat.source import Span


@dataclass(frozen=True, slots=True)
class Slot:
    """From when to when, in minutes after midnight; `rest` is where the words behind it begin."""

    span: Span
    begins: int
    ends: int
    rest: int

    @property
    def minutes(self) -> int:
        """Return how long it is."""
        return self.ends - self.begins


_CLOCK = r"kl(?:okken)?\b\.?:?\s?"
_SLOT = re.compile(
    rf"(?P<said>[(\[]?\s?(?:{_CLOCK}(?P<h1>\d{{1,2}})(?:[.:](?P<m1>\d{{2}}))?\s?(?:[-–—]|til)\s?(?:{_CLOCK})?(?P<h2>\d{{1,2}})(?:[.:](?P<m2>\d{{2}}))?"
    rf"|(?P<h3>\d{{1,2}})[.:](?P<m3>\d{{2}})\s?[-–—]\s?(?P<h4>\d{{1,2}})[.:](?P<m4>\d{{2}}))"
    r"\s?[)\]]?)(?:\s*[:–—-](?=\s)|(?=[\s]|\Z))[ \t\u00a0]*",
    re.IGNORECASE,
)
_OPENS = frozenset("kK([0123456789")
_DAY = 24 * 60


def slot_at(text: str, start: int, end: int) -> Slot | None:
    """Return the time from one hour to another with which the stretch begins, if it begins with one."""
    if start >= end or text[start] not in _OPENS:
        return None
    match = _SLOT.match(text, start, end)
    if match is None:
        return None
    one, two = ("1", "2") if match["h1"] else ("3", "4")
    begins, ends = (int(match[f"h{n}"]) * 60 + int(match[f"m{n}"] or 0) for n in (one, two))
    if not begins < ends <= _DAY:
        return None
    return Slot(Span(*match.span("said")), begins, ends, match.end())
