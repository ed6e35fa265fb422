"""`roedtraad keep_promises`: what is done with promises each night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.bodies.models import Body
from roedtraad.commitments.actions import bind_dues, fall_due


class Command(BaseCommand):
    """Set promises for the meetings that they are due at, and find who is to be reminded."""

    help = str(
        _("Set promises for the meetings they are due at, and find whom to remind. Run it each night.")
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do both for today; a night that was missed loses nothing."""
        today = timezone.localdate()
        bodies = Body.objects.filter(commitments_due__isnull=False).distinct().values_list("pk", flat=True)
        changed, reminders = bind_dues(list(bodies), on=today), fall_due(on=today)
        told = _(
            "%(changed)s promises are due at another meeting now; %(reminders)s reminders are to be sent."
        )
        self.stdout.write(told % {"changed": changed, "reminders": reminders})
