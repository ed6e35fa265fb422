"""Reads of the running sums: within what a viewer may see, in one query whatever the history."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, Sum, Value
from django.db.models.functions import Coalesce

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.fund.figures import Cell
from roedtraad.fund.models import AccountKind, AccountSum, Flow, Fund, Posting

UNKNOWN = 0  # 'ikke fordelt'


@dataclass(frozen=True, slots=True)
class Scope:
    """What a statement is of. None limits nothing; 0 is 'ikke fordelt', for the initiative it is none.

    `decision` is the key of a decision: then only what follows from it counts.
    """

    fund: Fund
    party: int | None = None
    years: tuple[int, ...] | None = None
    initiative: int | None = None
    decision: int | None = None

    def of_accounts(self, *, prefix: str) -> Q:
        """Return the filter over rows from which `prefix` leads to their account."""
        wanted = Q(**{f"{prefix}fund": self.fund})
        for column, value in (("party", self.party), ("initiative", self.initiative)):
            if value is not None:
                wanted &= (
                    Q(**{f"{prefix}{column}": value}) if value else Q(**{f"{prefix}{column}__isnull": True})
                )
        if self.years is not None:
            years = Q(**{f"{prefix}year__in": [year for year in self.years if year]})
            wanted &= years | Q(**{f"{prefix}year__isnull": True}) if UNKNOWN in self.years else years
        return wanted


def cells_of(viewer: Viewer, scope: Scope) -> tuple[Cell, ...]:
    """Return the sums of the accounts in a scope, of what this viewer may see. One query."""
    rows = AccountSum.objects.filter(scope.of_accounts(prefix="account__"), visible(viewer, record="seen_as"))
    if scope.decision is not None:
        rows = rows.filter(seen_as=scope.decision)
    found = (
        rows.order_by()
        .values_list(
            "account__kind",
            "flow",
            Coalesce("account__party", Value(UNKNOWN)),
            Coalesce("account__year", Value(UNKNOWN)),
            Coalesce("account__initiative", Value(0)),
        )
        .annotate(Sum("amount"))
    )
    return tuple(Cell(AccountKind(kind), Flow(flow), *rest) for kind, flow, *rest in found)


@dataclass(frozen=True, slots=True)
class Difference:
    """An account whose running sum is not that of its postings."""

    account: int
    summed: int
    posted: int


def sum_differences() -> tuple[Difference, ...]:
    """Return the accounts whose running sums are not those of their postings: none, or somebody wrote past the triggers.

    Two queries; the second reads every posting.
    """
    summed = dict(AccountSum.objects.order_by().values_list("account").annotate(Sum("amount")))
    posted = dict(Posting.objects.order_by().values_list("account").annotate(Sum("amount")))
    return tuple(
        Difference(pk, int(summed.get(pk, 0) * 100), int(posted.get(pk, 0) * 100))
        for pk in sorted({*summed, *posted})
        if summed.get(pk, 0) != posted.get(pk, 0)
    )
