"""Remainders in tables that are not the whole less what was used: 'Tildelt', 'Udmøntet', 'Resterende'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from referat.checks.figures import Figure, Kind, grid_of
from referat.checks.sums import Difference
from referat.checks.tables import sum_finding
from referat.checks.wording import kroner, number, quoted
from referat.danish.vocabulary import CHECKS
from referat.model import Finding, Item, Minutes
from referat.source import SourceText

_SLIP = Decimal("0.25")
Line = Sequence[Figure]


def remainders_of_tables(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield a finding for each remainder that its row or column does not give.

    Believed only where the same three columns (or rows) give the remainder elsewhere in the table.
    """
    for item in minutes.items:
        for table in item.tables:
            grid = grid_of(table)
            if grid is None or grid.is_rounded:
                continue
            rows = [row[1:] for row in grid.figures]
            yield from _held(item, grid.names[1:], rows, [f"Rækken {quoted(label)}" for label in grid.labels])
            columns = [[row[at] for row in grid.figures] for at in range(1, len(grid.names))]
            yield from _held(
                item, grid.labels, columns, [f"Søjlen {quoted(name)}" for name in grid.names[1:]]
            )


def _only(names: Sequence[str], words: Sequence[str]) -> int | None:
    """Return the place of the one name that begins with one of the words."""
    places = [
        at for at, name in enumerate(names) if " ".join(name.casefold().split()).startswith(tuple(words))
    ]
    return places[0] if len(places) == 1 else None


def _held(
    item: Item, names: Sequence[str], lines: Sequence[Line], called: Sequence[str]
) -> Iterator[Finding]:
    whole, used, rest = (_only(names, words) for words in (CHECKS.wholes, CHECKS.used, CHECKS.remainders))
    if whole is None or used is None or rest is None:
        return
    checks: list[tuple[str, Figure, Decimal, Decimal]] = []
    for line, what in zip(lines, called, strict=True):
        figures = [line[at] for at in (whole, used, rest)]
        if len({figure.kind for figure in figures}) == 1 and figures[0].kind in (Kind.MONEY, Kind.NUMBER):
            checks.append((what, figures[2], figures[0].value - figures[1].value, figures[2].step))
    if not any(figure.value == expected for _, figure, expected, _ in checks):
        return
    for what, figure, expected, step in checks:
        difference = Difference(expected, figure.value, 2, step)
        if (
            difference.amount
            and abs(difference.amount) <= abs(figure.value) * _SLIP
            and not _rounds(difference)
        ):
            shown = kroner if figure.kind is Kind.MONEY else number
            yield sum_finding(
                difference, f"{what}, under {quoted(names[rest])}", shown, span=figure.span, item=item.number
            )


def _rounds(difference: Difference) -> bool:
    """Return whether the figures are too coarse to prove anything."""
    return difference.is_rounding and difference.step > 1
