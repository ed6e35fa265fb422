"""Amounts that documents tell of become entries, estimates or citations when a person says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.accounts.refusals import Refused
from roedtraad.documents.actions import CitationRow, cite
from roedtraad.fund import policy
from roedtraad.fund.actions.allocating import allocate, reserve
from roedtraad.fund.actions.beside import EstimateDetails, note_estimate
from roedtraad.fund.actions.granting import grant
from roedtraad.fund.actions.posting import Place, Told
from roedtraad.fund.actions.shares import Share
from roedtraad.fund.models import Entry, Estimate, EstimateKind, Fund, Proposal, ProposalState, ProposedAs
from roedtraad.initiatives.actions import InitiativeDetails, enter_initiative
from roedtraad.initiatives.models import Initiative
from roedtraad.initiatives.queries import initiatives_named
from roedtraad.meetings.models import AgendaItem, Decision

FIELD = "amount"
AS_ESTIMATE = {
    ProposedAs.REMAINDER: EstimateKind.REMAINDER,
    ProposedAs.FRAME: EstimateKind.FRAME,
    ProposedAs.PRINTED: EstimateKind.PRINTED,
}
Became = Entry | Estimate


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """One amount as a document tells of it. `spans` count in the reading `text_id`."""

    kind: ProposedAs
    amount: Decimal
    reason: str
    is_about: bool = False
    table: int | None = None
    party_id: int | None = None
    party_as_written: str = ""
    initiative_as_written: str = ""
    text_id: int | None = None
    spans: tuple[tuple[int, int], ...] = ()
    page: int | None = None
    quote: str = ""


@transaction.atomic
def propose(
    *, viewer: Viewer, fund: Fund, item: AgendaItem, facts: Sequence[ProposalFacts]
) -> list[Proposal]:
    """Keep what a document tells of money under an item, in its order. An item is proposed from once: again adds nothing.

    Raises:
        NotAllowed: the viewer does not keep the fund.
    """
    policy.may_keep(viewer, fund).or_refuse()
    if Proposal.objects.filter(fund=fund, item=item).exists():
        return []
    return Proposal.objects.bulk_create(
        Proposal(
            fund=fund,
            item=item,
            order=order,
            table=one.table,
            kind=one.kind,
            amount=one.amount,
            is_about=one.is_about,
            party_id=one.party_id,
            party_as_written=one.party_as_written[:200],
            initiative_as_written=one.initiative_as_written[:200],
            reason=one.reason[:500],
            text_id=one.text_id,
            spans=",".join(f"{start}-{end}" for start, end in one.spans),
            page=one.page,
            quote=one.quote,
        )
        for order, one in enumerate(facts, start=1)
    )


@transaction.atomic
def accept_proposal(
    *,
    viewer: Viewer,
    proposal: Proposal,
    kind: ProposedAs | None = None,
    year: int | None = None,
    initiative: str = "",
) -> Became:
    """Let an amount become an entry, or what stands beside the ledger, with its citation. `kind` is the person's word.

    What is approximate, and what no decision gave, is never posted. Party and year that nobody knows are 'ikke fordelt'.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: it has been settled, or an initiative is missing.
    """
    policy.may_keep(viewer, proposal.fund).or_refuse()
    _open([proposal])
    chosen = kind or ProposedAs(proposal.kind)
    decision = _decision(viewer, proposal.item)
    name = initiative.strip() or proposal.initiative_as_written
    needs_decision = chosen == ProposedAs.ALLOCATED and decision is None
    posts = chosen in (ProposedAs.GRANTED, ProposedAs.ALLOCATED, ProposedAs.RESERVED)
    became: Became
    if posts and not proposal.is_about and not needs_decision:
        for_what = None if chosen == ProposedAs.GRANTED else _initiative(viewer, proposal, name)
        share = Share(Place(proposal.party, year, for_what), proposal.amount)
        became = _posted(viewer, proposal, chosen, [share], decision)
    else:
        became = _noted(viewer, proposal, AS_ESTIMATE.get(chosen, EstimateKind.ESTIMATE), decision, year)
    _settle([proposal], became)
    return became


@transaction.atomic
def accept_table(*, viewer: Viewer, proposals: Sequence[Proposal], year: int | None = None) -> list[Became]:
    """Let a table become one grant, an allocation for each initiative, and printed totals beside the ledger.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: one has been settled, or nothing was decided under the item.
    """
    first = proposals[0]
    policy.may_keep(viewer, first.fund).or_refuse()
    _open(proposals)
    decision = _decision(viewer, first.item)
    if decision is None:
        raise Refused("fund.allocate.decision", _("Choose the decision that gives the money."))
    became: list[Became] = []
    granted = [one for one in proposals if one.kind == ProposedAs.GRANTED and one.amount]
    if granted:
        shares = [Share(Place(one.party, year), one.amount) for one in granted]
        became.append(_posted(viewer, first, ProposedAs.GRANTED, shares, decision))
        _settle(granted, became[-1])
    allocated = [one for one in proposals if one.kind == ProposedAs.ALLOCATED]
    for name in dict.fromkeys(one.initiative_as_written for one in allocated):
        own = [one for one in allocated if one.initiative_as_written == name]
        initiative = _initiative(viewer, first, name)
        shares = [Share(Place(one.party, year, initiative), one.amount) for one in own]
        became.append(_posted(viewer, own[0], ProposedAs.ALLOCATED, shares, decision))
        _settle(own, became[-1])
    for one in proposals:
        if one.kind == ProposedAs.PRINTED:
            became.append(_noted(viewer, one, EstimateKind.PRINTED, decision, year))
            _settle([one], became[-1])
    return became


@transaction.atomic
def accept_as_told_again(*, viewer: Viewer, proposal: Proposal, entry: Entry) -> None:
    """Say that an amount is one that has been posted already: the entry gets one more citation, and nothing is posted.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: it has been settled, or the entry is of another fund.
    """
    policy.may_keep(viewer, proposal.fund).or_refuse()
    _open([proposal])
    if entry.fund_id != proposal.fund_id or not may_see(viewer, entry.record):
        raise Refused("fund.entry", _("There is no such entry in this fund."))
    _settle([proposal], entry)
    journal.write(viewer.user, "fund.entry.told_again", entry.record, facts={"amount": proposal.amount})


@transaction.atomic
def decline_proposal(*, viewer: Viewer, proposals: Iterable[Proposal], reason: str) -> None:
    """Say that amounts are no money of this fund.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: one has been settled, or no reason.
    """
    rows = list(proposals)
    policy.may_keep(viewer, rows[0].fund).or_refuse()
    _open(rows)
    if not reason.strip():
        raise Refused("fund.reason", _("Write why, so that others can understand it later."))
    for one in rows:
        one.state, one.why_declined = ProposalState.DECLINED, reason.strip()[:500]
    Proposal.objects.bulk_update(rows, ["state", "why_declined"])
    facts: dict[str, journal.Fact] = {"proposals": len(rows)}
    journal.write(viewer.user, "fund.proposals.declined", rows[0].fund.record, facts=facts, reason=reason)


def _open(proposals: Sequence[Proposal]) -> None:
    keys = [one.pk for one in proposals]
    rows = Proposal.objects.select_for_update().filter(pk__in=keys, state=ProposalState.OPEN)
    if len(list(rows.values_list("pk", flat=True))) != len(keys):
        raise Refused("fund.proposal.settled", _("The amount has been settled already. Look at it again."))


def _decision(viewer: Viewer, item: AgendaItem) -> Decision | None:
    decision = Decision.objects.select_related("record", "item").filter(item=item).first()
    return decision if decision is not None and may_see(viewer, decision.record) else None


def _initiative(viewer: Viewer, proposal: Proposal, name: str) -> Initiative:
    """Return the initiative of this name; one that nobody knows is entered, seen with the item."""
    collaboration = proposal.fund.collaboration
    known = initiatives_named(viewer, collaboration, name).first()
    if known is not None:
        return known
    details = InitiativeDetails(name)
    return enter_initiative(
        viewer=viewer, collaboration=collaboration, details=details, told_under=proposal.item
    )


def _posted(
    viewer: Viewer, proposal: Proposal, kind: ProposedAs, shares: list[Share], decision: Decision | None
) -> Entry:
    meeting = proposal.item.meeting
    told = Told(on=meeting.held_on, text=proposal.item.title, decision=decision, source=str(meeting)[:300])
    fund = proposal.fund
    if kind == ProposedAs.GRANTED:
        return grant(viewer=viewer, fund=fund, shares=shares, told=told)
    if kind == ProposedAs.RESERVED:
        return reserve(viewer=viewer, fund=fund, shares=shares, told=told)
    return allocate(viewer=viewer, fund=fund, shares=shares, told=told)


def _noted(
    viewer: Viewer, proposal: Proposal, kind: EstimateKind, decision: Decision | None, year: int | None
) -> Estimate:
    details = EstimateDetails(
        kind=kind,
        on=proposal.item.meeting.held_on,
        text=f"{proposal.quote[:200] or proposal.item.title} – {proposal.reason}",
        amount=proposal.amount,
        is_about=proposal.is_about,
        place=Place(proposal.party, year),
        decision=decision,
        source=str(proposal.item.meeting)[:300],
    )
    return note_estimate(viewer=viewer, fund=proposal.fund, details=details)


def _settle(proposals: Sequence[Proposal], became: Became) -> None:
    for one in proposals:
        one.state = ProposalState.ACCEPTED
        if isinstance(became, Entry):
            one.entry = became
        else:
            one.estimate = became
    Proposal.objects.bulk_update(proposals, ["state", "entry", "estimate"])
    cite(_citation(one, became.record) for one in proposals if one.text_id and one.spans)


def _citation(proposal: Proposal, record: Record) -> CitationRow:
    spans = tuple(
        (int(start), int(end)) for start, end in (pair.split("-") for pair in proposal.spans.split(","))
    )
    return CitationRow(
        record_id=record.pk,
        text_id=proposal.text_id or 0,
        field=FIELD,
        page=proposal.page or 1,
        spans=spans,
        quote=proposal.quote,
    )
