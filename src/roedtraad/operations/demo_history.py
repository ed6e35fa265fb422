"""What the minutes of the demonstration do not tell by themselves: the cluster's money, and what became of its promises.

From `verden.toml`: what was granted and allocated to whom by which decision, and which promises were kept and when.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Set
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from roedtraad import danish
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions.days import Days
from roedtraad.bodies.models import Collaboration, Party
from roedtraad.bodies.policy import viewer_of
from roedtraad.commitments.actions import drop, keep
from roedtraad.commitments.facts import Evidence
from roedtraad.commitments.models import Commitment, State
from roedtraad.fund.actions import (
    FundDetails,
    Place,
    Share,
    Told,
    allocate,
    carry_over,
    give_back,
    grant,
    left_of,
    open_fund,
)
from roedtraad.fund.models import Fund
from roedtraad.initiatives.actions import InitiativeDetails, enter_initiative
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import AgendaItem, Decision

FUND = "Klyngemidler"
CARRIED_ON = date(2025, 1, 28)  # when the councils carried over what was left of 2024
UNPROVEN = frozenset({"kompetenceloeft"})  # so that one rule of purpose waits for an explanation
Table = Mapping[str, Any]  # of the file


@transaction.atomic
def tell_history(register: Path, *, viewer: Viewer) -> None:
    """Post the money and settle the promises of the demonstration; done before, nothing is done again."""
    world: Table = tomllib.loads(register.read_text(encoding="utf-8"))
    name = world["klynge"]["navn"]
    collaboration = Collaboration.objects.get(name=name)
    if Fund.objects.filter(collaboration=collaboration, name=FUND).exists():
        return
    _post_money(world, collaboration, viewer)
    _settle_promises(world["loefte"], viewer)


def _post_money(world: Table, collaboration: Collaboration, viewer: Viewer) -> None:
    details = FundDetails(FUND, giver="Region og kommuner, hver af sit eget budget")
    fund = open_fund(viewer=viewer, collaboration=collaboration, details=details, is_public=True)
    prefix = world["register"]["id"]
    rows = Party.objects.filter(register_key__startswith=prefix).select_related("record")
    parties = {(row.register_key or "").rpartition(":")[2]: row for row in rows}
    initiatives = {
        told["id"]: _initiative(told, collaboration, viewer)
        for told in world["indsats"]
        if told.get("udmoentning")
    }
    for told in world["tildeling"]:
        year = int(told["aar"])
        source = f"{told['kr_pr_indbygger']} kr. pr. indbygger".replace(".", ",", 1)
        grant(
            viewer=viewer,
            fund=fund,
            shares=_shares(told["andele"], parties, year),
            told=Told(date(year, 1, 1), f"Tildeling {year}", source=source),
        )
    paid = [(one, told["id"]) for told in world["indsats"] for one in told.get("udmoentning", ())]
    of_2024 = [(one, name) for one, name in paid if int(one["bevillingsaar"]) == 2024]
    direct = [(one, name) for one, name in of_2024 if one["besluttet"]["fil"].startswith("vestbaelt-pn-2024")]
    carried = [one for one in of_2024 if one not in direct]
    _allocate(direct, fund, parties, initiatives, viewer)
    later = {name for one, _ in carried for name in one["andele"]}
    granted = next(told["andele"] for told in world["tildeling"] if int(told["aar"]) == 2024)
    _carry_over(fund, parties, granted, later, viewer)
    _allocate(carried, fund, parties, initiatives, viewer, year=2025)
    _allocate([one for one in paid if one not in of_2024], fund, parties, initiatives, viewer)


def _initiative(told: Table, collaboration: Collaboration, viewer: Viewer) -> Initiative:
    first = min(int(one["bevillingsaar"]) for one in told["udmoentning"])
    details = InitiativeDetails(
        told["navn"],
        aim=told["fokusomraade"],
        pays_for="Projektledelse, undervisning og frikøb af praksis",
        is_development=True,
        evidence="" if told["id"] in UNPROVEN else "Afprøvet i en af kommunerne før udbredelsen",
        days=Days(date(first, 1, 1), date(2026, 12, 31)),
    )
    return enter_initiative(
        viewer=viewer,
        collaboration=collaboration,
        details=details,
        aliases=told.get("kaldes", ()),
        is_public=True,
    )


def _shares(
    told: Mapping[str, str], parties: Mapping[str, Party], year: int, initiative: Initiative | None = None
) -> list[Share]:
    return [Share(Place(parties[name], year, initiative), Decimal(amount)) for name, amount in told.items()]


def _allocate(
    paid: Iterable[tuple[Table, str]],
    fund: Fund,
    parties: Mapping[str, Party],
    initiatives: Mapping[str, Initiative],
    viewer: Viewer,
    *,
    year: int | None = None,
) -> None:
    """Post each allocation with the decision that made it; minutes that nobody has accepted yet are passed over."""
    for one, name in paid:
        decision = _decision(one["besluttet"])
        if decision is None:
            continue
        initiative = initiatives[name]
        shares = _shares(one["andele"], parties, year or int(one["bevillingsaar"]), initiative)
        told = Told(decision.item.meeting.held_on, f"Udmøntning: {initiative.name}", decision=decision)
        allocate(viewer=viewer, fund=fund, shares=shares, told=told)


def _decision(told: Mapping[str, str]) -> Decision | None:
    """Return the decision of the item that a file and a number name. One query."""
    rows = Decision.objects.filter(
        item__meeting__papers__document__filename__startswith=f"{told['fil']}.", item__number=told["punkt"]
    )
    return rows.select_related("record", "item__meeting", "item__record").first()


def _item(told: Mapping[str, str]) -> AgendaItem | None:
    """Return the item that a file and a number name. One query."""
    rows = AgendaItem.objects.filter(
        meeting__papers__document__filename__startswith=f"{told['fil']}.", number=told["punkt"]
    )
    return rows.select_related("record", "meeting__body").first()


def _carry_over(
    fund: Fund, parties: Mapping[str, Party], granted: Iterable[str], later: Set[str], viewer: Viewer
) -> None:
    """Carry over what is left of 2024 for each party that used it later; the others to whom it was granted give it back."""
    for name in sorted(granted):
        party = parties[name]
        if name in later:
            told = Told(
                CARRIED_ON,
                f"Overført fra 2024: {party.name}",
                own_decision=f"Bevilling i {party.name}",
                own_decision_on=CARRIED_ON,
            )
            carry_over(viewer=viewer, fund=fund, party=party, from_year=2024, to_year=2025, told=told)
            continue
        free = [one.amount for one in left_of(fund, party, 2024) if one.initiative is None]
        told = Told(CARRIED_ON, f"Ikke overført: {party.name}", own_decision=f"Regnskab for {party.name}")
        give_back(viewer=viewer, fund=fund, share=Share(Place(party, 2024), sum(free, Decimal(0))), told=told)


def _settle_promises(told: Iterable[Table], viewer: Viewer) -> None:
    """Say of each promise in the file what became of it, on the day when it happened."""
    for one in told:
        promise = _promise(one)
        if promise is None or viewer.user is None:
            continue
        if one["status"].startswith("holdt"):
            then = viewer_of(viewer.user, on=one["holdt_den"])
            keep(promise, viewer=then, evidence=_evidence(str(one.get("se", ""))))
        elif one["status"] == "bortfaldet":
            drop(promise, viewer=viewer, reason=str(one.get("hvorfor") or one.get("se") or "Bortfaldet."))


def _evidence(told: str) -> Evidence:
    """Return what shows that a promise was kept: 'file, punkt 4' leads to that item, other words stand."""
    name, _comma, number = told.partition(", punkt ")
    item = _item({"fil": name, "punkt": number}) if number else None
    if item is None:
        return Evidence(told or "Afsluttet.")
    meeting = item.meeting
    where = meeting.body.short_name or meeting.body.name
    return Evidence(f"{where}, {danish.short_day(meeting.held_on)}, punkt {number}", record_id=item.pk)


def _promise(told: Table) -> Commitment | None:
    """Return the open promise that the file means: under its item, of the same owner, else the only one there."""
    item = _item(told["lovet"])
    if item is None:
        return None
    rows = list(Commitment.objects.filter(item=item, state=State.OPEN).prefetch_related("owners"))
    first = str(told["hvem"]).split()[0].casefold()
    named = [row for row in rows if first in row.text.casefold()]
    return named[0] if named else (rows[0] if len(rows) == 1 else None)
