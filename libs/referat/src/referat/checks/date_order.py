"""What is told as past but dated after the meeting, and decisions headed by a later day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from referat.checks.places import places_of, times_in
from referat.checks.tellings import is_told
from referat.checks.wording import day as in_words
from referat.danish.dates import FoundTime, TimeKind, bounds
from referat.model import Finding, FindingCode, Item, Minutes, SectionKind, Severity
from referat.source import SourceText

_MOST = 4
_VAGUE = (TimeKind.YEARS, TimeKind.DECADE, TimeKind.WEEK, TimeKind.TURN_OF_YEAR)
_DECISION = re.compile(r"beslutning|afgørelse|vedtagelse", re.IGNORECASE)


def past_from_the_future(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield a finding for each date after the meeting at which something is said to have happened.

    Silent where there would be many: then it is the day of the meeting that was misread.
    """
    found = list(_found(source, minutes))
    if len(found) <= _MOST:
        yield from found


def _found(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    held_on = minutes.meeting.ends_on or minutes.meeting.held_on
    if held_on is None or any(problem.code == "date_year_inferred" for problem in minutes.problems):
        return
    places = places_of(minutes)
    times = times_in(source.text)
    seen: set[tuple[str, str]] = set()
    for time in times:
        if time.value is None or time.lacks_year or time.alternative is not None or time.kind in _VAGUE:
            continue
        days = bounds(time.value)
        if days is None or days[0] <= held_on:
            continue
        item = places.item_at(time.span.start)
        if item is None:
            continue  # the foot of the minutes tells when they were sent out
        number = item.number
        if (time.value, number) in seen or not (is_told(source.text, time) or _heads_decision(time, item)):
            continue
        seen.add((time.value, number))
        yield _finding(source.text, time, held_on, number, times)


def _heads_decision(time: FoundTime, item: Item) -> bool:
    """Return whether the date stands in the heading of the item's decision ('Beslutning i … den …')."""
    section = item.section(SectionKind.DECISION)
    if section is None or section.heading is None or not section.quote.spans:
        return False
    stands_there = section.heading.start <= time.span.start < section.quote.start
    return stands_there and _DECISION.search(section.heading.text) is not None


def _finding(
    text: str, time: FoundTime, held_on: date, item: str | None, times: Sequence[FoundTime]
) -> Finding:
    printed = " ".join(text[slice(*time.span)].split())
    other = _same_day_earlier(times, time.day, held_on)
    hint = f" Et andet sted nævnes den {in_words(other)}." if other is not None else ""
    shown = f"den {in_words(time.day)}" if time.day is not None else printed
    return Finding(
        FindingCode.DATE_ORDER,
        Severity.ERROR,
        f"Noget, der er sket, er dateret {shown}, men mødet var den {in_words(held_on)}.{hint}",
        (time.span,),
        item=item,
        expected=in_words(other) if other is not None else f"senest den {in_words(held_on)}",
        found=printed,
    )


def _same_day_earlier(times: Sequence[FoundTime], day: date | None, held_on: date) -> date | None:
    """Return the same day of another year, before the meeting, where the document names it: the likely meaning."""
    days = [time.day for time in times] if day is not None else []
    same = [
        d
        for d in days
        if d is not None and d <= held_on and day is not None and (d.month, d.day) == (day.month, day.day)
    ]
    return max(same, default=None)
