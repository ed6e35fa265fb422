"""What stands beside the ledger: estimates, frames, approximate remainders, applications, printed totals, ranks.

None of it is money that anybody has, so none of it is ever posted.
"""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Party
from roedtraad.fund.models.funds import Fund
from roedtraad.fund.models.kroner import KronerField
from roedtraad.fund.models.ledger import CostKind, Entry
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import Decision


class EstimateKind(models.TextChoices):
    """What was told of money that is not posted."""

    ESTIMATE = "estimate", _("estimate")
    FRAME = "frame", _("frame")
    REMAINDER = "remainder", _("remainder")
    PRINTED = "printed", _("printed total")
    APPLIED = "applied", _("applied for")
    NONE = "none", _("no money, for a reason")
    BUDGET = "budget", _("budget of an initiative")


class Answer(models.TextChoices):
    """What came of an application."""

    WAITING = "waiting", _("waits")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")


class Estimate(models.Model):
    """An amount that was told, beside the ledger. `is_about`: its source gives it approximately ('ca.')."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="estimate")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="estimates")
    kind = models.CharField(max_length=9, choices=EstimateKind.choices)
    amount = KronerField(default=Decimal(0))
    is_about = models.BooleanField(default=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="estimates"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="estimates"
    )
    seen_as = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("told on"))
    text = models.CharField(_("what was told"), max_length=500)
    source = models.CharField(_("source"), max_length=300, blank=True)
    first_on = models.DateField(_("first day"), null=True, blank=True)
    last_on = models.DateField(_("last day"), null=True, blank=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    granted_by = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="applications"
    )

    class Meta:
        ordering = ["-on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="none", amount=0) | (~Q(kind="none") & Q(amount__gt=0)),
                name="an_estimate_has_an_amount",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="an_estimate_says_what_it_is"),
            models.CheckConstraint(
                condition=(Q(kind="applied") & ~Q(answer="")) | (~Q(kind="applied") & Q(answer="")),
                name="an_application_has_an_answer_or_waits",
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | Q(answer="granted"),
                name="what_was_granted_was_applied_for",
            ),
            models.CheckConstraint(
                condition=Q(first_on__isnull=True) | Q(last_on__isnull=True) | Q(first_on__lte=F("last_on")),
                name="an_estimate_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(kind="budget") | Q(initiative__isnull=False),
                name="a_budget_is_that_of_an_initiative",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class BudgetLine(models.Model):
    """What one kind of cost takes of the budget of an initiative; the lines are the whole amount."""

    budget = models.ForeignKey(Estimate, on_delete=models.PROTECT, related_name="lines")
    cost_kind = models.CharField(_("kind of cost"), max_length=9, choices=CostKind.choices)
    amount = KronerField()
    hours_a_week = models.DecimalField(
        _("hours a week"), max_digits=6, decimal_places=2, null=True, blank=True
    )

    class Meta:
        ordering = ["budget", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "cost_kind"], name="a_kind_of_cost_stands_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_budget_line_has_an_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.get_cost_kind_display()}: {self.amount}"


class Priority(models.Model):
    """Where an initiative stands among those that want money in a year: 1 comes first."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="priorities")
    year = models.PositiveSmallIntegerField()
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="priorities")
    rank = models.PositiveSmallIntegerField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "priorities"
        ordering = ["fund", "year", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "year", "initiative"], name="an_initiative_is_ranked_once"
            ),
            models.UniqueConstraint(fields=["fund", "year", "rank"], name="a_rank_is_given_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.initiative}"


class Objection(models.Model):
    """A rule of purpose that an allocation does not meet, and who set that aside, why and when."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="objections")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="objections")
    rule = models.CharField(max_length=40)
    waived_reason = models.CharField(max_length=500, blank=True)
    waived_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "initiative", "rule"], name="an_objection_stands_once"),
            models.CheckConstraint(
                condition=Q(waived_reason="", waived_on__isnull=True)
                | (~Q(waived_reason="") & Q(waived_on__isnull=False)),
                name="an_objection_is_waived_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.rule}"
