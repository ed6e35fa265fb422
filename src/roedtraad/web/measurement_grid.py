"""The grid in which measurements are entered: periods down, parties across, a text in each cell."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad import danish
from roedtraad.bodies.models import Party
from roedtraad.initiatives.actions import Measured
from roedtraad.initiatives.models import Measurement
from roedtraad.initiatives.numbers import is_unknown, read_number
from roedtraad.initiatives.queries import Series
from roedtraad.web.measured import period_said


class Step(StrEnum):
    """How long a row of the grid is."""

    MONTH = "maaned"
    QUARTER = "kvartal"
    YEAR = "aar"
    DAY = "dag"  # a number as of a day


STEP_WORDS = {
    Step.MONTH: gettext_lazy("Months"),
    Step.QUARTER: gettext_lazy("Quarters"),
    Step.YEAR: gettext_lazy("Year"),
    Step.DAY: gettext_lazy("As of a day"),
}
LONGEST = {Step.DAY: 0, Step.MONTH: 31, Step.QUARTER: 92}  # days from the first to the last
MONTHS_IN = {Step.MONTH: 1, Step.QUARTER: 3, Step.YEAR: 12}


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its name in the form, what stands in it, whose and when, and what is wrong with it."""

    name: str
    text: str
    label: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A period with its cells."""

    period: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """What is shown, and what was written in it. Cells that are empty, or as they stood, say nothing."""

    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]
    measured: tuple[Measured, ...]
    faults: tuple[str, ...]


def usual_step(series: Series) -> Step:
    """Return how long the periods are that the newest number was told for; a month where there is none."""
    newest = max(series.rows, key=lambda row: row.last_on, default=None)
    if newest is None:
        return Step.MONTH
    days = (newest.last_on - newest.first_on).days
    return next((step for step, most in LONGEST.items() if days <= most), Step.YEAR)


def days_of(series: Series, year: int, *, today: date) -> tuple[tuple[date, date], ...]:
    """Return the days of a year for which a number is told as of that day, and today where it is of that year."""
    told = {row.first_on for row in series.rows if row.first_on == row.last_on and row.first_on.year == year}
    return tuple((day, day) for day in sorted(told | ({today} if today.year == year else set())))


def periods_of(year: int, step: Step) -> tuple[tuple[date, date], ...]:
    """Return the first and last days of the months, quarters or whole of a year."""
    length = MONTHS_IN[step]
    return tuple(
        (date(year, month, 1), date(year, month + length - 1, monthrange(year, month + length - 1)[1]))
        for month in range(1, 13, length)
    )


def grid_of(
    series: Series,
    parties: Sequence[Party],
    periods: Iterable[tuple[date, date]],
    *,
    is_planned: bool,
    written: Mapping[str, str] | None = None,
) -> Grid:
    """Return the grid with what stands; with `written` with that, and what is wrong in it."""
    standing = {
        (row.party_id, row.first_on, row.last_on): row
        for row in series.rows
        if row.is_planned == is_planned and not row.group
    }
    columns: list[Party | None] = [*parties, None]
    heads = tuple(party.name if party is not None else _("In all") for party in columns)
    rows, measured, faults = [], [], []
    for first, last in periods:
        cells = []
        for party, head in zip(columns, heads, strict=True):
            name = f"c-{party.record.public_id if party is not None else 'alle'}-{first.isoformat()}"
            label = f"{head}, {period_said(first, last)}"
            key = (party.pk if party is not None else None, first, last)
            stood = _text(standing.get(key))
            text = stood if written is None else written.get(name, "").strip()
            fault = ""
            if written is not None and text not in ("", stood):
                value = read_number(text)
                if value is None and not is_unknown(text):
                    fault = _("“%(text)s” is no number. Write a number, or ‘ukendt’.") % {"text": text[:40]}
                    faults.append(f"{label}: {fault}")
                else:
                    measured.append(Measured(first, last, value, party=party, is_planned=is_planned))
            cells.append(GridCell(name, text, label, fault))
        rows.append(GridRow(period_said(first, last), tuple(cells)))
    return Grid(heads, tuple(rows), tuple(measured), tuple(faults))


def _text(row: Measurement | None) -> str:
    if row is None:
        return ""
    return danish.UNKNOWN if row.value is None else danish.number(row.value.normalize())
