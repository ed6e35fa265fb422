"""What followed from the decisions of the demonstration: what councils adopted, what was spent, which links were judged.

From `verden.toml`, by the people who do it in a cluster: the mayors for their own parties, the secretariat for the rest.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from roedtraad.accounts.models import User
from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.bodies.models import Collaboration, Party
from roedtraad.bodies.policy import viewer_of
from roedtraad.commitments.actions import Answered, adopt, ask_to_adopt
from roedtraad.commitments.adoption_texts import council_of
from roedtraad.commitments.models import Adoption, AdoptionKind
from roedtraad.commitments.seeing import acting_for
from roedtraad.fund.actions import Place, Share, Told, spend
from roedtraad.fund.models import CostKind, Entry, EntryKind, Fund
from roedtraad.fund.queries import proposed_adoptions
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import AgendaItem
from roedtraad.notices.actions.follows import follow
from roedtraad.operations.demo_history import FUND
from roedtraad.operations.demo_places import by_id, decision_at, item_at
from roedtraad.thread.actions import confirm, make_link, reject
from roedtraad.thread.models import Link, LinkKind, LinkState

Table = Mapping[str, Any]  # of the file


@dataclass(frozen=True)
class _World:
    """The rows that the file names, by the ids of the file, and who does it."""

    secretary: User
    users: Sequence[User]
    parties: Mapping[str, Party]
    initiatives: Mapping[str, Initiative]

    def secretariat(self, on: date) -> Viewer:
        """Return the secretary on a day."""
        return viewer_of(self.secretary, on=on)

    def for_party(self, party: Party, on: date) -> Viewer:
        """Return who answers for a party on a day: the first user who sits for it, else the secretary. Some queries for each user."""
        for user in self.users:
            viewer = viewer_of(user, on=on)
            if party.pk in acting_for(viewer).party_ids:
                return viewer
        return self.secretariat(on)


@transaction.atomic
def tell_thread(register: Path, *, secretary: User, on: date) -> None:
    """Tell what followed from the decisions, as far as it had come on a day; done before, nothing is done again.

    The links are judged that have been proposed by now, and that nobody has judged.
    """
    told: Table = tomllib.loads(register.read_text(encoding="utf-8"))
    collaboration = Collaboration.objects.get(name=told["klynge"]["navn"])
    parties = Party.objects.filter(register_key__startswith=f"{told['register']['id']}:")
    entered = Initiative.objects.filter(collaboration=collaboration).select_related("record", "collaboration")
    by_name = {one.name: one for one in entered}
    named = {one["id"]: by_name.get(one["navn"]) for one in (*told["indsats"], *told["forslag"])}
    initiatives = {key: one for key, one in named.items() if one is not None}
    users = list(User.objects.filter(is_active=True, is_administrator=False).order_by("pk"))
    world = _World(secretary, users, by_id(parties.select_related("record")), initiatives)
    fund = Fund.objects.get(collaboration=collaboration, name=FUND)
    if not Adoption.objects.filter(decision__item__meeting__body__collaboration=collaboration).exists():
        for one in told["vedtagelse"]:
            _adopted(one, world)
    if not Entry.objects.filter(fund=fund, kind=EntryKind.SPEND).exists():
        for one in told["forbrug"]:
            _spent(one, fund, world)
    for name in told["foelger"]["indsatser"]:
        if name in initiatives:
            follow(initiatives[name].record, viewer=world.secretariat(on))
    for one in told["led"]:
        if one["indsats"] in initiatives:
            _judged(one, initiatives[one["indsats"]], world.secretariat(on))


def _adopted(told: Table, world: _World) -> None:
    """Ask every party that pays, and say what those named have answered; minutes that wait are passed over."""
    decision = decision_at(told["besluttet"])
    if decision is None:
        return
    then = world.secretariat(told["spurgt"])
    proposed = proposed_adoptions(then, decision, address="")
    asked = [one for one in proposed if one.kind is AdoptionKind.APPROPRIATION]
    if not asked:
        return
    made = {one.party_id: one for one in ask_to_adopt(decision, asked, due_on=told["frist"], viewer=then)}
    for name, on in told.get("vedtaget", {}).items():
        party = world.parties[name]
        if party.pk in made:
            answer = Answered(on, council_of(party.kind).capitalize(), case_number=told["sagsnr"])
            adopt(made[party.pk], answer, viewer=world.for_party(party, on))


def _spent(told: Table, fund: Fund, world: _World) -> None:
    """Post a voucher for each party; what no decision has given yet is passed over."""
    initiative, year = world.initiatives[told["indsats"]], int(told["bevillingsaar"])
    if not _is_given(fund, initiative, year):
        return
    for number, (name, amount) in enumerate(told["andele"].items(), start=1):
        party = world.parties[name]
        text = Told(
            told["den"],
            f"Forbrug: {initiative.name}, {party.name}",
            voucher=f"{told['bilag']}-{number:02}",
            cost_kind=CostKind(told["slags"]),
        )
        share = Share(Place(party, year, initiative), Decimal(amount))
        spend(viewer=world.secretariat(told["den"]), fund=fund, share=share, told=text)


def _is_given(fund: Fund, initiative: Initiative, year: int) -> bool:
    given = Entry.objects.filter(fund=fund, kind=EntryKind.ALLOCATE)
    return given.filter(postings__account__initiative=initiative, postings__account__year=year).exists()


def _judged(told: Table, initiative: Initiative, viewer: Viewer) -> None:
    """Confirm and reject what was proposed, and link by hand what was not."""
    for item in _items(told["hoerer_til"]):
        link = _proposed(item, initiative, viewer)
        if link is not None:
            confirm(link, viewer=viewer)
    for one in told.get("hoerer_ikke_til", ()):
        for item in _items([one["punkt"]]):
            link = _proposed(item, initiative, viewer)
            if link is not None:
                reject(link, viewer=viewer, note=one["hvorfor"])
    for one in told.get("tilfoejet", ()):
        for item in _items([one["punkt"]]):
            known = Link.objects.filter(source=item.pk, target=initiative.pk).exclude(
                state=LinkState.PROPOSED
            )
            if may_see(viewer, item.record) and not known.exists():
                make_link(viewer=viewer, source=item.record, initiative=initiative, note=one["hvorfor"])


def _items(places: Iterable[str]) -> list[AgendaItem]:
    """Return the items of 'file number', without those whose minutes nobody has accepted. A query for each."""
    found = [item_at(*place.rsplit(" ", 1)) for place in places]
    return [item for item in found if item is not None]


def _proposed(item: AgendaItem, initiative: Initiative, viewer: Viewer) -> Link | None:
    """Return the proposal between the two, None where there is none that this viewer sees. Two queries."""
    if not may_see(viewer, item.record):
        return None
    rows = Link.objects.filter(kind=LinkKind.ABOUT, state=LinkState.PROPOSED)
    return rows.filter(source=item.pk, target=initiative.pk).first()
