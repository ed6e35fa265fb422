"""Measured numbers in words and tables: unknown, approximate, shares, periods; planned against what came."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.initiatives.models import Aims, Indicator, IndicatorKind, Measurement
from roedtraad.initiatives.queries import Series

PERCENT = "%"
QUARTER = 3
Column = tuple[int | None, str]


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a table. None in `text`: nobody was asked; `is_unknown`: somebody was, and does not know."""

    text: str = ""
    is_unknown: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A row of numbers under the heads of its table."""

    head: str
    cells: tuple[Number, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class NumberTable:
    """Numbers with heads; `note` says what must be known to read them."""

    title: str
    corner: str
    heads: tuple[str, ...]
    rows: tuple[NumberRow, ...]
    note: str = ""


def value_said(value: Decimal | None, unit: str, *, is_about: bool = False) -> str:
    """Return '18,4 %', '319', 'ca. 300'; 'ukendt' for None. A percentage has one decimal at most, other numbers two."""
    if value is None:
        return danish.UNKNOWN
    rounded = value.quantize(Decimal("0.1") if unit == PERCENT else Decimal("0.01"), ROUND_HALF_UP)
    text = danish.number(rounded.normalize() if rounded else Decimal(0))
    if unit == PERCENT:
        text = f"{text}{danish.NBSP}%"
    return f"ca.{danish.NBSP}{text}" if is_about else text


def period_said(first: date, last: date) -> str:
    """Return '2025', '3. kvartal 2025', 'oktober 2025', 'pr. 31. jan. 2024', or the two days."""
    if first == last:
        return _("as of %(day)s") % {"day": danish.short_day(first)}
    ends_month = last.day == monthrange(last.year, last.month)[1]
    if first.day == 1 and ends_month and first.year == last.year:
        months = last.month - first.month + 1
        if months == 1:
            return danish.month(first)
        if months == QUARTER and first.month % QUARTER == 1:
            return _("%(number)s. quarter %(year)s") % {
                "number": (first.month + 2) // QUARTER,
                "year": first.year,
            }
        if months == 12:
            return str(first.year)
    return danish.period(first, last)


def number_of(row: Measurement | None, unit: str) -> Number:
    """Return a measurement as a cell."""
    if row is None:
        return Number("")
    if row.value is None:
        return Number(danish.UNKNOWN, is_unknown=True)
    return Number(value_said(row.value, unit, is_about=row.is_about))


def target_said(indicator: Indicator) -> str:
    """Return 'højst 14 %', and by when; '' without a target."""
    if indicator.target is None:
        return ""
    words = f"{Aims(indicator.aims).label} {value_said(indicator.target, indicator.unit)}"
    if indicator.target_on:
        return _("%(target)s by %(day)s") % {"target": words, "day": danish.short_day(indicator.target_on)}
    return words


def columns_of(series: Series) -> tuple[Column, ...]:
    """Return the columns of a table: parties by name, groups as told, all together last."""
    parties: list[Column] = [(party.pk, "") for party in series.parties]
    groups = dict.fromkeys((row.party_id, row.group) for row in series.rows if row.group)
    whole: list[Column] = [(None, "")] if series.whole else []
    return (*parties, *groups, *whole)


def by_period(series: Series) -> NumberTable:
    """Return the numbers of an indicator: a row for each period, a column for each party and group."""
    columns = columns_of(series)
    names = {party.pk: party.name for party in series.parties}
    unit = series.indicator.unit
    rows = []
    for (first, last, planned), found in _periods(series.rows):
        by_column = {(row.party_id, row.group): row for row in found}
        head = period_said(first, last)
        rows.append(
            NumberRow(
                _("%(period)s, planned") % {"period": head} if planned else head,
                tuple(number_of(by_column.get(column), unit) for column in columns),
            )
        )
    heads = tuple(_head(names.get(party or 0, ""), group) for party, group in columns)
    return NumberTable(series.indicator.name, _("Period"), heads, tuple(rows))


def planned_and_actual(series: Series) -> NumberTable:
    """Return what was planned and what came, for each party: the newest of each. Unknown is in no sum, and said."""
    unit = series.indicator.unit
    newest: dict[tuple[int, bool], Measurement] = {}
    for row in series.rows:
        if row.party_id is not None and not row.group:
            newest[row.party_id, row.is_planned] = row
    rows = [
        NumberRow(
            party.name,
            (number_of(newest.get((party.pk, False)), unit), number_of(newest.get((party.pk, True)), unit)),
        )
        for party in series.parties
    ]
    note = ""
    if rows:
        actual, missing = series.totals(is_planned=False)
        planned, _unknown = series.totals(is_planned=True)
        rows.append(
            NumberRow(
                _("In all"),
                (Number(value_said(actual, unit)), Number(value_said(planned, unit) if planned else "")),
                is_total=True,
            )
        )
        if missing:
            note = _("Of %(number)s the number is not known. It is not nought, and is in no sum.") % {
                "number": danish.number(missing)
            }
    return NumberTable(series.indicator.name, _("Party"), (_("Came"), _("Planned")), tuple(rows), note)


def outcome_table(whole: Series, parts: Sequence[Series]) -> NumberTable:
    """Return how a whole came out: each part with its number and its share of the whole, as of the newest period."""
    total = whole.latest
    rows = [NumberRow(whole.indicator.name, (number_of(total, ""), Number(_share(total, total))), True)]
    for part in parts:
        row = part.latest
        rows.append(NumberRow(part.indicator.name, (number_of(row, ""), Number(_share(row, total)))))
    title = whole.indicator.name
    if total is not None:
        title = f"{title}, {period_said(total.first_on, total.last_on)}"
    return NumberTable(title, _("Outcome"), (_("Number"), _("Share of all")), tuple(rows))


def survey_table(asked: Sequence[Series]) -> NumberTable:
    """Return the answers to questions: a row for each question with the answer that counts, a column for each group."""
    groups = tuple(dict.fromkeys(row.group for series in asked for row in series.rows))
    rows = []
    for series in asked:
        newest = {row.group: row for row in series.actual}
        one = series.indicator
        head = f"{one.name} {one.numerator}".strip()
        rows.append(NumberRow(head, tuple(number_of(newest.get(group), one.unit) for group in groups)))
    newest_row = next((series.rows[-1] for series in asked if series.rows), None)
    source = next((series.indicator.data_source for series in asked if series.indicator.data_source), "")
    said = [source] if source else []
    if newest_row is not None:
        said.append(period_said(newest_row.first_on, newest_row.last_on))
    heads = tuple(group or _("All") for group in groups)
    return NumberTable(_("Answers"), _("Question"), heads, tuple(rows), ", ".join(said))


def tables_of(every: Sequence[Series]) -> list[tuple[Series, NumberTable]]:
    """Return a table for each indicator; those that count parts of a whole, and questions of a survey, share one."""
    parts: dict[int, list[Series]] = {}
    for series in every:
        if series.indicator.whole_id is not None:
            parts.setdefault(series.indicator.whole_id, []).append(series)
    shown = {series.indicator.pk for series in every}
    asked = [series for series in every if series.indicator.kind == IndicatorKind.SURVEY]
    found = []
    for series in every:
        one = series.indicator
        if one.whole_id in shown or (series in asked and series is not asked[0]) or not series.rows:
            continue
        if one.pk in parts:
            found.append((series, outcome_table(series, parts[one.pk])))
        elif series in asked:
            found.append((series, survey_table(asked)))
        elif one.kind == IndicatorKind.INCLUSION:
            found.append((series, planned_and_actual(series)))
        else:
            found.append((series, by_period(series)))
    return found


def _share(row: Measurement | None, total: Measurement | None) -> str:
    if row is None or total is None or row.value is None or not total.value:
        return ""
    return danish.percent(100 * row.value / total.value, 0)


def _head(party: str, group: str) -> str:
    return ", ".join(word for word in (party, group) if word) or _("In all")


def _periods(
    rows: Iterable[Measurement],
) -> list[tuple[tuple[date, date, bool], list[Measurement]]]:
    found: dict[tuple[date, date, bool], list[Measurement]] = {}
    for row in rows:
        found.setdefault((row.first_on, row.last_on, row.is_planned), []).append(row)
    return sorted(found.items())
