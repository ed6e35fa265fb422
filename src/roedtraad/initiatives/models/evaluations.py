"""Evaluations, told differently to each level; status reports, asked for and answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Body, Collaboration, Level, Party
from roedtraad.bodies.models.dated import Withdrawable
from roedtraad.documents.models import Document
from roedtraad.initiatives.models.agreements import NAME, Agreement
from roedtraad.initiatives.models.initiatives import Initiative
from roedtraad.initiatives.models.told import Told
from roedtraad.meetings.models import AgendaItem, Meeting


class EvaluationState(models.TextChoices):
    """How far an evaluation has come."""

    PLANNED = "planned", _("planned")
    WORKING = "working", _("working document")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


class Evaluation(models.Model):
    """An evaluation of an initiative or of a plan, and what it came to. `leads_to` is what it is to decide."""

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="evaluation"
    )
    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="evaluations")
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="evaluations"
    )
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="evaluations"
    )
    name = models.CharField(_("name"), max_length=NAME)
    state = models.CharField(
        _("state"), max_length=7, choices=EvaluationState.choices, default=EvaluationState.PLANNED
    )
    aim = models.TextField(_("what is to be found out"), blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    due_as_told = models.CharField(_("when, in words"), max_length=200, blank=True)
    condition = models.CharField(_("only if"), max_length=300, blank=True)
    leads_to = models.CharField(_("what is decided afterwards"), max_length=300, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    result = models.TextField(_("result"), blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="evaluations"
    )
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="an_evaluation_has_a_name"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_on__isnull=False), name="an_evaluation_was_done_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EvaluationPart(Told, Withdrawable):
    """Who makes an evaluation, or a collaboration that it covers beside its own."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="parts")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    covers = models.ForeignKey(
        Collaboration, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    as_written = models.CharField(_("who"), max_length=200, blank=True)
    is_covered = models.BooleanField(default=False)  # False: takes part in making it

    class Meta:
        ordering = ["evaluation", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(party__isnull=False) | Q(covers__isnull=False) | ~Q(as_written=""),
                name="a_part_of_an_evaluation_is_somebody",
            )
        ]

    def __str__(self) -> str:
        return str(self.party or self.covers or self.as_written)


class EvaluationText(Told, Withdrawable):
    """An evaluation as it is told to one level: the text, in what form, and who presents it."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="texts")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(_("form"), max_length=100, blank=True)  # 'slides', 'rapport'
    presented_by = models.CharField(_("who presents it"), max_length=300, blank=True)
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["evaluation", "level__rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "level"],
                condition=Q(withdrawn_at__isnull=True),
                name="an_evaluation_is_told_to_a_level_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.level}"


class StatusCalendar(Withdrawable):
    """For each meeting of a body the running initiatives are asked how it goes, some days before it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="status_calendars")
    days_before = models.PositiveSmallIntegerField(_("days before the meeting"), default=21)
    days_to_answer = models.PositiveSmallIntegerField(_("days to answer"), default=10)
    begins_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_body_has_one_status_calendar",
            )
        ]

    def __str__(self) -> str:
        return str(self.body)


class Outlook(models.TextChoices):
    """What whoever leads an initiative says of it."""

    ON_TRACK = "on_track", _("goes as planned")
    ATTENTION = "attention", _("needs attention")
    STUCK = "stuck", _("is stuck")


class Wish(models.TextChoices):
    """What whoever leads an initiative proposes that becomes of it."""

    CONTINUE = "continue", _("goes on")
    CHANGE = "change", _("goes on with changes")
    EXTEND = "extend", _("is extended")
    ANCHOR = "anchor", _("is anchored in operation")
    STOP = "stop", _("ends")


class Priority(models.TextChoices):
    """How much whoever leads an initiative thinks that it matters that it goes on."""

    HIGH = "high", _("high")
    MIDDLE = "middle", _("middle")
    LOW = "low", _("low")


class StatusReport(models.Model):
    """A status of an initiative that somebody asked for; a draft until it is sent, then the content of an item.

    One that `asks_priority` ('status plus') is to be used to choose which initiatives go on.
    Unlike other papers it is written by one person in one go: while it is a draft it is saved over.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="status_reports")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="status_reports"
    )
    asked_on = models.DateField(editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )  # None: the calendar did
    due_on = models.DateField(_("answer by"))
    question = models.CharField(_("what is asked"), max_length=500, blank=True)
    asks_priority = models.BooleanField(_("to prioritise by"), default=False)
    outlook = models.CharField(_("how it goes"), max_length=9, choices=Outlook.choices, blank=True)
    progress = models.TextField(_("what has happened"), blank=True)
    results = models.TextField(_("results"), blank=True)
    obstacles = models.TextField(_("what stands in the way"), blank=True)
    ahead = models.TextField(_("what happens now"), blank=True)
    wish = models.CharField(_("proposal"), max_length=8, choices=Wish.choices, blank=True)
    priority = models.CharField(_("priority"), max_length=6, choices=Priority.choices, blank=True)
    priority_why = models.CharField(_("why this priority"), max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)
    saved_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="status_reports"
    )
    dropped_at = models.DateTimeField(null=True, blank=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "meeting"],
                condition=Q(meeting__isnull=False, dropped_at__isnull=True),
                name="a_status_is_asked_for_once_for_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=True) | Q(sent_at__isnull=False),
                name="only_what_was_sent_is_content",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | (~Q(outlook="") & ~Q(progress="")),
                name="a_status_says_how_it_goes",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(sent_at__isnull=True), name="status_awaited")]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.asked_on}"
