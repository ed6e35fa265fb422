"""Totals outside tables that are not the sum of their parts: lists that end in 'I alt', and 'i alt X (A og B)'."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from referat.checks.figures import Place, place_of
from referat.checks.places import amounts_in, sentence_around
from referat.checks.sums import Difference, compare
from referat.checks.tables import sum_finding
from referat.checks.wording import kroner, quoted
from referat.danish.amounts import FoundAmount
from referat.danish.numbers import NUMBER, decimals_of
from referat.model import Finding, Item, Minutes
from referat.source import SourceText, Span

_MARKER = re.compile(r"[\s*•o–-]*(?:\(?[0-9a-z]{1,2}[.)]\s+)?")
_NUMBER = re.compile(NUMBER)
_PLAUSIBLE = Decimal("0.25")
# 'i alt 7.310.111 kr. (2022: …, 2023: …)': a bracket right behind, and nothing in it that is not a part.
_BRACKET = re.compile(r"(?P<between>[^().;\n]{0,60})\((?P<inside>[^()]{10,300})\)")
_NOT_PARTS = re.compile(
    r"(?i)(?<!\w)(?:heraf|hvoraf|inkl|ekskl|max|maks|op til|tidligere|mod|svarende|ca|cirka|omkring|samlet|forventet|årligt|pr|per|eller|minus|fratrukket|budget|fra|rest)(?!\w)"
)
_IN_ALL = re.compile(r"[,;]?\s(?:dvs\.\s|altså\s|eller\s)?i\salt\s")
_MOST_PARTS = 20
_PART_LABEL = re.compile(r"(?:19|20)[0-9]{2}|(?<!\w)til(?!\w)|:")


def sums_of_texts(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield a finding for each total in a list or a sentence whose parts stand with it and do not add up."""
    amounts = amounts_in(source.text)
    starts = [amount.span.start for amount in amounts]
    for item in minutes.items:
        low, high = bisect_left(starts, item.span.start), bisect_left(starts, item.span.end)
        own = amounts[low:high]
        yield from _lists(source.text, item, own)
        yield from _brackets(source.text, item, own)
        yield from _endings(source.text, item, own)


def _lists(text: str, item: Item, amounts: Sequence[FoundAmount]) -> Iterator[Finding]:
    run: list[FoundAmount] = []
    reached = -1
    for line, inside in _lines(text, amounts):
        if reached >= 0 and text[reached : line.start].strip():
            run = []  # a line without an amount parts two lists
        reached = line.end
        words = text[line.start : line.end]
        if (
            len(inside) != 1
            or "\t" in words
            or inside[0].approximate
            or text[inside[0].span.end : line.end].strip(" .*")
        ):
            run = []
            continue
        label = text[line.start : inside[0].span.start]
        place = place_of(_MARKER.sub("", label, count=1).strip(" :*–-"))
        if place is Place.TOTAL:
            difference = _difference(text, run, inside[0])
            if difference is not None:
                what = f"Listen, der slutter med {quoted(label.strip(' :*-–'))}"
                yield sum_finding(difference, what, kroner, span=inside[0].span, item=item.number)
            run = []
        elif place is Place.PART and (not run or run[-1].per == inside[0].per):
            run.append(inside[0])
        elif place is not Place.INCLUDED:
            run = []


def _lines(text: str, amounts: Sequence[FoundAmount]) -> Iterator[tuple[Span, list[FoundAmount]]]:
    """Yield each line that holds amounts, with them."""
    group: list[FoundAmount] = []
    line = Span(-1, -1)
    for amount in amounts:
        if amount.span.start >= line.end:
            if group:
                yield line, group
            end = text.find("\n", amount.span.end)
            line = Span(text.rfind("\n", 0, amount.span.start) + 1, len(text) if end < 0 else end)
            group = []
        group.append(amount)
    if group:
        yield line, group


def _difference(text: str, parts: Sequence[FoundAmount], total: FoundAmount) -> Difference | None:
    """Return the difference, where it can be a slip: an exact total that the parts nearly reach."""
    if len(parts) < 2 or total.approximate:
        return None
    step = max(_step(text, amount) for amount in [*parts, total])
    difference = compare([part.value for part in parts], total.value, step=step)
    if difference is None or (difference.is_rounding and step > 1):
        return None
    return difference if abs(difference.amount) <= abs(total.value) * _PLAUSIBLE else None


def _step(text: str, amount: FoundAmount) -> Decimal:
    printed = _NUMBER.search(text, amount.span.start, amount.span.end)
    digits = printed[0] if printed is not None else "0"
    bare = Decimal(re.sub(r"\D", "", digits) or "0")
    return abs(amount.value) / bare if bare else Decimal(1).scaleb(-decimals_of(digits))


def _brackets(text: str, item: Item, amounts: Sequence[FoundAmount]) -> Iterator[Finding]:
    for index, total in enumerate(amounts):
        bracket = _BRACKET.match(text, total.span.end, item.span.end)
        if bracket is None or total.approximate or _NOT_PARTS.search(bracket["inside"]):
            continue
        first, last = bracket.span("inside")
        behind = amounts[index + 1 : index + 1 + _MOST_PARTS]
        parts = [amount for amount in behind if first <= amount.span.start and amount.span.end <= last]
        between = text[total.span.end : bracket.start("inside")]
        if any(part.approximate for part in parts) or any(character.isdigit() for character in between):
            continue
        if len(_PART_LABEL.findall(bracket["inside"])) < len(parts):
            continue
        difference = _difference(text, parts, total)
        if difference is not None:
            what = f"Beløbet {quoted(text[slice(*total.span)])} med delene i parentesen bagefter"
            yield sum_finding(difference, what, kroner, span=total.span, item=item.number)


def _endings(text: str, item: Item, amounts: Sequence[FoundAmount]) -> Iterator[Finding]:
    """'A 100.000 kr., B 50.000 kr. og C 25.000 kr., i alt 175.000 kr.'"""
    for index, total in enumerate(amounts):
        before = amounts[max(0, index - _MOST_PARTS) : index]
        if len(before) < 2 or not _IN_ALL.fullmatch(text, before[-1].span.end, total.span.start):
            continue
        sentence = sentence_around(text, total.span)
        parts = [amount for amount in before if sentence.start <= amount.span.start]
        words = text[sentence.start : total.span.start]
        if any(part.approximate for part in parts) or _NOT_PARTS.search(words):
            continue
        difference = _difference(text, parts, total)
        if difference is not None:
            what = f"Beløbene foran {quoted('i alt ' + text[slice(*total.span)])}"
            yield sum_finding(difference, what, kroner, span=total.span, item=item.number)
