"""When something that is not urgent is sent: on working days, in the morning. Danish holidays count as days off."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

from roedtraad.danish import COPENHAGEN

OPENS, CLOSES = time(7), time(17)


def is_working_day(day: date) -> bool:
    """Return whether people work on this day: no weekend, no public holiday, and none of the days on which offices are closed."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def next_working_day(day: date) -> date:
    """Return the day itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def first_working_day_of_week(day: date) -> date:
    """Return the first working day of the week in which a day lies; after a week without one, of a later week."""
    return next_working_day(day - timedelta(days=day.weekday()))


def gentle_time(now: datetime) -> datetime:
    """Return the moment itself within office hours, else seven o'clock on the next working day."""
    local = now.astimezone(COPENHAGEN)
    day = local.date()
    if is_working_day(day) and OPENS <= local.time() < CLOSES:
        return now
    if local.time() >= CLOSES:
        day += timedelta(days=1)
    return datetime.combine(next_working_day(day), OPENS, COPENHAGEN)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DK", years=year, categories=("public", "optional")))
