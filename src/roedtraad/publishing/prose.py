"""Texts of records as blocks: paragraphs, headings, lists and tables, read from the shape that the text keeps.

The shape is said in `meetings.facts.SectionFacts`: an empty line between blocks, a line for each point and each row,
tabs between the cells of a row. Pure: no HTML, no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST_HEADING = 70
BULLET = re.compile(r"^[-–•*▪◦·]\s+(?=\S)")
NUMBERED = re.compile(r"^(\d{1,2}|[a-zA-Z])[.)]\s+(?=\S)")
NUMERIC = re.compile(r"^[-–−]?\s*(?:ca\.\s*)?[\d.\s]*\d(?:,\d+)?\s*(?:%|kr\.?|mio\.?(?:\s*kr\.?)?)?$|^[-–−]$")


class BlockKind(StrEnum):
    """The shape of a block."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its lines (of a list, its points), or its rows (of a table, the first is the heading)."""

    kind: BlockKind
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    start: int = 1  # the number of the first point

    @property
    def text(self) -> str:
        """Return the words of a paragraph or a heading in one line."""
        return " ".join(self.lines)


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text, in order; nothing of it is left out."""
    stretches = [stretch for stretch in re.split(r"\n[ \t]*\n", text.strip("\n")) if stretch.strip()]
    found: list[Block] = []
    for place, stretch in enumerate(stretches):
        is_last = place == len(stretches) - 1
        found += _of_stretch([line for line in stretch.split("\n") if line.strip()], is_last=is_last)
    return tuple(found)


def _of_stretch(lines: Sequence[str], *, is_last: bool) -> Iterator[Block]:
    """Yield the blocks of lines without an empty one between: a lead, the points under it, a table."""
    group: list[str] = []
    kind = None
    for line in lines:
        this = _kind(line)
        # A line without a marker goes on with the point or the paragraph above it.
        if (
            kind is not None
            and this is not kind
            and not (this is BlockKind.PARAGRAPH and _goes_on(kind, line))
        ):
            yield _block(kind, group)
            group = []
            kind = this
        kind = kind or this
        group.append(line)
    if kind is BlockKind.PARAGRAPH and len(lines) == 1 and not is_last and _is_heading(lines[0]):
        yield Block(BlockKind.HEADING, (lines[0].strip(),))
    elif kind is not None:
        yield _block(kind, group)


def _kind(line: str) -> BlockKind:
    if "\t" in line.rstrip():
        return BlockKind.TABLE
    if BULLET.match(line.strip()):
        return BlockKind.BULLETS
    return BlockKind.NUMBERS if NUMBERED.match(line.strip()) else BlockKind.PARAGRAPH


def _goes_on(kind: BlockKind, line: str) -> bool:
    return kind in {BlockKind.BULLETS, BlockKind.NUMBERS} and line[:1].isspace()


def _is_heading(line: str) -> bool:
    line = line.strip()
    return len(line) <= LONGEST_HEADING and line[-1] not in ".:,;!?" and line[0].isupper()


def _block(kind: BlockKind, lines: Sequence[str]) -> Block:
    if kind is BlockKind.TABLE and len(lines) > 1:
        return Block(kind, rows=_rows(lines))
    if kind in {BlockKind.PARAGRAPH, BlockKind.TABLE}:  # a row alone is no table
        return Block(BlockKind.PARAGRAPH, tuple(" ".join(line.split()) for line in lines))
    marker = BULLET if kind is BlockKind.BULLETS else NUMBERED
    points: list[str] = []
    for line in lines:
        bare, found = marker.subn("", line.strip(), count=1)
        if found or not points:
            points.append(bare)
        else:
            points[-1] += f" {bare}"
    first = NUMBERED.match(lines[0].strip())
    start = int(first[1]) if first and first[1].isdigit() else 1
    return Block(kind, tuple(points), start=start)


def _rows(lines: Sequence[str]) -> tuple[tuple[Cell, ...], ...]:
    """Return the cells; rows that are too short are filled up."""
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
    width = max(map(len, rows))
    cells = [row + [""] * (width - len(row)) for row in rows]
    numbers = [_is_number_column([row[n] for row in cells[1:]]) for n in range(width)]
    return tuple(tuple(Cell(text, numbers[n]) for n, text in enumerate(row)) for row in cells)


def _is_number_column(cells: Sequence[str]) -> bool:
    """Return whether a column holds numbers: most of what stands in it is one."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(bool(NUMERIC.match(cell)) for cell in filled) * 2 > len(filled)
