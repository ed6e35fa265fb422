"""What was put right in the register, and what a register file said last."""

from __future__ import annotations

from django.db import models

from roedtraad.accounts.models import JournalEntry, Record


class Correction(models.Model):
    """One value that a person changed in a row of the register: what it was and what it became.

    The journal entry says who, when and why; it holds no content, this row does. Contact data leave no trace here.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="corrections")
    entry = models.ForeignKey(JournalEntry, on_delete=models.PROTECT, related_name="corrections")
    field = models.CharField(max_length=40)  # the name of the column: 'valid_from'
    before = models.CharField(max_length=300, blank=True)  # dates as ISO 8601, references as names
    after = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["entry", "pk"]

    def __str__(self) -> str:
        return f"{self.field}: {self.before} → {self.after}"


class RegisterRow(models.Model):
    """What a register file last said of one row: where the row differs, a person has changed it since."""

    key = models.CharField(max_length=160, unique=True)
    values = models.JSONField(default=dict)  # never filtered on: read as a whole, compared field by field

    def __str__(self) -> str:
        return self.key
