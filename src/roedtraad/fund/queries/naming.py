"""The rows that a statement names: found by public id within what may be seen, or by key for the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Q, Sum, prefetch_related_objects

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Party
from roedtraad.fund.models import (
    Entry,
    Estimate,
    EstimateKind,
    Fund,
    Objection,
    Priority,
    Proposal,
    ProposalState,
    YearEnd,
)
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import Decision


def party_named(viewer: Viewer, public_id: str) -> Party | None:
    """Return a party that this viewer may see. One query."""
    rows = Party.objects.filter(visible(viewer), record__public_id=public_id)
    return rows.select_related("record").first()


def decision_named(viewer: Viewer, public_id: str) -> Decision | None:
    """Return a decision that this viewer may see, with its item and meeting. One query."""
    rows = Decision.objects.filter(visible(viewer), record__public_id=public_id)
    return rows.select_related("record", "item__meeting__body").first()


def parties_by_key(keys: Iterable[int]) -> Mapping[int, Party]:
    """Return parties by key. One query."""
    return Party.objects.select_related("record").in_bulk([key for key in keys if key])


def initiatives_by_key(keys: Iterable[int]) -> Mapping[int, Initiative]:
    """Return initiatives by key; whoever sees their money sees their names. One query."""
    return Initiative.objects.select_related("record").in_bulk([key for key in keys if key])


def decisions_to_choose(viewer: Viewer, fund: Fund, *, most: int = 300) -> tuple[Decision, ...]:
    """Return the newest decisions of the collaboration that this viewer may see. One query."""
    rows = Decision.objects.filter(visible(viewer), body__collaboration=fund.collaboration_id)
    return tuple(rows.select_related("record", "item", "body").order_by("-decided_on", "-record")[:most])


def estimates_of(viewer: Viewer, fund: Fund) -> tuple[Estimate, ...]:
    """Return what stands beside the ledger of a fund, newest first. One query."""
    rows = Estimate.objects.filter(
        visible(viewer, record="seen_as"), record__withdrawn_at=None, fund=fund
    ).select_related(
        "record", "party", "initiative__record", "decision__record", "decision__item", "granted_by__record"
    )
    return tuple(rows.order_by("-on", "-pk"))


def budgets_of(estimates: Iterable[Estimate]) -> tuple[Estimate, ...]:
    """Return the budgets among what stands beside the ledger, with their lines. One query."""
    found = [one for one in estimates if one.kind == EstimateKind.BUDGET]
    prefetch_related_objects(found, "lines")
    return tuple(found)


def objections_of(viewer: Viewer, fund: Fund) -> tuple[Objection, ...]:
    """Return the rules of purpose that allocations of a fund do not meet, those not waived first. One query."""
    rows = Objection.objects.filter(visible(viewer, record="entry__seen_as"), entry__fund=fund)
    return tuple(
        rows.filter(entry__reversed_by=None)
        .select_related("entry__record", "initiative")
        .order_by("waived_on", "-pk")
    )


def priorities_of(viewer: Viewer, fund: Fund, *, years: Iterable[int]) -> tuple[Priority, ...]:
    """Return the ranked initiatives of some years that this viewer may see. One query."""
    rows = Priority.objects.filter(
        visible(viewer, record="initiative__record"), fund=fund, year__in=list(years)
    )
    return tuple(rows.select_related("initiative__record").order_by("year", "rank"))


def year_ends_of(fund: Fund) -> Mapping[int, YearEnd]:
    """Return by when each year is to be carried over. One query."""
    return {row.year: row for row in YearEnd.objects.filter(fund=fund)}


def entries_of_amounts(
    viewer: Viewer, fund: Fund, amounts: Iterable[Decimal]
) -> Mapping[Decimal, tuple[Entry, ...]]:
    """Return the entries that moved one of these amounts, by amount: what several meetings tell may be one. One query."""
    moved = Sum("postings__amount", filter=Q(postings__amount__gt=0))
    rows = (
        Entry.objects.filter(visible(viewer, record="seen_as"), fund=fund, reverses=None, reversed_by=None)
        .select_related("record")
        .annotate(moved=moved)
        .filter(moved__in=list(amounts))
    )
    found: dict[Decimal, tuple[Entry, ...]] = {}
    for row in rows.order_by("on", "pk"):
        found[row.moved] = (*found.get(row.moved, ()), row)
    return found


def open_proposals(viewer: Viewer, fund: Fund) -> tuple[Proposal, ...]:
    """Return the amounts that wait for a person, by item and in the order of the text, newest meeting first. One query."""
    rows = Proposal.objects.filter(
        visible(viewer, record="item__record"), fund=fund, state=ProposalState.OPEN
    )
    return tuple(
        rows.select_related(
            "item__record", "item__meeting__body", "party", "text__document__record"
        ).order_by("-item__meeting__held_on", "item", "order")
    )
