"""What came of suggestions: taken up by an item, or left out with a reason; closed agendas; standing items."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Body
from roedtraad.bodies.models.dated import Dated, Withdrawable, in_order
from roedtraad.meetings.models import AgendaItem, Decision, Meeting


class StandingItem(Dated, Withdrawable):
    """An item that stands on every agenda of a body, from day to day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="standing_items")
    title = models.CharField(_("title"), max_length=300)
    order = models.PositiveSmallIntegerField(default=1)
    minutes_planned = models.PositiveSmallIntegerField(_("minutes set aside"), null=True, blank=True)

    class Meta:
        ordering = ["body", "order", "pk"]
        constraints = [
            in_order("standing_item"),
            models.CheckConstraint(condition=~Q(title=""), name="a_standing_item_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class TakenUp(models.Model):
    """An item was put on an agenda because of something: a promise, a postponed item, a case, a standing item."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="taken_up")
    source = models.ForeignKey(
        Record, on_delete=models.PROTECT, null=True, blank=True, related_name="taken_up_by"
    )
    standing = models.ForeignKey(
        StandingItem, on_delete=models.PROTECT, null=True, blank=True, related_name="taken_up_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(source__isnull=False, standing__isnull=True)
                | Q(source__isnull=True, standing__isnull=False),
                name="an_item_is_taken_up_because_of_one_thing",
            ),
            models.UniqueConstraint(fields=["item", "source"], name="a_source_is_taken_up_once_by_an_item"),
            models.UniqueConstraint(fields=["item", "standing"], name="a_standing_item_is_taken_up_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.source_id or self.standing_id}"


class LeftOut(models.Model):
    """Something that was due stands not on the agenda of a meeting, and why. It is due at the next one again."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="left_out")
    source = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="left_out_of")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name_plural = "left out"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "source"], name="a_source_is_left_out_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="leaving_out_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.source_id}"


class WishKind(models.TextChoices):
    """What somebody wishes for a coming meeting."""

    PLACE = "place", _("place")
    VISIT = "visit", _("visit")
    PRESENTATION = "presentation", _("presentation")
    THEME = "theme", _("theme")


class Wish(models.Model):
    """Somebody wishes something for the coming meetings of a body. It stands until an item takes it up, or it is ended."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="wishes")
    kind = models.CharField(max_length=12, choices=WishKind.choices)
    text = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="wishes"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["body", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_wish_has_words")]

    def __str__(self) -> str:
        return self.text


class MeetingTheme(models.Model):
    """The theme that was agreed for a meeting; without words it was agreed that there is none."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, primary_key=True, related_name="theme")
    text = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.text


class Per(models.TextChoices):
    """How long a period is in which a body meets so many times."""

    QUARTER = "quarter", _("quarter")
    HALF_YEAR = "half", _("half-year")
    YEAR = "year", _("year")


class Cadence(Dated):
    """How often a body is to meet from day to day: so many times in each period, why, and by which decision.

    The decision may be another body's: so a body above says that one below goes on.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="cadences")
    times = models.PositiveSmallIntegerField()
    per = models.CharField(max_length=7, choices=Per.choices)
    reason = models.CharField(max_length=300, blank=True)  # also: what is delegated, so that it need not wait
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="cadences"
    )

    class Meta:
        ordering = ["body", "valid_from", "pk"]
        constraints = [
            in_order("cadence"),
            models.CheckConstraint(condition=Q(times__gt=0), name="a_body_meets_in_its_cadence"),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.times} {self.per}"


class ClosedAgenda(models.Model):
    """The agenda of a meeting is finished. Opened again, the row goes; the journal keeps both."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, primary_key=True, related_name="closed_agenda"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"{self.meeting_id}"
