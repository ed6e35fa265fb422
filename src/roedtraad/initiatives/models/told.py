"""What dated rows share: where they are known from, and how far something has come."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Body
from roedtraad.bodies.models.dated import Withdrawable
from roedtraad.meetings.models import AgendaItem, Decision


class Told(models.Model):
    """A row that says where it is known from: an item that tells of it, a decision that made it so, or a person.

    Whoever sees `seen_as` sees the row, if they see what it hangs on: the decision or the item, and without one what
    it hangs on. Its words are cited on the record it hangs on, under `cited_as` ('state.12').
    """

    seen_as = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+", editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(_("source"), max_length=300, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @property
    def cited_as(self) -> str:
        """Return the field under which its words are cited: the name of its table without the app, and its key."""
        return f"{self._meta.model_name}.{self.pk}"


class State(models.TextChoices):
    """How far an initiative or a focus area has come."""

    PROPOSED = "proposed", _("proposed")
    APPROVED = "approved", _("approved")
    PLANNED = "planned", _("planned")
    RUNNING = "running", _("running")
    PAUSED = "paused", _("paused")
    EXTENDED = "extended", _("extended")
    ENDED = "ended", _("ended")
    ANCHORED = "anchored", _("anchored in operation")
    REJECTED = "rejected", _("turned down")


STOPPED = (State.PAUSED, State.REJECTED)
OVER = (State.ENDED, State.ANCHORED, State.REJECTED)
AT_WORK = (State.RUNNING, State.EXTENDED)


class Standing(Told, Withdrawable):
    """From a day on something is approved, runs, pauses, ends.

    `awaits` is what a pause, or the start, waits for, and `watch_on` when to look again; `went_on` where something that
    ended or was turned down goes on, and `handed_to` the body that has taken it over.
    """

    state = models.CharField(_("state"), max_length=8, choices=State.choices)
    on = models.DateField(_("from"))
    reason = models.CharField(_("why"), max_length=500, blank=True)
    awaits = models.CharField(_("what it waits for"), max_length=300, blank=True)
    watch_on = models.DateField(_("look again on"), null=True, blank=True)
    went_on = models.CharField(_("where it goes on"), max_length=300, blank=True)
    handed_to = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


def stopped_for_a_reason(name: str) -> models.CheckConstraint:
    """Return the constraint that what is paused or turned down says why."""
    return models.CheckConstraint(
        condition=~Q(state__in=[str(one) for one in STOPPED]) | ~Q(reason=""), name=name
    )
