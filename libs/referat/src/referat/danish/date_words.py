"""Expressions of time that begin with a word: 'oktober 2016', 'ultimo 2025', 'efteråret 2023', 'uge 42', 'næste år'.

`WORDS` finds where one may begin; `read_words` reads what stands there, or says that it is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from referat.danish.date_digits import DIGITS_HERE, ordinal_months, read_digits
from referat.danish.date_named import month_number
from referat.danish.found_time import Fault, FoundTime, Part, TimeKind
from referat.danish.time_context import next_word, previous_word
from referat.danish.time_patterns import (
    AFTER_YEAR,
    GAP,
    MONTH,
    SEPARATOR,
    YEAR,
    S,
    two_digit_year,
    year_after,
)
from referat.danish.vocabulary import TIME, alternatives
from referat.source import Span

Match = re.Match[str]

_FORMS = re.compile(
    rf"""(?:
  (?P<relative>{alternatives(TIME.relative)})(?![^\W_])
| (?P<part>{alternatives(TIME.parts)})(?![^\W_])(?:{S}i|{S}af|{S}på)?{GAP}
| (?P<month>(?P<name>{MONTH})(?:{year_after("my")})?)
| (?P<season>(?P<stem>{alternatives(TIME.seasons)})(?P<ending>et|en)?s?(?![^\W_]|-)
    (?:{GAP}(?:(?:i|af){S})?(?P<sy>{YEAR})(?:[-–/](?P<sy2>(?:20)?[0-9]{{2}}))?{AFTER_YEAR})?)
| (?P<holiday>(?P<break>{alternatives(TIME.holidays)})(?![^\W_])(?:{GAP}(?:i{S})?(?P<hy>{YEAR}){AFTER_YEAR})?)
| (?P<ordinal>(?P<nth>{alternatives(TIME.ordinals)}){GAP}(?P<unit>halvår|kvartal|halvdel)(?:et|en)?s?(?![^\W_])
    (?:{GAP}(?:(?:i|af){S})?(?P<oy>{YEAR}){AFTER_YEAR})?)
| (?P<quarter>(?P<letter>[QKH])(?P<q1>[1-4])(?:{S}?[-–]{S}?[QKH]?(?P<q2>[1-4]))?(?![0-9])(?:{S}?[-/]?{S}?(?P<qy>{YEAR}){AFTER_YEAR})?)
| (?P<week>uge(?:n|r|rne)?{S}(?:nr\.?{S})?(?P<w1>[0-9]{{1,2}})(?:{S}?(?:[-–]|til|og){S}?(?P<w2>[0-9]{{1,2}}))?
    (?![0-9]|[.,][0-9])(?:(?:{S}?[/,-]{S}?|{S}i{S}|{S})(?P<wy>{YEAR}){AFTER_YEAR})?)
| (?P<turn>årsskiftet?(?![^\W_])(?:{GAP}(?:til{S})?(?P<t1>{YEAR})(?:{S}?[-–/]{S}?(?P<t2>(?:20)?[0-9]{{2}}))?{AFTER_YEAR})?)
)""",
    re.VERBOSE | re.IGNORECASE,
)
_EXACT_MONTHS = {Part.START: 1, Part.MIDDLE: 6, Part.END: 12}
_MONTH_BEHIND = re.compile(rf"{S}måned|-(?:mødet?|møder)|{SEPARATOR}{MONTH}", re.IGNORECASE)
_KEY_LENGTH = 4


def _beginnings(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds the beginning of any of the words; its first class lets `re` skip quickly."""
    by_letter: dict[str, set[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], set()).add(re.escape(word[1:_KEY_LENGTH]).replace(r"\ ", r"\s"))
    first = "".join(letter + letter.upper() for letter in by_letter)
    branches = "|".join(
        rf"(?<=[{letter}{letter.upper()}])(?i:{'|'.join(sorted(rests))})"
        for letter, rests in by_letter.items()
    )
    return re.compile(rf"[{first}](?<![^\W_].)(?:{branches})", re.DOTALL)


WORDS = _beginnings(
    [
        *TIME.months,
        *TIME.parts,
        *TIME.seasons,
        *TIME.holidays,
        *TIME.ordinals,
        *TIME.relative,
        "uge",
        "årsskifte",
    ]
    + [letter + digit for letter in "qkh" for digit in "1234"]
)


def read_words(text: str, start: int, end: int) -> FoundTime | None:
    """Return the expression of time that begins with the word at `start`, or None."""
    match = _FORMS.match(text, start, end)
    if match is None:
        return None
    if match["part"]:
        return _part(text, match, end)
    return _READERS[match.lastgroup or ""](text, match)


def _relative(text: str, match: Match) -> FoundTime | None:
    words = " ".join(match["relative"].casefold().split())
    return FoundTime(Span(*match.span()), TimeKind.RELATIVE, None, relative=TIME.relative[words])


def _part(text: str, match: Match, end: int) -> FoundTime | None:
    """'primo juni', 'slutningen af 2024', 'udgangen af 1. kvartal': the part and the time it is a part of."""
    digits = DIGITS_HERE.match(text, match.end(), end)
    if digits is not None:
        times = read_digits(text, digits) if digits.lastgroup in ("ordinal", "years") else []
        whole = times[0] if len(times) == 1 else None
    else:
        inner = _FORMS.match(text, match.end(), end)
        usable = inner is not None and inner.lastgroup in ("month", "season", "ordinal", "quarter")
        whole = _inner(text, inner) if inner is not None and usable else None
    if whole is None or whole.kind in (TimeKind.YEARS, TimeKind.DECADE):
        return None
    word = match["part"].casefold()
    span, part = Span(match.start(), whole.span.end), Part(TIME.parts[word])
    if whole.kind is TimeKind.YEAR and word in TIME.exact_parts:
        return FoundTime(span, TimeKind.MONTH, f"{whole.value}-{_EXACT_MONTHS[part]:02}", part=part)
    return replace(whole, span=span, part=part)


