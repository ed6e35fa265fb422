"""One line of a page, as it is handed on: prose, fields beside each other, or a row of a table."""

from __future__ import annotations

from dataclasses import dataclass, field

from referat.readers.pdf.fragments import Fragment

Cell = list[Fragment]  # below each other


@dataclass(slots=True, eq=False)
class Line:
    """One line of the page. A row of a table has several cells, and a cell may have several fragments below
    each other; any other line has one cell, or several where tabs stand between them. `table` numbers the tables
    of the page from 1; 0 is none. `left` and `right` are the edges of the column."""

    cells: list[list[Fragment]]
    left: float
    right: float
    table: int = 0
    is_field: bool = False  # a name in bold and its value
    bullet: bool = False  # a dot is drawn before it
    turned: bool = False  # written along the edge of the page
    size: float = 0.0  # of its font, in points
    bold_to: int = 0  # the index after the characters that it begins with in bold
    first: Fragment = field(init=False)
    last: Fragment = field(init=False)
    x0: float = field(init=False)
    x1: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)
    height: float = field(init=False)  # of the first fragment

    def __post_init__(self) -> None:
        pieces = [piece for cell in self.cells for piece in cell]
        self.first, self.last = pieces[0], pieces[-1]
        self.x0, self.x1 = self.first.x0, self.first.x1
        self.top, self.bottom = self.first.top, self.first.bottom
        self.height = self.bottom - self.top
        for piece in pieces[1:]:
            self.x0, self.x1 = min(self.x0, piece.x0), max(self.x1, piece.x1)
            self.top, self.bottom = min(self.top, piece.top), max(self.bottom, piece.bottom)

    @property
    def is_bold(self) -> bool:
        """Return whether all of the line is bold."""
        return self.bold_to >= self.last.ranges[-1][1]
