"""One thing with two amounts.

Three kinds are certain enough to tell: two neighbouring digits swapped between amounts that share a word or a year
(or between the text and the total of a table), one digit changed between sentences that say the same, and a name
that a table gives one amount and the text another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from referat.checks.figures import Kind, Place, grid_of
from referat.checks.places import amounts_in, line_around, sentence_around
from referat.checks.wording import kroner
from referat.danish.amounts import FoundAmount
from referat.danish.vocabulary import CHECKS, alternatives
from referat.model import Finding, FindingCode, Item, Minutes, Severity
from referat.source import SourceText, Span

_WORD = re.compile(r"[^\W\d_]{5,}|(?:19|20)[0-9]{2}")
_NAMED = re.compile(r"[’'\"”„“‘»](?P<name>[^’'\"”„“‘«»\n]{4,60})[’'\"”“‘«]\s?\(\Z")
_COMPARED = re.compile(rf"(?<![^\W_])(?:{alternatives(CHECKS.compared)})(?![^\W_])", re.IGNORECASE)
_FEWEST_DIGITS = 4  # one less where there are few amounts, so that no two are alike by chance
_FEW = 4
_FEWEST_DIGITS_CHANGED = 5
_MOST_ALIKE = 4  # amounts with the same digits that are held against a slip of them


def one_thing_with_two_amounts(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield a finding at the later of two amounts for one thing."""
    amounts = amounts_in(source.text)
    starts = [amount.span.start for amount in amounts]
    for item in minutes.items:
        low, high = bisect_left(starts, item.span.start), bisect_left(starts, item.span.end)
        told = [one for one in amounts[low:high] if not _in_table(source.text, one) and not one.approximate]
        yield from _slips(source.text, item, told, _totals_of_tables(item))
        yield from _table_against_text(source.text, item, told)


def _in_table(text: str, amount: FoundAmount) -> bool:
    return "\t" in text[slice(*line_around(text, amount.span))]


def _slips(
    text: str, item: Item, amounts: Sequence[FoundAmount], totals: Sequence[FoundAmount]
) -> Iterator[Finding]:
    """Yield amounts that are a slip of the digits of an earlier one."""
    by_digits: dict[str, list[tuple[FoundAmount, bool]]] = {}
    lengths: set[int] = set()
    few = len({amount.value for amount in amounts}) <= _FEW
    fewest = _FEWEST_DIGITS - 1 if few else _FEWEST_DIGITS
    marked = [(amount, False) for amount in amounts] + [(total, True) for total in totals]
    for amount, tabled in sorted(marked, key=lambda one: one[0].span):
        digits = _digits(amount.value)
        # A slip is as long as what it is a slip of.
        for slip, swapped in _slips_of(digits, fewest) if len(digits) in lengths else ():
            for other, other_tabled in by_digits.get(slip, ()):
                if _magnitude(other.value) != _magnitude(amount.value) or (tabled and other_tabled):
                    continue
                either = tabled or other_tabled
                if (swapped and either) or (not either and _same_thing(text, other, amount, swapped=swapped)):
                    yield _finding(item, other, amount)
                    break
        lengths.add(len(digits))
        same = by_digits.setdefault(digits, [])
        if len(same) < _MOST_ALIKE:
            same.append((amount, tabled))


def _totals_of_tables(item: Item) -> list[FoundAmount]:
    """Return the totals of the item's tables that have enough digits to be known again."""
    found = []
    for grid in filter(None, map(grid_of, item.tables)):
        for row, row_place in enumerate(grid.rows):
            for at, column_place in enumerate(grid.columns):
                figure = grid.figures[row][at]
                if figure.kind is Kind.MONEY and Place.TOTAL in (row_place, column_place):
                    found.append(FoundAmount(figure.span, figure.value))
    return found


def _slips_of(digits: str, fewest: int) -> Iterator[tuple[str, bool]]:
    """Yield the digits with two neighbours swapped (True), or with one digit changed (False)."""
    if len(digits) >= fewest:
        for at in range(len(digits) - 1):
            if digits[at] != digits[at + 1]:
                yield f"{digits[:at]}{digits[at + 1]}{digits[at]}{digits[at + 2 :]}", True
    if len(digits) >= _FEWEST_DIGITS_CHANGED:
        for at, digit in enumerate(digits):
            for other in "0123456789":
                if other != digit:
                    yield f"{digits[:at]}{other}{digits[at + 1 :]}", False


def _digits(value: Decimal) -> str:
    """Return the significant digits: '1275' of 1.275.000."""
    return re.sub(r"\D", "", f"{value.normalize():f}").strip("0")


def _magnitude(value: Decimal) -> int:
    return value.adjusted()


def _same_thing(text: str, first: FoundAmount, second: FoundAmount, *, swapped: bool) -> bool:
    """Return whether the sentences around two amounts speak of one thing, and not of a change."""
    one, other = _words_around(text, first), _words_around(text, second)
    years = [{word for word in words if word.isdigit()} for words in (one, other)]
    if years[0] and years[1] and not years[0] & years[1]:
        return False  # the same thing in two years
    if swapped:
        return bool(one & other)
    shared = {word for word in one & other if not word.isdigit()}
    return len(shared) > 1 and not any(
        _COMPARED.search(text, *sentence_around(text, a.span)) for a in (first, second)
    )


def _words_around(text: str, amount: FoundAmount) -> set[str]:
    sentence = sentence_around(text, amount.span)
    words = {match[0].casefold() for match in _WORD.finditer(text, sentence.start, sentence.end)}
    return words - CHECKS.common


def _table_against_text(text: str, item: Item, amounts: Sequence[FoundAmount]) -> Iterator[Finding]:
    rows = _rows_of_tables(item)
    for amount in amounts:
        named = _NAMED.search(text[max(0, amount.span.start - 70) : amount.span.start])
        if named is None or (key := _folded(named["name"])) not in rows:
            continue
        values, total, span = rows[key]
        if total is None or any(abs(value - amount.value) < 1 for value in values):
            continue
        tabled = FoundAmount(span, total)
        first, later = sorted([tabled, amount], key=lambda one: one.span)
        yield _finding(item, first, later)


def _rows_of_tables(item: Item) -> dict[str, tuple[list[Decimal], Decimal | None, Span]]:
    """Return label of row → its amounts, its total and where that stands; a label in two tables is left out."""
    found: dict[str, tuple[list[Decimal], Decimal | None, Span]] = {}
    doubled: set[str] = set()
    for table in item.tables:
        grid = grid_of(table)
        if grid is None:
            continue
        for row, label in enumerate(grid.labels):
            figures = [figure for figure in grid.figures[row][1:] if figure.kind is Kind.MONEY]
            totals = [
                grid.figures[row][at]
                for at, place in enumerate(grid.columns)
                if grid.figures[row][at].kind is Kind.MONEY and (place is Place.TOTAL or len(figures) == 1)
            ]
            key = _folded(label)
            if key in found:
                doubled.add(key)
            if key and totals:
                found[key] = ([one.value for one in figures], totals[-1].value, totals[-1].span)
    return {key: row for key, row in found.items() if key not in doubled}


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _finding(item: Item, first: FoundAmount, later: FoundAmount) -> Finding:
    return Finding(
        FindingCode.AMOUNT_CONFLICT,
        Severity.WARNING,
        f"Det samme beløb er vist {kroner(first.value)} et sted og {kroner(later.value)} et andet sted.",
        (later.span, first.span),
        item=item.number,
        expected=kroner(first.value),
        found=kroner(later.value),
    )
