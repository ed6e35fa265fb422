"""`roedtraad index [--rebuild] [--follow]`: bring the search index of this host up to what has been recorded."""

from __future__ import annotations

import logging
import signal
import sys
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad import danish
from roedtraad.search.actions import CaughtUp, State, catch_up, needs_building, rebuild
from roedtraad.search.index.generations import Busy

logger = logging.getLogger(__name__)
PATIENCE_SECONDS = 30.0
REST_SECONDS = 1.0  # between two looks at the journal
REST_AFTER_ERROR_SECONDS = 30.0


class Command(BaseCommand):
    """Build the index where there is none, and follow the journal."""

    help = str(
        _(
            "Bring the search index of this machine up to what has been recorded; make it where there is none. "
            "The index can be deleted at any time, and made again."
        )
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to begin from nothing, and whether to go on."""
        parser.add_argument(
            "--rebuild", action="store_true", help=str(_("make it anew; the old one answers until then"))
        )
        parser.add_argument(
            "--follow", action="store_true", help=str(_("go on following what is recorded, until Ctrl-C"))
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, or catch up, and say what was done."""
        if options["follow"]:
            _follow()
            return
        try:
            if options["rebuild"] or needs_building():
                self._tell_built(rebuild(progress=self._progress))
                return
            done = catch_up(wait_seconds=PATIENCE_SECONDS)
        except Busy as error:
            raise CommandError(
                _("Another process is building the index. Wait until it has finished.")
            ) from error
        if done.state is State.BUSY:
            raise CommandError(_("Another process is writing to the index. Try again in a moment."))
        self._tell(done)

    def _tell_built(self, written: int) -> None:
        if sys.stdout.isatty():
            self.stdout.write("")
        self.stdout.write(
            ngettext(
                "The index was made: %(number)s entry.", "The index was made: %(number)s entries.", written
            )
            % {"number": danish.number(written)}
        )

    def _tell(self, done: CaughtUp) -> None:
        self.stdout.write(
            _("The index is up to date: read %(acts)s acts, wrote %(written)s entries.")
            % {"acts": danish.number(done.acts), "written": danish.number(done.written)}
        )

    def _progress(self, done: int, of: int) -> None:
        if sys.stdout.isatty():
            self.stdout.write(f"\r{danish.number(done)} / {danish.number(of)}", ending="")
            self.stdout.flush()


def _follow() -> None:
    """Keep the index of this host up to date until a signal comes. What goes wrong is logged, and tried again."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    rest = 0.0
    while not stop.wait(rest):
        rest = REST_SECONDS
        try:
            if catch_up().state is State.NO_INDEX and needs_building():
                rebuild()
        except Busy:
            pass  # another process of this host is building
        except (DatabaseError, OSError, ValueError):  # tantivy raises ValueError for all its own
            logger.exception("The index could not be brought up to date")
            rest = REST_AFTER_ERROR_SECONDS
        close_old_connections()
