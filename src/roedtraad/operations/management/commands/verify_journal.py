"""`roedtraad verify_journal`: read the whole journal and say whether an entry is missing or was changed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.accounts.models import JournalHead


class Command(BaseCommand):
    """Try whether the journal holds together."""

    help = str(_("Read the whole journal and say whether an entry is missing or was changed."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each break; the exit status is 1 when there is one."""
        words = {
            "missing": _("Entry %(number)s is missing."),
            "changed": _("Entry %(number)s has been changed."),
            "head": _("The last entry should be %(number)s; the end is missing."),
        }
        broken = 0
        for found in journal.verify():
            broken += 1
            self.stderr.write(words[found.what] % {"number": danish.number(found.number)})
        if broken:
            raise CommandError(_("The journal does not hold together"))
        number = JournalHead.objects.get(pk=1).number
        self.stdout.write(
            ngettext(
                "The journal holds together: %(number)s entry.",
                "The journal holds together: %(number)s entries.",
                number,
            )
            % {"number": danish.number(number)}
        )
