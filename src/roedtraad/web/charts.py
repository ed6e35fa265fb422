"""Results over time as a drawing: each party a thin line, all together the thread, with baseline and target. Pure.

The numbers stand in the table beside it, and `told` says the same in a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.initiatives.models import Measurement
from roedtraad.initiatives.queries import Series
from roedtraad.web.measured import period_said, target_said, value_said

WIDTH, HEIGHT = 760, 300
LEFT, RIGHT, TOP, BOTTOM = 52, 150, 18, 262
LEAST_PERIODS = 2
TICKS = 4
LABEL_APART = 15
FEWEST_X_LABELS_APART = 90


@dataclass(frozen=True, slots=True)
class Dot:
    """A measured number in the drawing. `corner` is where its diamond is drawn from."""

    x: int
    y: int
    text: str

    @property
    def corner(self) -> tuple[int, int]:
        """Return the upper left corner of a square of ten round the dot."""
        return self.x - 5, self.y - 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the drawing: one party, or all together. A gap where nobody knows parts it into several."""

    name: str
    paths: tuple[str, ...]
    dots: tuple[Dot, ...]
    label_y: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A number across the drawing: a tick, the baseline, the target."""

    y: int
    text: str
    is_right: bool = False  # its words stand at the right end, where no number is near


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing of an indicator, in its own coordinates."""

    id: str
    title: str
    told: str
    lines: tuple[Line, ...]
    ticks: tuple[Level, ...]
    target: Level | None
    baseline: Level | None
    months: tuple[tuple[int, str], ...]

    @property
    def box(self) -> str:
        """Return the box that is drawn in."""
        return f"0 0 {WIDTH} {HEIGHT}"

    @property
    def edges(self) -> tuple[int, int, int, int]:
        """Return left, right, top and bottom of the drawing itself."""
        return LEFT, WIDTH - RIGHT, TOP, BOTTOM


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    days: int
    low: Decimal
    high: Decimal
    step: Decimal

    def x(self, row: Measurement) -> int:
        middle = row.first_on + (row.last_on - row.first_on) / 2
        return LEFT + round((middle - self.first).days * (WIDTH - RIGHT - LEFT - 10) / self.days)

    def y(self, value: Decimal) -> int:
        return BOTTOM - round((value - self.low) * (BOTTOM - TOP) / (self.high - self.low))


def chart_of(series: Series) -> Chart | None:
    """Return the drawing of an indicator; None where fewer than two periods have a number."""
    known = [row for row in series.actual if row.value is not None and not row.group]
    if len({(row.first_on, row.last_on) for row in known}) < LEAST_PERIODS:
        return None
    one = series.indicator
    scale = _scale(known, [number for number in (one.target, one.baseline) if number is not None])
    lines = [_line(party.name, _of(series, party.pk), scale, one.unit, False) for party in series.parties]
    if series.whole:
        lines.append(_line(_("In all"), series.whole, scale, one.unit, True))
    return Chart(
        id=one.record.public_id,
        title=one.name,
        told=told(series),
        lines=_apart([line for line in lines if line.dots]),
        ticks=tuple(_ticks(scale, one.unit)),
        target=_level(
            one.target, scale, _("target %(value)s") % {"value": value_said(one.target, one.unit)}, lines
        ),
        baseline=_level(
            one.baseline, scale, _("before: %(value)s") % {"value": value_said(one.baseline, one.unit)}, lines
        ),
        months=_months(known, scale),
    )


def told(series: Series) -> str:
    """Return what the drawing shows, in a sentence."""
    one = series.indicator
    known = [row for row in series.whole if row.value is not None] or [
        row for row in series.actual if row.value is not None
    ]
    if not known:
        return _("No number is known yet.")
    first, last = known[0], known[-1]
    words = _("From %(first)s (%(first_period)s) to %(last)s (%(last_period)s).") % {
        "first": value_said(first.value, one.unit),
        "first_period": period_said(first.first_on, first.last_on),
        "last": value_said(last.value, one.unit),
        "last_period": period_said(last.first_on, last.last_on),
    }
    if target := target_said(one):
        words += " " + _("The target is %(target)s.") % {"target": target}
    return words


