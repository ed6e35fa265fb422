"""Write one entry with its postings, and seal it: what every action on the ledger ends with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.accounts.models import Audience, Record, RecordKind
from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.accounts.records import register
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Party
from roedtraad.fund.models import (
    Account,
    AccountKind,
    CostKind,
    Entry,
    EntryKind,
    Flow,
    Fund,
    Posting,
    Seal,
)
from roedtraad.fund.models.kroner import MOST_KRONER, ORE
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings import audience
from roedtraad.meetings.models import Decision, SeenWith

EARLIEST_YEAR, LATEST_YEAR = 2000, 2200
LONGEST_TEXT, LONGEST_VOUCHER, LONGEST_SOURCE = 500, 60, 300


@dataclass(frozen=True, slots=True)
class Place:
    """Whose money, of which year, for which initiative. None for party or year: 'ikke fordelt'."""

    party: Party | None = None
    year: int | None = None
    initiative: Initiative | None = None

    @property
    def purse(self) -> Place:
        """Return the same party and year without an initiative: where the money lies at disposal."""
        return Place(self.party, self.year)


@dataclass(frozen=True, slots=True)
class Line:
    """An amount to an account, or from it (negative)."""

    kind: AccountKind
    flow: Flow
    place: Place
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of an entry besides its amounts."""

    on: date
    text: str
    decision: Decision | None = None
    source: str = ""
    own_decision: str = ""
    own_decision_on: date | None = None
    voucher: str = ""
    cost_kind: CostKind | None = None
    hours_a_week: Decimal | None = None
    first_on: date | None = None
    last_on: date | None = None


def post(
    *,
    viewer: Viewer,
    fund: Fund,
    kind: EntryKind,
    told: Told,
    lines: Iterable[Line],
    reverses: Entry | None = None,
) -> Entry:
    """Save an entry in the caller's transaction, which has asked the policy; return it sealed.

    Lines to the same account for the same reason are put together; those of zero are left out. About fourteen
    queries, two more for each account that is new.

    Raises:
        Refused: no words, nothing moves, a decision that the viewer may not see, or a year that is none.
        ValueError: an amount has parts of an øre, or the lines do not sum to zero.
    """
    wanted = _together(lines)
    _sound(viewer, told, wanted)
    seen_as = _seen_as(fund, told.decision, [line.place for line in wanted])
    record = _registered(seen_as, told.decision)
    entry = Entry(
        record=record,
        seal_id=record.pk,
        fund=fund,
        kind=kind,
        seen_as=seen_as,
        entered_by=viewer.user,
        reverses=reverses,
        **_columns(told),
    )
    entry.save(force_insert=True)
    _save_postings(entry, wanted)
    if told.decision is not None:
        audience.renew([told.decision.item.meeting_id], on=viewer.on)
    moved = sum((line.amount for line in wanted if line.amount > 0), Decimal(0))
    facts: dict[str, journal.Fact] = {"kind": str(kind), "on": told.on, "moved": moved}
    journal.write(viewer.user, f"fund.entry.{kind}", record, facts=facts)
    return entry


def _save_postings(entry: Entry, lines: Sequence[Line]) -> None:
    accounts = _accounts(entry.fund, lines)
    Posting.objects.bulk_create(
        Posting(
            entry=entry,
            account=accounts[line.kind, line.place],
            flow=line.flow,
            amount=line.amount,
            on=entry.on,
        )
        for line in lines
    )
    Seal(pk=entry.pk).save(force_insert=True)


def move(
    amount: Decimal,
    *,
    out_of: tuple[AccountKind, Place],
    into: tuple[AccountKind, Place],
    flow: Flow,
    flow_in: Flow | None = None,
) -> tuple[Line, Line]:
    """Return the two lines that move an amount from one account to another."""
    return (
        Line(out_of[0], flow, out_of[1], -amount),
        Line(into[0], flow_in or flow, into[1], amount),
    )


def locked(fund: Fund) -> Fund:
    """Return a fund, locked until the end of the transaction, so that what is left of it can be read and used."""
    rows = Fund.objects.select_for_update(of=("self",)).select_related("record", "collaboration")
    return rows.get(pk=fund.pk)


