"""How the ledger agrees with a party's own accounts. `policy.may_see_accounts` has been asked by whoever calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from roedtraad.bodies.models import Party
from roedtraad.fund.matching import WINDOW_DAYS, Posted
from roedtraad.fund.models import (
    AccountKind,
    AccountsFile,
    AccountsLine,
    Entry,
    EntryNote,
    Fund,
    Posting,
    StatedBalance,
)

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Missing:
    """An entry of the ledger that does not stand in the party's accounts, and what was said of it."""

    entry: Entry
    amount: Decimal
    note: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A balance that a party states, and what the ledger has on the same day."""

    balance: StatedBalance
    posted: Decimal

    @property
    def difference(self) -> Decimal:
        """Return how much more the party's accounts have."""
        return self.balance.amount - self.posted


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a party brought, what agrees, what does not, and the balances it states."""

    files: tuple[AccountsFile, ...]
    matched: int
    only_own: tuple[AccountsLine, ...]
    only_posted: tuple[Missing, ...]
    balances: tuple[Compared, ...]

    @property
    def open(self) -> int:
        """Return how many differences nobody has explained."""
        own = sum(1 for line in self.only_own if not line.note)
        return own + sum(1 for one in self.only_posted if not one.note)


def spent_by(fund: Fund, party: Party, year: int | None) -> QuerySet[Posting]:
    """Return what was spent for a party, of a year or of all."""
    rows = Posting.objects.filter(account__fund=fund, account__party=party, account__kind=AccountKind.SPENT)
    return rows if year is None else rows.filter(account__year=year)


def posted_of(fund: Fund, party: Party, year: int | None) -> list[Posted]:
    """Return what each entry spent for a party. One query."""
    rows = spent_by(fund, party, year).order_by()
    sums = rows.values_list("entry", "on", "entry__voucher").annotate(Sum("amount"))
    return [Posted(entry, on, amount, voucher) for entry, on, voucher, amount in sums if amount]


def reconciliation_of(fund: Fund, party: Party) -> Reconciliation:
    """Return how the ledger agrees with what a party brought. Seven queries, and one for each stated balance."""
    files = tuple(
        AccountsFile.objects.filter(fund=fund, party=party, withdrawn_at=None).select_related("brought_by")
    )
    lines = list(AccountsLine.objects.filter(file__in=files).select_related("file"))
    matched = {line.entry_id for line in lines if line.entry_id is not None}
    return Reconciliation(
        files=files,
        matched=len(matched),
        only_own=tuple(line for line in lines if line.entry_id is None),
        only_posted=_missing(fund, party, lines, matched),
        balances=tuple(_compared(row) for row in StatedBalance.objects.filter(fund=fund, party=party)),
    )


def _missing(fund: Fund, party: Party, lines: list[AccountsLine], matched: set[int]) -> tuple[Missing, ...]:
    """Return the entries of the days that the files are of which stand in none of them."""
    days: dict[int | None, list[date]] = defaultdict(list)
    for line in lines:
        days[line.file.year].append(line.on)
    found: dict[int, Posted] = {}
    for year, seen in days.items():
        for one in posted_of(fund, party, year):
            if one.entry not in matched and min(seen) <= one.on <= max(seen):
                found[one.entry] = one
    notes: Mapping[int, str] = dict(
        EntryNote.objects.filter(party=party, entry__in=found).values_list("entry", "text")
    )
    entries = Entry.objects.filter(pk__in=found).select_related("record").order_by("on", "pk")
    return tuple(Missing(entry, found[entry.pk].amount, notes.get(entry.pk, "")) for entry in entries)


def _compared(row: StatedBalance) -> Compared:
    rows = spent_by(row.fund, row.party, row.year).filter(on__lte=row.on)
    return Compared(row, rows.aggregate(sum=Sum("amount"))["sum"] or ZERO)


__all__ = [
    "WINDOW_DAYS",
    "Compared",
    "Missing",
    "Reconciliation",
    "posted_of",
    "reconciliation_of",
    "spent_by",
]
