"""Dates and other expressions of time in Danish text, with the words they stand in.

`find_times` says only what the words say; `resolve` fills in a missing year from the day of the meeting.
General date libraries misread Danish dates; here every form is spelled out, and what is only a number, a case
number, a telephone number, a version, a paragraph or an amount is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum
from typing import NamedTuple

from referat.danish.clock import FoundClock, find_clock_times
from referat.danish.date_digits import DIGITS_HERE, read_digits, search_digits
from referat.danish.date_words import WORDS, read_words, week_interval
from referat.danish.edtf import as_date, bounds, with_year
from referat.danish.found_time import Fault, FoundTime, Join, Part, TimeKind, interval
from referat.danish.time_context import weekday_after, weekdays_before
from referat.danish.time_patterns import SEPARATOR, TO
from referat.danish.vocabulary import TIME

__all__ = [
    "Fault",
    "FoundClock",
    "FoundTime",
    "Join",
    "Part",
    "Resolved",
    "Tense",
    "TimeKind",
    "bounds",
    "find_clock_times",
    "find_times",
    "interval",
    "resolve",
]

_SEPARATOR = re.compile(SEPARATOR)
_TO = re.compile(rf"\s*{TO}")
_SHARES_YEAR = {
    TimeKind.DAY,
    TimeKind.MONTH,
    TimeKind.SEASON,
    TimeKind.QUARTER,
    TimeKind.HALF_YEAR,
    TimeKind.HOLIDAY,
}


class Tense(StrEnum):
    """Whether the words tell of what was or of what is to come; it decides between two years."""

    PAST = "past"
    FUTURE = "future"


class Resolved(NamedTuple):
    """A value with the parts that were inferred: 'year', 'month', 'day', or 'order' for '230116'."""

    value: str | None
    inferred: tuple[str, ...] = ()


def find_times(text: str, start: int = 0, end: int | None = None) -> list[FoundTime]:
    """Return the expressions of time in `text[start:end]`, in order and without overlap.

    Words before `start` are looked at, not returned. Never raises; time is linear in the text.
    """
    stop = len(text) if end is None else min(max(end, 0), len(text))
    position = max(start, 0)
    found: list[FoundTime] = []
    digit = search_digits(text, position, stop)
    word = WORDS.search(text, position, stop)
    while digit is not None or word is not None:
        if word is None or (digit is not None and digit.start() < word.start()):
            assert digit is not None
            begins, times = digit.start(), read_digits(text, digit)
        else:
            begins, times = word.start(), _one(read_words(text, word.start(), stop))
        if times:
            times = _with_weekdays(text, _with_shared_years(_chain(text, times, stop)))
            found.extend(times)
        position = times[-1].span.end if times else begins + 1
        if digit is not None and digit.start() < position:
            digit = search_digits(text, position, stop)
        if word is not None and word.start() < position:
            word = WORDS.search(text, position, stop)
    return found


def _one(found: FoundTime | None) -> list[FoundTime]:
    return [] if found is None else [found]


def _chain(text: str, times: list[FoundTime], stop: int) -> list[FoundTime]:
    """Add what is tied to the last expression by a comma, 'og', a dash or 'til'."""
    while separator := _SEPARATOR.match(text, times[-1].span.end, stop):
        position = separator.end()
        digits = DIGITS_HERE.match(text, position, stop)
        more = read_digits(text, digits) if digits is not None else _one(read_words(text, position, stop))
        if not more:
            break
        join = Join.TO if _TO.match(separator[0]) else Join.AND
        times[-1] = replace(times[-1], joined=join)
        times.extend(more)
    return times


def _with_shared_years(times: list[FoundTime]) -> list[FoundTime]:
    """Give an expression without a year that of the next one: '12. oktober og 7. december 2022'."""
    if len(times) == 1:
        return times
    for index in range(len(times) - 2, -1, -1):
        here, later = times[index], times[index + 1]
        if here.lacks_year and later.value is not None and not later.lacks_year:
            times[index] = _shared(here, later)
    return times


def _shared(here: FoundTime, later: FoundTime) -> FoundTime:
    if (
        here.kind not in _SHARES_YEAR
        or later.kind not in _SHARES_YEAR
        or here.value is None
        or later.value is None
    ):
        return here
    year = int(later.value[:4])
    if here.value[5:] > later.value[5:]:
        if here.joined is not Join.TO:
            return here
        year -= 1  # '20. december til 7. januar 2024'
    value = with_year(here.value, year)
    if here.kind is TimeKind.DAY and as_date(value) is None:
        return replace(here, value=None, fault=Fault.IMPOSSIBLE)
    return replace(here, value=value, year_shared=True)


def _with_weekdays(text: str, times: list[FoundTime]) -> list[FoundTime]:
    second = None
    for index, found in enumerate(times):
        if found.kind is not TimeKind.DAY:
            continue
        before = weekdays_before(text, found.span.start)
        if len(before) == 2 and (index > 0 or len(times) == 1):
            before = ()  # 'torsdag eller fredag den 3. maj'
        weekday = before[0] if before else second or weekday_after(text, found.span.end)
        second = before[1] if len(before) == 2 else None
        if weekday is not None:
            times[index] = replace(found, weekday=weekday[0], weekday_span=weekday[1])
    return times


def resolve(found: FoundTime, *, held_on: date, tense: Tense | None = None) -> Resolved:
    """Return the value with what the words leave out filled in from the day of the meeting.

    A missing year is the one that brings the time nearest to the meeting, among those in which the weekday fits
    and, where `tense` is given, that lie on the right side of it. A fault resolves to None.
    """
    if found.relative is not None:
        return _relative(*found.relative, held_on)
    if found.alternative is not None and found.kind is TimeKind.DAY:
        nearest = _nearest([found.value or "", found.alternative], held_on)
        return Resolved(nearest, ("order",) if nearest else ())
    if found.value is None or not found.lacks_year:
        return Resolved(found.value)
    years = range(max(held_on.year - 1, MINYEAR), min(held_on.year + 1, MAXYEAR - 1) + 1)
    if found.weeks is not None:
        candidates = [week_interval(year, found.weeks) for year in years]
    else:
        candidates = [with_year(found.value, year) for year in years]
    value = _nearest(_fitting(found, candidates, held_on, tense), held_on)
    return Resolved(value, ("year",) if value else ())


def _fitting(
    found: FoundTime, candidates: Sequence[str | None], held_on: date, tense: Tense | None
) -> list[str]:
    """Return the candidates that the weekday and the tense allow; a rule that allows none is passed over."""
    valid = [value for value in candidates if value is not None and bounds(value) is not None]
    if found.weekday is not None:
        number = TIME.weekdays[found.weekday]
        valid = [v for v in valid if (day := as_date(v)) and day.isoweekday() == number] or valid
    if tense is not None:
        valid = [v for v in valid if _on_side(v, held_on, tense)] or valid
    return valid


def _on_side(value: str, held_on: date, tense: Tense) -> bool:
    first, last = bounds(value) or (held_on, held_on)
    return first <= held_on if tense is Tense.PAST else last >= held_on


def _nearest(values: Iterable[str], held_on: date) -> str | None:
    """Return the value whose middle is nearest to the day; the later of two that are equally near."""
    best: tuple[int, int, str] | None = None
    for value in values:
        if (days := bounds(value)) is None:
            continue
        middle = (days[0].toordinal() + days[1].toordinal()) // 2
        key = (abs(middle - held_on.toordinal()), -middle, value)
        best = key if best is None else min(best, key)
    return None if best is None else best[2]


def _relative(unit: str, offset: int, held_on: date) -> Resolved:
    try:
        if unit == "day":
            return Resolved(f"{held_on + timedelta(days=offset)}", ("year", "month", "day"))
        if unit == "week":
            monday = held_on + timedelta(days=7 * offset - held_on.weekday())
            return Resolved(f"{monday}/{monday + timedelta(days=6)}", ("year", "month", "day"))
    except OverflowError:
        return Resolved(None)
    if unit == "month":
        months = held_on.year * 12 + held_on.month - 1 + offset
        return Resolved(f"{months // 12:04}-{months % 12 + 1:02}", ("year", "month"))
    ending = {"year": "", "year_start": "-01", "year_end": "-12"}[unit]
    return Resolved(f"{held_on.year + offset:04}{ending}", ("year",))
