"""How far a run has come, on one line of standard error, if that is a terminal.

rich has a progress bar too; it takes over standard output while it runs, which is where the results go.
"""

from __future__ import annotations

import shutil
from typing import TextIO

from referat.cli.wording import printable, shortened

BAR = 24
CLEAR = "\r\x1b[K"


class Progress:
    """A bar that is drawn anew for each file and wiped out before anything else is printed."""

    def __init__(self, stream: TextIO, *, total: int, shown: bool) -> None:
        self._stream = stream
        self._total = total
        self._shown = shown and total > 1

    def show(self, done: int, *, name: str = "") -> None:
        """Draw the bar: `done` files are finished, the last of them `name`."""
        if not self._shown:
            return
        full = BAR * done // self._total
        counts = f"{done}/{self._total}"
        room = shutil.get_terminal_size().columns - BAR - len(counts) - 6
        bar = f"[{'#' * full}{'.' * (BAR - full)}] {counts}"
        shown_name = shortened(printable(name), longest=room) if room > 10 else ""
        self._stream.write(f"{CLEAR}{bar}  {shown_name}")
        self._stream.flush()

    def wipe(self) -> None:
        """Remove the bar, so that the line is free."""
        if self._shown:
            self._stream.write(CLEAR)
            self._stream.flush()
