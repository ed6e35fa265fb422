"""An overview as text laid out by rich: in colour where the terminal has it, and just as readable without."""

from __future__ import annotations

from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from referat.cli.overview import Cell, Overview, Table, Tone

SHORTEST_RULE = 2
STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.QUIET: "bright_black",
    Tone.ALARM: "red",
    Tone.CAUTION: "yellow",
}


def laid_out(overview: Overview, *, width: int, colour: bool) -> str:
    """Return the overview as lines of at most `width` characters, with ANSI colours if `colour`."""
    output = StringIO()
    console = Console(
        file=output,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(_headline(overview, width))
    for cell in overview.lines:
        console.print(_text(cell))
    for table in overview.tables:
        console.print()
        console.print(Text(table.heading, style="bold cyan"))
        console.print(Padding(_grid(table), (0, 0, 0, 2)))
        if table.more:
            console.print(Text(f"  {table.more}", style="bright_black"))
    return "\n".join(line.rstrip() for line in output.getvalue().split("\n"))


def _headline(overview: Overview, width: int) -> Text:
    """Return the name, a line to the right edge and what the document is; a long name has a line of its own."""
    room = width - cell_len(overview.name) - cell_len(overview.kind) - 2
    text = Text(overview.name, style="bold", overflow="fold")
    if room < SHORTEST_RULE:
        text.append("\n")
        room = width - cell_len(overview.kind) - 1
    else:
        text.append(" ")
    return text.append(f"{'─' * room} {overview.kind}", style="not bold bright_black")


def _grid(table: Table) -> RichTable:
    grid = RichTable.grid(padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    for column in table.columns:
        grid.add_column(
            justify="right" if column.right else "left",
            ratio=None if column.widest else 1,
            max_width=column.widest,
            overflow="fold",
        )
    for row in table.rows:
        grid.add_row(*map(_text, row))
    return grid


def _text(cell: Cell) -> Text:
    text = Text(cell.words, style=STYLES[cell.tone])
    text.stylize("green", 0, len(cell.lead))
    return text
