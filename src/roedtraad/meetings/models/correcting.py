"""Published minutes that are being corrected: why, and what they are to say, kept aside from what everybody reads."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from roedtraad.meetings.models.attendance import Participant
from roedtraad.meetings.models.items import AgendaItem
from roedtraad.meetings.models.meetings import Meeting


class Correction(models.Model):
    """Published minutes are being corrected. What is written meanwhile stands aside; issuing them ends it."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, primary_key=True, related_name="correction"
    )
    reason = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_correction_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.reason}"


class CorrectedDecision(models.Model):
    """What the minutes are to say was decided under an item. `content`: `meetings.corrected.DecisionSaid` as JSON."""

    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="decisions")
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="corrected")
    content = models.TextField(editable=False)

    def __str__(self) -> str:
        return f"{self.item}"


class CorrectedPresence(models.Model):
    """At which items the minutes are to say somebody was. `content`: `meetings.corrected.RangeSaid`, several, as JSON."""

    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="presences")
    participant = models.OneToOneField(Participant, on_delete=models.PROTECT, related_name="corrected")
    content = models.TextField(editable=False)

    def __str__(self) -> str:
        return f"{self.participant}"
