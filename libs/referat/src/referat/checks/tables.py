"""Rows and columns of tables that do not add up to their total, to the øre.

A total is known by its name ('I alt') and believed when the arithmetic of its neighbours agrees: a column is only
reported where the same total fits in another column, or the difference is small; a row where most rows fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from referat.checks.figures import Figure, Grid, Kind, Place, grid_of
from referat.checks.sums import Difference, compare
from referat.checks.wording import kroner, number, plain, quoted
from referat.danish.vocabulary import CHECKS
from referat.model import Finding, FindingCode, Item, Minutes, Severity
from referat.source import SourceText, Span

_SUMMED = (Kind.MONEY, Kind.NUMBER)
_NEAR = Decimal("0.001")  # of the total: a slip of the last digits
_PLAUSIBLE = Decimal("0.25")  # of the total: more is no slip, but a total of something else
_MOSTLY = Decimal("0.9")  # of the sum: people who were counted twice among the parts make it less
_FEWEST_FITS = 2  # rows that add up to the last figure, among as many that do not
_ONE_KRONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Check:
    """One row or column held against its total. `difference` is None where it fits."""

    total: Figure
    difference: Difference | None
    largest: Decimal = Decimal(0)  # of the parts

    @property
    def can_be_sum(self) -> bool:
        """Return whether the total can be meant as a sum: an average, or people counted once, is less."""
        difference = self.difference
        if difference is None or difference.expected < 0 or self.total.kind is Kind.MONEY:
            return True
        return difference.found >= self.largest and difference.found >= difference.expected * _MOSTLY


def sums_of_tables(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield a finding for each row and each column whose parts do not add up to its total."""
    for item in minutes.items:
        for table in item.tables:
            grid = grid_of(table)
            if grid is not None:
                yield from _columns(item, grid)
                yield from _rows(item, grid)


def _check(cells: Sequence[Figure], total: Figure, *, grid: Grid) -> Check | None:
    """Return how the cells add up, or None where they cannot be added."""
    alike = [cell for cell in cells if cell.kind is total.kind]
    if len(alike) < 2 or any(cell.kind is not total.kind and cell.kind is not Kind.BLANK for cell in cells):
        return None
    step, coarse = max(cell.step for cell in [*alike, total]), grid.is_rounded
    if total.kind is Kind.NUMBER and step == 1 and grid.is_counted:
        step = Decimal(0)
    difference = compare([cell.value for cell in alike], total.value, step=step)
    rounds = (
        coarse or step > _ONE_KRONE or (total.kind is Kind.NUMBER and step < _ONE_KRONE and len(alike) > 1)
    )
    if (
        difference is not None
        and rounds
        and difference.is_rounding
        and not _to_the_oere(alike, total, coarse=coarse)
    ):
        difference = None
    return Check(total, difference, max(cell.value for cell in alike))


def _to_the_oere(cells: Sequence[Figure], total: Figure, *, coarse: bool) -> bool:
    """Return whether figures without 'kr.' are nevertheless kroner and øre: all with two decimals."""
    return not coarse and all(cell.step == Decimal("0.01") for cell in [*cells, total])


def _columns(item: Item, grid: Grid) -> Iterator[Finding]:
    for row, place in enumerate(grid.rows):
        if place is not Place.TOTAL:
            continue
        best: list[tuple[int, Check]] = []
        for parts in _parts_above_or_below(grid, row):
            checks = _checks_of_columns(grid, row, parts)
            if checks and (not best or _score(checks) > _score(best)):
                best = checks
        for column, check in _believed(best):
            name = grid.names[column].strip()
            yield _finding(item, check, f"Søjlen {quoted(name)}" if name else "Søjlen", grid.labels[row])


def _parts_above_or_below(grid: Grid, row: int) -> Iterator[list[int]]:
    """Yield the ways in which a row can be a total: of the rows since the last total, of totals, of all rows."""
    start = max((at for at in range(row) if grid.rows[at] is Place.BREAK), default=-1) + 1
    totals = [at for at in range(start, row) if grid.rows[at] is Place.TOTAL]
    leaves = [at for at in range(start, row) if grid.rows[at] is Place.PART]
    since = [at for at in leaves if not totals or at > totals[-1]]
    yield since
    if totals:
        yield leaves
        yield totals
        yield [totals[-1], *since]
        yield [*totals, *since]
    if not leaves and not totals:
        stops = [at for at in range(row + 1, len(grid.rows)) if grid.rows[at] in (Place.BREAK, Place.TOTAL)]
        yield [at for at in range(row + 1, min(stops, default=len(grid.rows))) if grid.rows[at] is Place.PART]


