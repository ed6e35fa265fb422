"""An initiative of a collaboration: its names, the parties that take part, its period, and how far it has come."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Collaboration, Party
from roedtraad.bodies.models.dated import Dated, Withdrawable, in_order, stands_once


class State(models.TextChoices):
    """How far an initiative has come."""

    PROPOSED = "proposed", _("proposed")
    PLANNED = "planned", _("planned")
    RUNNING = "running", _("running")
    PAUSED = "paused", _("paused")
    ENDED = "ended", _("ended")
    REJECTED = "rejected", _("turned down")


class Initiative(Dated):
    """Something that a collaboration does: a project, a trial, a joint effort. Its days are the time frame.

    `pays_for`, `is_development` and `evidence` are what its description says of the purpose of money; the rules of a
    fund ask for them. None is 'nobody has said'.
    """

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="initiative"
    )
    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="initiatives")
    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=200, editable=False)  # as `bodies.matching` folds names
    aim = models.TextField(_("aim"), blank=True)
    pays_for = models.TextField(_("what the money pays for"), blank=True)
    is_development = models.BooleanField(_("development, not operation"), null=True, blank=True)
    evidence = models.TextField(_("evidence"), blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            in_order("initiative"),
            models.CheckConstraint(condition=~Q(name=""), name="an_initiative_has_a_name"),
        ]
        indexes = [models.Index(fields=["collaboration", "folded"], name="initiative_by_name")]

    def __str__(self) -> str:
        return self.name


class InitiativeAlias(Withdrawable):
    """Another name that documents use for an initiative, or the name that it had before."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, editable=False)

    class Meta:
        verbose_name_plural = "initiative aliases"
        constraints = [
            models.UniqueConstraint(fields=["initiative", "folded"], name="an_initiatives_alias_stands_once")
        ]
        indexes = [models.Index(fields=["folded"], name="initiative_alias_name")]

    def __str__(self) -> str:
        return self.name


class PartRole(models.TextChoices):
    """What a party does in an initiative."""

    LEADS = "leads", _("leads")
    TAKES_PART = "takes_part", _("takes part")
    VOLUNTEERED = "volunteered", _("has volunteered")


class InitiativeParty(Dated, Withdrawable):
    """A party takes part in an initiative from day to day."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="parties")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="initiatives")
    role = models.CharField(max_length=12, choices=PartRole.choices, default=PartRole.TAKES_PART)

    class Meta:
        verbose_name_plural = "initiative parties"
        constraints = [
            in_order("initiative_party"),
            *stands_once("part_in_an_initiative", fields=["initiative", "party"]),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.initiative}"


class InitiativeState(models.Model):
    """From a day on an initiative is planned, runs, pauses …; the newest row on a day counts."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=8, choices=State.choices)
    on = models.DateField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["initiative", "on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "on"], name="one_state_of_an_initiative_a_day"),
            models.CheckConstraint(
                condition=~Q(state__in=("paused", "rejected")) | ~Q(reason=""),
                name="an_initiative_is_stopped_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.state}"
