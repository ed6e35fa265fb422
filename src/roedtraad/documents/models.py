"""Files by checksum, the text that was read out of them, what is masked, and citations.

The file itself lies in the storage under its checksum and is never changed. Its text may be read again by a better
reader: each reading is a `DocumentText`, and a citation says in which one its spans count.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Body


class Document(models.Model):
    """An original file. The same bytes twice are one document."""

    class Openness(models.TextChoices):
        """Who may read it once its meeting is published."""

        OPEN = "open", _("open")
        INTERNAL = "internal", _("for the body")
        CLOSED = "closed", _("closed")

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="document")
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    filename = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="documents")
    openness = models.CharField(max_length=10, choices=Openness.choices, default=Openness.OPEN)
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    stored_at = models.DateTimeField(auto_now_add=True)
    # What is left of a file that was destroyed: its checksum above, and who destroyed it, when and why.
    purged_at = models.DateTimeField(null=True, blank=True)
    purged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    purge_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purged_at__isnull=True)
                | (~models.Q(purge_reason="") & models.Q(purged_by__isnull=False)),
                name="a_purge_has_a_person_and_a_reason",
            )
        ]
        indexes = [
            models.Index(
                fields=["purged_at"], condition=models.Q(purged_at__isnull=False), name="purged_document"
            )
        ]

    def __str__(self) -> str:
        return self.filename or self.sha256[:12]

    @property
    def is_purged(self) -> bool:
        """Return whether the original was destroyed."""
        return self.purged_at is not None


class DocumentText(models.Model):
    """The text of a document as one version of the reader gave it. Offsets are code points into `text`."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="texts")
    reader_version = models.CharField(max_length=20)
    text = models.TextField()
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "reader_version"], name="one_text_per_reader_version")
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.reader_version})"


class Page(models.Model):
    """Where a page stands in a text; a format without pages has one."""

    text = models.ForeignKey(DocumentText, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["text", "number"], name="a_page_stands_once")]

    def __str__(self) -> str:
        return f"{self.text_id} s. {self.number}"


class MaskedRegion(models.Model):
    """A stretch of a text that not everybody who may see the document may read.

    Contact data and CPR numbers are for the secretariat of the document's body; a region that belongs to a closed
    record (an item, say) is for those who may see that record. A mask is never deleted: a person lifts it, and the
    next reading of the same document knows.
    """

    class Kind(models.TextChoices):
        """Why it is masked."""

        EMAIL = "email", _("e-mail address")
        TELEPHONE = "telephone", _("telephone number")
        CPR = "cpr", _("CPR number")
        CLOSED = "closed", _("closed matter")
        OTHER = "other", _("by hand")

    text = models.ForeignKey(DocumentText, on_delete=models.CASCADE, related_name="masks")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    guard = models.ForeignKey(
        Record, on_delete=models.PROTECT, null=True, blank=True, related_name="guarded_regions"
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)
    # A person looked at it and said that it stays (a CPR number stops acceptance until somebody has), or lifted it.
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="a_mask_covers_something"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="closed") | models.Q(guard__isnull=False),
                name="a_closed_mask_has_a_guard",
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True)
                | (models.Q(lifted_by__isnull=False) & ~models.Q(reason="")),
                name="a_mask_is_lifted_by_somebody_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["text", "start"], name="mask_by_place")]

    def __str__(self) -> str:
        return f"{self.text_id} {self.start}-{self.end} {self.kind}"


class Citation(models.Model):
    """The words that a fact of a record was read from.

    `field` names the fact ('title', 'held_on', 'outcome.approved'); `spans` are 'start-end' pairs joined by commas.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="citations")
    text = models.ForeignKey(DocumentText, on_delete=models.PROTECT, related_name="citations")
    field = models.CharField(max_length=60)
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    spans = models.TextField()
    quote = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="a_citation_has_words"
            ),
            models.UniqueConstraint(
                fields=["record", "field", "text", "start", "end"], name="a_citation_stands_once"
            ),
        ]
        indexes = [models.Index(fields=["text", "start"], name="citation_by_place")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.field}"
