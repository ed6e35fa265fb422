"""Reads of entries and postings: what stands behind a figure, and one entry with all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.documents.models import Citation
from roedtraad.fund.figures import PARTS, Figure
from roedtraad.fund.models import Account, AccountKind, AccountSum, Entry, KeyShare, Objection, Posting
from roedtraad.fund.queries.sums import Scope


@dataclass(frozen=True, slots=True)
class PostingList:
    """The postings behind a figure, newest first, and how many there are."""

    rows: QuerySet[Posting]
    count: int


def postings_behind(viewer: Viewer, scope: Scope, figure: Figure | None = None) -> PostingList:
    """Return the postings that a figure is the sum of; without a figure, all but the giver's. Three queries with `rows`.

    How many there are is read from the running sums.
    """
    kinds = PARTS[figure].kinds if figure else PARTS[Figure.CARRIED_IN].kinds
    flows = PARTS[figure].flows if figure else PARTS[Figure.LEFT].flows
    accounts = Account.objects.filter(scope.of_accounts(prefix=""), kind__in=kinds)
    keys = list(accounts.values_list("pk", flat=True))
    sums = AccountSum.objects.filter(visible(viewer, record="seen_as"), account__in=keys, flow__in=flows)
    rows = Posting.objects.filter(visible(viewer, record="entry__seen_as"), account__in=keys, flow__in=flows)
    if scope.decision is not None:
        sums, rows = sums.filter(seen_as=scope.decision), rows.filter(entry__seen_as=scope.decision)
    return PostingList(
        rows.select_related(
            "entry__record", "entry__decision__record", "account__party", "account__initiative__record"
        ).order_by("-on", "-pk"),
        sums.aggregate(count=Sum("postings"))["count"] or 0,
    )


@dataclass(frozen=True, slots=True)
class DecidedMoney:
    """An amount that a decision gave to an initiative, and the entry that it stands in."""

    entry_id: str  # the public id
    text: str
    initiative: str
    year: int | None
    amount: Decimal


def money_of_decision(viewer: Viewer, decision_id: int) -> tuple[DecidedMoney, ...]:
    """Return what a decision gave to each initiative and year, the earliest entry first. One query."""
    rows = Posting.objects.filter(
        visible(viewer, record="entry__seen_as"),
        entry__decision=decision_id,
        entry__record__withdrawn_at=None,
        account__kind=AccountKind.ALLOCATED,
        account__initiative__isnull=False,
    )
    told = ("entry__record__public_id", "entry__text", "account__initiative__name", "account__year")
    sums = rows.values_list(*told).annotate(sum=Sum("amount")).order_by("entry__on", "entry", "account__year")
    return tuple(DecidedMoney(*row) for row in sums if row[-1])


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry with its postings, the key it was split by, objections, sources, and what it reverses or is reversed by."""

    entry: Entry
    postings: tuple[Posting, ...]
    key: tuple[KeyShare, ...]
    objections: tuple[Objection, ...]
    citations: tuple[Citation, ...]
    reversed_by: Entry | None


def entry_for(viewer: Viewer, public_id: str) -> EntryView | None:
    """Return the entry with this public id, if this viewer may see it. Six queries."""
    entry = (
        Entry.objects.filter(
            visible(viewer, record="seen_as"), record__public_id=public_id, record__withdrawn_at=None
        )
        .select_related(
            "record",
            "fund__record",
            "fund__collaboration__record",
            "decision__record",
            "decision__item__meeting__body",
            "reverses__record",
            "entered_by",
        )
        .first()
    )
    if entry is None:
        return None
    places = entry.postings.select_related("account__party__record", "account__initiative__record")
    cited = [entry.pk] if entry.decision_id is None else [entry.pk, entry.decision_id]
    citations = Citation.objects.filter(visible(viewer), visible(viewer, record="text__document__record"))
    return EntryView(
        entry=entry,
        postings=tuple(places.order_by("amount", "pk")),  # from where, then to where
        key=tuple(entry.key_shares.select_related("party__record", "initiative__record").order_by("pk")),
        objections=tuple(entry.objections.select_related("initiative__record").order_by("pk")),
        citations=tuple(
            citations.filter(record__in=cited)
            .select_related("text__document__record")
            .order_by("page", "start")
        ),
        reversed_by=Entry.objects.filter(reverses=entry).select_related("record").first(),
    )
