"""The arithmetic of totals and shares. It knows numbers only: no tables, no minutes, no words.

Parts that were rounded one by one need not add up to their rounded total: each part is off by at most half of the
last printed step. `Difference.is_rounding` says whether that alone explains what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Difference:
    """A total that is not the sum of its parts; all in the same unit.

    `step` is the smallest amount that the parts are printed to: 0.01 for kroner and øre, 1 for whole kroner,
    100000 for 'mio. kr.' with one decimal, 0 for what is counted and never rounded.
    """

    expected: Decimal  # the sum of the parts
    found: Decimal  # the total as it is printed
    parts: int
    step: Decimal

    @property
    def amount(self) -> Decimal:
        """Return how much the printed total is above (or below) the sum."""
        return self.found - self.expected

    @property
    def is_rounding(self) -> bool:
        """Return whether parts (and a total) rounded one by one explain the difference."""
        return abs(self.amount) <= (self.parts + 1) * self.step * _HALF


def compare(parts: Sequence[Decimal], total: Decimal, *, step: Decimal) -> Difference | None:
    """Return how a total differs from the sum of its parts, or None where it is the sum exactly."""
    expected = sum(parts, Decimal(0))
    return None if expected == total else Difference(expected, total, len(parts), step)


def step_of(decimals: int, *, unit: Decimal = Decimal(1)) -> Decimal:
    """Return the smallest printed step: 0.01 for two decimals, 100 for one decimal of thousands."""
    return unit.scaleb(-decimals)


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return `part` as a percentage of `whole`, or None of nothing."""
    return None if whole == 0 else part * 100 / whole


def share_explains(part: Decimal, whole: Decimal, percentage: Decimal, *, decimals: int) -> bool:
    """Return whether rounding explains a printed percentage.

    Any rounding will do: to the nearest, up, or down, so that the shares of a table add up to 100.
    """
    exact = share(part, whole)
    return exact is None or abs(exact - percentage) < step_of(decimals)
