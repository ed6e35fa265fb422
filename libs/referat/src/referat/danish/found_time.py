"""What the grammar of time finds: one value for each expression of time, with the words it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from referat.danish.edtf import UNKNOWN_YEAR, as_date, days_in_month
from referat.source import Span


class TimeKind(StrEnum):
    """How long the time is that the words name."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    YEARS = "years"
    DECADE = "decade"
    TURN_OF_YEAR = "turn_of_year"
    HOLIDAY = "holiday"  # 'sommerferien'
    RELATIVE = "relative"  # 'næste år', 'i dag': no value before a meeting's date is known


class Fault(StrEnum):
    """Why an expression that looks like a date has no value."""

    IMPOSSIBLE = "impossible"  # '31. november'
    GARBLED = "garbled"  # '13. oktober september 2023'


class Join(StrEnum):
    """How an expression is tied to the next one."""

    AND = "and"  # '26. og 27. april', '3., 10. og 17. marts'
    TO = "to"  # '26.-27. april', 'fra maj til august'


class Part(StrEnum):
    """Which part of the time is meant: 'primo', 'medio', 'ultimo' and their like."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class FoundTime:
    """An expression of time. `span` holds the words of the value alone: no weekday, no 'den', no 'kl.'.

    `value` is EDTF (see `referat.danish.edtf`), with `XXXX` for a year that is not said; it is None for a fault
    and for a relative expression. A quarter or half of a year is an interval of months ('2023-01/2023-03');
    primo, medio and ultimo of a month are that month, of a year January, June and December ('udgangen af 2024' is
    its December); 'slutningen af 2024' and its like are the year. `part` says which part.
    A week is an interval of days where the year is said, and otherwise 'XXXX'; `weeks` holds its number.
    """

    span: Span
    kind: TimeKind
    value: str | None
    fault: Fault | None = None
    weekday: str | None = None  # 'mandag', as it is spelled in full
    weekday_span: Span | None = None
    part: Part | None = None
    joined: Join | None = None  # how it is tied to the next expression in the list
    year_shared: bool = False  # the year stands with a later expression: '12. oktober og 7. december 2022'
    alternative: str | None = None  # another value that the same signs can have: '230116'
    weeks: tuple[int, int] | None = None  # the first and the last week
    relative: tuple[str, int] | None = None  # (unit, offset) of a relative expression

    @property
    def day(self) -> date | None:
        """Return the day, where the words give day, month and year."""
        return as_date(self.value) if self.kind is TimeKind.DAY else None

    @property
    def lacks_year(self) -> bool:
        """Return whether the words name a time without saying its year."""
        return self.value is not None and self.value.startswith(UNKNOWN_YEAR)


def a_day(span: Span, *, year: int | None, month: int, day: int) -> FoundTime:
    """Return a day; one that the month does not have is a fault."""
    if not 1 <= day <= days_in_month(year, month):
        return FoundTime(span, TimeKind.DAY, None, Fault.IMPOSSIBLE)
    shown = UNKNOWN_YEAR if year is None else f"{year:04}"
    return FoundTime(span, TimeKind.DAY, f"{shown}-{month:02}-{day:02}")


def interval(first: FoundTime, last: FoundTime) -> str | None:
    """Return the EDTF interval from `first` to `last` (two expressions joined by `Join.TO`), if both have a value."""
    if first.value is None or last.value is None:
        return None
    return f"{first.value.partition('/')[0]}/{last.value.rpartition('/')[2]}"
