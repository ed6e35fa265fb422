"""`roedtraad serve`: the web server and the background worker, until Ctrl-C."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from roedtraad.importing.actions import go_on
from roedtraad.operations import serving
from roedtraad.operations.health import is_behind


class Command(BaseCommand):
    """Serve the pages and do the background work."""

    help = str(_("Serve the pages and do the background work, until Ctrl-C."))
    requires_system_checks = "__all__"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address and the number of processes."""
        parser.add_argument("--bind", default="127.0.0.1:8000", help=str(_("address and port")))
        parser.add_argument(
            "--workers", type=int, default=serving.usual_workers(), help=str(_("number of web processes"))
        )
        parser.add_argument(
            "--migrate", action="store_true", help=str(_("bring the database up to date first"))
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Collect the styles, take up what was left unread, start both processes, wait."""
        if settings.IS_DEMO and serving.is_for_others(options["bind"]):
            raise CommandError(
                _(
                    "ROEDTRAAD_DEMO is on: whoever opens the page can log in as anybody, so it is served on this machine alone."
                    " Take a bind like 127.0.0.1:8000, or leave ROEDTRAAD_DEMO out."
                )
            )
        if options["migrate"]:
            call_command("migrate", verbosity=0, interactive=False)
        elif is_behind():
            raise CommandError(_("The database is not up to date. Run: roedtraad migrate"))
        call_command("collectstatic", verbosity=0, interactive=False)
        go_on()
        connection.close()
        self.stdout.write(_("Rød Tråd is at http://%(bind)s. Stop with Ctrl-C.") % {"bind": options["bind"]})
        self.stdout.flush()
        started = serving.parts(bind=options["bind"], workers=options["workers"], proxies=settings.PROXIES)
        environment = {"DJANGO_SETTINGS_MODULE": "roedtraad.settings", **os.environ}
        if serving.run(started, environment=environment):
            raise CommandError(_("The web server or the worker stopped by itself; see above."))
        self.stdout.write(_("Stopped."))
