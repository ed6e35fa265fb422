"""What a party does with its own part: spend, carry over to the next year. And reversing, which undoes any entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Party
from roedtraad.fund import policy
from roedtraad.fund.actions.posting import Line, Place, Told, locked, move, positive, post
from roedtraad.fund.actions.shares import Share
from roedtraad.fund.models import Account, AccountKind, AccountSum, Entry, EntryKind, Flow, Fund, Posting
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import Decision

OPEN_KINDS = (AccountKind.AVAILABLE, AccountKind.RESERVED, AccountKind.ALLOCATED)


@transaction.atomic
def spend(*, viewer: Viewer, fund: Fund, share: Share, told: Told) -> Entry:
    """Post what a party paid for an initiative: voucher, day and kind of cost are in `told`.

    Without a decision it is put under the only one that gave the money. More than was allocated is posted too: it
    was paid, and shows as less than nothing left.

    Raises:
        NotAllowed: the viewer keeps neither the fund nor the party's part.
        Refused: no initiative, no kind of cost, no voucher, or several decisions gave the money and none is chosen.
    """
    policy.may_keep_party(viewer, fund, share.place.party).or_refuse()
    if share.place.initiative is None:
        raise Refused("fund.initiative", _("Choose the initiative that the money is for."))
    if told.cost_kind is None:
        raise Refused("fund.spend.cost_kind", _("Say what the money was spent on."))
    if not told.voucher.strip():
        raise Refused("fund.spend.voucher", _("Write the number of the voucher, so that it can be found."))
    if told.decision is None:
        told = replace(told, decision=_only_decision(viewer, fund, share.place))
    lines = move(
        positive(share.amount),
        out_of=(AccountKind.ALLOCATED, share.place),
        into=(AccountKind.SPENT, share.place),
        flow=Flow.SPENT,
    )
    return post(viewer=viewer, fund=fund, kind=EntryKind.SPEND, told=told, lines=lines)


@dataclass(frozen=True, slots=True)
class Carried:
    """Money of one kind that is carried over; with an initiative unless it is at disposal."""

    kind: AccountKind
    amount: Decimal
    initiative: Initiative | None = None


@transaction.atomic
def carry_over(
    *,
    viewer: Viewer,
    fund: Fund,
    party: Party | None,
    from_year: int,
    to_year: int,
    told: Told,
    carried: Iterable[Carried] | None = None,
) -> Entry:
    """Post that a party carries money over to another year, by its own decision. Without `carried`: all that is left.

    Raises:
        NotAllowed: the viewer keeps neither the fund nor the party's part.
        Refused: the party's own decision is not told, the years are one, nothing is left, or what `post` refuses.
    """
    policy.may_keep_party(viewer, fund, party).or_refuse()
    _sound_carrying(told, from_year, to_year)
    fund = locked(fund)
    wanted = left_of(fund, party, from_year) if carried is None else tuple(carried)
    if not wanted:
        raise Refused(
            "fund.carry_over.nothing",
            _("There is nothing left of %(year)s to carry over.") % {"year": from_year},
        )
    lines: list[Line] = []
    for one in wanted:
        lines += move(
            positive(one.amount),
            out_of=(one.kind, Place(party, from_year, one.initiative)),
            into=(one.kind, Place(party, to_year, one.initiative)),
            flow=Flow.CARRIED_OUT,
            flow_in=Flow.CARRIED_IN,
        )
    return post(viewer=viewer, fund=fund, kind=EntryKind.CARRY_OVER, told=told, lines=lines)


def _sound_carrying(told: Told, from_year: int, to_year: int) -> None:
    if not told.own_decision.strip():
        raise Refused(
            "fund.carry_over.decision",
            _("Write by which decision of its own the party carries the money over."),
        )
    if from_year == to_year:
        raise Refused("fund.carry_over.year", _("Choose another year than the one that the money is of."))


def left_of(fund: Fund, party: Party | None, year: int) -> tuple[Carried, ...]:
    """Return what a party has left of a year: at disposal, reserved, and allocated but not spent. One query."""
    rows = (
        Account.objects.filter(fund=fund, party=party, year=year, kind__in=OPEN_KINDS)
        .select_related("initiative__record")
        .annotate(left=Sum("sums__amount"))
        .order_by("kind", "initiative__name", "pk")
    )
    return tuple(
        Carried(AccountKind(row.kind), row.left, row.initiative)
        for row in rows
        if row.left is not None and row.left > 0
    )


@transaction.atomic
def reverse(*, viewer: Viewer, entry: Entry, reason: str) -> Entry:
    """Post the opposite of an entry, on the viewer's day: every account is as if it had not been.

    Raises:
        NotAllowed: the viewer does not keep the fund; for what a party spent or carried over, nor the party's part.
        Refused: no reason, it is a reversal itself, or has been reversed.
    """
    rows = list(entry.postings.select_related("account__party", "account__initiative__record"))
    parties = {row.account.party_id: row.account.party for row in rows}
    policy.may_reverse(viewer, entry, parties).or_refuse()
    if not reason.strip():
        raise Refused("fund.reason", _("Write why, so that others can understand it later."))
    if entry.kind == EntryKind.REVERSE:
        raise Refused(
            "fund.reverse.reversal", _("This is a reversal. Post anew what was reversed by mistake.")
        )
    if Entry.objects.filter(reverses=entry).exists():
        raise Refused("fund.reverse.twice", _("The entry has been reversed already."))
    told = Told(
        on=viewer.on,
        text=_("Reversal of %(text)s: %(reason)s") % {"text": entry.text, "reason": reason.strip()},
        decision=entry.decision,
        voucher=entry.voucher,
    )
    return post(
        viewer=viewer,
        fund=entry.fund,
        kind=EntryKind.REVERSE,
        told=told,
        lines=map(_opposite, rows),
        reverses=entry,
    )


def _opposite(row: Posting) -> Line:
    place = Place(row.account.party, row.account.year, row.account.initiative)
    return Line(AccountKind(row.account.kind), Flow(row.flow), place, -row.amount)


def _only_decision(viewer: Viewer, fund: Fund, place: Place) -> Decision | None:
    """Return the decision that gave the money of a place; None where none that the viewer sees did. One query."""
    sums = AccountSum.objects.filter(
        account__fund=fund,
        account__kind=AccountKind.ALLOCATED,
        account__party=place.party,
        account__year=place.year,
        account__initiative=place.initiative,
        flow__in=(Flow.ALLOCATED, Flow.CARRIED_IN, Flow.TRANSFERRED),
        amount__gt=0,
    )
    decisions = list(
        Decision.objects.filter(visible(viewer), record__in=sums.values("seen_as")).select_related(
            "record", "item"
        )
    )
    if len(decisions) > 1:
        days = danish.listed(danish.day(one.decided_on) for one in decisions)
        raise Refused(
            "fund.spend.decision",
            _("Several decisions gave this money (%(days)s). Choose the one that it was spent under.")
            % {"days": days},
        )
    return decisions[0] if decisions else None
