"""All expressions of time in a document, found once, and what they mean on the day of the meeting."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from referat.checks.places import times_in
from referat.danish.dates import Resolved, Tense, resolve
from referat.danish.edtf import UNKNOWN_YEAR
from referat.danish.found_time import FoundTime, Join, TimeKind, interval
from referat.danish.words import WORDS
from referat.manuscript import Manuscript
from referat.model import TimeExpression
from referat.source import Span

_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_TENSE_WINDOW = 60
_LABEL = re.compile(r"[ \t*:]*(?:\n\s*|\t)?")
_ENDS = re.compile(r"\n|\.\s+[A-ZÆØÅ]")
_PHRASE = 40
_MEETING = re.compile(r"møde|gang")
_NEAR = 90  # how far after 'næste møde' its date may stand


_FILE_NUMBER = re.compile(r"-[A-ZÆØÅ]\d{2}-\d")  # '27.12.16-G01-1-25' is no day


@dataclass(frozen=True, slots=True)
class Times:
    """Expressions of time in the order of the text; `held_on` is the day they are resolved against."""

    found: tuple[FoundTime, ...]
    starts: tuple[int, ...]

    def within(self, span: Span) -> Sequence[FoundTime]:
        """Return the expressions that begin inside `span`."""
        return self.found[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def first_day(self, span: Span) -> FoundTime | None:
        """Return the first day named in `span`, with or without its year."""
        return next((t for t in self.within(span) if t.kind is TimeKind.DAY and t.value is not None), None)


def find_all(text: str) -> Times:
    """Return every expression of time in the text; a file number that begins like a day is none."""
    found = tuple(time for time in times_in(text) if not _FILE_NUMBER.match(text, time.span.end))
    return Times(found, tuple(time.span.start for time in found))


def day_of(found: FoundTime, held_on: date | None, *, tense: Tense | None = None) -> date | None:
    """Return the day that an expression names, its year inferred from the meeting's if it has none."""
    if found.kind is not TimeKind.DAY:
        return None
    if found.day is not None and found.alternative is None:
        return found.day
    if held_on is None:
        return found.day
    value = resolve(found, held_on=held_on, tense=tense).value
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError:
        return None


def tense_before(text: str, at: int) -> Tense | None:
    """Return whether the words just before a time tell of what was or of what is to come, if they say."""
    begin = max(text.rfind("\n", max(0, at - _TENSE_WINDOW), at) + 1, at - _TENSE_WINDOW, 0)
    future = max((match.end() for match in WORDS.future.finditer(text, begin, at)), default=-1)
    past = max((match.end() for match in WORDS.past_tense.finditer(text, begin, at)), default=-1)
    if future == past:
        return None
    return Tense.FUTURE if future > past else Tense.PAST


def infer_year(found: FoundTime, times: Times) -> date | None:
    """Return the day with the year that the document's other times imply: the one named most, if the weekday fits.

    Of years named equally often the earliest is taken: minutes look ahead more than back.
    """
    if found.value is None or not found.lacks_year:
        return found.day
    years: Counter[int] = Counter()
    for other in times.found:
        if other.value is not None and other.value[:4].isdigit():
            years[int(other.value[:4])] += 1
    for year, _ in sorted(years.items(), key=lambda pair: (-pair[1], pair[0])):
        try:
            day = date.fromisoformat(f"{year:04}{found.value[4:]}")
        except ValueError:
            continue
        if found.weekday is None or _WEEKDAYS[day.weekday()] == found.weekday:
            return day
    return None


def expression(script: Manuscript, found: FoundTime, held_on: date | None) -> TimeExpression | None:
    """Return an expression of time as a value; None for one that has no value, such as 31 November."""
    quote = script.quote(found.span)
    if quote is None:
        return None
    if held_on is None:
        resolved, inferred = Resolved(None)
    else:
        tense = tense_before(script.text, found.span.start) if found.lacks_year else None
        resolved, inferred = resolve(found, held_on=held_on, tense=tense)
    if found.fault is not None or (found.relative is not None and found.relative[0] == "day"):
        return None  # 'i dag' is a way to speak
    said = found.value if found.value is not None else UNKNOWN_YEAR
    if found.year_shared:
        inferred = (*inferred, "year")
    return TimeExpression(said, quote, resolved if resolved != said else None, tuple(dict.fromkeys(inferred)))


def expressions(
    script: Manuscript, times: Times, spans: Sequence[Span], held_on: date | None
) -> tuple[TimeExpression, ...]:
    """Return the expressions of time in the spans, those joined by 'til' also as one interval."""
    made: list[TimeExpression] = []
    for span in spans:
        inside = times.within(span)
        for at, found in enumerate(inside):
            if script.is_left_out(found.span.start):
                continue
            one = expression(script, found, held_on)
            if one is not None:
                made.append(one)
            if found.joined is Join.TO and at + 1 < len(inside):
                whole = interval(found, inside[at + 1])
                quote = script.quote(Span(found.span.start, inside[at + 1].span.end))
                if whole is not None and quote is not None:
                    made.append(TimeExpression(whole, quote))
    return tuple(made)


def next_meeting(script: Manuscript, times: Times, held_on: date | None) -> date | None:
    """Return the day of the next meeting, where the document names it after those words."""
    if held_on is None:
        return None
    for match in _next_meetings(script.text):
        near = times.within(Span(match.end(), _reach(script.text, match.end())))
        for found in near:
            day = day_of(found, held_on, tense=Tense.FUTURE)
            if day is not None and day > held_on:
                return day
    return None


def _reach(text: str, start: int) -> int:
    """Return how far the date of a meeting may stand behind its name: in the sentence, or right below a label."""
    label = _LABEL.match(text, start)
    at = label.end() if label is not None else start
    stop = _ENDS.search(text, at, start + _NEAR)
    return stop.start() if stop is not None else start + _NEAR


def _next_meetings(text: str) -> Iterator[re.Match[str]]:
    """Yield where the text speaks of the next meeting; looked for only around the word itself, which is rare."""
    last = 0
    for word in _MEETING.finditer(text):
        match = WORDS.next_meeting.search(text, max(last, word.start() - _PHRASE), word.end() + _PHRASE)
        if match is not None:
            last = match.end()
            yield match
