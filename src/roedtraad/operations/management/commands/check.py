"""`roedtraad check`: the settings, the database, the journal and the stored files."""

from __future__ import annotations

from typing import Any

from django.core import checks
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.check import Command as SettingsCheck
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad import danish
from roedtraad.operations import health


class Command(SettingsCheck):
    """Django's own check of the settings, and whether the installation is well."""

    help = str(_("See whether settings, database, journal and stored files are as they should be."))

    def add_arguments(self, parser: CommandParser) -> None:
        """Take Django's own options, and whether to look at the settings alone."""
        super().add_arguments(parser)
        parser.add_argument("--settings-only", action="store_true", help=str(_("only the settings")))

    def handle(self, *app_labels: Any, **options: Any) -> None:
        """Run both; the exit status is 1 when something is wrong."""
        if app_labels or options["tags"] or options["list_tags"]:
            super().handle(*app_labels, **options)
            return
        self.check(
            include_deployment_checks=options["deploy"],
            fail_level=getattr(checks, options["fail_level"]),
            databases=options["databases"],
        )
        if options["settings_only"]:
            return
        found = 0
        for fault in health.faults():
            found += 1
            self.stderr.write(fault)
        if found:
            raise CommandError(
                ngettext("%(number)s thing is wrong.", "%(number)s things are wrong.", found)
                % {"number": danish.number(found)}
            )
        self.stdout.write(_("Settings, database, journal and stored files are as they should be."))
