"""A promise, who owes it, and to whom. What happened to it is in `Event`; whether it is late follows from its days."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Body, Party, Person
from roedtraad.meetings.models import AgendaItem, Meeting


class FollowUp(models.TextChoices):
    """What is to come of it."""

    STATUS = "status", _("status")
    PROPOSAL = "proposal", _("proposal")
    ORIENTATION = "orientation", _("written orientation")
    INFORMATION = "information", _("information")
    RELISTING = "relisting", _("a new treatment of the matter")
    DECISION = "decision", _("a decision after an evaluation")
    FOLLOWING = "following", _("being followed")
    TASK = "task", _("task")


class State(models.TextChoices):
    """How far a promise has come; `commitments.states` says how it gets from one to another. Late is no state."""

    OPEN = "open", _("open")
    REPORTED = "reported", _("reported")
    KEPT = "kept", _("kept")
    DROPPED = "dropped", _("dropped")


class DueKind(models.TextChoices):
    """How it was said when a promise is due."""

    DATE = "date", _("by a day or a period")
    MEETING = "meeting", _("at a meeting")
    EVENT = "event", _("when something outside has happened")
    CONDITION = "condition", _("if something comes true")
    ONGOING = "ongoing", _("all along")
    UNTOLD = "untold", _("not told")


class MeetingRef(models.TextChoices):
    """Which meeting is meant."""

    NONE = "", _("no meeting")
    NEXT = "next", _("the next meeting")
    WITHIN = "within", _("the meeting in a period, or on a day")
    SOME = "some", _("some later meeting")
    PICKED = "picked", _("a meeting that somebody chose")
    AFTER = "after", _("after a meeting")


class Commitment(models.Model):
    """Something that somebody owes from a decision on.

    `body` and `made_on` repeat what the item's meeting says, so that lists are read by index;
    `queries.differences` compares. The rows of the due: what was told (`due_as_told`, `due_edtf`), what it was read
    as (`due_kind`, `meets`, `due_first_on`–`due_on`), and what it is bound to (`due_meeting`).
    """

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="commitment"
    )
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="commitments")
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="commitments", editable=False, db_index=False
    )
    made_on = models.DateField(editable=False)
    text = models.TextField(_("what"))
    folded = models.TextField(editable=False)  # in lower case: both databases then find the same words
    kind = models.CharField(_("kind"), max_length=12, choices=FollowUp.choices, default=FollowUp.TASK)
    is_each = models.BooleanField(_("each answers for themselves"), default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN, editable=False)
    ended_on = models.DateField(null=True, blank=True, editable=False)  # kept, or dropped
    entered_on = models.DateField(editable=False)  # when somebody put it in here; minutes may be years older
    # A step of a decision in several steps waits for the one before it.
    after = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next_steps"
    )

    due_kind = models.CharField(max_length=10, choices=DueKind.choices, default=DueKind.UNTOLD)
    due_as_told = models.CharField(_("when, in words"), max_length=300, blank=True)
    due_edtf = models.CharField(max_length=30, blank=True)
    due_first_on = models.DateField(null=True, blank=True)  # the first day that can be meant
    due_on = models.DateField(null=True, blank=True)  # the last day that can be meant
    due_from = models.DateField()  # 'the next meeting' counts from the day after this one
    meets = models.CharField(max_length=8, choices=MeetingRef.choices, blank=True, default=MeetingRef.NONE)
    is_extraordinary = models.BooleanField(default=False)  # 'på et ekstraordinært møde'
    due_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="commitments_due")
    due_meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments_due"
    )
    awaits = models.CharField(_("what it waits for"), max_length=300, blank=True)
    watch_on = models.DateField(_("look again on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("kept", "dropped"), ended_on__isnull=False)
                | Q(state__in=("open", "reported"), ended_on__isnull=True),
                name="a_promise_that_ended_has_a_day",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_promise_says_what"),
            models.CheckConstraint(
                condition=~Q(due_kind__in=("event", "condition")) | ~Q(awaits=""),
                name="what_waits_says_for_what",
            ),
            models.CheckConstraint(
                condition=Q(due_first_on__isnull=True)
                | Q(due_on__isnull=True)
                | Q(due_first_on__lte=models.F("due_on")),
                name="a_due_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=~Q(after=models.F("record")), name="no_promise_waits_for_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="commitment_by_due"),
            models.Index(fields=["body", "-made_on"], name="commitment_by_body_and_day"),
        ]

    def __str__(self) -> str:
        return self.text


def _one_of_ours_or_written(name: str) -> models.CheckConstraint:
    """Return the constraint that a row names one person, body or party, or somebody as written."""
    nobody = {"person__isnull": True, "body__isnull": True, "party__isnull": True}
    return models.CheckConstraint(
        condition=(Q(**nobody) & ~Q(as_written=""))
        | Q(**(nobody | {"person__isnull": False}))
        | Q(**(nobody | {"body__isnull": False}))
        | Q(**(nobody | {"party__isnull": False})),
        name=name,
    )


class Owner(models.Model):
    """Somebody who owes a promise. Where each answers for themselves, with a state of their own.

    Without `is_each` the state is that of the promise, and means nothing here. Whoever was released stays as a row.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="owners")
    order = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments_owed"
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    as_written = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN, editable=False)
    ended_on = models.DateField(null=True, blank=True, editable=False)
    released_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["commitment", "order"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "order"], name="an_owners_order_stands_once"),
            _one_of_ours_or_written("an_owner_is_somebody"),
        ]

    def __str__(self) -> str:
        return str(self.person or self.body or self.party or self.as_written)


class Recipient(models.Model):
    """Somebody to whom a promise is owed, beside the body that got it."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="recipients")
    order = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments_awaited"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    as_written = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["commitment", "order"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "order"], name="a_recipients_order_stands_once"),
            _one_of_ours_or_written("a_recipient_is_somebody"),
        ]

    def __str__(self) -> str:
        return str(self.person or self.body or self.party or self.as_written)
