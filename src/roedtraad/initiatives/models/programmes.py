"""Leadership programmes: a cohort with its dates and duties, and the teams that a collaboration sends."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Collaboration, Party
from roedtraad.bodies.models.dated import Dated, Withdrawable, in_order
from roedtraad.initiatives.models.initiatives import Initiative
from roedtraad.initiatives.models.told import Told


class Cohort(Dated):
    """A run of a programme in which a collaboration takes part: 'Det Nationale Ledelsesprogram', 'hold 4'."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="cohort")
    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="cohorts")
    programme = models.CharField(_("programme"), max_length=200)
    name = models.CharField(_("cohort"), max_length=60, blank=True)
    days = models.PositiveSmallIntegerField(_("days away"), null=True, blank=True)
    camps = models.PositiveSmallIntegerField(_("camps"), null=True, blank=True)
    aim = models.TextField(_("purpose"), blank=True)
    duties = models.TextField(_("what the collaboration has to do"), blank=True)

    class Meta:
        ordering = ["programme", "name"]
        constraints = [
            in_order("cohort"),
            models.UniqueConstraint(
                fields=["collaboration", "programme", "name"], name="a_cohort_stands_once"
            ),
            models.CheckConstraint(condition=~Q(programme=""), name="a_cohort_has_a_programme"),
        ]

    def __str__(self) -> str:
        return f"{self.programme}, {self.name}" if self.name else self.programme


class CohortDate(Told, Withdrawable):
    """A deadline or an event of a cohort: by when teams are named, where results are celebrated."""

    class Kind(models.TextChoices):
        """What the day is."""

        DEADLINE = "deadline", _("deadline")
        EVENT = "event", _("event")

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="dates")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    on = models.DateField(_("date"))
    text = models.CharField(_("what"), max_length=300)

    class Meta:
        ordering = ["cohort", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.on}: {self.text}"


class Team(Told, Withdrawable):
    """A team that a collaboration sends, with what it works on. `number` is as printed."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="teams")
    number = models.CharField(_("number"), max_length=12, blank=True)
    name = models.CharField(_("what it works on"), max_length=300)
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="teams"
    )
    target_group = models.CharField(_("whom it is for"), max_length=500, blank=True)
    sparring = models.CharField(_("sparring partner"), max_length=200, blank=True)

    class Meta:
        ordering = ["cohort", "number", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="a_team_has_a_name")]

    def __str__(self) -> str:
        return self.name


class TeamPart(Told, Withdrawable):
    """Who is in a team, or, without a team, in a whole cohort: a party or a sector, and how many."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="parts")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    as_written = models.CharField(_("who"), max_length=200, blank=True)
    people = models.PositiveSmallIntegerField(_("participants"), null=True, blank=True)

    class Meta:
        ordering = ["cohort", "team", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(party__isnull=False) | ~Q(as_written=""), name="a_part_of_a_team_is_somebody"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party or self.as_written}: {self.people or '–'}"
