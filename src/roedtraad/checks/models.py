"""Findings: something that does not add up. Those of documents come from reading; rules of law will add theirs.

A finding belongs to the document whose words show it and, once the draft was accepted, to the record that these words
became (its *subject*: a meeting or an item). Whoever may not see the subject knows nothing of the finding.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Body
from roedtraad.documents.models import Document, DocumentText


class Severity(models.TextChoices):
    """How much a finding matters; the same codes as the library `referat` uses."""

    ERROR = "error", _("error")
    WARNING = "warning", _("warning")
    NOTE = "note", _("note")


class FindingState(models.TextChoices):
    """What a person said to a finding."""

    OPEN = "open", _("open")
    EXPLAINED = "explained", _("explained")
    CORRECTED = "corrected", _("corrected")
    SET_ASIDE = "set_aside", _("set aside")


class Finding(models.Model):
    """One thing that does not add up, with the words that show it. It is never deleted; what is read no more is withdrawn.

    `code` names the rule. `expected` and `found` are what should stand there and what does, in words. `spans` count in
    `text`, as 'start-end' pairs joined by commas; `page` is from 1.
    """

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="finding")
    code = models.CharField(_("code"), max_length=40)
    severity = models.CharField(_("severity"), max_length=8, choices=Severity.choices)
    message = models.TextField(_("what does not add up"))
    expected = models.CharField(_("expected"), max_length=300, blank=True)
    found = models.CharField(_("found"), max_length=300, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    text = models.ForeignKey(
        DocumentText, on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    page = models.PositiveIntegerField(null=True, blank=True)
    spans = models.TextField(blank=True)
    quote = models.TextField(blank=True)
    item_number = models.CharField(max_length=12, blank=True)  # as printed, where it is about one item
    order = models.PositiveIntegerField(default=0)  # in the document
    subject = models.ForeignKey(
        Record, on_delete=models.PROTECT, null=True, blank=True, related_name="findings_about"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="findings")
    found_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(
        _("state"), max_length=9, choices=FindingState.choices, default=FindingState.OPEN
    )
    # A finding is settled by somebody, with a reason, on a day: this is the waiver.
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", settled_at__isnull=True)
                | (
                    ~models.Q(state="open")
                    & ~models.Q(reason="")
                    & models.Q(settled_at__isnull=False, settled_by__isnull=False)
                ),
                name="a_finding_is_settled_by_somebody_for_a_reason",
            )
        ]
        indexes = [
            models.Index(fields=["document", "order"], name="finding_by_document"),
            models.Index(fields=["body", "state", "severity"], name="finding_by_body"),
        ]

    def __str__(self) -> str:
        return self.message

    @property
    def is_open(self) -> bool:
        """Return whether nobody has said anything to it."""
        return self.state == FindingState.OPEN
