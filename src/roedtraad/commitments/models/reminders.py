"""Which reminders are due and which were sent: one row each, so that none is sent twice."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.bodies.models import Person
from roedtraad.commitments.models.commitments import Commitment


class Step(models.TextChoices):
    """How far the reminders have come: before the day, on it, after it, and at last to the chairs too."""

    BEFORE = "before", _("before the day")
    ON = "on", _("on the day")
    AFTER = "after", _("after the day")
    CHAIRS = "chairs", _("to the chairs too")
    ASKED = "asked", _("asked by a person")


class Reminder(models.Model):
    """One mail to one person about one promise. `due_on` is the day it reminds of: a promise that is moved is
    reminded of anew. `number` tells the mails apart that somebody asked for by hand."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="reminders")
    step = models.CharField(max_length=6, choices=Step.choices)
    due_on = models.DateField()
    number = models.PositiveSmallIntegerField(default=1)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    found_on = models.DateField()  # the day on which it fell due
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "step", "due_on", "number", "person"], name="a_reminder_stands_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["found_on"], condition=models.Q(sent_at__isnull=True), name="reminder_unsent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.step} {self.due_on}"
