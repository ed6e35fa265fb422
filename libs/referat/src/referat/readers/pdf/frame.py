"""From the coordinates of a PDF page to those of the page as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Extent(NamedTuple):
    """A rectangle on the page as it is shown: points from its left edge, points from its upper edge."""

    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a PDF page that is shown, and by how many quarters of a turn (clockwise)."""

    left: float
    top: float
    right: float
    bottom: float
    quarter_turns: int

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height of the page as it is shown."""
        across, down = self.right - self.left, self.top - self.bottom
        return (down, across) if self.quarter_turns % 2 else (across, down)

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Return the point as it is shown."""
        if self.quarter_turns == 0:
            return x - self.left, self.top - y
        if self.quarter_turns == 1:
            return y - self.bottom, x - self.left
        if self.quarter_turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, top: float, right: float, bottom: float) -> Extent:
        """Return the rectangle as it is shown."""
        ax, ay = self.shown(left, top)
        bx, by = self.shown(right, bottom)
        return Extent(min(ax, bx), max(ax, bx), min(ay, by), max(ay, by))