def _of(series: Series, party: int) -> tuple[Measurement, ...]:
    return tuple(row for row in series.actual if row.party_id == party and not row.group)


def _scale(known: Sequence[Measurement], others: Sequence[Decimal]) -> _Scale:
    """Return the scale from one even number to another, with room for all that is drawn."""
    values = [row.value for row in known if row.value is not None] + list(others)
    low, high = min(values), max(values)
    room = (high - low) / 10 or abs(high) / 10 or Decimal(1)
    floor = Decimal(0) if low >= 0 and low < high / 2 else low - room
    if low >= 0:
        floor = max(floor, Decimal(0))
    step = _even_step((high + room - floor) / TICKS)
    floor = (floor / step).to_integral_value(ROUND_FLOOR) * step
    steps = ((high + room / 2 - floor) / step).to_integral_value(ROUND_CEILING)
    first = min(row.first_on for row in known)
    last = max(row.last_on for row in known)
    return _Scale(first, max((last - first).days, 1), floor, floor + steps * step, step)


def _even_step(least: Decimal) -> Decimal:
    """Return the smallest of …, 1, 2, 5, 10, … that is not below this."""
    whole = Decimal(10) ** least.adjusted()
    return next(whole * part for part in (1, 2, 5, 10) if whole * part >= least)


def _line(name: str, rows: Sequence[Measurement], scale: _Scale, unit: str, is_whole: bool) -> Line:
    paths: list[list[str]] = [[]]
    dots = []
    for row in rows:
        if row.value is None:
            paths.append([])
            continue
        x, y = scale.x(row), scale.y(row.value)
        paths[-1].append(f"{x},{y}")
        dots.append(Dot(x, y, value_said(row.value, unit, is_about=row.is_about)))
    drawn = tuple(" ".join(path) for path in paths if len(path) > 1)
    return Line(name, drawn, tuple(dots), dots[-1].y + 4 if dots else 0, is_whole)


def _apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with names that do not lie on one another."""
    found: list[Line] = []
    lowest = -LABEL_APART
    for line in sorted(lines, key=lambda one: one.label_y):
        lowest = max(line.label_y, lowest + LABEL_APART)
        found.append(Line(line.name, line.paths, line.dots, lowest, line.is_whole))
    return tuple(sorted(found, key=lambda one: one.is_whole))


def _ticks(scale: _Scale, unit: str) -> list[Level]:
    count = int((scale.high - scale.low) / scale.step)
    values = [scale.low + scale.step * number for number in range(count + 1)]
    places = max(0, -int(scale.step.normalize().as_tuple().exponent))
    texts = [danish.number(value, places) + (f"{danish.NBSP}%" if unit == "%" else "") for value in values]
    return [Level(scale.y(value), text) for value, text in zip(values, texts, strict=True)]


def _level(value: Decimal | None, scale: _Scale, text: str, lines: Sequence[Line]) -> Level | None:
    """Return a number across the drawing; its words stand at the end where the numbers are further away."""
    if value is None:
        return None
    y = scale.y(value)
    left = min((abs(line.dots[0].y - y) for line in lines if line.dots), default=HEIGHT)
    right = min((abs(line.dots[-1].y - y) for line in lines if line.dots), default=HEIGHT)
    return Level(y, text, is_right=right > left)


def _months(known: Sequence[Measurement], scale: _Scale) -> tuple[tuple[int, str], ...]:
    found: list[tuple[int, str]] = []
    for row in sorted(known, key=lambda one: one.first_on):
        x = scale.x(row)
        if not found or x - found[-1][0] >= FEWEST_X_LABELS_APART:
            middle = row.first_on + timedelta(days=(row.last_on - row.first_on).days // 2)
            found.append((x, f"{danish.short_month(middle)} {middle.year}"))
    return tuple(found)
