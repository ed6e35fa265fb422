"""Times of day: 'kl. 12:30', 'kl. 9.00-12.00', 'kl. 14.15 til kl. 16', '9:00–12:00', 'Mødetid: 14-16'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from referat.danish.time_patterns import S
from referat.source import Span

_HOUR = r"(?:2[0-4]|[01]?[0-9])"
_MINUTE = r"[0-5][0-9]"
_TIME = rf"{_HOUR}(?:[:.]{S}?{_MINUTE})?"
_CLOCK = rf"(?:kl(?:okken)?\.?:?{S}{{0,2}}|kl\.\n)"
_TO = rf"(?:{S}{{0,2}}(?:[-–—]|til)\n?{S}{{0,2}}(?:ca\.{S}?)?)"
_END = r"(?![0-9]|[.,:][0-9]|[-/][0-9]{3})"
_LABEL = r"(?:mødetidspunkt|starttidspunkt|sluttidspunkt|tidspunkt|mødestart|mødeslut|mødetid|tid|start(?:et|ede)?|slut(?:tet|tede)?|begyndelse|begyndte|hævet|afsluttet|afslutning)"
_PATTERN = re.compile(
    rf"""(?<![^\W_])(?:
      {_CLOCK}(?:ca\.{S}?)?(?P<k1>{_TIME}|[0-2][0-9][0-5][0-9])(?:{_TO}{_CLOCK}?(?P<k2>{_TIME}))?{_END}
    | {_LABEL}{S}?:?[{S[1:-1]}\t]{{1,3}}(?:fra{S})?(?P<l1>{_HOUR}(?:[:.]{_MINUTE})?)(?:{_TO}{_CLOCK}?(?P<l2>{_TIME}))?{_END}(?!{S}?[%./])
    | (?<![0-9][.,:/-])(?P<b1>{_HOUR}(?P<sep>[:.]){_MINUTE}){_TO}{_CLOCK}?(?P<b2>{_HOUR}(?P=sep){_MINUTE}){_END}(?!{S}?(?:%|kr|mio|pct))
    | (?<![0-9][.,:/-])(?P<a1>(?:2[0-4]|[01][0-9]|[6-9]):{_MINUTE}){_END}(?!:)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_PARTS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class FoundClock:
    """A time of day, or two with what is between them. `starts` and `ends` are 'HH:MM', with their own spans."""

    span: Span
    starts: str
    starts_span: Span
    ends: str | None = None
    ends_span: Span | None = None


def find_clock_times(text: str, start: int = 0, end: int | None = None) -> list[FoundClock]:
    """Return the times of day in `text[start:end]`, in order and without overlap. Never raises."""
    stop = len(text) if end is None else min(max(end, 0), len(text))
    found = []
    for match in _PATTERN.finditer(text, max(start, 0), stop):
        clock = _read(match)
        if clock is not None:
            found.append(clock)
    return found


def _read(match: re.Match[str]) -> FoundClock | None:
    form = next(letter for letter in "klba" if match[f"{letter}1"] is not None)
    starts = _hours_minutes(match[f"{form}1"])
    if starts is None or (form == "l" and not match["l2"] and not re.search("[:.]", match["l1"])):
        return None
    span, second = Span(*match.span()), None if form == "a" else match[f"{form}2"]
    ends = _hours_minutes(second) if second else None
    starts_span = Span(*match.span(f"{form}1"))
    if ends is None or second is None:
        last = match.end(f"{form}1") if second is None else span.end
        return FoundClock(Span(span.start, last), starts, starts_span)
    return FoundClock(span, starts, starts_span, ends, Span(*match.span(f"{form}2")))


def _hours_minutes(digits: str) -> str | None:
    """Return 'HH:MM' for '9', '9.30', '0930'; None where there is no such time."""
    parts = _PARTS.findall(digits)
    if len(parts) == 1 and len(parts[0]) == 4:
        parts = [parts[0][:2], parts[0][2:]]
    hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return f"{hour:02}:{minute:02}"
