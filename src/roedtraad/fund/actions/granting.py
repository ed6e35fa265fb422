"""Money comes to a fund, goes back to the giver, and is moved between parties."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.fund import policy
from roedtraad.fund.actions.posting import Line, Place, Told, move, positive, post
from roedtraad.fund.actions.shares import Key, Share, by_key, keep_key
from roedtraad.fund.models import AccountKind, Entry, EntryKind, Flow, Fund


@transaction.atomic
def grant(*, viewer: Viewer, fund: Fund, shares: Sequence[Share], told: Told) -> Entry:
    """Post what each party got for a year. A share without a party or a year is 'ikke fordelt' until it is moved.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: an amount that is none, a share for an initiative, or what `post` refuses.
    """
    policy.may_keep(viewer, fund).or_refuse()
    lines: list[Line] = []
    for share in shares:
        if share.place.initiative is not None:
            raise Refused("fund.grant.initiative", _("Grant first, then allocate to the initiative."))
        place, amount = share.place, positive(share.amount)
        lines += move(
            amount,
            out_of=(AccountKind.SOURCE, place),
            into=(AccountKind.AVAILABLE, place),
            flow=Flow.GRANTED,
        )
    return post(viewer=viewer, fund=fund, kind=EntryKind.GRANT, told=told, lines=lines)


@transaction.atomic
def grant_by_key(
    *, viewer: Viewer, fund: Fund, total: Decimal, year: int | None, key: Key, told: Told
) -> Entry:
    """Post an amount split by a key (population, shares) by largest remainder; the key is kept with the entry.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: the key is none, or what `grant` refuses.
    """
    entry = grant(viewer=viewer, fund=fund, shares=by_key(total, key, year=year), told=told)
    keep_key(entry, key)
    return entry


@transaction.atomic
def give_back(*, viewer: Viewer, fund: Fund, share: Share, told: Told) -> Entry:
    """Post that money at disposal went back to the giver.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: what `post` refuses.
    """
    policy.may_keep(viewer, fund).or_refuse()
    place = share.place.purse
    lines = move(
        positive(share.amount),
        out_of=(AccountKind.AVAILABLE, place),
        into=(AccountKind.SOURCE, place),
        flow=Flow.RETURNED,
    )
    return post(viewer=viewer, fund=fund, kind=EntryKind.RETURN, told=told, lines=lines)


@transaction.atomic
def transfer(*, viewer: Viewer, fund: Fund, amount: Decimal, out_of: Place, into: Place, told: Told) -> Entry:
    """Move money at disposal from one party to another, or out of 'ikke fordelt'. Between years: `carry_over`.

    With an initiative in both places it is allocated money that moves, from party to party or between initiatives.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: the same place twice, two known years, or what `post` refuses.
    """
    policy.may_keep(viewer, fund).or_refuse()
    if out_of == into:
        raise Refused("fund.transfer.same", _("The money would stay where it is. Choose another place."))
    if None not in (out_of.year, into.year) and out_of.year != into.year:
        raise Refused("fund.transfer.year", _("Between two years money is carried over, by each party."))
    if (out_of.initiative is None) != (into.initiative is None):
        raise Refused(
            "fund.transfer.initiative",
            _("To give money to an initiative, allocate it. To take it, release it."),
        )
    kind = AccountKind.AVAILABLE if out_of.initiative is None else AccountKind.ALLOCATED
    lines = move(positive(amount), out_of=(kind, out_of), into=(kind, into), flow=Flow.TRANSFERRED)
    return post(viewer=viewer, fund=fund, kind=EntryKind.TRANSFER, told=told, lines=lines)
