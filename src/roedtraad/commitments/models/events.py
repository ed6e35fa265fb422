"""What happened to a promise, in order. Rows are never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.commitments.models.commitments import Commitment, Owner
from roedtraad.documents.models import Citation
from roedtraad.meetings.models import Decision, Meeting


class EventKind(models.TextChoices):
    """What happened."""

    GIVEN = "given", _("given")
    CHANGED = "changed", _("changed in words")
    ASSIGNED = "assigned", _("assigned")
    ASKED = "asked", _("asked for")
    REPORTED = "reported", _("reported")
    SENT_BACK = "sent_back", _("sent back")
    MOVED = "moved", _("moved")
    BOUND = "bound", _("set for a meeting")
    PASSED_OVER = "passed_over", _("left out of an agenda")
    KEPT = "kept", _("kept")
    DROPPED = "dropped", _("dropped")
    REOPENED = "reopened", _("reopened")


NEEDS_A_REASON = (
    EventKind.SENT_BACK,
    EventKind.MOVED,
    EventKind.PASSED_OVER,
    EventKind.DROPPED,
    EventKind.REOPENED,
)


class Event(models.Model):
    """One thing that happened: when, by whom, why, and what shows it.

    `text` is what the person said; of a change in words, what stood before. `is_internal`: what an owner answers is
    for the circle, until somebody who keeps the promise has accepted it. `by` is None when the program itself acted.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="events")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    text = models.TextField(blank=True)
    is_internal = models.BooleanField(default=False)
    evidence = models.ForeignKey(Record, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    citation = models.ForeignKey(
        Citation, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence_for"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="commitment_events"
    )
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_before = models.DateField(null=True, blank=True)
    due_after = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["commitment", "order"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "order"], name="an_events_order_stands_once"),
            models.CheckConstraint(
                condition=~Q(kind__in=[str(kind) for kind in NEEDS_A_REASON]) | ~Q(text=""),
                name="an_event_against_a_promise_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.kind}"
