"""Weekdays that do not belong to their date: 'mandag den 17. januar 2023', which was a Tuesday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from referat.checks.places import places_of, times_in
from referat.checks.wording import day as in_words
from referat.checks.wording import weekday
from referat.danish.dates import FoundTime, bounds, resolve
from referat.danish.edtf import as_date, with_year
from referat.danish.vocabulary import TIME
from referat.model import Finding, FindingCode, Minutes, Severity
from referat.source import SourceText

_NEAR_DAYS = 120  # a date without a year so near to the meeting has no other year


def weekdays_against_dates(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield a finding for each weekday that its date does not fall on."""
    places = places_of(minutes)
    seen: set[tuple[str, date, str | None]] = set()
    for time in times_in(source.text):
        if time.weekday is None or time.weekday_span is None:
            continue
        held_on = minutes.meeting.held_on
        meant = time.day if not time.lacks_year else _nearest(time, held_on)
        if meant is None or meant.isoweekday() == TIME.weekdays[time.weekday]:
            continue
        item = places.number_at(time.span.start)
        if (time.weekday, meant, item) in seen:
            continue
        seen.add((time.weekday, meant, item))
        printed = " ".join(source.text[time.weekday_span.start : time.span.end].split())
        yield Finding(
            FindingCode.WEEKDAY_MISMATCH,
            Severity.WARNING,
            f"Den {in_words(meant)} er en {weekday(meant)}, ikke en {time.weekday}.",
            (time.weekday_span, time.span),
            item=item,
            expected=f"{weekday(meant)} den {in_words(meant)}",
            found=printed if time.weekday_span.end <= time.span.start else f"{time.weekday} {printed}",
        )


def _nearest(time: FoundTime, held_on: date | None) -> date | None:
    """Return the day meant without a year, where no other year can be meant and none fits the weekday."""
    if held_on is None or time.value is None or time.weekday is None:
        return None
    for year in (held_on.year - 1, held_on.year, held_on.year + 1):
        candidate = as_date(with_year(time.value, year)) if 1 <= year <= 9998 else None
        if candidate is not None and candidate.isoweekday() == TIME.weekdays[time.weekday]:
            return None
    days = bounds(resolve(time, held_on=held_on).value)
    return days[0] if days is not None and abs((days[0] - held_on).days) <= _NEAR_DAYS else None
