"""Numbers and periods as Danes write them: '18,4', '1.234', '12 %', 'marts 2026', '3. kvartal 2025', 'ukendt'. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

WRITTEN = re.compile(r"(?P<sign>[-−])?(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,11})(?:,(?P<part>\d{1,4}))?")
UNKNOWN = frozenset({"ukendt", "?", "vides ikke", "ikke opgjort", "ikke oplyst"})
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
MONTH = re.compile(r"(?P<month>[a-zæøå]{3,9})\.? (?P<year>20\d\d)")
NUMBERED = re.compile(r"(?:(?P<year>20\d\d)-(?P<month>\d\d?)|(?P<month2>\d\d?)[-/.](?P<year2>20\d\d))")
QUARTER = re.compile(r"(?P<quarter>[1-4])\.? ?(?:kvartal|kv\.?) ?(?P<year>20\d\d)")
YEAR = re.compile(r"20\d\d")
ISO = re.compile(r"(20\d\d)-(\d\d)-(\d\d)")
DANISH = re.compile(r"(\d\d?)[-./](\d\d?)[-./](20\d\d)")


def read_number(text: str) -> Decimal | None:
    """Return the number that a person wrote; None where it is none."""
    match = WRITTEN.fullmatch(re.sub(r"[\s\N{NO-BREAK SPACE}%]", "", text))
    if match is None:
        return None
    sign = "-" if match["sign"] else ""
    return Decimal(f"{sign}{match['whole'].replace('.', '')}.{match['part'] or '0'}")


def is_unknown(text: str) -> bool:
    """Return whether a person wrote that nobody knows."""
    return " ".join(text.casefold().split()) in UNKNOWN


def read_day(text: str) -> date | None:
    """Return the day that was written: '2026-03-31', '31-03-2026', '31.3.2026'."""
    bare = text.strip()
    if match := ISO.fullmatch(bare):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := DANISH.fullmatch(bare):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    return None


def read_period(text: str) -> tuple[date, date] | None:
    """Return the first and last day of a period: a month, a quarter, a year, or a day."""
    bare = " ".join(text.casefold().split())
    if one := read_day(bare):
        return one, one
    if YEAR.fullmatch(bare):
        return date(int(bare), 1, 1), date(int(bare), 12, 31)
    if match := QUARTER.fullmatch(bare):
        last = int(match["quarter"]) * 3
        return date(int(match["year"]), last - 2, 1), _end(int(match["year"]), last)
    if match := NUMBERED.fullmatch(bare):
        year, month = int(match["year"] or match["year2"]), int(match["month"] or match["month2"])
        return (date(year, month, 1), _end(year, month)) if 1 <= month <= len(MONTHS) else None
    if match := MONTH.fullmatch(bare):
        found = [at for at, name in enumerate(MONTHS, start=1) if name.startswith(match["month"])]
        if len(found) == 1:
            return date(int(match["year"]), found[0], 1), _end(int(match["year"]), found[0])
    return None


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
