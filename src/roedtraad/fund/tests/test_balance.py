"""Whatever is done to money, in any order: sums are zero, statements add up, and a reversal is as if nothing had been.

The ledger is compared with the naive way: a dictionary of purses, and a sum over every posting.
"""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from beancount import loader
from beancount.core.data import Transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from money import ON, Purse

from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Party
from roedtraad.fund.actions import (
    FundDetails,
    Place,
    Share,
    Told,
    Weighed,
    allocate,
    by_percent,
    carry_over,
    give_back,
    grant,
    grant_by_key,
    open_fund,
    release,
    reserve,
    reverse,
    spend,
    transfer,
)
from roedtraad.fund.figures import Figure, figures_of
from roedtraad.fund.journal_text import account_name, as_journal_text
from roedtraad.fund.models import Account, CostKind, Entry, Posting
from roedtraad.fund.queries import Scope, cells_of, matrix_of, statement_of, sum_differences

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10**8), places=2)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "grant",
                "reserve",
                "allocate",
                "release",
                "spend",
                "carry",
                "move",
                "return",
                "percent",
                "reverse",
            ]
        ),
        st.integers(0, 2),  # which party
        st.integers(0, 1),  # which initiative
        st.integers(2025, 2026),
        AMOUNTS,
    ),
    min_size=1,
    max_size=12,
)


@dataclass
class Naive:
    """The purses, as somebody keeps them in a spreadsheet: (kind, party, year, initiative) → kroner."""

    sums: Counter[tuple[str, int, int, int]] = field(default_factory=Counter)

    def add(self, entry: Entry) -> None:
        for row in entry.postings.select_related("account"):
            account = row.account
            key = (account.kind, account.party_id or 0, account.year or 0, account.initiative_id or 0)
            self.sums[key] += row.amount  # type: ignore[assignment]


def do(purse: Purse, step: tuple[str, int, int, int, Decimal]) -> Entry:
    """Do one step; refused when there is nothing to do it to."""
    what, party_number, initiative_number, year, amount = step
    party: Party = purse.parties[party_number]
    initiative = (purse.home, purse.car)[initiative_number]
    share, purse_share = Share(Place(party, year, initiative), amount), Share(Place(party, year), amount)
    told = Told(
        ON,
        f"Trin {what}",
        decision=purse.decision if what in ("allocate", "spend", "percent") else None,
        voucher="1",
        cost_kind=CostKind.OTHER,
        own_decision="Byrådet",
    )
    common = {"viewer": purse.sara, "fund": purse.fund, "told": told}
    if what == "grant":
        key = [Weighed(Decimal(n + 1), "Aftalt", one) for n, one in enumerate(purse.parties)]
        return grant_by_key(total=amount, year=year, key=key, **common)  # type: ignore[arg-type]
    if what == "reserve":
        return reserve(shares=[share], **common)  # type: ignore[arg-type]
    if what == "allocate":
        return allocate(shares=[share], **common)  # type: ignore[arg-type]
    if what == "release":
        return release(share=share, was_reserved=bool(initiative_number), **common)  # type: ignore[arg-type]
    if what == "spend":
        return spend(share=share, **common)  # type: ignore[arg-type]
    if what == "carry":
        return carry_over(party=party, from_year=year, to_year=year + 1, **common)  # type: ignore[arg-type]
    if what == "move":
        return transfer(amount=amount, out_of=Place(party, year), into=Place(None, year), **common)  # type: ignore[arg-type]
    if what == "percent":
        percents = {purse.home: Decimal("33.33"), purse.car: Decimal("66.67")}
        shares = by_percent({Place(party, year): amount}, percents)
        return allocate(shares=shares, **common)  # type: ignore[arg-type]
    if what == "return":
        return give_back(share=purse_share, **common)  # type: ignore[arg-type]
    last = Entry.objects.filter(fund=purse.fund).order_by("-pk").first()
    if last is None:
        raise Refused("test.nothing", "Intet.")
    return reverse(viewer=purse.sara, entry=last, reason="Fortrudt")


def anew(purse: Purse) -> None:
    """Give an example a fund of its own; what is posted stays for ever."""
    name = f"Midler {Entry.objects.count()} {Account.objects.count()} {purse.fund.pk}"
    purse.fund = open_fund(
        viewer=purse.sara, collaboration=purse.fund.collaboration, details=FundDetails(name)
    )


