"""A meeting, the bodies that meet in it, and its papers: the agenda and the minutes, kept apart."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Body
from roedtraad.documents.models import Document


class MeetingKind(models.TextChoices):
    """What kind of meeting it is."""

    ORDINARY = "ordinary", _("ordinary meeting")
    EXTRAORDINARY = "extraordinary", _("extraordinary meeting")
    JOINT = "joint", _("joint meeting")
    SEMINAR = "seminar", _("seminar")
    CONSTITUTING = "constituting", _("constituting meeting")
    GATHERING = "gathering", _("gathering")
    WRITTEN = "written", _("written procedure")


class MeetingState(models.TextChoices):
    """How far the meeting has come."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


class Meeting(models.Model):
    """A meeting of a body (OParl Meeting). `body` is the host; a joint meeting has more in `bodies`."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="meeting")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(
        _("kind"), max_length=14, choices=MeetingKind.choices, default=MeetingKind.ORDINARY
    )
    state = models.CharField(
        _("state"), max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    title = models.CharField(_("title"), max_length=300, blank=True)
    held_on = models.DateField(_("date"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    is_date_inferred = models.BooleanField(default=False)
    start_time = models.TimeField(_("begins"), null=True, blank=True)
    end_time = models.TimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    is_place_open = models.BooleanField(_("place not yet decided"), default=False)
    file_number = models.CharField(_("file number"), max_length=40, blank=True)  # of the items made here
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=300, blank=True)

    class Meta:
        ordering = ["-held_on", "-start_time"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("held_on")),
                name="a_meeting_ends_after_it_begins",
            )
        ]
        indexes = [
            models.Index(fields=["body", "-held_on"], name="meeting_by_body_and_day"),
            models.Index(fields=["-held_on"], name="meeting_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.held_on}"


class MeetingBody(models.Model):
    """Another body that takes part in a joint meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="bodies")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="joint_meetings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "body"], name="a_body_joins_once")]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.body}"


class PaperKind(models.TextChoices):
    """The agenda, the minutes; or what was decided alone, published before the minutes are approved."""

    AGENDA = "agenda", _("agenda")
    MINUTES = "minutes", _("minutes")
    DECISIONS = "decided", _("list of decisions")


# What a paper that is read can be; a list of decisions is only made here.
READ_KINDS = [(kind.value, kind.label) for kind in PaperKind if kind != PaperKind.DECISIONS]


class MeetingPaper(models.Model):
    """A version of the agenda or the minutes of a meeting; `document` is the file it was read from, or was made into.

    `published_at`: since when everybody may see what is open in it (`meetings.audience`).
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=8, choices=PaperKind.choices)
    version = models.PositiveSmallIntegerField(default=1)
    is_supplementary = models.BooleanField(default=False)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="papers"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["meeting", "kind", "version"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "kind", "version"], name="a_paper_version_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.kind} v{self.version}"
