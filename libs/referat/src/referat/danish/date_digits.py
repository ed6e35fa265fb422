"""Expressions of time that begin with a digit and have no month in words: '16-01-2023', '25/1 2024', '291222'.

Also the form with a month in words is found here ('16. januar 2023'); `date_named` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from referat.danish.date_named import NAMED, read_named
from referat.danish.edtf import days_in_month
from referat.danish.found_time import Fault, FoundTime, Join, TimeKind, a_day
from referat.danish.time_context import has_article, is_introduced, next_word, previous_word
from referat.danish.time_patterns import AFTER_YEAR, GAP, SEPARATOR, YEAR, S, two_digit_year
from referat.danish.vocabulary import TIME
from referat.source import Span

_FULL_DATE_FOLLOWS = r"[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2}"
_FORMS = rf"""(?:
  (?P<iso>(?P<iy>(?:19|20)[0-9]{{2}})(?P<is>[-./])(?P<im>[0-9]{{2}})(?P=is)(?P<id>[0-9]{{2}})(?![0-9]|[-./][0-9]))
| (?P<numeric>(?P<nd>[0-9]{{1,2}})(?P<n1>{S}?[-–./]{S}?)(?P<nm>[0-9]{{1,2}})(?P<n2>{S}?[-–./]{S}?|{S})
    (?P<ny>[0-9]{{2,5}})(?![0-9%]|,[0-9])(?!(?![-–]{_FULL_DATE_FOLLOWS})[-–./][0-9]))
| (?P<leading>(?P<lf>[0-9]{{1,2}})\.?{S}?[-–]{S}?(?P<ld>[0-9]{{1,2}})[./](?P<lm>[0-9]{{1,2}})
    (?:[-./]{S}?|{S})(?P<ly>[0-9]{{4}}|[0-9]{{2}})(?![0-9%]|[-./,][0-9]))
| {NAMED}
| (?P<ordinal>(?P<o1>[1-4])\.?(?:{S}?(?:-|–|og|til|/){S}?(?P<o2>[1-4])\.)?{GAP}(?P<unit>(?i:halvår|kvartal|kvt|halvdel))
    (?:et|erne|ets)?(?![^\W_])(?:\.?{GAP}(?:af|i|,)?{GAP}(?P<oy>{YEAR}){AFTER_YEAR})?)
| (?P<years>(?P<y1>(?:19[5-9]|20[0-9])[0-9])
    (?:(?P<ysep>{S}?[-–—/]{S}?)(?P<y2>(?:19[5-9]|20[0-9])[0-9]|[0-9]{{2}})(?![^\W_]|[-–/.,:][0-9]|[.,]-))?
    (?P<decade>[’']?erne)?(?![^\W_]|[-–/.,:][0-9]|[.,]-))
| (?P<open>(?P<pd>[0-9]{{1,2}})\.(?P<pm>[0-9]{{1,2}})\.?
    (?={S}?[-–]{S}?[0-9]{{1,2}}\.[0-9]{{1,2}}\.(?:[0-9]{{2}}){{1,2}}(?![0-9])))
| (?P<short>(?P<sd>[0-9]{{1,2}})/(?P<sm>[0-9]{{1,2}})(?![0-9/%]|[.,][0-9]|[-–][0-9]+(?![0-9/])))
| (?P<dotted>(?P<td>[0-9]{{1,2}})\.(?P<tm>[0-9]{{1,2}})(?P<tdot>\.)?(?![0-9%]|[.,:/–-][0-9]|{S}?(?:%|kr|mio)))
| (?P<packed>[0-9]{{8}}|[0-9]{{6}})(?![0-9]|-[0-9]|[.,][0-9])
)"""
_FLAGS = re.VERBOSE
# One, two, four, six or eight digits; its first class lets `re` skip quickly.
_BEGINS = re.compile(
    r"[0-9](?<![^\W_].)(?<![0-9][-–.,/:].)(?<!\+.)(?=(?:[0-9]|[0-9]{3}|[0-9]{5}|[0-9]{7})?(?![0-9]))"
)
DIGITS_HERE = re.compile(_FORMS, _FLAGS)
_THEN_DATE = re.compile(
    rf"{SEPARATOR}(?:[0-9]{{1,2}}/[0-9]{{1,2}}{SEPARATOR}){{0,6}}[0-9]{{1,2}}/[0-9]{{1,2}}(?:{S}?[-–/]{S}?|{S})[0-9]{{2}}",
    _FLAGS,
)
_ARTICLE = re.compile(r"(?<![^\W_])(?:den|d\.)\s{0,2}\Z", re.IGNORECASE)
_FILE_BEFORE = re.compile(r"(?:[-–][ \u00a0]?|_)\Z")
_FILE_AFTER = re.compile(r"_|\.(?:pdf|docx?|pptx?|xlsx?|msg|txt|rtf|odt|png|jpe?g)\b", re.IGNORECASE)
_TITLE_AFTER = re.compile(r"[ \u00a0]?[-–_][ \u00a0]?[^\W\d_]")
_LINE_END = re.compile(r"[ \u00a0]*(?:\n|\Z)")

Match = re.Match[str]
EARLIEST_YEAR, LATEST_YEAR = 1500, 2099
LATEST_BARE_YEAR = 2059


def search_digits(text: str, start: int, stop: int) -> Match | None:
    """Return the first form that begins with a digit in `text[start:stop]`, to be read by `read_digits`."""
    for begin in _BEGINS.finditer(text, start, stop):
        match = DIGITS_HERE.match(text, begin.start(), stop)
        if match is not None:
            return match
    return None


def _iso(text: str, match: Match) -> list[FoundTime]:
    month, day = int(match["im"]), int(match["id"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return _impossible(match) if has_article(text, match.start()) else []
    return [a_day(Span(*match.span()), year=int(match["iy"]), month=month, day=day)]


def _impossible(match: Match, fault: Fault = Fault.IMPOSSIBLE) -> list[FoundTime]:
    return [FoundTime(Span(*match.span()), TimeKind.DAY, None, fault)]


def _numeric(text: str, match: Match) -> list[FoundTime]:
    start, digits = match.start(), match["ny"]
    month, day = int(match["nm"]), int(match["nd"])
    possible = 1 <= month <= 12 and 1 <= day <= 31
    if len(digits) in (3, 5):
        return _impossible(match, Fault.GARBLED) if possible and has_article(text, start) else []
    if len(digits) == 2:
        return _two_digit(text, match) if possible else []
    if not _separators_fit(text, match) or not EARLIEST_YEAR <= int(digits) <= LATEST_YEAR:
        return []
    if not possible:
        return _impossible(match) if has_article(text, start) else []
    return [a_day(Span(*match.span()), year=int(digits), month=month, day=day)]


def _separators_fit(text: str, match: Match) -> bool:
    first, second = match["n1"], match["n2"]
    if second.strip() == "" and first != "/":
        return has_article(text, match.start())
    spaced_dash = first.strip() in ("-", "–") and len(first) > 1
    return not spaced_dash or is_introduced(text, match.start())


def _two_digit(text: str, match: Match) -> list[FoundTime]:
    """'01.09.23', '16/1-23', '16-01-23': also versions, item numbers and telephone numbers look like this."""
    first, second, start = match["n1"], match["n2"], match.start()
    if len(first) > 1 or len(second) > 1 or previous_word(text, start) in TIME.not_before_date:
        return []
    padded = len(match["nd"]) == 2 and len(match["nm"]) == 2
    alike = second == first or (first == "/" and second in "-–")
    introduced = is_introduced(text, start)
    if not alike or not (introduced or padded or first == "/"):
        return []
    found = a_day(
        Span(*match.span()), year=two_digit_year(match["ny"]), month=int(match["nm"]), day=int(match["nd"])
    )
    return [found] if introduced or found.fault is None else []


def _leading(text: str, match: Match) -> list[FoundTime]:
    first, last, month = int(match["lf"]), int(match["ld"]), int(match["lm"])
    year = int(match["ly"]) if len(match["ly"]) == 4 else two_digit_year(match["ly"])
    if not (1 <= month <= 12 and 1 <= first < last <= 31 and EARLIEST_YEAR <= year <= LATEST_YEAR):
        return []
    begin = a_day(Span(*match.span("lf")), year=year, month=month, day=first)
    return [
        replace(begin, joined=Join.TO, year_shared=True),
        a_day(Span(match.start("ld"), match.end()), year=year, month=month, day=last),
    ]


def ordinal_months(unit: str, first: int, last: int) -> tuple[TimeKind, int, int] | None:
    """Return the kind and the first and last month of quarters or halves `first` to `last`, if there are such."""
    kind = TimeKind.QUARTER if unit.casefold().startswith("k") else TimeKind.HALF_YEAR
    count, length = (4, 3) if kind is TimeKind.QUARTER else (2, 6)
    if not 1 <= first <= last <= count:
        return None
    return kind, (first - 1) * length + 1, last * length


def _ordinal(text: str, match: Match) -> list[FoundTime]:
    first = int(match["o1"])
    months = ordinal_months(match["unit"], first, int(match["o2"] or first))
    if months is None or (match["unit"].casefold() == "halvdel" and not match["oy"]):
        return []
    kind, begins, ends = months
    year = match["oy"] or "XXXX"
    return [FoundTime(Span(*match.span()), kind, f"{year}-{begins:02}/{year}-{ends:02}")]


def _years(text: str, match: Match) -> list[FoundTime]:
    span, first = Span(*match.span()), int(match["y1"])
    if match["decade"]:
        return [FoundTime(span, TimeKind.DECADE, f"{first // 10}X")] if first % 10 == 0 else []
    if previous_word(text, span.start) in TIME.not_before_year or first > LATEST_BARE_YEAR:
        return []
    if match["y2"] is None:
        return [FoundTime(span, TimeKind.YEAR, f"{first}")] if _is_year(text, span, first) else []
    return _year_range(match, first, match["y2"])


def _year_range(match: Match, first: int, digits: str) -> list[FoundTime]:
    span, separator = Span(*match.span()), match["ysep"]
    if len(digits) == 2 and len(separator) > 1:
        return [FoundTime(Span(*match.span("y1")), TimeKind.YEAR, f"{first}")]
    last = int(digits) if len(digits) == 4 else first // 100 * 100 + int(digits)
    if last == first + 1 or (separator.strip() != "/" and first < last <= first + 60):
        month = f"{first}-{digits}" if len(digits) == 2 and int(digits) <= 12 else None
        return [FoundTime(span, TimeKind.YEARS, f"{first}/{last}", alternative=month)]
    if len(digits) == 2 and separator == "-" and 1 <= int(digits) <= 12:
        return [FoundTime(span, TimeKind.MONTH, f"{first}-{digits}")]
    return []


def _is_year(text: str, span: Span, year: int) -> bool:
    """Four digits are a year unless a word behind says that they count something, or they are a post code."""
    following = text[span.end : span.end + 2]
    if (
        following[:1] == "%"
        or following in (" %", "\u00a0%")
        or next_word(text, span.end) in TIME.not_after_year
    ):
        return False
    before = text[max(0, span.start - 2) : span.start].strip(" ")
    post_code = year <= 2000 and following[:1] == " " and following[1:].isupper()
    return not (post_code and (before.endswith((",", "\n")) or span.start == 0))


def _open(text: str, match: Match) -> list[FoundTime]:
    month, day = int(match["pm"]), int(match["pd"])
    return (
        [a_day(Span(*match.span()), year=None, month=month, day=day)]
        if 1 <= month <= 12 and 1 <= day <= 31
        else []
    )


def _short(text: str, match: Match) -> list[FoundTime]:
    month, day = int(match["sm"]), int(match["sd"])
    if not (1 <= month <= 12 and 1 <= day <= 31) or (day, month) == (24, 7):  # '24/7' means always
        return []
    if not is_introduced(text, match.start()) and not _THEN_DATE.match(text, match.end()):
        return []
    return [a_day(Span(*match.span()), year=None, month=month, day=day)]


def _dotted(text: str, match: Match) -> list[FoundTime]:
    """'den 16.01.' and 'd. 6.1.': only 'den' and 'd.' tell them from times of day and section numbers."""
    month, day = int(match["tm"]), int(match["td"])
    padded = len(match["td"]) == 2 and len(match["tm"]) == 2
    if not (1 <= month <= 12 and 1 <= day <= 31 and (match["tdot"] or padded)):
        return []
    if not _ARTICLE.search(text[max(0, match.start() - 6) : match.start()]):
        return []
    return [a_day(Span(match.start(), match.end("tm")), year=None, month=month, day=day)]


def _packed(text: str, match: Match) -> list[FoundTime]:
    """Six or eight digits are a date only in the name of a file or document: ' - 291222', '20230116_Referat.pdf'."""
    start, end = match.span()
    behind_dash = _FILE_BEFORE.search(text[max(0, start - 2) : start]) is not None
    opens_line = start == 0 or text[start - 1] in "\n\t"
    closes = _FILE_AFTER.match(text, end) is not None
    if not (
        closes
        or (behind_dash and _LINE_END.match(text, end))
        or (opens_line and _TITLE_AFTER.match(text, end))
    ):
        return []
    if previous_word(text, start) in TIME.not_before_date:
        return []
    digits = match["packed"]
    readings = _packed_readings(digits, year_first=opens_line or len(digits) == 8)
    if not readings:
        return []
    other = readings[1] if len(readings) > 1 and readings[1] != readings[0] else None
    return [FoundTime(Span(start, end), TimeKind.DAY, readings[0], alternative=other)]


def _packed_readings(digits: str, *, year_first: bool) -> list[str]:
    width = len(digits) - 4
    orders = [(digits[:width], digits[width : width + 2], digits[width + 2 :])]
    orders.insert(0 if not year_first else 1, (digits[4:], digits[2:4], digits[:2]))
    readings = []
    for year_digits, month_digits, day_digits in orders:
        year = two_digit_year(year_digits) if width == 2 else int(year_digits)
        month, day = int(month_digits), int(day_digits)
        if 1990 <= year <= 2049 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month):
            readings.append(f"{year}-{month:02}-{day:02}")
    return readings


_READERS: dict[str, Callable[[str, Match], list[FoundTime]]] = {
    "iso": _iso,
    "numeric": _numeric,
    "leading": _leading,
    "named": read_named,
    "ordinal": _ordinal,
    "years": _years,
    "open": _open,
    "short": _short,
    "dotted": _dotted,
    "packed": _packed,
}


def read_digits(text: str, match: Match) -> list[FoundTime]:
    """Return what a match of `search_digits` or `DIGITS_HERE` means; an empty list where it is no time after all."""
    return _READERS[match.lastgroup or ""](text, match)
