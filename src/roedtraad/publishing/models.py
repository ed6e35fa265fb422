"""What was published as files: the frozen content, the files made of it with their signatures, the keys that sign."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import PUBLIC_ID_LENGTH, new_public_id
from roedtraad.documents.models import Document
from roedtraad.meetings.models import MeetingPaper


class SigningKey(models.Model):
    """The public half of a key of this installation. Keys that sign no more stay: what they signed is still valid."""

    public = models.BinaryField(unique=True)  # 32 bytes, Ed25519
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return bytes(self.public).hex()[:16]


class Publication(models.Model):
    """One version of an agenda or of minutes as it left the house. Never changed; the next version is another row.

    `content` is the frozen content as JSON (`publishing.content`), as everybody may read it; the files are made of it
    and of nothing else. `public_id` stands in the files, so that one that was altered can say what it was.
    """

    public_id = models.CharField(
        max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False
    )
    paper = models.OneToOneField(MeetingPaper, on_delete=models.PROTECT, related_name="publication")
    content = models.TextField(editable=False)
    content_sha256 = models.CharField(max_length=64, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"{self.paper}"


class FileFormat(models.TextChoices):
    """What kind of file."""

    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word")


class PublishedFile(models.Model):
    """A file made of a publication, with the signature over its checksum (`publishing.signing`)."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=4, choices=FileFormat.choices)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="published_as")
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    signature = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "format"], name="a_format_stands_once")]

    def __str__(self) -> str:
        return f"{self.publication}: {self.format}"
