"""An initiative of a collaboration: its names, its parties, its period, what it serves, and how far it has come."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Collaboration, Party
from roedtraad.bodies.models.dated import Dated, Withdrawable, in_order, stands_once
from roedtraad.initiatives.models.agreements import FocusArea, Vision
from roedtraad.initiatives.models.told import Standing, Told, stopped_for_a_reason


class InitiativeKind(models.TextChoices):
    """What sort of thing it is."""

    PROJECT = "project", _("project")
    PILOT = "pilot", _("pilot")
    IMPROVEMENT = "improvement", _("improvement initiative")
    PATHWAY = "pathway", _("care pathway programme")
    COURSE = "course", _("training course")
    OTHER = "other", _("other initiative")


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
    kind = models.CharField(
        _("kind"), max_length=11, choices=InitiativeKind.choices, default=InitiativeKind.PROJECT
    )
    mark = models.CharField(_("number as printed"), max_length=30, blank=True)  # 'Forslag 2', 'Indsats 1'
    description = models.TextField(_("what it is"), blank=True)
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


class InitiativeParty(Told, Dated, Withdrawable):
    """A party takes part in an initiative from day to day; `depth` says how deeply, in words."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="parties")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="initiatives")
    role = models.CharField(max_length=12, choices=PartRole.choices, default=PartRole.TAKES_PART)
    depth = models.CharField(_("how deeply"), max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "initiative parties"
        constraints = [
            in_order("initiative_party"),
            *stands_once("part_in_an_initiative", fields=["initiative", "party"]),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.initiative}"


class InitiativeState(Standing):
    """From a day on an initiative is approved, runs, pauses …; the newest row on a day counts."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="states")

    class Meta(Standing.Meta):
        ordering = ["initiative", "on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "on"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_state_of_an_initiative_a_day",
            ),
            stopped_for_a_reason("an_initiative_is_stopped_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.state}"


class InitiativeAim(Told, Withdrawable):
    """An initiative belongs to a focus area, or serves a vision, a principle or a goal directly."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="aims")
    focus_area = models.ForeignKey(
        FocusArea, on_delete=models.PROTECT, null=True, blank=True, related_name="initiatives"
    )
    vision = models.ForeignKey(
        Vision, on_delete=models.PROTECT, null=True, blank=True, related_name="initiatives"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(focus_area__isnull=False, vision__isnull=True)
                | Q(focus_area__isnull=True, vision__isnull=False),
                name="an_aim_is_one_thing",
            ),
            models.UniqueConstraint(
                fields=["initiative", "focus_area"],
                condition=Q(withdrawn_at__isnull=True),
                name="an_initiative_is_in_a_focus_area_once",
            ),
            models.UniqueConstraint(
                fields=["initiative", "vision"],
                condition=Q(withdrawn_at__isnull=True),
                name="an_initiative_serves_a_vision_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative} → {self.focus_area or self.vision}"