def _inner(text: str, match: Match) -> FoundTime | None:
    if match.lastgroup == "month" and not _has_year(match):
        if match["name"].casefold() not in TIME.full_months:
            return None
        return FoundTime(Span(*match.span("name")), TimeKind.MONTH, f"XXXX-{month_number(match['name']):02}")
    return _READERS[match.lastgroup or ""](text, match)


def _has_year(match: Match) -> bool:
    digits = match["my2"]
    return bool(match["my"] or (digits and not digits[-3:-2].isspace()))


def _month(text: str, match: Match) -> FoundTime | None:
    """A month without a day: with a year, or in lower case where the words around it make it one."""
    word = match["name"]
    if _has_year(match):
        if word.casefold() in TIME.holidays:  # Christmas, not a short July
            return _holiday_at(text, Span(*match.span("name")), match["my"])
        year = int(match["my"]) if match["my"] else two_digit_year(match["my2"])
        return FoundTime(Span(*match.span()), TimeKind.MONTH, f"{year}-{month_number(word):02}")
    span = Span(*match.span("name"))
    if word.casefold().rstrip(".") in TIME.holidays:  # 'inden jul.'
        return _holiday_at(text, Span(span.start, span.start + len(word.rstrip("."))), None)
    if word not in TIME.full_months:
        return None
    if previous_word(text, span.start) not in TIME.before_month and not _MONTH_BEHIND.match(text, span.end):
        return None
    return FoundTime(span, TimeKind.MONTH, f"XXXX-{month_number(word):02}")


def _season(text: str, match: Match) -> FoundTime | None:
    year = match["sy"]
    if not (match["ending"] or year or previous_word(text, match.start()) in TIME.before_season):
        return None
    return FoundTime(
        Span(*match.span()), TimeKind.SEASON, f"{year or 'XXXX'}-{TIME.seasons[match['stem'].casefold()]}"
    )


def _holiday(text: str, match: Match) -> FoundTime | None:
    return _holiday_at(text, Span(*match.span("holiday")), match["hy"])


def _holiday_at(text: str, span: Span, year: str | None) -> FoundTime | None:
    """'sommerferien' is a time wherever it stands, 'jul' only behind 'inden', 'efter' and their like."""
    words = text[slice(*span)].split()
    key = words[0].casefold()
    if not key.endswith("ferien") and previous_word(text, span.start) not in TIME.before_season:
        return None
    return FoundTime(span, TimeKind.HOLIDAY, f"{year or 'XXXX'}-{TIME.holidays[key]:02}")


def _ordinal(text: str, match: Match) -> FoundTime | None:
    nth = TIME.ordinals[match["nth"].casefold()]
    if match["unit"].casefold() == "halvdel" and not match["oy"]:
        return None
    return _months(match, match["unit"], nth, nth, match["oy"])


def _quarter(text: str, match: Match) -> FoundTime | None:
    letter = match["letter"]
    if not letter.isupper() or (letter != "Q" and not match["qy"]):
        return None
    first = int(match["q1"])
    return _months(match, "h" if letter == "H" else "k", first, int(match["q2"] or first), match["qy"])


def _months(match: Match, unit: str, first: int, last: int, year: str | None) -> FoundTime | None:
    months = ordinal_months(unit, first, last)
    if months is None:
        return None
    kind, begins, ends = months
    shown = year or "XXXX"
    return FoundTime(Span(*match.span()), kind, f"{shown}-{begins:02}/{shown}-{ends:02}")


def _week(text: str, match: Match) -> FoundTime | None:
    first = int(match["w1"])
    last = int(match["w2"] or first)
    if not 1 <= first <= 53 or not first <= last <= 53 or next_word(text, match.end()) in TIME.not_after_year:
        return None
    value = week_interval(int(match["wy"]), (first, last)) if match["wy"] else "XXXX"
    fault = None if value else Fault.IMPOSSIBLE
    return FoundTime(Span(*match.span()), TimeKind.WEEK, value, fault, weeks=(first, last))


def week_interval(year: int, weeks: tuple[int, int]) -> str | None:
    """Return the days from Monday of the first to Sunday of the last ISO week, or None where there is no week 53."""
    try:
        return f"{date.fromisocalendar(year, weeks[0], 1)}/{date.fromisocalendar(year, weeks[1], 7)}"
    except ValueError:
        return None


def _turn(text: str, match: Match) -> FoundTime | None:
    """'årsskiftet 2022-23'; with one year it is read as the turn into that year, the other reading is kept."""
    span = Span(*match.span())
    if not match["t1"]:
        return FoundTime(span, TimeKind.TURN_OF_YEAR, "XXXX-12/XXXX-01")
    first = int(match["t1"])
    if match["t2"]:
        return FoundTime(span, TimeKind.TURN_OF_YEAR, f"{first}-12/{first + 1}-01")
    return FoundTime(
        span, TimeKind.TURN_OF_YEAR, f"{first - 1}-12/{first}-01", alternative=f"{first}-12/{first + 1}-01"
    )


_READERS: dict[str, Callable[[str, Match], FoundTime | None]] = {
    "relative": _relative,
    "month": _month,
    "season": _season,
    "holiday": _holiday,
    "ordinal": _ordinal,
    "quarter": _quarter,
    "week": _week,
    "turn": _turn,
}
