"""Versions of an agenda that were sent out to those who meet, and how each item stood in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.meetings.models.items import AgendaItem
from roedtraad.meetings.models.meetings import Meeting


class AgendaRelease(models.Model):
    """A version of an agenda that was sent out. An item that stands in none is a draft (`meetings.audience`)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="releases")
    version = models.PositiveSmallIntegerField(_("version"))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    held_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    start_time = models.TimeField(null=True, blank=True)
    end_time = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["meeting", "version"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="a_release_version_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: v{self.version}"


class ReleasedItem(models.Model):
    """How an item stood in a version. The three marks are hashes: of its texts, of what is recommended, of its papers."""

    release = models.ForeignKey(AgendaRelease, on_delete=models.PROTECT, related_name="items")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="released")
    order = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=500)
    is_closed = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    presenter = models.CharField(max_length=200, blank=True)
    texts = models.CharField(max_length=32)
    recommended = models.CharField(max_length=32)
    papers = models.CharField(max_length=32)

    class Meta:
        ordering = ["release", "order"]
        constraints = [
            models.UniqueConstraint(fields=["release", "item"], name="an_item_stands_once_in_a_release")
        ]

    def __str__(self) -> str:
        return f"{self.release}: {self.number}"
