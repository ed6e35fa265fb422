"""How dates, numbers and kroner are written in Danish. Every page, mail, file and error sentence asks here.

What belongs together is tied with non-breaking spaces: '13. marts 2026' never ends a line after '13.'.
Nothing here reads Danish (that is `referat`), and nothing here knows Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

NBSP = "\N{NO-BREAK SPACE}"
LOCALE = "da"
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
UNKNOWN = "ukendt"  # nobody has said; `NONE` is what does not exist
NONE = "–"
LONGEST_WHOLE_MONTH = 5  # 'marts' and 'april' are not shortened, 'januar' and 'august' are


@lru_cache(maxsize=4096)
def _written(on: date, pattern: str) -> str:
    """Return a day as babel writes it. A list has the same days again and again, and babel is slow."""
    return str(format_date(on, pattern, locale=LOCALE))


def day(on: date) -> str:
    """Return '13. marts 2026'."""
    return _written(on, "d.'\N{NO-BREAK SPACE}'MMMM y")


def short_day(on: date) -> str:
    """Return '8. okt. 2026', for tables."""
    return f"{on.day}.{NBSP}{short_month(on)}{NBSP}{on.year}"


def day_and_month(on: date) -> str:
    """Return '8. oktober', where the year goes without saying."""
    return _written(on, "d.'\N{NO-BREAK SPACE}'MMMM")


def short_month(on: date) -> str:
    """Return 'okt.', 'marts'."""
    whole = _written(on, "LLLL")
    return whole if len(whole) <= LONGEST_WHOLE_MONTH else f"{whole[:3]}."


def month(on: date) -> str:
    """Return 'oktober 2026'."""
    return _written(on, "LLLL y")


def weekday(on: date) -> str:
    """Return 'fredag den 13. marts 2026'."""
    return f"{_written(on, 'EEEE')} den{NBSP}{day(on)}"


def short_weekday(on: date) -> str:
    """Return 'man', 'tir', 'lør': three letters for a calendar."""
    return _written(on, "EEEE")[:3]


def near_day(on: date, *, today: date) -> str:
    """Return 'i går', 'i dag', 'i morgen', 'på fredag' within the coming week, else '8. okt. 2026'."""
    distance: int = (on - today).days
    by_word = {-1: "i går", 0: "i dag", 1: "i morgen"}
    if distance in by_word:
        return by_word[distance]
    if 1 < distance < 7:
        return f"på {_written(on, 'EEEE')}"
    return short_day(on)


def clock(at: time | datetime) -> str:
    """Return '10.42'; an aware moment is shown as the clocks in Denmark show it."""
    if isinstance(at, datetime) and at.tzinfo is not None:
        at = at.astimezone(COPENHAGEN)
    return f"{at.hour}.{at.minute:02}"


def hours(begins: time | None, ends: time | None) -> str:
    """Return 'kl. 10.00–12.30', 'kl. 10.00', or nothing."""
    if begins is None:
        return ""
    until = f"–{clock(ends)}" if ends is not None else ""
    return f"kl.{NBSP}{clock(begins)}{until}"


def moment(at: datetime) -> str:
    """Return '13. marts 2026 kl. 10.42', as the clocks in Denmark show it."""
    local = at.astimezone(COPENHAGEN)
    return f"{day(local.date())} kl.{NBSP}{clock(local)}"


def period(first: date | None, last: date | None) -> str:
    """Return '1. juni 2025 – 31. dec. 2026', 'siden …', 'til …', or nothing; both days are included."""
    if first and last:
        return f"{short_day(first)}{NBSP}– {short_day(last)}"
    if first:
        return f"siden {short_day(first)}"
    return f"til {short_day(last)}" if last else ""


def number(value: Decimal | int, places: int | None = None) -> str:
    """Return '1.748.000', or with `places` decimals '18,40'; without `places` as many as there are, at most 6."""
    if places is None and isinstance(value, int):
        return f"{value:,}".translate(POINTS)
    if places is None:
        return str(format_decimal(value, format="#,##0.######", locale=LOCALE))
    quantum = Decimal(1).scaleb(-places)
    exact = Decimal(value).quantize(quantum, rounding=ROUND_HALF_EVEN)
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(exact, format=pattern, locale=LOCALE))


def percent(value: Decimal | int, places: int = 1) -> str:
    """Return '18,4 %' for the value 18.4 (hundredths, not a ratio)."""
    return f"{number(value, places)}{NBSP}%"


POINTS = str.maketrans(",.", ".,")


def amount(value: Decimal) -> str:
    """Return '154.144,33': an amount in a table, always with øre. Tables have thousands, so babel is not asked."""
    return f"{value:,.2f}".translate(POINTS)


def kroner(value: Decimal | int) -> str:
    """Return '600.000 kr.', with øre only where there are any: '154.144,33 kr.'."""
    whole = value == int(value)
    return f"{number(value, 0 if whole else 2)}{NBSP}kr."


def about_kroner(value: Decimal | int) -> str:
    """Return 'ca. 1,7 mio. kr.' for an amount that its source gives approximately."""
    if not -1_000_000 < value < 1_000_000:
        return f"ca.{NBSP}{number(Decimal(value) / 1_000_000)}{NBSP}mio.{NBSP}kr."
    return f"ca.{NBSP}{kroner(value)}"


def size(size_bytes: int) -> str:
    """Return '212 kB' or '4,1 MB', in thousands, as Danish web pages do."""
    if size_bytes < 1_000:
        return f"{size_bytes}{NBSP}byte"
    if size_bytes < 1_000_000:
        return f"{number(size_bytes // 1_000)}{NBSP}kB"
    return f"{number(Decimal(size_bytes) / 1_000_000, 1)}{NBSP}MB"


def listed(words: Iterable[str]) -> str:
    """Return 'Fjordby, Hedelund og Strandby'."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} og {last}" if first else last


def alphabetical(text: str) -> str:
    """Return a key that sorts as a Danish dictionary does: æ, ø, å last, and aa as å."""
    order = str.maketrans({"æ": "{", "ø": "|", "å": "}", "ä": "{", "ö": "|", "ü": "y", "é": "e"})
    return re.sub("aa", "}", text.casefold()).translate(order)
