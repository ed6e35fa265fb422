"""Reads of the running sums: within what a viewer may see, in one query whatever the history."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet, Sum

from roedtraad.accounts.models import Record
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


class Along(StrEnum):
    """What sums are told apart by; the values are columns of `Account`."""

    PARTY = "party"
    YEAR = "year"
    INITIATIVE = "initiative"


KINDS = {kind.value: kind for kind in AccountKind}
FLOWS = {flow.value: flow for flow in Flow}


def cells_of(viewer: Viewer, scope: Scope, *, along: Collection[Along] = tuple(Along)) -> tuple[Cell, ...]:
    """Return the sums of the accounts in a scope, of what this viewer may see. One query.

    What they are not told apart by is 0 in each cell: the fewer dimensions, the fewer cells.
    """
    columns = [one for one in Along if one in along]
    found = sums_in(viewer, scope).order_by().values_list("kind", "flow", *columns).annotate(Sum("amount"))
    party, year, initiative = (columns.index(one) + 2 if one in columns else None for one in Along)
    return tuple(
        Cell(
            KINDS[row[0]],
            FLOWS[row[1]],
            (row[party] or UNKNOWN) if party else UNKNOWN,
            (row[year] or UNKNOWN) if year else UNKNOWN,
            (row[initiative] or UNKNOWN) if initiative else UNKNOWN,
            row[-1],
        )
        for row in found
    )


def sums_in(viewer: Viewer, scope: Scope) -> QuerySet[AccountSum]:
    """Return the running sums in a scope that this viewer may see.

    What decides who sees them is looked at once for each decision, not for each sum.
    """
    rows = AccountSum.objects.filter(scope.of_accounts(prefix=""))
    if scope.decision is not None:
        rows = rows.filter(seen_as=scope.decision)
    deciding = AccountSum.objects.filter(fund=scope.fund).order_by().values("seen_as").distinct()
    seen = Record.objects.filter(visible(viewer, record=""), pk__in=deciding)
    return rows.filter(seen_as__in=seen.values("pk"))


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
