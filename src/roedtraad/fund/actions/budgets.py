"""The budget of an initiative: what each kind of cost takes, over a period, as it was approved with the description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import withdraw
from roedtraad.accounts.refusals import Refused
from roedtraad.fund import policy
from roedtraad.fund.actions.beside import EstimateDetails, note_estimate
from roedtraad.fund.actions.posting import positive
from roedtraad.fund.models import BudgetLine, CostKind, Estimate, EstimateKind, Fund


@dataclass(frozen=True, slots=True)
class BudgetDetails:
    """A budget: what is told of it, its period, and kroner by kind of cost. Hours a week: of the staff."""

    told: EstimateDetails
    amounts: Mapping[CostKind, Decimal]
    first_on: date | None = None
    last_on: date | None = None
    hours_a_week: Decimal | None = None


@transaction.atomic
def set_budget(*, viewer: Viewer, fund: Fund, details: BudgetDetails) -> Estimate:
    """Write the budget of an initiative. It stands beside the ledger: money is allocated by `allocate`.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: no initiative, no amount, a period that ends before it begins, or what `note_estimate` refuses.
    """
    if details.told.place.initiative is None:
        raise Refused("fund.budget.whose", _("Choose the initiative that the budget is for."))
    if not details.amounts:
        raise Refused("fund.budget.empty", _("Write an amount for at least one kind of cost."))
    if details.first_on and details.last_on and details.last_on < details.first_on:
        raise Refused("fund.budget.period", _("The period ends before it begins. Correct one of the days."))
    for amount in details.amounts.values():
        positive(amount)
    whole = sum(details.amounts.values(), Decimal(0))
    told = replace(details.told, kind=EstimateKind.BUDGET, amount=whole)
    budget = note_estimate(viewer=viewer, fund=fund, details=told)
    budget.first_on, budget.last_on = details.first_on, details.last_on
    budget.save(update_fields=["first_on", "last_on"])
    BudgetLine.objects.bulk_create(
        BudgetLine(
            budget=budget,
            cost_kind=kind,
            amount=amount,
            hours_a_week=details.hours_a_week if kind == CostKind.STAFF else None,
        )
        for kind, amount in details.amounts.items()
    )
    return budget


@transaction.atomic
def take_back_estimate(*, viewer: Viewer, estimate: Estimate, reason: str) -> None:
    """Take what stands beside the ledger out of sight, when it was written wrongly or has been replaced.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: no reason, or an application that has been granted: its money is in the ledger.
    """
    policy.may_keep(viewer, estimate.fund).or_refuse()
    if not reason.strip():
        raise Refused("fund.no_reason", _("Write why, so that others can understand it later."))
    if estimate.granted_by_id is not None:
        raise Refused(
            "fund.granted",
            _("The application was granted, and its money is posted. Reverse the entry instead."),
        )
    assert viewer.user is not None  # who keeps a fund is logged in
    withdraw(estimate.record, by=viewer.user, reason=reason.strip())