def _checks_of_columns(grid: Grid, row: int, parts: Sequence[int]) -> list[tuple[int, Check]]:
    checks = []
    for column in range(1, len(grid.columns)):
        total = grid.figures[row][column]
        if total.kind not in _SUMMED or _is_average(grid, column):
            continue
        check = _check([grid.figures[at][column] for at in parts], total, grid=grid)
        if check is not None:
            checks.append((column, check))
    return checks


def _is_average(grid: Grid, column: int) -> bool:
    name = grid.names[column].casefold()
    return "%" in name or any(word.startswith(CHECKS.averages) for word in name.split())


def _score(checks: Sequence[tuple[int, Check]]) -> tuple[int, Decimal]:
    fits = sum(check.difference is None for _, check in checks)
    away = sum((abs(check.difference.amount) for _, check in checks if check.difference), Decimal(0))
    return fits, -away


def _believed(checks: Sequence[tuple[int, Check]]) -> list[tuple[int, Check]]:
    """Return the columns that do not fit a total which fits elsewhere, or which is nearly right."""
    wrong = [(column, check) for column, check in checks if check.difference is not None]
    if len(wrong) < len(checks):
        return [(column, check) for column, check in wrong if check.can_be_sum]
    return [(column, check) for column, check in wrong if _is_slip(check)] if len(wrong) <= 2 else []


def _is_slip(check: Check) -> bool:
    difference = check.difference
    if difference is None or difference.found == 0:
        return False
    return abs(difference.amount) <= abs(difference.found) * _PLAUSIBLE


def _rows(item: Item, grid: Grid) -> Iterator[Finding]:
    for column, place in enumerate(grid.columns):
        if place is not Place.TOTAL:
            continue
        parts = _columns_before(grid, column)
        checks = [
            (row, check)
            for row in range(len(grid.rows))
            if grid.rows[row] is not Place.BREAK
            and (check := _check_of_row(grid, row, column, parts)) is not None
        ]
        near = sum(_is_near(check) for _, check in checks)
        fits = sum(check.difference is None for _, check in checks)
        believed = near * 2 > len(checks) or (fits >= _FEWEST_FITS and fits * 2 >= len(checks))
        if len(checks) == 1:
            believed = all(_is_slip(check) for _, check in checks)
        for row, check in checks:
            if believed and check.difference is not None:
                yield _finding(item, check, f"Rækken {quoted(grid.labels[row])}", grid.names[column])


def _columns_before(grid: Grid, column: int) -> list[int]:
    totals = [at for at in range(1, column) if grid.columns[at] is Place.TOTAL]
    start = totals[-1] + 1 if totals else 1
    return [at for at in range(start, column) if grid.columns[at] is Place.PART]


def _check_of_row(grid: Grid, row: int, column: int, parts: Sequence[int]) -> Check | None:
    total = grid.figures[row][column]
    if total.kind not in _SUMMED:
        return None
    return _check([grid.figures[row][at] for at in parts], total, grid=grid)


def _is_near(check: Check) -> bool:
    difference = check.difference
    if difference is None:
        return True
    return difference.is_rounding or abs(difference.amount) <= abs(difference.found) * _NEAR


def _finding(item: Item, check: Check, what: str, total_name: str) -> Finding:
    difference = check.difference
    assert difference is not None
    shown = kroner if check.total.kind is Kind.MONEY else number
    return sum_finding(
        difference, f"{what}, under {quoted(total_name)}", shown, span=check.total.span, item=item.number
    )


def sum_finding(
    difference: Difference, what: str, shown: Callable[[Decimal], str], *, span: Span, item: str
) -> Finding:
    """Return the finding of a total that is not the sum of its parts. `what` says which total; `shown` prints it."""
    message = (
        f"{what}: delene giver {shown(difference.expected)}, men der står {shown(difference.found)}"
        f" – en forskel på {shown(abs(difference.amount)).rstrip('.')}."
    )
    if difference.is_rounding:
        message += " Den kan skyldes, at delene er rundet af hver for sig."
    return Finding(
        FindingCode.SUM_MISMATCH,
        Severity.NOTE if difference.is_rounding else Severity.ERROR,
        message,
        (span,),
        item=item,
        expected=plain(difference.expected),
        found=plain(difference.found),
    )
