"""`python -m bench.inside.fund_times POSTINGS`: fill an empty, migrated database with a ledger, and time its statements.

The rows are what the actions would write, without the journal; the triggers of the ledger work on each of them. A
fund of 23 parties, 40 initiatives and six years. Each year is granted to the parties and given to each initiative by a
decision of its own; the rest of the postings are spending, each seen with the decision that gave its money. Half of the
decisions are not public: the citizen is timed, and a member who sees them all.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count, islice
from statistics import median

import django

django.setup()

from django.db import connection, transaction  # noqa: E402  # after the setup, here and below
from django.db.models import Sum  # noqa: E402
from django.test import Client  # noqa: E402

from roedtraad.accounts.models import ALPHABET, PUBLIC_ID_LENGTH, Audience, Record, RecordKind  # noqa: E402
from roedtraad.accounts.policy import Viewer, visible  # noqa: E402
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

ON = date(2026, 11, 22)
KAREN = Viewer(on=ON)
MADS = Viewer(on=ON, tokens=frozenset({"circle:1", "members:1", "party:1", "person:1"}))
Places = list[tuple[Account, Account, Record]]
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


def places_of(fund: Fund, parties: list[Party], initiatives: list[Initiative]) -> Places:
    """Save grants and allocations; return the accounts between which money is spent, with the decision that gave it."""
    found: Places = []
    for year in YEARS:
        given = _accounts(fund, AccountKind.SOURCE, parties, year)
        purses = _accounts(fund, AccountKind.AVAILABLE, parties, year)
        _post(fund, EntryKind.GRANT, Flow.GRANTED, fund.record, given, purses)
        for nth, initiative in enumerate(initiatives):
            (decision,) = identities(RecordKind.DECISION, 1)
            if nth % 2:
                Record.objects.filter(pk=decision.pk).update(is_public=False)
                Audience.objects.create(record=decision, token="members:1")
            allocated = _accounts(fund, AccountKind.ALLOCATED, parties, year, initiative)
            spent = _accounts(fund, AccountKind.SPENT, parties, year, initiative)
            _post(fund, EntryKind.ALLOCATE, Flow.ALLOCATED, decision, purses, allocated)
            found += zip(allocated, spent, [decision] * len(parties), strict=True)
    return found


def _accounts(
    fund: Fund, kind: AccountKind, parties: list[Party], year: int, initiative: Initiative | None = None
) -> list[Account]:
    return Account.objects.bulk_create(
        Account(fund=fund, kind=kind, party=party, year=year, initiative=initiative) for party in parties
    )


@transaction.atomic
def _post(
    fund: Fund,
    kind: EntryKind,
    flow: Flow,
    seen_as: Record,
    out_of: list[Account],
    into: list[Account],
) -> None:
    (record,) = identities(RecordKind.ENTRY, 1)
    on = date(into[0].year or YEARS[0], 1, 1)
    entry = Entry.objects.create(
        record=record, seal_id=record.pk, fund=fund, kind=kind, on=on, text="Midler", seen_as=seen_as
    )
    amount = Decimal(100_000 if kind == EntryKind.ALLOCATE else 100_000 * INITIATIVES)
    Posting.objects.bulk_create(
        Posting(entry=entry, account=account, flow=flow, amount=sign * amount, on=on)
        for sign, accounts in ((-1, out_of), (1, into))
        for account in accounts
    )
    Seal(pk=record.pk).save(force_insert=True)


def spend(fund: Fund, places: Places, number: int) -> None:
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
                    seen_as=places[turn % len(places)][2],
                )
                for turn, record, on in zip(batch, records, days, strict=True)
            )
            Posting.objects.bulk_create(
                Posting(
                    entry_id=record.pk,
                    account=places[turn % len(places)][side],
                    flow=Flow.SPENT,
                    amount=Decimal(turn % 900_000 + 1).scaleb(-2) * (1 if side else -1),
                    on=on,
                )
                for turn, record, on in zip(batch, records, days, strict=True)
                for side in (0, 1)
            )
            Seal.objects.bulk_create(Seal(pk=record.pk) for record in records)


@dataclass(frozen=True)
class Took:
    """Milliseconds of the middle one of some runs: by the clock, and of this process alone (others work here too)."""

    wall: float
    processor: float


def took(act: Callable[[], object]) -> Took:
    """Return how long an act takes."""
    walls, processors = [], []
    for _ in range(ROUNDS):
        began, used = time.perf_counter(), time.process_time()
        act()
        walls.append((time.perf_counter() - began) * 1000)
        processors.append((time.process_time() - used) * 1000)
    return Took(median(walls), median(processors))


def naive(fund: Fund) -> Decimal:
    """Return what was spent, as a sum over all postings."""
    rows = Posting.objects.filter(
        visible(MADS, record="entry__seen_as"),
        account__fund=fund,
        account__kind=AccountKind.SPENT,
        flow=Flow.SPENT,
    )
    by_place = rows.values_list("account__party", "account__initiative").annotate(Sum("amount"))
    return sum((amount for _party, _initiative, amount in by_place), Decimal(0))


def measure(fund: Fund, parties: list[Party]) -> None:
    """Print the times."""
    everything, one = Scope(fund), Scope(fund, party=parties[0].pk)
    there = f"/midler/{fund.record.public_id}"
    assert matrix_of(MADS, everything).whole[Figure.SPENT] == naive(fund)
    slow = took(lambda: naive(fund))
    print(f"  {Posting.objects.count():,} postings, {AccountSum.objects.count():,} running sums")
    print(f"  {'':<44}{'by the clock':>14}{'processor':>12}")
    print(f"  {'a sum over all postings (the peer)':<44}{slow.wall:11.1f} ms{slow.processor:9.1f} ms")
    party = parties[0].record.public_id
    client = Client()
    for name, act in {
        "the matrix": lambda: matrix_of(KAREN, everything),
        "the matrix, for a member": lambda: matrix_of(MADS, everything),
        "a party's statement": lambda: statement_of(KAREN, one),
        "the first entries behind a party's figure": lambda: postings_behind(KAREN, one, Figure.SPENT)[:50],
        "the first entries behind the whole": lambda: postings_behind(MADS, everything, Figure.SPENT)[:50],
        "what was granted": lambda: postings_behind(KAREN, everything, Figure.GRANTED)[:50],
        "the page of the fund": lambda: client.get(there),
        "the page of one year": lambda: client.get(f"{there}?aar=2025"),
        "the page of the whole statement": lambda: client.get(f"{there}/opgoerelse"),
        "the page of a party's statement": lambda: client.get(f"{there}/opgoerelse?part={party}"),
        "the page of a party's spending": lambda: client.get(f"{there}/opgoerelse?part={party}&tal=brugt"),
    }.items():
        fast = took(act)
        verdict = "" if fast.wall <= LIMIT_MS else f"  over {LIMIT_MS:.0f} ms"
        ratio = slow.wall / fast.wall
        print(
            f"  {name:<44}{fast.wall:11.1f} ms{fast.processor:9.1f} ms  {ratio:6.1f} times faster{verdict}",
            flush=True,
        )


def main(postings: int) -> None:
    """Fill, and measure."""
    logging.disable(logging.INFO)
    fund, parties, initiatives = a_fund()
    began = time.perf_counter()
    places = places_of(fund, parties, initiatives)
    spend(fund, places, (postings - Posting.objects.count()) // 2)
    print(f"  filled in {time.perf_counter() - began:.0f} s", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    measure(fund, parties)


main(int(sys.argv[1]))
