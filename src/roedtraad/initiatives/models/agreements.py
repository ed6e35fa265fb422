"""Agreements with their visions and principles; the focus areas of a collaboration, ranked on a day; cooperation agreements."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Body, Collaboration
from roedtraad.bodies.models.dated import Dated, Withdrawable, in_order
from roedtraad.documents.models import Document
from roedtraad.initiatives.models.told import Standing, Told, stopped_for_a_reason

NAME = 300


class AgreementKind(models.TextChoices):
    """What sort of agreement, plan or frame it is."""

    HEALTH_AGREEMENT = "health", _("health agreement")
    IMPLEMENTATION_PLAN = "implementation", _("implementation plan")
    ACTION_PLAN = "action_plan", _("action plan")
    NATIONAL = "national", _("national goals or frame")
    LOCAL_PLAN = "local_plan", _("local health plan")
    OTHER = "other", _("other agreement")


class Agreement(Dated):
    """What parties have agreed to want in a period. Its plan is a part of it; the next agreement follows it."""

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="agreement"
    )
    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="agreements")
    kind = models.CharField(
        _("kind"), max_length=14, choices=AgreementKind.choices, default=AgreementKind.HEALTH_AGREEMENT
    )
    name = models.CharField(_("name"), max_length=NAME)
    text = models.TextField(_("what it says"), blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["-valid_from", "name"]
        constraints = [
            in_order("agreement"),
            models.UniqueConstraint(fields=["collaboration", "name"], name="an_agreement_stands_once"),
            models.CheckConstraint(condition=~Q(name=""), name="an_agreement_has_a_name"),
            models.CheckConstraint(
                condition=~Q(part_of=models.F("record")) & ~Q(follows=models.F("record")),
                name="no_agreement_follows_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class VisionKind(models.TextChoices):
    """What a vision is among the others of its agreement."""

    OVERALL = "overall", _("overall vision")
    VISION = "vision", _("vision")
    PRINCIPLE = "principle", _("principle")
    GOAL = "goal", _("goal")
    PART = "part", _("part of a plan")


class Vision(models.Model):
    """A vision, principle or goal of an agreement; without an agreement a principle that a collaboration gave itself."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="vision")
    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="visions")
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="visions"
    )
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    kind = models.CharField(_("kind"), max_length=9, choices=VisionKind.choices, default=VisionKind.VISION)
    order = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("name"), max_length=NAME)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["agreement", "order", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_vision_has_a_name"),
            models.CheckConstraint(
                condition=~Q(part_of=models.F("record")), name="no_vision_is_part_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FocusArea(Dated):
    """What a collaboration has chosen to work on. Bodies may have been given it, by one above them."""

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="focus_area"
    )
    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="focus_areas")
    name = models.CharField(_("name"), max_length=NAME)
    folded = models.CharField(max_length=NAME, editable=False)  # as `bodies.matching` folds names
    mark = models.CharField(_("number as printed"), max_length=30, blank=True)  # 'Tema B'
    text = models.TextField(_("what and why"), blank=True)
    given_by = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_to = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [
            in_order("focus_area"),
            models.CheckConstraint(condition=~Q(name=""), name="a_focus_area_has_a_name"),
        ]
        indexes = [models.Index(fields=["collaboration", "folded"], name="focus_area_by_name")]

    def __str__(self) -> str:
        return self.name


class FocusAim(Told, Withdrawable):
    """A focus area belongs under a vision, a principle or a goal of some agreement."""

    focus_area = models.ForeignKey(FocusArea, on_delete=models.PROTECT, related_name="aims")
    vision = models.ForeignKey(Vision, on_delete=models.PROTECT, related_name="focus_areas")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["focus_area", "vision"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_focus_area_serves_a_vision_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.focus_area} → {self.vision}"


class FocusRank(Told, Withdrawable):
    """On a day a focus area was chosen; with a rank, 1 comes first among those of the same day."""

    focus_area = models.ForeignKey(FocusArea, on_delete=models.PROTECT, related_name="ranks")
    on = models.DateField(_("chosen on"))
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)

    class Meta:
        ordering = ["-on", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["focus_area", "on"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_focus_area_is_ranked_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(rank__gte=1), name="ranks_begin_at_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.focus_area}: {self.rank or '–'} ({self.on})"


class FocusState(Standing):
    """From a day on a focus area is worked on, pauses or ends; the newest row on a day counts."""

    focus_area = models.ForeignKey(FocusArea, on_delete=models.PROTECT, related_name="states")

    class Meta(Standing.Meta):
        ordering = ["focus_area", "on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["focus_area", "on"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_state_of_a_focus_area_a_day",
            ),
            stopped_for_a_reason("a_focus_area_is_stopped_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.focus_area}: {self.state}"


class Cooperation(Dated):
    """A cooperation agreement about one way of working together. A body owns it, and looks at it again and again."""

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="cooperation"
    )
    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="cooperations")
    name = models.CharField(_("name"), max_length=NAME)
    text = models.TextField(_("what it is about"), blank=True)
    owner = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="cooperations"
    )
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="cooperations"
    )
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            in_order("cooperation"),
            models.UniqueConstraint(
                fields=["collaboration", "name"], name="a_cooperation_agreement_stands_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_cooperation_agreement_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Treatment(Told, Withdrawable):
    """A body looked at a cooperation agreement, and what it concluded."""

    class Verdict(models.TextChoices):
        """What it concluded."""

        HOLDS = "holds", _("holds")
        REVISE = "revise", _("needs revision")
        OBSOLETE = "obsolete", _("no longer relevant")

    cooperation = models.ForeignKey(Cooperation, on_delete=models.PROTECT, related_name="treatments")
    on = models.DateField(_("treated on"))
    verdict = models.CharField(_("conclusion"), max_length=8, choices=Verdict.choices)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    class Meta:
        ordering = ["cooperation", "-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.cooperation}: {self.verdict} ({self.on})"
