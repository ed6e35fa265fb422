"""The days that an EDTF value (ISO 8601-2) can mean. Pure.

Days, months, seasons (21 spring, 22 summer, 23 autumn, 24 winter), years, decades ('202X') and intervals of these.
'XXXX' is a year that nobody said: it is filled in from a day after which the value must end.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

UNKNOWN_YEAR = "XXXX"
_PLAIN = re.compile(r"([0-9]{3}[0-9X])(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # the first of its three months


def bounds(value: str, *, after: date) -> tuple[date, date] | None:
    """Return the first and the last day that a value can mean; None for what is no such value.

    Without a year it is the first time that ends on `after` or later.
    """
    if not value.startswith(UNKNOWN_YEAR):
        return _interval(value)
    for year in range(after.year - 1, min(after.year + 9, 9999)):
        found = _interval(_with_year(value, year))
        if found is not None and found[1] >= after:
            return found
    return None


def is_day(value: str) -> bool:
    """Return whether a value names one day, with or without its year."""
    return len(value) == len("2026-03-13") and "/" not in value


def _with_year(value: str, year: int) -> str:
    first, slash, last = value.partition("/")
    turns = last.startswith(UNKNOWN_YEAR) and last[5:] < first[5:]
    return (
        first.replace(UNKNOWN_YEAR, f"{year:04}")
        + slash
        + last.replace(UNKNOWN_YEAR, f"{year + 1 if turns else year:04}")
    )


def _interval(value: str) -> tuple[date, date] | None:
    first, slash, last = value.partition("/")
    early, late = _plain(first), _plain(last if slash else first)
    if early is None or late is None or early[0] > late[1]:
        return None
    return early[0], late[1]


def _plain(value: str) -> tuple[date, date] | None:
    match = _PLAIN.fullmatch(value)
    if match is None:
        return None
    if value[3] == "X":
        decade = int(value[:3]) * 10
        return None if decade < 1 or match[2] else (date(decade, 1, 1), date(decade + 9, 12, 31))
    try:
        return _days(int(match[1]), int(match[2] or 0), int(match[3] or 0))
    except (ValueError, OverflowError):
        return None


def _days(year: int, month: int, day: int) -> tuple[date, date]:
    if day:
        return date(year, month, day), date(year, month, day)
    if month in _SEASONS:
        begins = date(year, _SEASONS[month], 1)
        ends_in = (year + 1, 3) if begins.month == 12 else (year, begins.month + 3)
        return begins, date(*ends_in, 1) - timedelta(days=1)
    if month:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)
