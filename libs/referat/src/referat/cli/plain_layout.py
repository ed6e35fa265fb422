"""An overview as plain text, with the standard library alone: where rich is not installed."""

from __future__ import annotations

import textwrap

from referat.cli.overview import Column, Overview, Row, Table

GAP = "  "
NARROWEST = 16
SHORTEST_RULE = 2


def laid_out(overview: Overview, *, width: int, colour: bool) -> str:
    """Return the overview as lines of at most `width` characters (long single words apart); `colour` is ignored."""
    lines = _headline(overview, width)
    for cell in overview.lines:
        lines += textwrap.wrap(cell.words, width) or [""]
    for table in overview.tables:
        lines += ["", table.heading, *_rows(table, width)]
        if table.more:
            lines.append(table.more)
    return "\n".join(lines) + "\n"


def _headline(overview: Overview, width: int) -> list[str]:
    """Return the name, a line to the right edge and what the document is; a long name has a line of its own."""
    room = width - len(overview.name) - len(overview.kind) - 2
    if room < SHORTEST_RULE:
        return [
            *textwrap.wrap(overview.name, width),
            f"{'─' * (width - len(overview.kind) - 1)} {overview.kind}",
        ]
    return [f"{overview.name} {'─' * room} {overview.kind}"]


def _rows(table: Table, width: int) -> list[str]:
    widths = _widths(table, width)
    return [line for row in table.rows for line in _row(row, table.columns, widths)]


def _widths(table: Table, width: int) -> list[int]:
    """Return how wide each column is: as wide as its widest cell up to its limit; the open one gets the rest."""
    widths = [
        min(max((len(row[number].words) for row in table.rows), default=0), column.widest or width)
        for number, column in enumerate(table.columns)
    ]
    fixed = sum(wide for wide, column in zip(widths, table.columns, strict=True) if column.widest)
    gaps = len(GAP) * len(widths)
    return [
        wide if column.widest else max(width - fixed - gaps, NARROWEST)
        for wide, column in zip(widths, table.columns, strict=True)
    ]


def _row(row: Row, columns: tuple[Column, ...], widths: list[int]) -> list[str]:
    cells = [textwrap.wrap(cell.words, wide or 1) for cell, wide in zip(row, widths, strict=True)]
    lines = []
    for number in range(max(len(cell) for cell in cells)):
        parts = [cell[number] if number < len(cell) else "" for cell in cells]
        aligned = [
            part.rjust(wide) if column.right else part.ljust(wide)
            for part, wide, column in zip(parts, widths, columns, strict=True)
        ]
        lines.append((GAP + GAP.join(aligned)).rstrip())
    return lines
