"""Days with a month in words: '16. januar 2023', '26.-27. april', '3., 10. og 17. marts', '13. oktober september'."""

from __future__ import annotations

import re
from dataclasses import replace

from referat.danish.found_time import Fault, FoundTime, Join, TimeKind, a_day
from referat.danish.time_context import has_article, is_introduced
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
from referat.danish.vocabulary import TIME
from referat.source import Span

NAMED = rf"""(?P<named>(?P<chain>[0-9]{{1,2}}\.?(?:{SEPARATOR}[0-9]{{1,2}}\.?){{0,6}}){GAP}(?P<month>{MONTH})
    (?:{S}(?P<month2>{MONTH}))?{year_after("year")}?)"""

_TOKEN = re.compile(r"([0-9]{1,2})(\.?)")
_ANOTHER_MONTH = re.compile(rf"{GAP}{MONTH}")
_CLAUSE_END = re.compile(rf"{S}?(?:[.,;:)\n]|kl\b|\Z)")
_ANOTHER_YEAR = re.compile(rf"{S}(?P<year>{YEAR}){AFTER_YEAR}(?!{S}?[-–/0-9])")
_ANOTHER_DAY = re.compile(r"(?<![^\W_])(?:den|d\.)\s([0-9]{1,2}\.\s)\Z", re.IGNORECASE)
_LATEST_DAY = 39  # '32. marts' is a slip; '40. marts' is something else

Match = re.Match[str]


def month_number(word: str) -> int:
    """Return 1 to 12 for a month in words, however it is shortened or misspelt."""
    return TIME.months[word.casefold().rstrip(".")]


def read_named(text: str, match: Match) -> list[FoundTime]:
    """Return the days of a match; several where one month is shared; a fault where there are two months."""
    article = has_article(text, match.start())
    year, end = _year(match, article=article)
    if match["month2"]:
        if not _ANOTHER_MONTH.match(text, match.end()) and (year or _CLAUSE_END.match(text, end)):
            return [_garbled(_last_token(match).start(), end)]
        year, end = None, match.end("month")
    tokens = _tokens(match)
    value, dotted = int(tokens[-1][1]), bool(tokens[-1][2])
    if value > _LATEST_DAY or not _is_day(text, match, dotted=dotted, year=year, article=article):
        return []
    days = _days(match, tokens, year, end, article=article)
    return _with_doubled_words(text, days)


def _garbled(start: int, end: int) -> FoundTime:
    return FoundTime(Span(start, end), TimeKind.DAY, None, Fault.GARBLED)


def _tokens(match: Match) -> list[Match]:
    return list(_TOKEN.finditer(match.string, match.start("chain"), match.end("chain")))


def _last_token(match: Match) -> Match:
    return _tokens(match)[-1]


def _year(match: Match, *, article: bool) -> tuple[int | None, int]:
    """Return the year of the words, if they have one, and where the expression ends."""
    if match["year"]:
        return int(match["year"]), match.end("year")
    digits = match["year2"]
    if digits and (article or not digits[-3:-2].isspace()):
        return two_digit_year(digits), match.end("year2")
    return None, match.end("month2" if match["month2"] else "month")


def _is_day(text: str, match: Match, *, dotted: bool, year: int | None, article: bool) -> bool:
    """'2. Maj-arrangement' and 'bilag 5 maj' are no days; '5. maj', '5. Maj 2023' and 'den 5 maj' are."""
    if article or year is not None:
        return True
    if not dotted:
        return is_introduced(text, match.start())
    month = match["month"]
    return month[:1].islower() or (month.isupper() and len(month) > 3)


def _days(match: Match, tokens: list[Match], year: int | None, end: int, *, article: bool) -> list[FoundTime]:
    """Return the days of the chain, from the last backwards, as long as they belong together."""
    month = month_number(match["month"])
    following = int(tokens[-1][1])
    days = [a_day(Span(tokens[-1].start(), end), year=year, month=month, day=following)]
    for token, later in zip(reversed(tokens[:-1]), reversed(tokens[1:]), strict=True):
        join, plain = _tie(match.string[token.end() : later.start()])
        day = int(token[1])
        belongs = token[2] or join is Join.TO or plain or article
        if not belongs or not 1 <= day <= 31 or (join is Join.TO and day >= following):
            break
        found = a_day(Span(*token.span()), year=year, month=month, day=day)
        days.insert(0, replace(found, joined=join, year_shared=year is not None))
        following = day
    return days


def _tie(between: str) -> tuple[Join, bool]:
    """Return how two days are tied, and whether by a bare slash ('26/27. april')."""
    words = between.strip(" \u00a0\n")
    if words.startswith(("-", "–", "—", "til", "TIL")):
        return Join.TO, False
    return Join.AND, words.startswith("/")


def _with_doubled_words(text: str, days: list[FoundTime]) -> list[FoundTime]:
    """Two days or two years side by side after 'den' leave it open which one is meant."""
    first, last = days[0], days[-1]
    doubled = _ANOTHER_DAY.search(text[max(0, first.span.start - 12) : first.span.start])
    if doubled is not None and len(days) == 1:
        return [_garbled(first.span.start - len(doubled[1]), last.span.end)]
    if last.value and not last.lacks_year and has_article(text, first.span.start):
        second = _ANOTHER_YEAR.match(text, last.span.end)
        if second is not None and not last.value.startswith(second["year"]):
            return [*days[:-1], _garbled(last.span.start, second.end())]
    return days
