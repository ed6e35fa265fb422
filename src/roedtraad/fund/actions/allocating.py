"""Reserve money for initiatives, allocate it by a decision, and release what was not needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.fund import policy, purpose
from roedtraad.fund.actions.posting import Line, Place, Told, locked, move, positive, post
from roedtraad.fund.actions.shares import Key, Share, keep_key
from roedtraad.fund.models import AccountKind, AccountSum, Entry, EntryKind, Flow, Fund, Objection
from roedtraad.initiatives.models import Initiative

Where = tuple[int | None, int | None, int | None]  # party, year, initiative


@transaction.atomic
def reserve(*, viewer: Viewer, fund: Fund, shares: Sequence[Share], told: Told) -> Entry:
    """Set money aside for initiatives that are not finally decided on.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: a share without an initiative, or what `post` refuses.
    """
    policy.may_keep(viewer, fund).or_refuse()
    lines: list[Line] = []
    for share in shares:
        _needs_initiative(share)
        lines += move(
            positive(share.amount),
            out_of=(AccountKind.AVAILABLE, share.place.purse),
            into=(AccountKind.RESERVED, share.place),
            flow=Flow.RESERVED,
        )
    return post(viewer=viewer, fund=fund, kind=EntryKind.RESERVE, told=told, lines=lines)


@transaction.atomic
def allocate(
    *,
    viewer: Viewer,
    fund: Fund,
    shares: Sequence[Share],
    told: Told,
    key: Key = (),
    waivers: Mapping[str, str] | None = None,
) -> Entry:
    """Allocate money to initiatives by a decision. What was reserved for them is used first.

    Rules of purpose that an initiative does not meet become objections; `waivers` sets them aside, by rule, for a
    reason. They stop nothing: what was decided is posted. `key` is what the amount was split by, if it was.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: no decision, a share without an initiative, or what `post` refuses.
    """
    policy.may_keep(viewer, fund).or_refuse()
    if told.decision is None:
        raise Refused("fund.allocate.decision", _("Choose the decision that gives the money."))
    fund = locked(fund)
    lines: list[Line] = []
    reserved = _reserved(fund)
    for share in shares:
        _needs_initiative(share)
        lines += _allocated(share.place, positive(share.amount), reserved)
    entry = post(viewer=viewer, fund=fund, kind=EntryKind.ALLOCATE, told=told, lines=lines)
    if key:
        keep_key(entry, key)
    _object(entry, shares, waivers or {})
    return entry


@transaction.atomic
def release(*, viewer: Viewer, fund: Fund, share: Share, told: Told, was_reserved: bool = False) -> Entry:
    """Give allocated money (or, with `was_reserved`, reserved money) back to what the party has at disposal.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: a share without an initiative, or what `post` refuses.
    """
    policy.may_keep(viewer, fund).or_refuse()
    _needs_initiative(share)
    lines = move(
        positive(share.amount),
        out_of=(AccountKind.RESERVED if was_reserved else AccountKind.ALLOCATED, share.place),
        into=(AccountKind.AVAILABLE, share.place.purse),
        flow=Flow.RESERVED if was_reserved else Flow.ALLOCATED,
    )
    return post(viewer=viewer, fund=fund, kind=EntryKind.RETURN, told=told, lines=lines)


@transaction.atomic
def waive(*, viewer: Viewer, objection: Objection, reason: str) -> None:
    """Set aside that an allocation does not meet a rule of purpose.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: no reason.
    """
    policy.may_keep(viewer, objection.entry.fund).or_refuse()
    if not reason.strip():
        raise Refused("fund.reason", _("Write why, so that others can understand it later."))
    objection.waived_reason, objection.waived_on = reason.strip()[:500], viewer.on
    objection.save(update_fields=["waived_reason", "waived_on"])
    journal.write(
        viewer.user,
        "fund.objection.waived",
        objection.entry.record,
        facts={"rule": objection.rule},
        reason=objection.waived_reason,
    )


def _needs_initiative(share: Share) -> None:
    if share.place.initiative is None:
        raise Refused("fund.initiative", _("Choose the initiative that the money is for."))


def _reserved(fund: Fund) -> dict[Where, Decimal]:
    """Return what is reserved, by party, year and initiative. One query."""
    found: dict[Where, Decimal] = {}
    rows = AccountSum.objects.filter(account__fund=fund, account__kind=AccountKind.RESERVED)
    for party, year, initiative, amount in rows.values_list(
        "account__party", "account__year", "account__initiative", "amount"
    ):
        key = (party, year, initiative)
        found[key] = found.get(key, Decimal(0)) + amount
    return found


def _allocated(place: Place, amount: Decimal, reserved: dict[Where, Decimal]) -> list[Line]:
    key = (
        place.party.pk if place.party else None,
        place.year,
        place.initiative.pk if place.initiative else None,
    )
    from_reserved = min(amount, max(reserved.get(key, Decimal(0)), Decimal(0)))
    reserved[key] = reserved.get(key, Decimal(0)) - from_reserved
    into = (AccountKind.ALLOCATED, place)
    return [
        *move(from_reserved, out_of=(AccountKind.RESERVED, place), into=into, flow=Flow.ALLOCATED),
        *move(
            amount - from_reserved,
            out_of=(AccountKind.AVAILABLE, place.purse),
            into=into,
            flow=Flow.ALLOCATED,
        ),
    ]


def _object(entry: Entry, shares: Sequence[Share], waivers: Mapping[str, str]) -> None:
    initiatives: dict[Initiative, set[int | None]] = {}
    for share in shares:
        if share.place.initiative is not None:
            initiatives.setdefault(share.place.initiative, set()).add(
                share.place.party.pk if share.place.party else None
            )
    objections = [
        Objection(entry=entry, initiative=initiative, rule=rule.id)
        for initiative, parties in initiatives.items()
        for rule in purpose.unmet(
            purpose.facts_of(initiative, parties=len(parties)), fund=entry.fund, on=entry.on
        )
    ]
    for objection in objections:
        if reason := waivers.get(objection.rule, "").strip():
            objection.waived_reason, objection.waived_on = reason[:500], entry.on
    Objection.objects.bulk_create(objections)
