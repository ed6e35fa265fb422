"""Drafts: what a document is proposed to become, with the questions that a person is asked, and what was accepted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Body
from roedtraad.documents.models import Document
from roedtraad.importing.models.readings import Batch, Reading
from roedtraad.meetings.models import READ_KINDS, Meeting


class DraftState(models.TextChoices):
    """What became of a draft."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    SET_ASIDE = "set_aside", _("set aside")


class Draft(models.Model):
    """What one document is proposed to become. The content is the reading and the corrections laid over it.

    The columns repeat what lists filter and sort by; `importing.actions.considering` writes them. `version` goes up with
    every change by a person, and with a new reading (`reread_version` is the version that the last one gave).
    """

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="draft")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="draft")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="drafts")
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="drafts")
    state = models.CharField(max_length=9, choices=DraftState.choices, default=DraftState.OPEN)
    version = models.PositiveIntegerField(default=1)
    reread_version = models.PositiveIntegerField(null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="import_drafts"
    )
    body_as_read = models.CharField(max_length=200, blank=True)
    held_on = models.DateField(null=True, blank=True)
    is_date_inferred = models.BooleanField(default=False)
    paper = models.CharField(max_length=8, choices=READ_KINDS)
    title = models.CharField(max_length=300, blank=True)
    # Name of the body, level and day as read: papers with the same key seem to be of the same meeting.
    meeting_key = models.CharField(max_length=64, blank=True, db_index=True)
    item_count = models.PositiveIntegerField(default=0)
    accepted_items = models.PositiveIntegerField(default=0)
    decision_count = models.PositiveIntegerField(default=0)
    amount_count = models.PositiveIntegerField(default=0)
    commitment_count = models.PositiveIntegerField(default=0)
    person_count = models.PositiveIntegerField(default=0)
    finding_count = models.PositiveIntegerField(default=0)
    unread_permille = models.PositiveSmallIntegerField(default=0)
    question_count = models.PositiveIntegerField(default=0)
    blocking_count = models.PositiveIntegerField(default=0)
    is_unproblematic = models.BooleanField(default=False)

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="import_drafts"
    )
    reason = models.CharField(max_length=500, blank=True)  # why it was set aside
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="accepted")
                | models.Q(meeting__isnull=False, settled_by__isnull=False, settled_at__isnull=False),
                name="somebody_accepts_a_draft_as_a_meeting",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="set_aside")
                | (~models.Q(reason="") & models.Q(settled_by__isnull=False, settled_at__isnull=False)),
                name="somebody_sets_a_draft_aside_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-held_on"], name="draft_by_state"),
            models.Index(fields=["batch", "state"], name="draft_by_batch"),
            models.Index(fields=["body", "held_on"], name="draft_by_meeting"),
        ]

    def __str__(self) -> str:
        return self.document.filename

    @property
    def is_open(self) -> bool:
        """Return whether it waits for a person."""
        return self.state == DraftState.OPEN


class Weight(models.TextChoices):
    """How much a question matters."""

    BLOCKS = "blocks", _("must be answered")  # nothing is accepted before
    LOOK = "look", _("should be looked at")  # not accepted with many others at once
    NOTE = "note", _("may be answered later")  # what is proposed is taken meanwhile


class DraftQuestion(models.Model):
    """Something that only a person can say. `key` tells questions of one code apart, whatever the reading.

    `candidates` are what can be answered, each with label, score and reason; `answer` is the one that somebody chose.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="questions")
    code = models.CharField(max_length=30)
    key = models.CharField(max_length=160)
    weight = models.CharField(max_length=6, choices=Weight.choices)
    order = models.PositiveIntegerField(default=0)
    message = models.TextField()
    about = models.CharField(max_length=80, blank=True)  # the `ref` of a thing of the sheet
    spans = models.TextField(blank=True)
    candidates = models.JSONField(default=list)
    answer = models.CharField(max_length=200, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "code", "key"], name="a_question_stands_once")
        ]

    def __str__(self) -> str:
        return self.message


class ItemAcceptance(models.Model):
    """Somebody looked at an item and found it right as it stood. `digest` is of its content: when that changes, it lapses."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="item_acceptances")
    digest = models.CharField(max_length=64)
    number = models.CharField(max_length=12, blank=True)
    version = models.PositiveIntegerField()
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "digest"], name="an_item_is_accepted_once")]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.number}"
