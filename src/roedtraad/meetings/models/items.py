"""Agenda items with the texts they were given, and the cases and attachments they treat."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.cases.models import Attachment, Consideration
from roedtraad.meetings.models.meetings import READ_KINDS, Meeting


class AgendaItem(models.Model):
    """An item of a meeting (OParl AgendaItem). `number` is as printed; `order` sorts."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="item")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    number = models.CharField(_("number"), max_length=12, blank=True)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=500)
    file_number = models.CharField(_("file number"), max_length=40, blank=True)
    is_closed = models.BooleanField(_("closed"), default=False)
    is_supplementary = models.BooleanField(_("added later"), default=False)
    minutes_planned = models.PositiveSmallIntegerField(_("minutes set aside"), null=True, blank=True)

    class Meta:
        ordering = ["meeting", "order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], name="an_items_order_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


class SectionKind(models.TextChoices):
    """The part that a text plays in an item; the same codes as the library `referat` uses.

    What was decided is no section: it is the text of the `Decision`.
    """

    SUMMARY = "summary", _("summary")
    CASE = "case", _("case presentation")
    RECOMMENDATION = "recommendation", _("recommendation")
    ATTACHMENTS = "attachments", _("attachments")
    ABSENCE = "absence", _("absence")


class ItemSection(models.Model):
    """A text of an item, frozen as the agenda had it; where the minutes print it otherwise, that text stands beside it."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="sections")
    paper = models.CharField(max_length=8, choices=READ_KINDS)
    kind = models.CharField(max_length=14, choices=SectionKind.choices)
    heading = models.CharField(max_length=500, blank=True)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "kind", "paper"], name="a_section_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.kind}"


class ItemCase(models.Model):
    """An item treats a case: it carries one consideration of it. An item may carry several, or none."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="cases")
    consideration = models.ForeignKey(Consideration, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["item", "consideration"], name="a_case_stands_once_under_an_item")
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.consideration}"


class ItemAttachment(models.Model):
    """An attachment listed under an item."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="attachments")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["item", "attachment"], name="an_attachment_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.attachment}"
