"""Reads of entries and postings: what stands behind a figure, and one entry with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.documents.models import Citation
from roedtraad.fund.figures import PARTS, Figure
from roedtraad.fund.models import AccountKind, Entry, Flow, Fund, KeyShare, Objection, Posting
from roedtraad.fund.queries.sums import Scope, sums_in

FEW = 5_000  # postings that are sorted at once
WIDER = 3  # how much further is looked when too little was found


@dataclass(frozen=True, slots=True)
class PostingList:
    """The postings behind a figure, newest first, and how many there are. They are read when some are cut out."""

    fund: Fund
    rows: QuerySet[Posting]
    count: int
    whole: int  # postings of the fund

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, wanted: slice) -> tuple[Posting, ...]:
        """Return the postings of a slice without steps. One query; two to five where they are many.

        Few are sorted. Of many, the newest entries of the fund are looked through, ever more of them until there
        are enough: so the price of the first page does not follow the history. Their keys are read first as long as
        they are few: PostgreSQL would rather sort all postings than begin with a subquery.
        """
        first, last, _step = wanted.indices(self.count)
        if self.count <= FEW:
            return tuple(self.rows[first:last])
        window = 1 + last * self.whole // self.count
        newest = Entry.objects.filter(fund=self.fund).order_by("-on", "-record").values_list("pk", flat=True)
        while window < self.whole:
            entries: Iterable[int] = list(newest[:window]) if window <= FEW else newest[:window]
            found = tuple(self.rows.filter(entry__in=entries)[first:last])
            if len(found) == last - first:
                return found
            window *= WIDER
        return tuple(self.rows[first:last])


def postings_behind(viewer: Viewer, scope: Scope, figure: Figure | None = None) -> PostingList:
    """Return the postings that a figure is the sum of; without a figure, all but the giver's. One query.

    How many there are is read from the running sums.
    """
    kinds = PARTS[figure].kinds if figure else PARTS[Figure.CARRIED_IN].kinds
    flows = PARTS[figure].flows if figure else PARTS[Figure.LEFT].flows
    behind = scope.of_accounts(prefix="") & Q(kind__in=kinds, flow__in=flows)
    sums = sums_in(viewer, Scope(scope.fund, decision=scope.decision))
    counted = sums.aggregate(count=Sum("postings", filter=behind), whole=Sum("postings"))
    wanted = scope.of_accounts(prefix="account__") & Q(account__kind__in=kinds, flow__in=flows)
    rows = Posting.objects.filter(visible(viewer, record="entry__seen_as"), wanted)
    if scope.decision is not None:
        rows = rows.filter(entry__seen_as=scope.decision)
    return PostingList(
        scope.fund,
        rows.select_related(
            "entry__record", "entry__decision__record", "account__party", "account__initiative__record"
        ).order_by("-on", "-entry", "-pk"),
        counted["count"] or 0,
        counted["whole"] or 0,
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
    """Return what a decision gave to each initiative and year, the earliest entry first. One query.

    What was spent of it later is left out: that is told where the money is followed.
    """
    rows = Posting.objects.filter(
        visible(viewer, record="entry__seen_as"),
        entry__decision=decision_id,
        entry__record__withdrawn_at=None,
        account__kind=AccountKind.ALLOCATED,
        account__initiative__isnull=False,
    ).exclude(flow=Flow.SPENT)
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
