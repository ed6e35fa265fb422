"""Indicators and what was measured: by party, by group asked, by period. That something is unknown is a value too."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Collaboration, Party
from roedtraad.bodies.models.dated import Withdrawable
from roedtraad.initiatives.models.agreements import NAME, FocusArea
from roedtraad.initiatives.models.initiatives import Initiative
from roedtraad.initiatives.models.told import Told


class IndicatorKind(models.TextChoices):
    """What sort of number it is."""

    COUNT = "count", _("count")
    INCLUSION = "inclusion", _("included")
    SHARE = "share", _("share")
    RATE = "rate", _("rate")
    SURVEY = "survey", _("survey")
    OTHER = "other", _("other number")


class Aims(models.TextChoices):
    """Where the target lies."""

    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")


class Indicator(models.Model):
    """What is measured, and what it means. `whole` is the indicator of which this one is a part ('of the 319')."""

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="indicator"
    )
    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="indicators")
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators"
    )
    focus_area = models.ForeignKey(
        FocusArea, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators"
    )
    whole = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    order = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("name"), max_length=NAME)
    kind = models.CharField(_("kind"), max_length=9, choices=IndicatorKind.choices)
    definition = models.TextField(_("definition"), blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)  # '%', 'borgere', 'forløb pr. dag'
    numerator = models.CharField(_("numerator"), max_length=300, blank=True)
    denominator = models.CharField(_("denominator"), max_length=300, blank=True)
    data_source = models.CharField(_("where the numbers come from"), max_length=200, blank=True)
    baseline = models.DecimalField(_("baseline"), max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_as_told = models.CharField(_("what the baseline is from"), max_length=200, blank=True)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True, blank=True)
    aims = models.CharField(_("the target is"), max_length=8, choices=Aims.choices, blank=True)
    target_on = models.DateField(_("to be met by"), null=True, blank=True)

    class Meta:
        ordering = ["initiative", "order", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="an_indicator_has_a_name"),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | ~Q(aims=""), name="a_target_is_least_or_most"
            ),
            models.CheckConstraint(condition=~Q(whole=F("record")), name="no_indicator_is_part_of_itself"),
        ]

    def __str__(self) -> str:
        return self.name


class Measurement(Told, Withdrawable):
    """A number for a period: of a party (None: of all together), of a group ('5. klasse'), planned or as it came.

    `value` None is that nobody knows, and is told as that. Of a share the two numbers behind it are kept where they
    are known. `first_on` and `last_on` are the same where it is told 'as of' a day. A correction is a new row.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="measurements"
    )
    group = models.CharField(_("group"), max_length=100, blank=True)
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    is_planned = models.BooleanField(_("planned"), default=False)
    is_about = models.BooleanField(_("approximate"), default=False)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    class Meta:
        ordering = ["indicator", "first_on", "party", "group", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_on__lte=F("last_on")), name="a_measured_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=Decimal(0)),
                name="nothing_is_divided_by_nothing",
            ),
            models.UniqueConstraint(
                fields=["indicator", "party", "group", "first_on", "last_on", "is_planned"],
                condition=Q(withdrawn_at__isnull=True, party__isnull=False),
                name="a_measurement_of_a_party_stands_once",
            ),
            models.UniqueConstraint(
                fields=["indicator", "group", "first_on", "last_on", "is_planned"],
                condition=Q(withdrawn_at__isnull=True, party__isnull=True),
                name="a_measurement_of_all_stands_once",
            ),
        ]
        indexes = [models.Index(fields=["indicator", "first_on"], name="measurement_by_period")]

    def __str__(self) -> str:
        return f"{self.indicator}: {'?' if self.value is None else self.value}"
