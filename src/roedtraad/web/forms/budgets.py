"""Forms for what stands beside the ledger and is rarer: the budget of an initiative, and taking back what was told."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad import danish
from roedtraad.fund.actions import BudgetDetails, EstimateDetails, Place
from roedtraad.fund.models import CostKind, Estimate, EstimateKind
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import Decision
from roedtraad.web.forms.fund import MoneyForm, day_field, offer, said
from roedtraad.web.forms.kroner import KronerInput


class BudgetForm(MoneyForm):
    """The budget of an initiative over a period, by kind of cost, as it was approved."""

    initiative = forms.ChoiceField(label=_("Initiative"))
    decision = forms.ChoiceField(label=_("Approved by the decision"), required=False)
    first_on = day_field(label=_("First day"), required=False)
    last_on = day_field(
        label=_("Last day"), required=False, help_text=_("A half-year or a year, for example.")
    )
    hours_a_week = forms.DecimalField(
        label=_("Staff: hours a week"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(1000),
        decimal_places=2,
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    field_order = ("initiative", "decision", "text", "on", "first_on", "last_on")

    def __init__(
        self, *args: Any, initiatives: Sequence[Initiative], decisions: Sequence[Decision], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.initiatives = {one.record.public_id: one for one in initiatives}
        self.decisions = {one.record.public_id: one for one in decisions}
        offer(self, "initiative", [(key, one.name) for key, one in self.initiatives.items()])
        offer(self, "decision", [(key, said(one)) for key, one in self.decisions.items()])
        for kind in CostKind:
            label = _("%(kind)s, kr.") % {"kind": capfirst(str(kind.label))}
            self.fields[f"kr_{kind.value}"] = KronerInput(label=label, required=False)

    def details(self) -> BudgetDetails:
        """Return the budget that was written."""
        data = self.cleaned_data
        first_on = data["first_on"]
        year = (first_on or data["on"]).year
        told = EstimateDetails(
            kind=EstimateKind.BUDGET,
            on=data["on"],
            text=data["text"],
            place=Place(None, year, self.initiatives[data["initiative"]]),
            decision=self.decisions.get(data["decision"]),
            source=data["source"],
        )
        amounts = {kind: data.get(f"kr_{kind.value}") for kind in CostKind}
        return BudgetDetails(
            told,
            {kind: amount for kind, amount in amounts.items() if amount},
            first_on=first_on,
            last_on=data["last_on"],
            hours_a_week=data["hours_a_week"],
        )


class TakeBackForm(forms.Form):
    """Which of what was told is taken back, and why."""

    estimate = forms.ChoiceField(label=_("What was told"))
    reason = forms.CharField(label=_("Why"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, estimates: Sequence[Estimate], **options: Any) -> None:
        super().__init__(*args, **options)
        self.estimates = {one.record.public_id: one for one in estimates}
        choices = [
            (key, f"{danish.short_day(one.on)}: {one.text[:100]}") for key, one in self.estimates.items()
        ]
        offer(self, "estimate", choices)

    def chosen(self) -> Estimate:
        """Return what is taken back."""
        return self.estimates[self.cleaned_data["estimate"]]
