"""Tables as numbers: what each cell is worth, and which rows and columns are totals, parts, or neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from referat.checks.sums import step_of
from referat.danish.amounts import find_amounts
from referat.danish.numbers import NUMBER, decimals_of, parse_number
from referat.danish.vocabulary import CHECKS
from referat.model import Table
from referat.source import Span


class Kind(StrEnum):
    """What a cell is worth counting as."""

    MONEY = "money"
    NUMBER = "number"
    PERCENT = "percent"
    BLANK = "blank"  # nothing, or a dash: counts as nothing
    TEXT = "text"  # 'Ukendt': a sum with it is unknown


class Place(StrEnum):
    """What a row or column is in the sums of its table."""

    PART = "part"
    TOTAL = "total"
    INCLUDED = "included"  # 'heraf …': already counted in another
    APART = "apart"  # neither part nor total: 'Resultat', 'Andel'
    BREAK = "break"  # a heading between rows


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell. `value` is in kroner or ones; `step` is the smallest printed step of the value."""

    kind: Kind
    span: Span
    value: Decimal = Decimal(0)
    step: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as figures. `heading` is the row with the names of the columns, if it has one."""

    figures: tuple[tuple[Figure, ...], ...]
    labels: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[Place, ...]
    columns: tuple[Place, ...]
    is_rounded: bool  # printed in thousands or millions
    is_counted: bool  # whole numbers that are no kroner: they are never rounded


_FEW_CELLS, _MOST_KEPT = 500, 200
_KEPT: dict[int, tuple[Table, Grid | None]] = {}  # by the identity of the table, which is kept with it
_BLANK = re.compile(r"[\s\-–—.·]*")
_NUMBER_CELL = re.compile(rf"[-−–]?\s?{NUMBER}[*¹²³]?")
_PERCENT_CELL = re.compile(rf"[-−–]?\s?(?P<number>{NUMBER})\s?(?:%|pct\.?|procent)[*¹²³]?", re.IGNORECASE)
_PERCENT_ENDS = "%tT.*¹²³"  # '%', 'pct', 'procent'
_FIRST_NUMBER = re.compile(NUMBER)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:[-/–](?:19|20)?[0-9]{2})?")
_COARSE = re.compile(r"(?<!\w)(?:1\.?000|t\.?\s?kr|tdkk|mio|mia|mkr|tusind)", re.IGNORECASE)
_KRONER = re.compile(
    r"(?<!\w)(?:kr|dkk|beløb|tilskud|budget|regnskab|udgift|indtægt|forbrug|pris)", re.IGNORECASE
)
_EDGE = " \t\u00a0*_:.;,"


def figure(words: str, span: Span) -> Figure:
    """Return what a cell is worth."""
    text = words.strip(" \t\u00a0*_|")
    if _BLANK.fullmatch(text):
        return Figure(Kind.BLANK, span)
    percent = _PERCENT_CELL.fullmatch(text) if text[-1] in _PERCENT_ENDS else None
    if percent is not None:
        value = parse_number(percent["number"])
        step = step_of(decimals_of(percent["number"]))
        return Figure(Kind.PERCENT, span, value, step) if value is not None else Figure(Kind.TEXT, span)
    if _NUMBER_CELL.fullmatch(text):
        value = parse_number(text.rstrip("*¹²³"))
        step = step_of(decimals_of(text.rstrip("*¹²³")))
        return Figure(Kind.NUMBER, span, value, step) if value is not None else Figure(Kind.TEXT, span)
    return _money(text, span)


def _money(text: str, span: Span) -> Figure:
    amounts = find_amounts(text)
    if len(amounts) != 1 or amounts[0].approximate or amounts[0].alternative is not None:
        return Figure(Kind.TEXT, span)
    amount = amounts[0]
    around = text[: amount.span.start] + text[amount.span.end :]
    printed = _FIRST_NUMBER.search(text)
    number = parse_number(printed[0]) if printed is not None else None
    if around.strip(" .,*-–") or printed is None or not number:
        return Figure(Kind.TEXT, span)
    unit = abs(amount.value / number)
    return Figure(Kind.MONEY, span, amount.value, step_of(decimals_of(printed[0]), unit=unit))


def _folded(words: str) -> str:
    return " ".join(words.strip(_EDGE).casefold().split())


def _begins(label: str, words: tuple[str, ...]) -> bool:
    return label.startswith(words) and any(label == word or label.startswith(word + " ") for word in words)


def place_of(label: str) -> Place:
    """Return what a row or column with this name is."""
    name = _folded(label)
    if _begins(name, CHECKS.included):
        return Place.INCLUDED
    if _begins(name, CHECKS.totals):
        return Place.TOTAL
    if name.endswith(CHECKS.totals) and any(name.endswith(" " + word) for word in CHECKS.totals):
        return Place.TOTAL
    return Place.APART if _begins(name, CHECKS.apart) else Place.PART


def _is_heading(row: tuple[str, ...]) -> bool:
    """Return whether a row names columns: no figures in it but years."""
    cells = [cell.strip(_EDGE) for cell in row[1:]]
    named = [cell for cell in cells if cell and not _BLANK.fullmatch(cell)]
    return bool(named) and all(
        _YEAR.fullmatch(cell) or figure(cell, Span(0, 0)).kind is Kind.TEXT for cell in named
    )


def grid_of(table: Table) -> Grid | None:
    """Return the table as figures, or None where it is too small to have a sum or its rows differ in length.

    Every check of tables asks for the same ones: they are kept until `forget_grids`, as far as there is room.
    """
    kept = _KEPT.get(id(table))
    if kept is not None and kept[0] is table:
        return kept[1]
    grid = _grid(table)
    if sum(map(len, table.rows)) <= _FEW_CELLS and len(_KEPT) < _MOST_KEPT:
        _KEPT[id(table)] = table, grid
    return grid


def forget_grids() -> None:
    """Let go of the tables of a document that has been checked."""
    _KEPT.clear()


def _grid(table: Table) -> Grid | None:
    width = len(table.rows[0]) if table.rows else 0
    if len(table.rows) < 2 or width < 2 or any(len(row) != width for row in table.rows):
        return None
    heading = _is_heading(table.rows[0])
    names = tuple(table.rows[0]) if heading else ("",) * width
    figures = tuple(
        tuple(figure(words, span) for words, span in zip(row, spans, strict=True))
        for row, spans in zip(table.rows, table.cells, strict=True)
    )
    labels = tuple(row[0] for row in table.rows)
    rows = [_row_place(index, labels, figures, heading=heading) for index in range(len(figures))]
    columns = [Place.APART if index == 0 else _column_place(names[index]) for index in range(width)]
    coarse = table.unit is not None or any(_COARSE.search(name) for name in names)
    kroner = any(_KRONER.search(words) for words in (*names, *labels))
    return Grid(figures, labels, names, tuple(rows), tuple(columns), coarse, not kroner and not coarse)


def _row_place(
    index: int, labels: tuple[str, ...], figures: tuple[tuple[Figure, ...], ...], *, heading: bool
) -> Place:
    kinds = {figure.kind for figure in figures[index][1:]}
    if index == 0 and heading:
        return Place.BREAK
    if not kinds & {Kind.MONEY, Kind.NUMBER, Kind.PERCENT}:
        return Place.BREAK if Kind.TEXT in kinds else Place.PART
    return place_of(labels[index])


def _column_place(name: str) -> Place:
    folded = _folded(name)
    if place_of(name) is Place.TOTAL:
        return Place.TOTAL
    unusable = any(word in folded.split() or (word == "%" and "%" in folded) for word in CHECKS.not_added)
    return Place.APART if unusable else place_of(name)
