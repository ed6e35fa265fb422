"""What a person changed in a draft. Laid over any reading of the document, so that it outlives a better reader."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.documents.models import DocumentText
from roedtraad.importing.models.drafts import Draft


class Act(models.TextChoices):
    """What was done."""

    SET = "set", _("changed")
    ADD = "add", _("added")
    REMOVE = "remove", _("removed")
    MERGE = "merge", _("merged")
    SPLIT = "split", _("split")


class Correction(models.Model):
    """One change by a person, tied to the words it is about and not to a place in a list.

    `kind`, `item_number`, `item_title`, `label` and `spans` (in the reading `text`) are the anchor: with them the same
    thing is found in another reading. `read_value` is what the reader had said then, `old_value` what stood, `new_value`
    what the person said. Nothing is deleted: `withdrawn_at` takes a correction back.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="corrections")
    version = models.PositiveIntegerField()  # of the draft after this change
    act = models.CharField(max_length=6, choices=Act.choices)
    kind = models.CharField(max_length=12)
    item_number = models.CharField(max_length=30, blank=True)
    item_title = models.TextField(blank=True)
    label = models.TextField(blank=True)
    spans = models.TextField(blank=True)
    ordinal = models.PositiveSmallIntegerField(default=0)
    text = models.ForeignKey(DocumentText, on_delete=models.PROTECT, null=True, related_name="corrections")
    about = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="details")
    field = models.CharField(max_length=20, blank=True)
    read_value = models.TextField(blank=True)
    old_value = models.TextField(blank=True)
    new_value = models.TextField(blank=True)
    marked = models.TextField(blank=True)  # where the new value stands, if somebody marked it
    target = models.JSONField(default=dict, blank=True)  # the anchor of the item that it goes to
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_version = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["draft", "version"], name="correction_by_version")]

    def __str__(self) -> str:
        return f"{self.act} {self.kind} {self.field}"
