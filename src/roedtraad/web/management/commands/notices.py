"""`roedtraad notices [--follow]`: plan the mails that what happened leads to, and send those that wait."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.notices.actions.following import follow_journal, follow_seats
from roedtraad.notices.actions.planning import plan_adoptions, plan_digests, plan_reminders
from roedtraad.notices.actions.sending import Sent, send_waiting
from roedtraad.publishing.actions import publish_due
from roedtraad.web.waiting import waiting_for

logger = logging.getLogger(__name__)
REST_SECONDS = 5.0
REST_AFTER_ERROR_SECONDS = 60.0


class Command(BaseCommand):
    """Plan and send mails; it can be killed at any moment, and nobody gets one twice."""

    help = str(_("Plan and send the mails that wait: agendas, minutes, reminders, digests."))

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to go on."""
        parser.add_argument("--follow", action="store_true", help=str(_("go on until Ctrl-C")))

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it once, or go on, and say what was done."""
        if options["follow"]:
            _follow()
            return
        nightly()
        planned, sent = plan_and_send(now=timezone.now())
        told = _(
            "%(planned)s mails were planned, %(sent)s sent, %(empty)s not needed, %(uncertain)s uncertain."
        )
        numbers = {
            "planned": planned,
            "sent": sent.sent,
            "empty": sent.empty,
            "uncertain": sent.uncertain,
        }
        self.stdout.write(told % {name: danish.number(number) for name, number in numbers.items()})


def plan_and_send(*, now: datetime) -> tuple[int, Sent]:
    """Plan what is new, and send what waits; return how many mails were planned, and what became of those that waited."""
    list(publish_due(at=now))  # what was refused stands on the page of its minutes
    planned = 0
    while True:
        followed = follow_journal(now=now)
        planned += followed.planned
        if not followed.is_behind:
            break
    planned += plan_reminders(now=now) + plan_adoptions(now=now) + plan_digests(now=now)
    return planned, send_waiting(now=now, waiting_for=waiting_for)


def nightly() -> None:
    """Do what a new day brings: promises that fall due, seats that begin and end. Done twice it does nothing more."""
    call_command("keep_promises", verbosity=0)
    follow_seats(now=timezone.now())


def _follow() -> None:
    """Go on until a signal comes. What goes wrong is logged, and tried again later: no letter stops the house."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    rest, done_on = 0.0, date.min
    while not stop.wait(rest):
        rest = REST_SECONDS
        try:
            if timezone.localdate() != done_on:
                nightly()
                done_on = timezone.localdate()
            plan_and_send(now=timezone.now())
        except Exception:  # the processes of a server stop together, and mails are the least of them
            logger.exception("The mails could not be planned or sent")
            rest = REST_AFTER_ERROR_SECONDS
        close_old_connections()
