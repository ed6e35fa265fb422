"""What money was set aside for initiatives, by which decision, and how much of it was spent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from django.db.models import Q, Sum

from roedtraad import danish
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.fund.figures import Cell, Figure, grouped
from roedtraad.fund.models import AccountKind, AccountSum, Entry, Flow, Posting
from roedtraad.initiatives.models import Initiative
from roedtraad.thread.queries.treated import Treated
from roedtraad.thread.queries.weaving import Weave
from roedtraad.thread.stories import MONEY_RANK, Lane, Node, NodeKind, Purse, TieKind

MONEY = Lane(MONEY_RANK, "")
MOST_ENTRIES = 200


def weave_money(weave: Weave, initiatives: Sequence[Initiative], items: Sequence[Treated]) -> None:
    """Add what was set aside for the initiatives, or by what was decided under the items. Two queries."""
    wanted = Q(account__initiative__in=[one.pk for one in initiatives]) | Q(
        entry__decision__item__in=[one.item.pk for one in items]
    )
    rows = Posting.objects.filter(
        visible(weave.viewer, record="entry__seen_as"),
        wanted,
        entry__record__withdrawn_at=None,
        account__kind=AccountKind.ALLOCATED,
        account__initiative__isnull=False,
        flow=Flow.ALLOCATED,
    )
    sums = (
        rows.order_by()
        .values_list("entry", "account__initiative", "account__initiative__name", "account__year")
        .annotate(sum=Sum("amount"))
        .order_by("-entry__on", "-entry", "account__initiative", "account__year")
    )
    told = [row for row in sums[:MOST_ENTRIES] if row[-1]]
    entries = Entry.objects.select_related("record", "decision").in_bulk([row[0] for row in told])
    for entry, initiative, name, year, amount in told:
        _weave_amount(weave, entries[entry], initiative, name=name, year=year, amount=amount)


def _weave_amount(
    weave: Weave, entry: Entry, initiative: int, *, name: str, year: int | None, amount: Decimal
) -> None:
    key = weave.add(
        Node(
            key=f"money:{entry.pk}.{initiative}.{year or 0}",
            kind=NodeKind.MONEY,
            text=danish.kroner(amount),
            on=entry.on,
            lane=MONEY,
            note=f"{name}, {year}" if year else name,
            record=entry.record,
            title=entry.text,
            amount=amount,
            decided_by=f"decision:{entry.decision.item_id}" if entry.decision is not None else "",
        ),
        cited=entry.record,
        fields=("amount", "text"),
    )
    weave.tie(key, f"initiative:{initiative}", TieKind.PAYS)
    if entry.decision is not None:
        weave.tie(f"decision:{entry.decision.item_id}", key, TieKind.PAYS)


def purses_of(viewer: Viewer, initiatives: Collection[int]) -> tuple[Purse, ...]:
    """Return what each initiative has of each year, and what of it is booked as spent. One query."""
    rows = (
        AccountSum.objects.filter(visible(viewer, record="seen_as"), initiative__in=initiatives)
        .order_by()
        .values_list("kind", "flow", "year", "initiative")
        .annotate(Sum("amount"))
    )
    cells = [
        Cell(AccountKind(kind), Flow(flow), 0, year or 0, initiative, amount)
        for kind, flow, year, initiative, amount in rows
    ]
    found = grouped(cells, lambda cell: (cell.initiative, cell.year))
    return tuple(
        Purse(initiative, year or None, figures[Figure.ALLOCATED], figures[Figure.SPENT])
        for (initiative, year), figures in sorted(found.items())
        if figures[Figure.ALLOCATED] or figures[Figure.SPENT]
    )
