"""`python -m bench.inside.fund_times POSTINGS`: fill an empty, migrated database with a ledger, and time its statements.

The rows are what the actions would write, without the journal; the triggers of the ledger work on each of them. A
fund of 23 parties, 40 initiatives and six years, of which each year has a decision for each initiative.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import count, islice
from statistics import median

import django

django.setup()

from django.db import connection, transaction  # noqa: E402  # after the setup, here and below
from django.db.models import Sum  # noqa: E402
from django.test import Client  # noqa: E402

from roedtraad.accounts.models import ALPHABET, PUBLIC_ID_LENGTH, Record, RecordKind  # noqa: E402
from roedtraad.accounts.policy import Viewer  # noqa: E402
from roedtraad.bodies.models import Collaboration, CollaborationMember, Party, PartyKind  # noqa: E402
from roedtraad.fund.figures import Figure  # noqa: E402
from roedtraad.fund.models import (  # noqa: E402
    Account,
    AccountKind,
    AccountSum,
    Entry,
    EntryKind,
    Flow,
    Fund,
    Posting,
    Seal,
)
from roedtraad.fund.queries import Scope, matrix_of, postings_behind, statement_of  # noqa: E402
from roedtraad.initiatives.models import Initiative  # noqa: E402

KAREN = Viewer(on=date(2026, 11, 22))
PARTIES, INITIATIVES, YEARS = 23, 40, tuple(range(2021, 2027))
AT_A_TIME, ROUNDS, LIMIT_MS = 5_000, 9, 100.0


_numbers = count(len(ALPHABET) ** 7)


def public_id(number: int) -> str:
    """Return an id by counting: of half a million random ones two are the same as likely as not."""
    return "".join(
        ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(PUBLIC_ID_LENGTH)
    )


def identities(kind: RecordKind, number: int) -> list[Record]:
    """Save public identities."""
    return Record.objects.bulk_create(
        [Record(kind=kind, is_public=True, public_id=public_id(next(_numbers))) for _ in range(number)]
    )


def a_fund() -> tuple[Fund, list[Party], list[Initiative]]:
    """Save a fund with its parties and initiatives."""
    (record,) = identities(RecordKind.COLLABORATION, 1)
    cluster = Collaboration.objects.create(
        record=record, name="Sundhedsklynge Prøvested", kind=Collaboration.Kind.HEALTH_CLUSTER
    )
    (record,) = identities(RecordKind.FUND, 1)
    fund = Fund.objects.create(record=record, collaboration=cluster, name="Klyngemidler")
    parties = Party.objects.bulk_create(
        Party(record=one, name=f"Kommune {number}", kind=PartyKind.MUNICIPALITY)
        for number, one in enumerate(identities(RecordKind.PARTY, PARTIES))
    )
    CollaborationMember.objects.bulk_create(
        CollaborationMember(collaboration=cluster, party=party) for party in parties
    )
    initiatives = Initiative.objects.bulk_create(
        Initiative(record=one, collaboration=cluster, name=f"Indsats {number}", folded=f"indsats {number}")
        for number, one in enumerate(identities(RecordKind.INITIATIVE, INITIATIVES))
    )
    return fund, parties, initiatives


def accounts_of(
    fund: Fund, parties: list[Party], initiatives: list[Initiative]
) -> list[tuple[Account, Account]]:
    """Save the accounts between which money is spent, in pairs."""
    pairs = [
        tuple(
            Account(fund=fund, kind=kind, party=party, year=year, initiative=initiative)
            for kind in (AccountKind.ALLOCATED, AccountKind.SPENT)
        )
        for party in parties
        for year in YEARS
        for initiative in initiatives
    ]
    Account.objects.bulk_create((one for pair in pairs for one in pair), batch_size=AT_A_TIME)
    return [(allocated, spent) for allocated, spent in pairs]


def spend(fund: Fund, pairs: list[tuple[Account, Account]], number: int) -> None:
    """Save so many entries of two postings, in turn on all accounts."""
    turns: Iterator[int] = iter(range(number))
    while batch := list(islice(turns, AT_A_TIME)):
        with transaction.atomic():
            records = identities(RecordKind.ENTRY, len(batch))
            days = [date(2021, 1, 1) + timedelta(days=turn % 2000) for turn in batch]
            Entry.objects.bulk_create(
                Entry(
                    record=record,
                    seal_id=record.pk,
                    fund=fund,
                    kind=EntryKind.SPEND,
                    on=on,
                    text="Løn",
                    seen_as=fund.record,
                )
                for record, on in zip(records, days, strict=True)
            )
            Posting.objects.bulk_create(
                Posting(
                    entry_id=record.pk,
                    account=pairs[turn % len(pairs)][side],
                    flow=Flow.SPENT,
                    amount=Decimal(turn % 900_000 + 1).scaleb(-2) * (1 if side else -1),
                    on=on,
                )
                for turn, record, on in zip(batch, records, days, strict=True)
                for side in (0, 1)
            )
            Seal.objects.bulk_create(Seal(pk=record.pk) for record in records)


def took(act: Callable[[], object]) -> float:
    """Return the milliseconds of the middle one of some runs."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def naive(fund: Fund) -> Decimal:
    """Return what was spent, as a sum over all postings."""
    rows = Posting.objects.filter(account__fund=fund, account__kind=AccountKind.SPENT, flow=Flow.SPENT)
    by_place = rows.values_list("account__party", "account__initiative").annotate(Sum("amount"))
    return sum((amount for _party, _initiative, amount in by_place), Decimal(0))


def measure(fund: Fund, parties: list[Party]) -> None:
    """Print the times."""
    everything, one = Scope(fund), Scope(fund, party=parties[0].pk)
    there = f"/midler/{fund.record.public_id}"
    assert matrix_of(KAREN, everything).whole[Figure.SPENT] == naive(fund)
    slow = took(lambda: naive(fund))
    print(f"  {Posting.objects.count():,} postings, {AccountSum.objects.count():,} running sums")
    print(f"  {'a sum over all postings (the peer)':<44}{slow:9.1f} ms")
    client = Client()
    for name, act in {
        "the matrix": lambda: matrix_of(KAREN, everything),
        "a party's statement": lambda: statement_of(KAREN, one),
        "the first entries behind a party's figure": lambda: list(
            postings_behind(KAREN, one, Figure.SPENT).rows[:50]
        ),
        "the first entries behind the whole": lambda: list(
            postings_behind(KAREN, everything, Figure.SPENT).rows[:50]
        ),
        "the page of the fund": lambda: client.get(there),
        "the page of a party's statement": lambda: client.get(
            f"{there}/opgoerelse?part={parties[0].record.public_id}"
        ),
    }.items():
        fast = took(act)
        verdict = "" if fast <= LIMIT_MS else f"  over {LIMIT_MS:.0f} ms"
        print(f"  {name:<44}{fast:9.1f} ms  {slow / fast:6.1f} times faster{verdict}", flush=True)


def main(postings: int) -> None:
    """Fill, and measure."""
    logging.disable(logging.INFO)
    fund, parties, initiatives = a_fund()
    pairs = accounts_of(fund, parties, initiatives)
    began = time.perf_counter()
    spend(fund, pairs, postings // 2)
    print(f"  filled in {time.perf_counter() - began:.0f} s", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    measure(fund, parties)


main(int(sys.argv[1]))
