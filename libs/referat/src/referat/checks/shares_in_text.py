"""Percentages in sentences that the numbers beside them do not give.

'74 af de 307 opkald …, svarende til 24 %', '118.000 kr. …, svarende til 6 % af … 2.010.000 kr.', 'fra 200 til 250
borgere, en stigning på 25 %'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from referat.checks.places import Places, places_of
from referat.checks.sums import share, share_explains
from referat.checks.wording import number
from referat.danish.numbers import NUMBER, decimals_of, parse_number
from referat.danish.vocabulary import MONEY, alternatives
from referat.model import Finding, FindingCode, Minutes, Severity
from referat.source import SourceText, Span


def _number(name: str) -> str:
    """Return a pattern for a number that is no part of a longer one."""
    return rf"(?<![\w.,/-])(?P<{name}>{NUMBER})(?![\w%]|[.,/-][0-9])"


_PERCENT = rf"(?P<percent>{NUMBER})\s?(?:%|procent\b|pct\b)(?!\s?point)"
_EQUALS = r"(?:\(|,?\s(?:svarende\s+til(?:\sen\s[^\W\d_]+\spå)?|altså|dvs\.|hvilket\s+svarer\s+til|eller)\s+)"
_NEAR = r"[^.;:()%\n0-9]{0,60}?"
_PART_OF_WHOLE = re.compile(
    rf"{_number('part')}{_NEAR}\s(?:ud\s)?af\s+(?:[^\W\d_]+s\s+|de\s+|i\salt\s+|samtlige\s+|alle\s+)?"
    rf"{_number('whole')}[^.;:()%0-9]{{0,80}}?{_EQUALS}{_PERCENT}"
)
_OF_THE_WHOLE = re.compile(
    rf"\b[Aa]f\s(?:de\s|i\salt\s|samtlige\s)?{_number('whole')}\s[^.;:()%0-9]{{0,80}}?\s{_number('part')}[^.;:()%0-9]{{0,40}}?{_EQUALS}{_PERCENT}"
)
_PART_IN_BRACKETS = re.compile(
    rf"{_PERCENT}\s\({_number('part')}\s(?:ud\s)?af\s(?:de\s|i\salt\s)?{_number('whole')}\)"
)
_PERCENT_OF_WHOLE = re.compile(
    rf"{_number('part')}\s?kr\.?{_NEAR},\ssvarende\s+til\s+{_PERCENT}\s+af\s[^.;:()%0-9]{{0,80}}?\spå\s{_number('whole')}\s?kr"
)
_GROWTH = re.compile(
    rf"\bfra\s{_number('whole')}(?P<noun>\s[^\W\d_]+\.?)?\stil\s{_number('part')}[^.;:()%0-9]{{0,60}}?"
    rf"(?:en\s(?:stigning|vækst|forøgelse)|(?P<fall>et\sfald|en\sreduktion|en\snedgang))\spå\s{_PERCENT}"
)
_UNIT = re.compile(
    r"\s?(?:mio|mia|kr|t\.?kr|%|pct|procent|timer|dage|uger|måneder|år|km|m2)(?![^\W\d_])", re.IGNORECASE
)
_FRACTIONS = ("2", "3", "4", "5", "10")
_ABOUT = re.compile(
    rf"(?<![^\W_])(?:{alternatives(MONEY.approximate)}|over|under|mindst|højst|mere end|mindre end)\s\Z",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SIGN = re.compile(r"%|procent(?![^\W\d_])|pct(?![^\W\d_])")
_REACH = 260  # characters
_HUNDRED = Decimal(100)

Match = re.Match[str]


def shares_in_sentences(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield a finding for each percentage that the two numbers of its sentence do not give."""
    text = source.text
    if "%" not in text and "procent" not in text and "pct" not in text:
        return
    places = places_of(minutes)
    for sign in _SIGN.finditer(text):
        # Each pattern ends in its percentage, so it is enough to look at the words before one.
        low, end = max(0, sign.start() - _REACH), sign.end()
        start = max(text.rfind("\n\n", low, sign.start()), low)
        yield from _before(text, start, end, places)


def _before(text: str, start: int, end: int, places: Places) -> Iterator[Finding]:
    """Yield what is wrong with the percentage that ends at `end`."""
    for pattern in (_PART_OF_WHOLE, _OF_THE_WHOLE):
        part = _last(pattern, text, start, end)
        if part is not None:
            if not _is_rough(text, part):
                yield from _share(part, places)
            return
    growth = _last(_GROWTH, text, start, end)
    if growth is not None:
        yield from _growth(growth, places)
    for pattern in (_PERCENT_OF_WHOLE, _PART_IN_BRACKETS):
        behind = pattern.search(text, max(start, end - _REACH), end + _REACH)
        if behind is None or behind.end("percent") not in range(end - 9, end + 1):
            continue
        if pattern is _PERCENT_OF_WHOLE or not _is_rough(text, behind):
            yield from _share(behind, places)


def _is_rough(text: str, match: Match) -> bool:
    """Return whether the numbers are a manner of speaking ('knap 9 ud af 10'), or of different units."""
    if any(_UNIT.match(text, match.end(name)) for name in ("part", "whole")):
        return True  # '14 timer af 20 mio. kr.'
    return (
        match["whole"] in _FRACTIONS
        or _ABOUT.search(text[max(0, match.start() - 24) : match.start()]) is not None
    )


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> Match | None:
    """Return the match that ends where the percentage does."""
    match = pattern.search(text, start, end)
    while match is not None and match.end() < end:
        match = pattern.search(text, match.end(), end)
    return match


def _numbers(match: Match) -> tuple[Decimal, Decimal, Decimal] | None:
    part, whole, percent = (parse_number(match[name]) for name in ("part", "whole", "percent"))
    years = _YEAR.fullmatch(match["part"]) or _YEAR.fullmatch(match["whole"])
    if part is None or not whole or percent is None or years:
        return None
    return part, whole, percent


def _share(match: Match, places: Places) -> Iterator[Finding]:
    numbers = _numbers(match)
    if numbers is None or numbers[0] > numbers[1]:
        return
    part, whole, percent = numbers
    decimals = decimals_of(match["percent"])
    if share_explains(part, whole, percent, decimals=decimals):
        return
    exact = number(round(share(part, whole) or Decimal(0), decimals))
    sentence = f"{number(part)} af {number(whole)} er {exact} %, men der står {number(percent)} %."
    yield _finding(match, places, sentence, exact)


def _growth(match: Match, places: Places) -> Iterator[Finding]:
    numbers = _numbers(match)
    if numbers is None:
        return
    after, before, percent = numbers
    change = before - after if match["fall"] else after - before
    decimals = decimals_of(match["percent"])
    if change <= 0 or share_explains(change, before, percent, decimals=decimals):
        return
    exact = number(round(change * _HUNDRED / before, decimals))
    what = "et fald" if match["fall"] else "en stigning"
    sentence = (
        f"Fra {number(before)} til {number(after)} er {what} på {exact} %, men der står {number(percent)} %."
    )
    yield _finding(match, places, sentence, exact)


def _finding(match: Match, places: Places, message: str, exact: str) -> Finding:
    spans = sorted(Span(*match.span(name)) for name in ("part", "whole", "percent"))
    return Finding(
        FindingCode.SHARE_MISMATCH,
        Severity.WARNING,
        message,
        tuple(spans),
        item=places.number_at(match.start()),
        expected=f"{exact} %",
        found=f"{match['percent']} %",
    )
