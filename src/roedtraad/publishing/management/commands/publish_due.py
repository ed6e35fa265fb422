"""`roedtraad publish_due`: publish what is to be published now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.publishing.actions import publish_due


class Command(BaseCommand):
    """Publish the papers whose time has come. Run it each minute; run twice it does it once."""

    help = str(_("Publish the papers whose time has come. Run it each minute."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish them, and say what was refused."""
        rows = list(publish_due(at=timezone.now()))
        for row in rows:
            if row.refusal:
                self.stderr.write(f"{row.meeting}: {row.refusal}")
        told = _("%(published)s papers were published; %(refused)s could not be.")
        refused = sum(bool(row.refusal) for row in rows)
        if options["verbosity"]:
            self.stdout.write(told % {"published": len(rows) - refused, "refused": refused})
