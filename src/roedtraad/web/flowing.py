"""How money flows from grants through parties to initiatives and what is left, drawn on the server. Pure.

Negative sums are not drawn; the table beside the drawing has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from roedtraad.web.parts import Text

WIDTH, TOP, GAP, NODE = 1160, 46, 14, 12
COLUMNS = (0, 420, 860)
LONGEST_LABEL = 26  # letters beside a node of the last column
TALL = 360  # of all money together
LEAST = Decimal("0.8")  # of a stroke that can be seen


@dataclass(frozen=True, slots=True)
class Stream:
    """Money from a node of one column to a node of the next."""

    source: str
    target: str
    amount: Decimal
    is_thread: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A node: a year, a party, an initiative."""

    key: str
    name: Text
    amount: Decimal
    is_thread: bool = False
    is_rest: bool = False

    @property
    def label(self) -> str:
        """Return the name as it has room in the picture; the table has it whole."""
        name = str(self.name)
        return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1].rstrip(' ,')}…"


@dataclass(frozen=True, slots=True)
class DrawnStop:
    """A node where it is drawn."""

    stop: Stop
    x: int
    y: str
    height: str
    label_x: int
    label_y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class DrawnStream:
    """A stream as a path; `kind` is a class of the stylesheet: th (the thread), fl, fl2."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture, the thread drawn last so that it lies on top."""

    stops: tuple[DrawnStop, ...]
    streams: tuple[DrawnStream, ...]
    height: int


@dataclass(slots=True)
class _Placed:
    stop: Stop
    column: int
    y: Decimal
    height: Decimal
    out: Decimal = field(default=Decimal(0))
    into: Decimal = field(default=Decimal(0))


def draw(columns: Sequence[Sequence[Stop]], streams: Iterable[Stream]) -> Drawing | None:
    """Return the picture; None where there is no money to draw."""
    whole = max((sum((stop.amount for stop in column), Decimal(0)) for column in columns), default=Decimal(0))
    if whole <= 0:
        return None
    scale = TALL / whole
    placed: dict[tuple[int, str], _Placed] = {}
    lowest = Decimal(TOP)
    for number, column in enumerate(columns):
        y = Decimal(TOP)
        for stop in column:
            height = max(stop.amount * scale, LEAST)
            placed[number, stop.key] = _Placed(stop, number, y, height)
            y += height + GAP
        lowest = max(lowest, y)
    drawn = [_stream(stream, placed, scale) for stream in streams if stream.amount > 0]
    drawn.sort(key=lambda one: one.kind == "th")
    return Drawing(tuple(map(_stop, placed.values())), tuple(drawn), int(lowest) + 10)


def _stream(stream: Stream, placed: dict[tuple[int, str], _Placed], scale: Decimal) -> DrawnStream:
    column = next(number for number in (0, 1) if (number, stream.source) in placed)
    source, target = placed[column, stream.source], placed[column + 1, stream.target]
    thick = stream.amount * scale
    left, right = COLUMNS[column] + NODE, COLUMNS[column + 1]
    middle = (left + right) / 2
    a, b = source.y + source.out, target.y + target.into
    source.out += thick
    target.into += thick
    path = (
        f"M{left} {a:.1f}C{middle:.0f} {a:.1f} {middle:.0f} {b:.1f} {right} {b:.1f}"
        f"V{b + thick:.1f}C{middle:.0f} {b + thick:.1f} {middle:.0f} {a + thick:.1f} {left} {a + thick:.1f}Z"
    )
    kind = "th" if stream.is_thread else "fl2" if column == 0 or target.stop.is_rest else "fl"
    return DrawnStream(path, kind)


def _stop(one: _Placed) -> DrawnStop:
    x, middle = COLUMNS[one.column], one.y + one.height / 2
    is_inside = one.column == 1
    return DrawnStop(
        stop=one.stop,
        x=x,
        y=f"{one.y:.1f}",
        height=f"{one.height:.1f}",
        label_x=x - 10 if is_inside else x + 22,
        label_y=f"{middle + 4:.1f}",
        anchor="end" if is_inside else "start",
    )
