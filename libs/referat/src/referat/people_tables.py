"""People in tables: columns 'Navn', 'Organisation', 'Til stede', 'Afbud', crosses and all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from referat.blocks import Piece
from referat.danish.names import FoundPerson, split_people
from referat.danish.words import WORDS, Column, folded
from referat.manuscript import Manuscript
from referat.mention import Context, Mention, group_of, mention_of
from referat.model import Function
from referat.source import Span
from referat.tables import Row, rows_of

_INITIALS = re.compile(r"[A-ZÆØÅ]{2,4}")
_YES = re.compile(r"\s*(?:x|ja|\+|✓|✔|☑|√|v|1|ok)\s*", re.IGNORECASE)
_NO = re.compile(r"\s*(?:-|–|÷|nej|0|n|a|afbud.*|fravær.*|ikke.*|udeblev.*)\s*", re.IGNORECASE)
_AWAY = re.compile(
    r"\s*(?:afbud|fravær|ikke\s+(?:svaret|mødt|til\s*stede|deltaget|afgivet)).*", re.IGNORECASE
)


def _columns(script: Manuscript, row: Row) -> dict[Column, int]:
    found: dict[Column, int] = {}
    for at, cell in enumerate(row):
        column = WORDS.columns.get(folded(script.text[cell.start : cell.end]))
        if column is not None:
            found.setdefault(column, at)
    return found


def has_names(script: Manuscript, piece: Piece) -> bool:
    """Whether a table is a list of people: one of its columns is headed 'Navn', 'Deltager' or the like."""
    rows = rows_of(script.text, piece.lines)
    return len(rows) > 1 and Column.NAME in _columns(script, rows[0])


def from_table(script: Manuscript, rows: Sequence[Row], context: Context) -> Iterator[Mention]:
    """Yield the people in the rows of a table, whose columns are known by the words of its first row."""
    columns = _columns(script, rows[0]) if rows else {}
    if Column.NAME in columns:
        ticked = _is_ticked(script, rows[1:], columns)
        for row in rows[1:]:
            yield from _from_row(script, row, columns, context, ticked=ticked)
        return
    for row in rows:
        first = folded(script.text[row[0].start : row[0].end])
        group = group_of(first) if first else None
        if group is not None and len(row) > 1:
            here, cells = Context(True, group.function, group.absent), row[1:]
        else:
            here, cells = context, row
        if here.open:
            whole = cells if group is not None else (Span(row[0].start, row[-1].end),)
            for line in (line for cell in whole for line in script.lines_of_cell(cell)):
                for found in split_people(script.text, line.start, line.end):
                    yield mention_of(found, here)


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row of a table of people, by the meaning of its columns."""

    script: Manuscript
    row: Row
    columns: Mapping[Column, int]

    def at(self, column: Column) -> Span | None:
        """Return the words of a cell, or None where the table has no such column or the cell is empty."""
        place = self.columns.get(column)
        return self.script.trim(self.row[place]) if place is not None and place < len(self.row) else None

    def says(self, column: Column, answer: re.Pattern[str]) -> bool:
        """Whether a cell has words that are this answer."""
        cell = self.at(column)
        return cell is not None and answer.fullmatch(self.script.text, cell.start, cell.end) is not None

    def is_absent(self) -> bool:
        """Whether a cross, or its lack, says that the person was away."""
        away = self.at(Column.ABSENCE)
        if self.says(Column.PRESENCE, _NO):
            return True
        if away is not None and (not self.says(Column.ABSENCE, _NO) or self.says(Column.ABSENCE, _AWAY)):
            return True
        return Column.PRESENCE not in self.columns and away is None and self._ticked_nowhere()

    def _ticked_nowhere(self) -> bool:
        """Whether columns without a name that we know, one for each day of the meeting, all say that nobody came."""
        known = set(self.columns.values())
        others = [
            self.script.text[cell.start : cell.end] for at, cell in enumerate(self.row) if at not in known
        ]
        away = [words for words in others if _AWAY.fullmatch(words)]
        return bool(away) and not any(_YES.fullmatch(words) for words in others)


def _is_ticked(script: Manuscript, rows: Sequence[Row], columns: Mapping[Column, int]) -> bool:
    """Whether those who came are ticked, so that an empty cell says that somebody did not."""
    if Column.ABSENCE in columns or Column.PRESENCE not in columns:
        return False
    said = [_Cells(script, row, columns) for row in rows]
    filled = [cells for cells in said if cells.at(Column.PRESENCE) is not None]
    return len(filled) > 1 and all(cells.says(Column.PRESENCE, _YES) for cells in filled)


def _from_row(
    script: Manuscript, row: Row, columns: Mapping[Column, int], context: Context, *, ticked: bool
) -> Iterator[Mention]:
    cells = _Cells(script, row, columns)
    name = cells.at(Column.NAME)
    if name is None:
        return
    function = context.function if context.open else Function.MEMBER
    unticked = ticked and cells.at(Column.PRESENCE) is None
    here = replace(context, absent=context.absent or unticked or cells.is_absent(), function=function)
    role = cells.at(Column.ROLE)
    said = cells.at(Column.PRESENCE) if not cells.says(Column.PRESENCE, _YES) else None
    remarks = tuple(span for span in (cells.at(Column.NOTE), said) if span is not None)
    people = split_people(script.text, name.start, name.end)
    if not people and _INITIALS.fullmatch(script.text, name.start, name.end):
        people = [FoundPerson(name, name)]
    for found in people:
        mention = mention_of(found, here)
        yield replace(
            mention,
            affiliation=cells.at(Column.AFFILIATION) or mention.affiliation,
            role=(role,) if role is not None else mention.role,
            notes=(*mention.notes, *remarks),
        )
