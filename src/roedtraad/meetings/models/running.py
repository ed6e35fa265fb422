"""What a meeting that is run here has beside its items: how they are planned, who approved the agenda, where it is now."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.bodies.models import Body
from roedtraad.meetings.models.decisions import OutcomeKind
from roedtraad.meetings.models.items import AgendaItem
from roedtraad.meetings.models.meetings import Meeting


class ItemKind(models.TextChoices):
    """What is done under an item, where it is not what items mostly are."""

    VISIT = "visit", _("visit")
    PRESENTATION = "presentation", _("presentation")
    THEME = "theme", _("theme discussion")


class ItemPlan(models.Model):
    """How an item stands on the agenda: the heading of the group that begins with it, who presents it, the pause before it."""

    item = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, primary_key=True, related_name="plan")
    heading = models.CharField(_("heading above"), max_length=120, blank=True)
    presenter = models.CharField(_("presented by"), max_length=200, blank=True)
    guests = models.CharField(_("guests for this item"), max_length=500, blank=True)
    kind = models.CharField(_("kind of item"), max_length=12, choices=ItemKind.choices, blank=True)
    pause_minutes = models.PositiveSmallIntegerField(_("pause before, minutes"), default=0)

    def __str__(self) -> str:
        return f"{self.item}"


class AgendaApproval(models.Model):
    """A chair approved the agenda as it stands. Whatever changes it afterwards takes the row away."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="approvals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "by"], name="a_chair_approves_once")]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.by}"


class Sitting(models.Model):
    """A meeting that is going on, or was: since when, and which item it is at."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, primary_key=True, related_name="sitting"
    )
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    item_begun_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.meeting}"


class Phrase(models.Model):
    """A standard phrase of a body for what it decides; `kind` is the outcome that goes with it."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="phrases")
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=OutcomeKind.choices, blank=True)
    order = models.PositiveSmallIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)  # since when it is offered no more

    class Meta:
        ordering = ["body", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "text"],
                condition=models.Q(ended_at__isnull=True),
                name="a_phrase_is_offered_once",
            )
        ]

    def __str__(self) -> str:
        return self.text
