"""Counts and their total: lists that end in 'I alt', and '96 borgere, fordelt med 51 i Fjordby og 45 i Hedelund'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from referat.checks.figures import Place, place_of
from referat.checks.sums import compare
from referat.checks.tables import sum_finding
from referat.checks.wording import number as shown
from referat.checks.wording import quoted
from referat.danish.numbers import parse_number
from referat.model import Finding, Item, Minutes
from referat.source import SourceText, Span

_LINE = re.compile(
    r"^[ *•o–-]*(?:[0-9]{1,2}[.)]\s+)?(?P<label>[^\W\d_][^\n\t:]{1,80}?) ?(?::| [–-]) ?(?P<value>[^\n\t]{1,60})$",
    re.MULTILINE,
)
_COUNT = re.compile(
    r"(?P<number>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,7})(?:\s(?P<noun>[^\W\d_]{3,24}))?[.,;*]*\s*"
)
# '96 borgere er fulgt hjem. De fordeler sig med 51 borgere i Fjordby, 29 i Hedelund og 16 i Strandby.'
_SPLIT = re.compile(
    r"(?<![\w.,/-])(?P<total>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{2,6})(?![\w%]|[.,/-][0-9]|\s?(?:%|kr|mio|procent))"
    r"[^0-9%;:()]{0,90}?\sfordel(?:er|t|te)(?:\ssig)?\s(?:med|på)\s(?P<parts>[^.;:%()\n]{10,240})\."
)
_PART = re.compile(
    r"(?<![\w.,/-])(?P<number>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,6})(?![\w%]|[.,/-][0-9]|\s?(?:%|kr|mio|procent))"
)
_PLACED = re.compile(r"\s(?:i|fra|på|til|hos|af)\s")
_EXACT = Decimal(0)  # people are not rounded
_SLIP = Decimal("0.1")  # of the total: more is another kind of total


def sums_of_counts(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield a finding for each total of counts that is not their sum. A count in words ends a list."""
    for item in minutes.items:
        if item.span.end > item.title.end:
            yield from _lists(source.text, item)
            yield from _sentences(source.text, item)


def _lists(text: str, item: Item) -> Iterator[Finding]:
    parts: list[Decimal] = []
    noun: str | None = None
    reached = -1
    for line in _LINE.finditer(text, item.title.end, item.span.end):
        count = _COUNT.fullmatch(line["value"])
        if (reached >= 0 and text[reached : line.start()].strip()) or count is None:
            parts, noun = [], None
        reached = line.end()
        value = parse_number(count["number"]) if count is not None else None
        if count is None or value is None:
            continue
        place = place_of(line["label"])
        if place is Place.TOTAL:
            yield from _held(item, line, parts, value, count)
            parts, noun = [], None
        elif place is Place.PART and (not parts or count["noun"] == noun):
            parts.append(value)
            noun = count["noun"]
        elif place is not Place.INCLUDED:
            parts, noun = [], None


def _held(
    item: Item, line: re.Match[str], parts: list[Decimal], total: Decimal, count: re.Match[str]
) -> Iterator[Finding]:
    difference = compare(parts, total, step=_EXACT) if len(parts) > 1 else None
    if difference is None or abs(difference.amount) > total * _SLIP:
        return
    start = line.start("value") + count.start("number")
    span = Span(start, start + len(count["number"]))
    what = f"Listen, der slutter med {quoted(line['label'])}"
    yield sum_finding(difference, what, shown, span=span, item=item.number)


def _sentences(text: str, item: Item) -> Iterator[Finding]:
    for match in _SPLIT.finditer(text, item.title.end, item.span.end):
        total = parse_number(match["total"])
        numbers = [parse_number(part["number"]) for part in _PART.finditer(match["parts"])]
        parts = [number for number in numbers if number is not None]
        if total is None or len(parts) < 2 or len(_PLACED.findall(match["parts"])) < len(parts):
            continue
        difference = compare(parts, total, step=_EXACT)
        if difference is not None and abs(difference.amount) <= total * _SLIP:
            what = f"Tallet {quoted(match['total'])} og dets fordeling"
            yield sum_finding(difference, what, shown, span=Span(*match.span("total")), item=item.number)