UNHURRIED = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@UNHURRIED
@given(steps=STEPS)
def test_any_sequence_of_acts_keeps_every_sum(
    purse: Purse, steps: list[tuple[str, int, int, int, Decimal]]
) -> None:
    anew(purse)
    naive = Naive()
    for step in steps:
        try:
            naive.add(do(purse, step))
        except Refused:
            continue
    assert sum(naive.sums.values(), Decimal(0)) == 0
    cells = cells_of(purse.sara, Scope(purse.fund))
    kept: Counter[tuple[str, int, int, int]] = Counter()
    for cell in cells:
        kept[cell.kind.value, cell.party, cell.year, cell.initiative] += cell.amount  # type: ignore[assignment]
    assert {key: amount for key, amount in kept.items() if amount} == {
        key: amount for key, amount in naive.sums.items() if amount
    }
    assert sum_differences() == ()
    by_entry = (
        Posting.objects.filter(entry__fund=purse.fund).order_by().values("entry").annotate(Sum("amount"))
    )
    assert {row["amount__sum"] for row in by_entry} <= {Decimal(0)}


@UNHURRIED
@given(steps=STEPS)
def test_beancount_comes_to_the_same_balances(
    purse: Purse, steps: list[tuple[str, int, int, int, Decimal]]
) -> None:
    anew(purse)
    for step in steps:
        try:
            do(purse, step)
        except Refused:
            continue
    entries, errors, _options = loader.load_string("\n".join(as_journal_text(purse.sara, purse.fund)))
    assert errors == []
    theirs: Counter[str] = Counter()
    for entry in entries:
        if isinstance(entry, Transaction):
            for posting in entry.postings:
                theirs[posting.account] += posting.units.number  # type: ignore[assignment]
    accounts = Account.objects.filter(fund=purse.fund).annotate(whole=Sum("sums__amount"))
    assert {account_name(one): one.whole for one in accounts} == theirs


def test_what_a_text_contains_stays_a_text_in_the_journal(purse: Purse) -> None:
    told = Told(ON, 'Et "citat" \\ og\nen linje')
    grant(
        viewer=purse.sara, fund=purse.fund, shares=[Share(Place(purse.fjordby, 2026), Decimal(5))], told=told
    )
    entries, errors, _options = loader.load_string("\n".join(as_journal_text(purse.sara, purse.fund)))
    assert errors == []
    assert [one.narration for one in entries if isinstance(one, Transaction)] == ['Et "citat" \\ og en linje']


@UNHURRIED
@given(steps=STEPS)
def test_every_statement_adds_up(purse: Purse, steps: list[tuple[str, int, int, int, Decimal]]) -> None:
    anew(purse)
    for step in steps:
        try:
            do(purse, step)
        except Refused:
            continue
    matrix = matrix_of(purse.sara, Scope(purse.fund))
    assert matrix.whole.is_whole
    assert all(column.is_whole for column in matrix.columns)
    for figure in Figure:
        assert sum((column[figure] for column in matrix.columns), Decimal(0)) == matrix.whole[figure]
        for row in matrix.rows:
            assert sum((cell[figure] for cell in row.parties), Decimal(0)) == row.whole[figure]
    allocated = sum((row.whole[Figure.ALLOCATED] for row in matrix.rows), Decimal(0))
    assert allocated == matrix.whole[Figure.ALLOCATED]
    statement = statement_of(purse.sara, Scope(purse.fund))
    for lines in (statement.years, statement.parties, statement.initiatives):
        for figure in Figure:
            assert sum((line.figures[figure] for line in lines), Decimal(0)) == statement.whole[figure]
    assert all(line.figures.is_whole for line in (*statement.years, *statement.parties))


@UNHURRIED
@given(steps=STEPS, last=STEPS)
def test_a_reversal_restores_every_sum(
    purse: Purse,
    steps: list[tuple[str, int, int, int, Decimal]],
    last: list[tuple[str, int, int, int, Decimal]],
) -> None:
    anew(purse)
    for step in steps:
        try:
            do(purse, step)
        except Refused:
            continue
    before = figures_of(cells_of(purse.sara, Scope(purse.fund))).amounts
    try:
        entry = do(purse, last[0])
        reverse(viewer=purse.sara, entry=entry, reason="Fortrudt")
    except Refused:
        return
    cells = cells_of(purse.sara, Scope(purse.fund))
    assert figures_of(cells).amounts == before
    assert sum((cell.amount for cell in cells), Decimal(0)) == 0
