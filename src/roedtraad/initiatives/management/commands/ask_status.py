"""`ask_status`: ask the initiatives how they go, as the calendars of the bodies say. Run it every morning."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from roedtraad.initiatives.actions import ask_by_calendar


class Command(BaseCommand):
    """Asks what is to be asked by today; run twice, nobody is asked twice."""

    help = "Ask the initiatives how they go, as the calendars of the bodies say."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, and say how many were asked."""
        count = ask_by_calendar(on=timezone.localdate())
        self.stdout.write(f"Der er spurgt til status på {count} indsatser.")
