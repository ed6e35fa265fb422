"""What the minutes of the demonstration do not tell by themselves: the cluster's money, and what became of its promises.

From `verden.toml`: what was granted and allocated to whom by which decision, and which promises were kept and when.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
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
from roedtraad.commitments.adoption_texts import council_of
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
from roedtraad.operations.demo_places import by_id, decision_at, item_at

FUND = "Klyngemidler"
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
    _settle_promises((*world["loefte_foer"], *world["loefte"]), viewer)


def _post_money(world: Table, collaboration: Collaboration, viewer: Viewer) -> None:
    details = FundDetails(FUND, giver="Region og kommuner, hver af sit eget budget")
    fund = open_fund(viewer=viewer, collaboration=collaboration, details=details, is_public=True)
    prefix = world["register"]["id"]
    rows = Party.objects.filter(register_key__startswith=prefix).select_related("record")
    parties = by_id(rows)
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
    for told in world["overfoersel"]:
        _carry_over(fund, parties, told, viewer)
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
        decision = decision_at(one["besluttet"])
        if decision is None:
            continue
        initiative = initiatives[name]
        shares = _shares(one["andele"], parties, year or int(one["bevillingsaar"]), initiative)
        told = Told(decision.item.meeting.held_on, f"Udmøntning: {initiative.name}", decision=decision)
        allocate(viewer=viewer, fund=fund, shares=shares, told=told)


def _carry_over(fund: Fund, parties: Mapping[str, Party], told: Table, viewer: Viewer) -> None:
    """Carry over what no initiative has been given, on the day of each party's council; the others give it back."""
    first, then = int(told["fra"]), int(told["til"])
    for name, on in told["overfoert"].items():
        party = parties[name]
        free = [one for one in left_of(fund, party, first) if one.initiative is None]
        by = f"{council_of(party.kind).capitalize()}, {danish.day(on)}"
        text = Told(on, f"Overført fra {first}: {party.name}", own_decision=by, own_decision_on=on)
        carry_over(
            viewer=viewer, fund=fund, party=party, from_year=first, to_year=then, told=text, carried=free
        )
    for name, on in told["i_kassen"].items():
        party = parties[name]
        amounts = [one.amount for one in left_of(fund, party, first) if one.initiative is None]
        text = Told(on, f"Ikke overført: {party.name}", own_decision=f"Regnskab for {party.name}")
        share = Share(Place(party, first), sum(amounts, Decimal(0)))
        give_back(viewer=viewer, fund=fund, share=share, told=text)


def _settle_promises(told: Iterable[Table], viewer: Viewer) -> None:
    """Say of each promise in the file what became of it, on the day when it happened."""
    for one in told:
        promise = _promise(one)
        if promise is None or viewer.user is None:
            continue
        kept_on = one.get("holdt_den") or one.get("indfries_den")
        if kept_on is not None and kept_on <= viewer.on:
            then = viewer_of(viewer.user, on=kept_on)
            keep(promise, viewer=then, evidence=_evidence(str(one.get("se", ""))))
        elif one["status"] == "bortfaldet":
            drop(promise, viewer=viewer, reason=str(one.get("hvorfor") or one.get("se") or "Bortfaldet."))


def _evidence(told: str) -> Evidence:
    """Return what shows that a promise was kept: 'file, punkt 4' leads to that item, other words stand."""
    name, _comma, number = told.partition(", punkt ")
    item = item_at(name, number) if number else None
    if item is None:
        return Evidence(told or "Afsluttet.")
    meeting = item.meeting
    where = meeting.body.short_name or meeting.body.name
    return Evidence(f"{where}, {danish.short_day(meeting.held_on)}, punkt {number}", record_id=item.pk)


def _promise(told: Table) -> Commitment | None:
    """Return the open promise that the file means: under its item, of the same owner or of the same first word, or the only one."""
    item = item_at(told["lovet"]["fil"], told["lovet"]["punkt"])
    if item is None:
        return None
    rows = list(Commitment.objects.filter(item=item, state=State.OPEN).prefetch_related("owners"))
    first = str(told["hvem"]).split()[0].casefold()
    word = str(told.get("hvad", "")).partition(" ")[0].casefold()
    named = [row for row in rows if first in row.text.casefold()]
    named = named or [row for row in rows if word and row.text.casefold().startswith(word)]
    return named[0] if named else (rows[0] if len(rows) == 1 else None)
