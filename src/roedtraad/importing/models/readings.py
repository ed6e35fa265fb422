"""What somebody brought, and how far each file of it has been read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import PUBLIC_ID_LENGTH, new_public_id
from roedtraad.bodies.models import Body, Collaboration
from roedtraad.documents.models import Document, DocumentText


class Batch(models.Model):
    """A folder, or an upload of files, that somebody brought at once."""

    public_id = models.CharField(
        max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False
    )
    name = models.CharField(_("name"), max_length=300)
    body = models.ForeignKey(  # whose papers they are, if whoever brought them said so
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="batches"
    )
    collaboration = models.ForeignKey(  # the same, where only the collaboration was said
        Collaboration, on_delete=models.PROTECT, null=True, blank=True, related_name="batches"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name_plural = "batches"
        indexes = [models.Index(fields=["-made_at"], name="batch_by_time")]

    def __str__(self) -> str:
        return self.name


class ReadingState(models.TextChoices):
    """How far a file has come."""

    WAITING = "waiting", _("waiting")
    READING = "reading", _("being read")
    READ = "read", _("read")
    FAILED = "failed", _("could not be read")


class Reading(models.Model):
    """One document by one version of the reader. The row is the truth: a worker that is killed leaves it unfinished.

    `result` is the library's JSON (shape `shape`, see `importing.reading.written`); nothing is searched in it.
    `error` is the Danish sentence of a file that cannot be read.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="readings")
    reader_version = models.CharField(max_length=20)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="readings")
    state = models.CharField(max_length=8, choices=ReadingState.choices, default=ReadingState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    holder = models.CharField(max_length=80, blank=True)  # the process that reads it now: 'host:pid:start'
    queued_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    milliseconds = models.PositiveIntegerField(null=True, blank=True)
    error_code = models.CharField(max_length=30, blank=True)
    error = models.TextField(blank=True)
    text = models.ForeignKey(DocumentText, on_delete=models.PROTECT, null=True, related_name="readings")
    shape = models.PositiveSmallIntegerField(null=True)
    result = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "reader_version"], name="a_document_is_read_once_by_a_version"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="failed") | ~models.Q(error=""), name="a_failed_reading_says_why"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="read") | models.Q(text__isnull=False, shape__isnull=False),
                name="a_finished_reading_has_a_text",
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "state"], name="reading_by_batch"),
            models.Index(
                fields=["queued_at"],
                condition=models.Q(state__in=["waiting", "reading"]),
                name="unfinished_reading",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.reader_version}): {self.state}"