def positive(amount: Decimal) -> Decimal:
    """Return an amount with two decimals, or refuse one that is zero, negative, of parts of an øre, or absurd."""
    try:
        exact = Decimal(amount).quantize(ORE)
    except ArithmeticError:
        exact = MOST_KRONER
    if exact != amount:
        raise Refused("fund.amount.parts", _("Write the amount in whole øre, with two decimals at the most."))
    if exact <= 0:
        raise Refused("fund.amount.positive", _("Write an amount above zero."))
    if exact >= MOST_KRONER:
        raise Refused("fund.amount.large", _("The amount is too large. Write it in kroner."))
    return exact


def _together(lines: Iterable[Line]) -> Sequence[Line]:
    sums: dict[tuple[AccountKind, Flow, Place], Decimal] = {}
    for line in lines:
        key = (line.kind, line.flow, line.place)
        sums[key] = sums.get(key, Decimal(0)) + line.amount
    return [Line(*key, amount) for key, amount in sums.items() if amount]


def _sound(viewer: Viewer, told: Told, lines: Sequence[Line]) -> None:
    if not told.text.strip():
        raise Refused("fund.no_text", _("Write what it is, so that others can understand it later."))
    if not lines:
        raise Refused("fund.nothing", _("No money moves. Write an amount above zero."))
    if told.first_on and told.last_on and told.last_on < told.first_on:
        raise Refused(
            "fund.period",
            _("The period ends (%(last)s) before it begins (%(first)s). Correct one of the days.")
            % {"first": danish.day(told.first_on), "last": danish.day(told.last_on)},
        )
    for year in {line.place.year for line in lines if line.place.year is not None}:
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise Refused("fund.year", _("%(year)s is no budget year. Write four digits.") % {"year": year})
    if told.decision is not None and not may_see(viewer, told.decision.record):
        raise Refused("fund.decision", _("There is no such decision."))
    if sum(line.amount for line in lines) != 0:
        raise ValueError("the lines of an entry sum to zero")


def _columns(told: Told) -> dict[str, object]:
    return {
        "on": told.on,
        "text": " ".join(told.text.split())[:LONGEST_TEXT],
        "decision": told.decision,
        "source": told.source.strip()[:LONGEST_SOURCE],
        "own_decision": told.own_decision.strip()[:LONGEST_SOURCE],
        "own_decision_on": told.own_decision_on,
        "voucher": told.voucher.strip()[:LONGEST_VOUCHER],
        "cost_kind": told.cost_kind or "",
        "hours_a_week": told.hours_a_week,
        "first_on": told.first_on,
        "last_on": told.last_on,
    }


def _seen_as(fund: Fund, decision: Decision | None, places: Sequence[Place]) -> Record:
    """Return the record whose readers read the entry: of the decision; else of an initiative that is not public."""
    if decision is not None:
        return decision.record
    initiatives = {place.initiative.pk: place.initiative for place in places if place.initiative is not None}
    hidden = [one for one in initiatives.values() if not one.record.is_public]
    return hidden[0].record if hidden else fund.record


def _registered(seen_as: Record, decision: Decision | None) -> Record:
    if decision is not None:
        record = register(RecordKind.ENTRY)
        SeenWith.objects.create(record=record, item_id=decision.item_id)
        return record
    tokens = Audience.objects.filter(record=seen_as).values_list("token", flat=True)
    return register(RecordKind.ENTRY, audience=tokens, is_public=seen_as.is_public)


def _accounts(fund: Fund, lines: Sequence[Line]) -> dict[tuple[AccountKind, Place], Account]:
    """Return the account of each line; those that are missing are opened. One query, and two for each new one."""
    keys = {(line.kind, line.place) for line in lines}
    years = {place.year for _kind, place in keys}
    known = Account.objects.filter(fund=fund, kind__in={kind for kind, _place in keys})
    if None not in years:
        known = known.filter(year__in=years)
    by_key = {(row.kind, row.party_id, row.year, row.initiative_id): row for row in known}
    found: dict[tuple[AccountKind, Place], Account] = {}
    for kind, place in keys:
        row_key = (kind.value, _pk(place.party), place.year, _pk(place.initiative))
        found[kind, place] = by_key.get(row_key) or Account.objects.create(
            fund=fund, kind=kind, party=place.party, year=place.year, initiative=place.initiative
        )
    return found


def _pk(row: Party | Initiative | None) -> int | None:
    return None if row is None else int(row.pk)
