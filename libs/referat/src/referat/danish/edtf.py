"""Values of the Extended Date/Time Format (EDTF, ISO 8601-2), as far as minutes need them.

`XXXX` stands for a year that the words do not give. A day without a year ('XXXX-06-19') is strictly EDTF level 2;
everything else here is level 1: days, months, seasons (21 spring, 22 summer, 23 autumn, 24 winter), years, a decade
('199X') and intervals ('2024/2027', '2023-07/2023-12').
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

UNKNOWN_YEAR = "XXXX"

_PLAIN = re.compile(r"([0-9]{3}[0-9X])(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
# The first month of each season; a season has three months, and winter begins in December.
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}


def days_in_month(year: int | None, month: int) -> int:
    """Return the number of days in the month; February has 29 where the year is not known."""
    return monthrange(2024 if year is None else year, month)[1]


def as_date(value: str | None) -> date | None:
    """Return the day that an EDTF value names, or None where it names something longer, or no year."""
    if value is None or len(value) != 10 or not value[:4].isdigit():
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def with_year(value: str, year: int) -> str:
    """Return `value` with its unknown year filled in; a turn of the year runs into the next one."""
    first, slash, last = value.partition("/")
    if last.startswith(UNKNOWN_YEAR) and last[5:] < first[5:]:
        return f"{first.replace(UNKNOWN_YEAR, f'{year:04}')}/{last.replace(UNKNOWN_YEAR, f'{year + 1:04}')}"
    return f"{first}{slash}{last}".replace(UNKNOWN_YEAR, f"{year:04}")


def bounds(value: str | None) -> tuple[date, date] | None:
    """Return the first and the last day that an EDTF value can mean, or None without a year.

    Winter of a year runs from its December into the next February.
    """
    if value is None:
        return None
    first, slash, last = value.partition("/")
    early, late = _bounds(first), _bounds(last if slash else first)
    if early is None or late is None:
        return None
    return early[0], late[1]


def _bounds(value: str) -> tuple[date, date] | None:
    match = _PLAIN.fullmatch(value)
    if match is None or not value[:3].isdigit() or value[:4] == "0000":
        return None
    if value[3] == "X":
        decade = int(value[:3]) * 10
        return date(max(decade, 1), 1, 1), date(decade + 9, 12, 31)
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if day:
            return date(year, int(month), int(day)), date(year, int(month), int(day))
        if month and int(month) in _SEASONS:
            return _season(year, _SEASONS[int(month)])
        if month:
            return date(year, int(month), 1), date(year, int(month), days_in_month(year, int(month)))
        return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, OverflowError):
        return None


def _season(year: int, first_month: int) -> tuple[date, date]:
    begins = date(year, first_month, 1)
    end_year, end_month = (year + 1, 3) if first_month == 12 else (year, first_month + 3)
    return begins, date(end_year, end_month, 1) - timedelta(days=1)
