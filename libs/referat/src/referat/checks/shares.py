"""Percentages in tables that their counts do not give, beyond what any rounding explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from referat.checks.figures import Figure, Grid, Kind, Place, grid_of
from referat.checks.sums import share, share_explains
from referat.checks.wording import number, quoted
from referat.danish.numbers import NUMBER, parse_number
from referat.model import Finding, FindingCode, Item, Minutes, Severity
from referat.source import SourceText

_SHARE_NAME = re.compile(r"%|\bandel|\bpct\b|procent", re.IGNORECASE)
_OF = re.compile(rf"\baf\s+(?:de\s+|i alt\s+)?(?P<whole>{NUMBER})\b", re.IGNORECASE)
_COUNTED = (Kind.NUMBER, Kind.MONEY)
_HUNDRED = Decimal(100)
_FEWEST = 2


def shares_of_counts(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield a finding for each printed percentage that its count and the whole do not give."""
    for item in minutes.items:
        for table in item.tables:
            grid = grid_of(table)
            if grid is not None:
                yield from _table(item, grid)


def _table(item: Item, grid: Grid) -> Iterator[Finding]:
    for column in range(1, len(grid.columns)):
        if not _is_share_column(grid, column):
            continue
        best: list[tuple[int, int, Decimal]] = []
        fits = -1
        for counts in range(1, len(grid.columns)):
            rows = _held_against(grid, counts, column) if counts != column else []
            fitting = sum(_explains(grid, row, counts, column, whole) for row, counts, whole in rows)
            if rows and fitting > fits:
                best, fits = rows, fitting
        if fits < 1 and not (best and _only_counts(grid, column)):
            continue
        for row, counts, whole in best:
            if not _explains(grid, row, counts, column, whole):
                yield _finding(
                    item.number, grid.figures[row][counts], whole, grid.figures[row][column], grid.labels[row]
                )


def _is_share_column(grid: Grid, column: int) -> bool:
    kinds = [
        row[column].kind
        for row, place in zip(grid.figures, grid.rows, strict=True)
        if place is not Place.BREAK
    ]
    if Kind.PERCENT in kinds:
        return all(kind in (Kind.PERCENT, Kind.BLANK, Kind.TEXT) for kind in kinds)
    named = _SHARE_NAME.search(grid.names[column]) is not None
    values = [row[column].value for row in grid.figures if row[column].kind is Kind.NUMBER]
    return named and len(values) > 1 and all(0 <= value <= _HUNDRED for value in values)


def _only_counts(grid: Grid, column: int) -> bool:
    """Return whether there is one column only that the shares can be shares of."""
    counted = [
        at
        for at in range(1, len(grid.columns))
        if at != column
        and any(row[at].kind in _COUNTED for row in grid.figures)
        and not _is_share_column(grid, at)
    ]
    return len(counted) == 1


def _held_against(grid: Grid, counts: int, shares: int) -> list[tuple[int, int, Decimal]]:
    """Return (row, column of counts, whole) for each part, where the table shows what the whole is."""
    named = _OF.search(grid.names[shares])
    wholes = [
        row
        for row, place in enumerate(grid.rows)
        if place is Place.TOTAL
        and grid.figures[row][counts].kind in _COUNTED
        and abs(grid.figures[row][shares].value - _HUNDRED) <= 1
    ]
    if named is not None:
        whole = parse_number(named["whole"])
    elif len(wholes) == 1:
        whole = grid.figures[wholes[0]][counts].value
    else:
        return []
    if not whole:
        return []
    rows = [
        row
        for row, place in enumerate(grid.rows)
        if place in (Place.PART, Place.INCLUDED)
        and grid.figures[row][counts].kind in _COUNTED
        and grid.figures[row][shares].kind in (Kind.PERCENT, Kind.NUMBER)
    ]
    return [(row, counts, whole) for row in rows] if len(rows) >= _FEWEST else []


def _explains(grid: Grid, row: int, counts: int, shares: int, whole: Decimal) -> bool:
    printed = grid.figures[row][shares]
    return share_explains(grid.figures[row][counts].value, whole, printed.value, decimals=_decimals(printed))


def _decimals(printed: Figure) -> int:
    return max(0, -int(printed.step.adjusted())) if printed.step < 1 else 0


def _finding(item: str | None, part: Figure, whole: Decimal, printed: Figure, label: str) -> Finding:
    exact = share(part.value, whole) or Decimal(0)
    shown = number(round(exact, _decimals(printed)))
    where = f"Rækken {quoted(label)}: " if label.strip() else ""
    sentence = (
        f"{number(part.value)} af {number(whole)} er {shown} %, men der står {number(printed.value)} %."
    )
    return Finding(
        FindingCode.SHARE_MISMATCH,
        Severity.WARNING,
        where + sentence,
        (part.span, printed.span),
        item=item,
        expected=f"{shown} %",
        found=f"{number(printed.value)} %",
    )
