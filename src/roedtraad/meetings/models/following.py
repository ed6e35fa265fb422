"""What other apps hang on an item: their records are seen as what was decided under it is."""

from __future__ import annotations

from django.db import models

from roedtraad.accounts.models import Record
from roedtraad.meetings.models.items import AgendaItem


class SeenWith(models.Model):
    """A record of a higher app (a promise) that whoever sees the decision of an item sees, and nobody else.

    `meetings.audience` writes its audience together with the decision's, so that closing, opening, publishing and
    taking back reach it at once, though `meetings` does not know what it is.
    """

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="seen_with"
    )
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="followers")

    class Meta:
        verbose_name_plural = "seen with"

    def __str__(self) -> str:
        return f"{self.record_id}: {self.item_id}"
