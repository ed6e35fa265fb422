"""What is posted balances, and stays as it is, whatever is written past the actions."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from money import ON, Purse, a_purse
from people import a_world

from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.records import register
from roedtraad.fund.models import (
    Account,
    AccountKind,
    AccountSum,
    Entry,
    EntryKind,
    Flow,
    KeyShare,
    Posting,
    Seal,
)

pytestmark = pytest.mark.django_db


def an_entry(purse: Purse, *, seal: int | None = None) -> Entry:
    record = register(RecordKind.ENTRY)
    return Entry.objects.create(
        record=record,
        seal_id=record.pk if seal is None else seal,
        fund=purse.fund,
        kind=EntryKind.GRANT,
        on=ON,
        text="Uden om handlingerne",
        seen_as=purse.fund.record,
    )


def a_posting(
    entry: Entry, amount: str, *, kind: AccountKind = AccountKind.AVAILABLE, on: date = ON
) -> Posting:
    account, _made = Account.objects.get_or_create(fund=entry.fund, kind=kind, party=None, year=2026)
    return Posting.objects.create(
        entry=entry, account=account, flow=Flow.GRANTED, amount=Decimal(amount), on=on
    )


CHANGES: list[Callable[[], object]] = [
    lambda: Posting.objects.update(amount=Decimal(1)),
    lambda: Posting.objects.all()._raw_delete("default"),
    lambda: Entry.objects.update(text="Noget andet"),
    lambda: Entry.objects.all()._raw_delete("default"),
    lambda: Seal.objects.all()._raw_delete("default"),
    lambda: KeyShare.objects.update(weight=1),
    lambda: Account.objects.update(year=2031),
]


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_posted_can_be_changed_or_deleted(purse: Purse, change: Callable[[], object]) -> None:
    entry = purse.grant(purse.share(purse.fjordby, "100.00"))
    KeyShare.objects.create(entry=entry, party=purse.fjordby, weight=2, source="Aftalt")
    with pytest.raises(IntegrityError, match="kan ikke ændres"), transaction.atomic():
        change()
    assert sorted(Posting.objects.values_list("amount", flat=True)) == [Decimal(-100), Decimal(100)]


def test_an_entry_that_does_not_sum_to_zero_is_never_sealed(purse: Purse) -> None:
    with pytest.raises(IntegrityError, match="giver ikke nul"), transaction.atomic():
        entry = an_entry(purse)
        a_posting(entry, "100.00")
        a_posting(entry, "-99.99", kind=AccountKind.SOURCE)
        Seal(pk=entry.pk).save(force_insert=True)
    assert not AccountSum.objects.exists()


def test_an_entry_without_postings_is_never_sealed(purse: Purse) -> None:
    with pytest.raises(IntegrityError, match="giver ikke nul"), transaction.atomic():
        Seal(pk=an_entry(purse).pk).save(force_insert=True)


def test_a_posting_on_another_day_than_its_entry_is_never_sealed(purse: Purse) -> None:
    with pytest.raises(IntegrityError, match="giver ikke nul"), transaction.atomic():
        entry = an_entry(purse)
        a_posting(entry, "100.00", on=date(2020, 1, 1))
        a_posting(entry, "-100.00", kind=AccountKind.SOURCE)
        Seal(pk=entry.pk).save(force_insert=True)


def test_nothing_joins_a_sealed_entry(purse: Purse) -> None:
    entry = purse.grant(purse.share(purse.fjordby, "100.00"))
    with pytest.raises(IntegrityError, match="intet kan føjes"), transaction.atomic():
        a_posting(entry, "1.00")


def test_an_entry_has_the_seal_of_nobody_else(purse: Purse) -> None:
    other = purse.grant(purse.share(purse.fjordby, "100.00"))
    with pytest.raises(IntegrityError), transaction.atomic():
        an_entry(purse, seal=other.pk)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_leaves_an_entry_unsealed_is_not_committed() -> None:
    purse = a_purse(a_world())
    with pytest.raises(IntegrityError), transaction.atomic():
        entry = an_entry(purse)
        a_posting(entry, "100.00")
    assert not Entry.objects.exists()
    assert not Posting.objects.exists()


def test_the_sums_are_those_of_the_postings(purse: Purse) -> None:
    purse.grant(purse.share(purse.fjordby, "100.10"), purse.share(purse.region, "0.01"))
    purse.allocate(purse.share(purse.fjordby, "50.05", purse.home))
    with connection.cursor() as cursor:
        cursor.execute("SELECT account_id, SUM(amount) FROM fund_posting GROUP BY account_id")
        posted = {int(pk): int(amount) for pk, amount in cursor.fetchall()}
        cursor.execute("SELECT account_id, SUM(amount) FROM fund_accountsum GROUP BY account_id")
        summed = {int(pk): int(amount) for pk, amount in cursor.fetchall()}
    assert posted == summed
    assert sum(summed.values()) == 0
