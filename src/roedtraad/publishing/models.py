"""What was published as files: the frozen content, the files made of it with their signatures, the keys that sign."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import PUBLIC_ID_LENGTH, new_public_id
from roedtraad.bodies.models import Body
from roedtraad.documents.models import Document
from roedtraad.meetings.models import AgendaItem, Meeting, MeetingPaper, PaperKind


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
    correction = models.TextField(blank=True, editable=False)  # why it corrects the version before it

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


class Approver(models.TextChoices):
    """Who approves the minutes of a body before they are published."""

    SECRETARIAT = "nobody", _("nobody besides the secretariat")
    CHAIRS = "chairs", _("every chair")
    MEMBERS = "members", _("every member who was there")


class MinutesRule(models.Model):
    """How a body approves its minutes, and how many days those who were there have for remarks."""

    body = models.OneToOneField(Body, on_delete=models.PROTECT, primary_key=True, related_name="minutes_rule")
    approver = models.CharField(max_length=7, choices=Approver.choices)
    remark_days = models.PositiveSmallIntegerField(default=7)

    def __str__(self) -> str:
        return f"{self.body}: {self.approver}"


class MinutesReview(models.Model):
    """The minutes of a meeting are with those who were there, who remark until a day and approve as the rule says."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, primary_key=True, related_name="minutes_review"
    )
    approver = models.CharField(max_length=7, choices=Approver.choices)
    until = models.DateField()
    opened_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.meeting}: {self.until}"


class MinutesRemark(models.Model):
    """What somebody who was there says to the minutes, and what the secretariat answered."""

    review = models.ForeignKey(MinutesReview, on_delete=models.PROTECT, related_name="remarks")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    made_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["review", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class MinutesApproval(models.Model):
    """Somebody approved the minutes as they stood at this act of the journal. It counts until something else is recorded."""

    review = models.ForeignKey(MinutesReview, on_delete=models.PROTECT, related_name="approvals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    act_number = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["review", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "by", "act_number"], name="minutes_are_approved_once")
        ]

    def __str__(self) -> str:
        return f"{self.review}: {self.by}"


class PlannedPublication(models.Model):
    """A paper that is to be published at a set time, by the program, for whoever set it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="planned_publications")
    kind = models.CharField(max_length=8, choices=PaperKind.choices)
    due_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    refusal = models.TextField(blank=True)  # why it was not published when it was due

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind"],
                condition=models.Q(done_at__isnull=True, called_off_at__isnull=True),
                name="a_paper_is_planned_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.kind} {self.due_at}"


class PaperLook(models.Model):
    """How the papers of a body look: a logo (PNG or SVG), and its own words (`publishing.labels`) by what they stand for."""

    body = models.OneToOneField(Body, on_delete=models.PROTECT, primary_key=True, related_name="paper_look")
    words = models.JSONField(default=dict)
    logo = models.BinaryField(null=True)
    logo_format = models.CharField(max_length=3, blank=True)
    logo_alt = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(logo__isnull=True) | (~models.Q(logo_format="") & ~models.Q(logo_alt="")),
                name="a_logo_is_told_in_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body}"
