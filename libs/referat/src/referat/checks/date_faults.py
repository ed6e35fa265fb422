"""Dates that cannot be: the 31st of November, a day with two months."""

from __future__ import annotations

import re
from collections.abc import Iterator

from referat.checks.places import places_of, times_in
from referat.checks.wording import quoted
from referat.danish.date_named import month_number
from referat.danish.dates import Fault, FoundTime
from referat.danish.edtf import days_in_month
from referat.danish.time_patterns import MONTH
from referat.danish.vocabulary import TIME
from referat.model import Finding, FindingCode, Minutes, Severity
from referat.source import SourceText

_MONTH = re.compile(MONTH)
_YEAR = re.compile(r"[0-9]{4}")
_NUMERIC = re.compile(r"(?P<day>[0-9]{1,2})\s?[-–./]\s?(?P<month>[0-9]{1,2})")


def impossible_and_garbled_dates(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield a finding for each date that has a fault instead of a value; once for each item."""
    places = places_of(minutes)
    contents = [span for entry in minutes.contents for span in entry.title.spans]
    seen: set[tuple[str, str | None]] = set()
    for time in times_in(source.text):
        if time.fault is None:
            continue
        if any(span.start <= time.span.start < span.end for span in contents):
            continue  # the heading says it again
        words = " ".join(source.text[slice(*time.span)].split())
        item = places.number_at(time.span.start)
        if (words, item) not in seen:
            seen.add((words, item))
            yield _finding(time, words, item)


def _finding(time: FoundTime, words: str, item: str | None) -> Finding:
    if time.fault is Fault.GARBLED:
        return Finding(
            FindingCode.DATE_GARBLED, Severity.ERROR, _garbled(words), (time.span,), item=item, found=words
        )
    message, expected = _impossible(words)
    return Finding(
        FindingCode.DATE_IMPOSSIBLE,
        Severity.ERROR,
        message,
        (time.span,),
        item=item,
        expected=expected,
        found=words,
    )


def _garbled(words: str) -> str:
    if len(_MONTH.findall(words)) > 1:
        return f"Datoen {quoted(words)} nævner to måneder."
    if len(_YEAR.findall(words)) > 1:
        return f"Datoen {quoted(words)} nævner to årstal."
    return f"Datoen {quoted(words)} kan ikke læses."


def _impossible(words: str) -> tuple[str, str | None]:
    """Return the sentence and the last day that the month has, where the month is known."""
    named, years = _MONTH.search(words), _YEAR.findall(words)
    numeric = _NUMERIC.match(words)
    if named is not None:
        month = month_number(named[0])
    elif numeric is not None and 1 <= int(numeric["month"]) <= 12:
        month = int(numeric["month"])
    else:
        return f"Datoen {quoted(words)} findes ikke.", None
    year = int(years[-1]) if years and 1 <= int(years[-1]) <= 9999 else None
    name = TIME.month_names[month - 1]
    days = days_in_month(year, month)
    told = f"{name.capitalize()} {year}" if month == 2 and year else name.capitalize()
    expected = f"{days}. {name}" + (f" {year}" if year else "")
    return f"{told} har {days} dage; den {words} findes ikke.", expected
