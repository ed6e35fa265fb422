"""Shares of an amount: by a key over parties, by percent over initiatives, told one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Party
from roedtraad.fund.actions.posting import Place, positive
from roedtraad.fund.models import Entry, KeyShare
from roedtraad.fund.splitting import split
from roedtraad.initiatives.models import Initiative

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Share:
    """An amount for a party, a year and an initiative."""

    place: Place
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Weighed:
    """How much somebody counts for in a key, and where that is said ('Danmarks Statistik, FOLK1A, 1. juli 2026')."""

    weight: Decimal
    source: str
    party: Party | None = None
    initiative: Initiative | None = None


Key = Sequence[Weighed]


def by_key(
    total: Decimal, key: Key, *, year: int | None, initiative: Initiative | None = None
) -> list[Share]:
    """Return each party's share of an amount. Their sum is the amount, to the øre; who gets nothing is left out.

    Raises:
        Refused: the key is empty, counts a party twice, has no source, or a weight below zero.
    """
    _sound_key(key)
    parties = [one.party for one in key]
    if len({party and party.pk for party in parties}) != len(parties):
        raise Refused("fund.key.twice", _("A party stands twice in the key. Take one of them away."))
    amounts = split(positive(total), [one.weight for one in key])
    return [
        Share(Place(party, year, initiative), amount)
        for party, amount in zip(parties, amounts, strict=True)
        if amount
    ]


def by_percent(purses: Mapping[Place, Decimal], percents: Mapping[Initiative, Decimal]) -> list[Share]:
    """Return how the money of each purse is shared out between initiatives, each purse whole to the øre.

    Raises:
        Refused: the percentages are not 100 together, or one is below zero.
    """
    together = sum(percents.values(), Decimal(0))
    if together != WHOLE or any(percent < 0 for percent in percents.values()):
        raise Refused(
            "fund.percent",
            _("The percentages are %(sum)s together. Make them 100.") % {"sum": danish.number(together)},
        )
    initiatives = list(percents)
    weights = [percents[one] for one in initiatives]
    return [
        Share(Place(purse.party, purse.year, initiative), amount)
        for purse, whole in purses.items()
        for initiative, amount in zip(initiatives, split(positive(whole), weights), strict=True)
        if amount
    ]


def keep_key(entry: Entry, key: Key) -> None:
    """Save the key that an entry was split by, in the caller's transaction. One query."""
    _sound_key(key)
    KeyShare.objects.bulk_create(
        KeyShare(
            entry=entry,
            party=one.party,
            initiative=one.initiative,
            weight=one.weight,
            source=one.source.strip()[:300],
        )
        for one in key
    )


def _sound_key(key: Key) -> None:
    if not any(one.weight > 0 for one in key) or any(one.weight < 0 for one in key):
        raise Refused("fund.key.empty", _("The key counts nobody. Write a weight above zero."))
    if any(not one.source.strip() for one in key):
        raise Refused(
            "fund.key.source", _("Say where the key comes from: a figure without a source is worth nothing.")
        )
