"""Spending against plan, year by year: what there was, what was allocated of it, what was spent. Pure geometry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from roedtraad.fund.figures import Figure, Figures
from roedtraad.web.parts import Text
from roedtraad.web.purses import years_said

TALL, TOP, LEFT, GROUP, WIDE, GAP = 180, 24, 8, 132, 30, 4
MOST_YEARS = 12  # the newest; older ones stand in the table of the statement


@dataclass(frozen=True, slots=True)
class YearBar:
    """One bar: `kind` is a class of the stylesheet (got, given, paid), each with a pattern of its own."""

    kind: str
    x: int
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class YearGroup:
    """The three bars of a year, and its figures for the table."""

    name: Text
    x: int
    bars: tuple[YearBar, ...]
    received: Decimal
    allocated: Decimal
    spent: Decimal

    @property
    def share(self) -> Decimal | None:
        """Return how many percent of what was allocated has been spent; None where nothing was."""
        return 100 * self.spent / self.allocated if self.allocated > 0 else None


@dataclass(frozen=True, slots=True)
class YearsDrawing:
    """The whole picture."""

    groups: tuple[YearGroup, ...]
    width: int
    height: int = TOP + TALL + 36
    base: int = TOP + TALL


def years_drawn(by_year: Mapping[int, Figures]) -> YearsDrawing | None:
    """Return the picture; None where there are not two years to compare."""
    years = sorted((year for year, figures in by_year.items() if figures), key=lambda year: (year == 0, year))
    years = years[-MOST_YEARS:]
    if len(years) < 2:
        return None
    most = max(max(_amounts(by_year[year])) for year in years)
    if most <= 0:
        return None
    groups = tuple(
        _group(year, by_year[year], LEFT + GROUP * place, most) for place, year in enumerate(years)
    )
    return YearsDrawing(groups, LEFT * 2 + GROUP * len(years))


def _amounts(figures: Figures) -> tuple[Decimal, Decimal, Decimal]:
    return figures.received, figures[Figure.ALLOCATED], figures[Figure.SPENT]


def _group(year: int, figures: Figures, x: int, most: Decimal) -> YearGroup:
    amounts = _amounts(figures)
    bars = []
    for place, (kind, amount) in enumerate(zip(("got", "given", "paid"), amounts, strict=True)):
        height = max(amount, Decimal(0)) * TALL / most
        bars.append(YearBar(kind, x + place * (WIDE + GAP), f"{TOP + TALL - height:.1f}", f"{height:.1f}"))
    return YearGroup(years_said((year,)), x, tuple(bars), *amounts)
