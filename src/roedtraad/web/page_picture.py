"""A page as a small drawing: a stroke for each line, and those that were quoted marked. Pure: no database, no HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roedtraad.documents.masking import Region

WIDTH, HEIGHT = 100, 130
MARGIN = 10
MOST = 30  # strokes; of a longer page, those around what is quoted
WIDEST = 90  # letters of a full line


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of the page."""

    y: int
    until: int
    is_marked: bool


def strokes(text: str, spans: Iterable[Region]) -> tuple[Stroke, ...]:
    """Return the lines of a page as strokes, the quoted ones marked."""
    marked = list(spans)
    rows: list[tuple[int, bool]] = []
    place = 0
    for line in text.splitlines(keepends=True):
        for start in range(0, max(len(line), 1), WIDEST):
            piece = line[start : start + WIDEST]
            begin, end = place + start, place + start + len(piece)
            rows.append((len(piece.strip()), any(first < end and begin < last for first, last in marked)))
        place += len(line)
    first = next((n for n, (_, is_marked) in enumerate(rows) if is_marked), 0)
    at = max(0, min(first - MOST // 3, len(rows) - MOST))
    step = (HEIGHT - 2 * MARGIN) // MOST + 1
    return tuple(
        Stroke(
            MARGIN + n * step, MARGIN + round((WIDTH - 2 * MARGIN) * min(width, WIDEST) / WIDEST), is_marked
        )
        for n, (width, is_marked) in enumerate(rows[at : at + MOST])
        if width
    )
