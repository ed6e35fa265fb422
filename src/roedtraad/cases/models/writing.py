"""A case while it is written: its parts with all their versions, its points, and who writes in it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.bodies.models import Body, Person
from roedtraad.cases.models.cases import Act, Case


class TemplatePart(models.Model):
    """A part of the template that a body's cases are written on. A body without rows uses `written.template`."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="template_parts")
    key = models.SlugField(max_length=30)
    heading = models.CharField(_("heading"), max_length=120)
    help = models.TextField(_("help"), blank=True)
    is_required = models.BooleanField(_("must be filled in"), default=False)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["body", "order"]
        constraints = [models.UniqueConstraint(fields=["body", "key"], name="a_template_part_stands_once")]

    def __str__(self) -> str:
        return f"{self.body}: {self.heading}"


class DraftState(models.TextChoices):
    """How far the writing of a case has come."""

    PROPOSED = "proposed", _("proposed")
    DECLINED = "declined", _("declined")
    DRAFT = "draft", _("draft")
    READY = "ready", _("ready")
    TAKEN = "taken", _("on an agenda")


class CaseDraft(models.Model):
    """The writing of a case for a body. `revision` counts what is said here (not the parts: each has its own)."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="draft")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="drafts")
    state = models.CharField(
        _("state"), max_length=8, choices=DraftState.choices, default=DraftState.DRAFT, db_index=True
    )
    wanted_on = models.DateField(_("wanted treated by"), null=True, blank=True)
    declined_because = models.CharField(_("why it was declined"), max_length=300, blank=True)
    minutes_planned = models.PositiveSmallIntegerField(_("expected minutes"), null=True, blank=True)
    presenter = models.CharField(_("presented by"), max_length=200, blank=True)
    guests = models.CharField(_("guests for this item"), max_length=500, blank=True)
    is_closed = models.BooleanField(_("closed"), default=False)
    revision = models.PositiveIntegerField(default=1)
    ready_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.case} ({self.get_state_display()})"


class DraftPart(models.Model):
    """A part of a case with its text, HTML limited to what `written.cleaning` lets through."""

    class Kind(models.TextChoices):
        """How the part is written."""

        TEXT = "text", _("text")
        POINTS = "points", _("recommendation points")

    draft = models.ForeignKey(CaseDraft, on_delete=models.PROTECT, related_name="parts")
    key = models.SlugField(max_length=30)
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.TEXT)
    heading = models.CharField(max_length=120)
    help = models.TextField(blank=True)
    is_required = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField()
    html = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["draft", "order"]
        constraints = [models.UniqueConstraint(fields=["draft", "key"], name="a_draft_part_stands_once")]

    def __str__(self) -> str:
        return f"{self.draft.case}: {self.heading}"


class DraftPoint(models.Model):
    """A point that is to be recommended. `act` is empty until somebody has chosen it."""

    draft = models.ForeignKey(CaseDraft, on_delete=models.PROTECT, related_name="points")
    order = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=12, choices=Act.choices, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["draft", "order"]
        constraints = [models.UniqueConstraint(fields=["draft", "order"], name="a_draft_point_stands_once")]

    def __str__(self) -> str:
        return self.text


class PartVersion(models.Model):
    """What a part said after somebody had written in it; what one person writes in one go is one version.

    `is_aside`: it did not become the text, since another had written in the meantime. It is kept for its writer.
    """

    part = models.ForeignKey(DraftPart, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    html = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    is_aside = models.BooleanField(default=False)

    class Meta:
        ordering = ["part", "number"]
        constraints = [models.UniqueConstraint(fields=["part", "number"], name="a_part_version_stands_once")]

    def __str__(self) -> str:
        return f"{self.part} v{self.number}"


class CaseWriter(models.Model):
    """Somebody outside of the secretariat who is invited to write in a case, or to read it beforehand."""

    draft = models.ForeignKey(CaseDraft, on_delete=models.PROTECT, related_name="writers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="writes")
    may_write = models.BooleanField(default=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "person"], name="a_writer_stands_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.draft}"


class CaseRemark(models.Model):
    """What somebody who read a case beforehand said to it."""

    draft = models.ForeignKey(CaseDraft, on_delete=models.PROTECT, related_name="remarks")
    part = models.ForeignKey(
        DraftPart, on_delete=models.PROTECT, null=True, blank=True, related_name="remarks"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["draft", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class TemplateVersion(models.Model):
    """What the template of a body said from a moment on: its parts as JSON, for whoever asks what a case was written on."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="template_versions")
    number = models.PositiveIntegerField()
    parts = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["body", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="a_template_version_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.body} v{self.number}"
