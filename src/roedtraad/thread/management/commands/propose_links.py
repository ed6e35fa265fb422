"""`roedtraad propose_links [--follow]`: propose what belongs to which initiative, from the first act that has not been looked at."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.thread.following import follow_journal, follow_to_the_end

logger = logging.getLogger(__name__)
REST_SECONDS = 3.0  # between two looks at the journal
REST_AFTER_ERROR_SECONDS = 30.0


class Command(BaseCommand):
    """Follow the journal to its end, or for as long as the program runs."""

    help = str(
        _("Propose what belongs to which initiative, in all that has been recorded since the last time.")
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to go on."""
        parser.add_argument(
            "--follow", action="store_true", help=str(_("go on following what is recorded, until Ctrl-C"))
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Follow, and say what was done."""
        if options["follow"]:
            _follow()
            return
        done = follow_to_the_end()
        self.stdout.write(
            _("Read %(acts)s acts. Proposed: %(new)s. Taken back: %(gone)s.")
            % {
                "acts": danish.number(done.acts),
                "new": danish.number(done.proposed.new),
                "gone": danish.number(done.proposed.gone),
            }
        )


def _follow() -> None:
    """Propose what is recorded soon after, until a signal comes. What goes wrong is logged, and tried again."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    rest = 0.0
    while not stop.wait(rest):
        rest = REST_SECONDS
        try:
            rest = 0.0 if follow_journal().is_behind else REST_SECONDS
        except DatabaseError:
            logger.exception("Links could not be proposed")
            rest = REST_AFTER_ERROR_SECONDS
        close_old_connections()
