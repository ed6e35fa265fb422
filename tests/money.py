"""Money for tests: a fund with parties, an initiative and a decision, and short ways to move money in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from papers import HELD_ON, a_recorded_meeting, an_item
from people import World, a_party

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions.days import Days
from roedtraad.bodies.models import CollaborationMember, Party, PartyKind
from roedtraad.fund.actions import (
    FundDetails,
    Place,
    Share,
    Told,
    allocate,
    grant,
    open_fund,
    spend,
)
from roedtraad.fund.models import CostKind, Entry, Fund
from roedtraad.initiatives.actions import InitiativeDetails, enter_initiative
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import AgendaItem, Decision

ON = date(2026, 3, 20)
YEAR = 2026


@dataclass
class Purse:
    """A fund of 2026 with three parties, two initiatives, and the decision that gives money. Sara keeps it."""

    world: World
    sara: Viewer
    fund: Fund
    region: Party
    fjordby: Party
    hedelund: Party
    home: Initiative
    car: Initiative
    decision: Decision

    @property
    def parties(self) -> tuple[Party, ...]:
        return (self.region, self.fjordby, self.hedelund)

    def place(
        self, party: Party | None, initiative: Initiative | None = None, year: int | None = YEAR
    ) -> Place:
        return Place(party, year, initiative)

    def share(
        self,
        party: Party | None,
        amount: str,
        initiative: Initiative | None = None,
        *,
        year: int | None = YEAR,
    ) -> Share:
        return Share(Place(party, year, initiative), Decimal(amount))

    def grant(self, *shares: Share, on: date = ON) -> Entry:
        told = Told(on, "Tildeling 2026", source="Brev fra ministeriet")
        return grant(viewer=self.sara, fund=self.fund, shares=shares, told=told)

    def allocate(self, *shares: Share, on: date = ON, decision: Decision | None = None) -> Entry:
        told = Told(on, "Udmøntning", decision=decision or self.decision)
        return allocate(viewer=self.sara, fund=self.fund, shares=shares, told=told)

    def spend(self, share: Share, *, viewer: Viewer | None = None, on: date = ON, text: str = "Løn") -> Entry:
        told = Told(on, text, voucher="2026-0117", cost_kind=CostKind.STAFF)
        return spend(viewer=viewer or self.sara, fund=self.fund, share=share, told=told)


def a_decision(
    world: World,
    title: str = "Trygt hjem får midler",
    *,
    is_closed: bool = False,
    held_on: date | None = None,
) -> Decision:
    sara = world.viewer(world.sara)
    held_on = held_on or HELD_ON + timedelta(days=Decision.objects.count())
    recorded = a_recorded_meeting(sara, world.political, an_item(title, is_closed=is_closed), held_on=held_on)
    return Decision.objects.select_related("record", "item").get(item__meeting=recorded.meeting)


def an_initiative(
    world: World, name: str, *, is_public: bool = True, told_under: AgendaItem | None = None
) -> Initiative:
    """An initiative that meets every rule of purpose."""
    return enter_initiative(
        viewer=world.viewer(world.sara),
        collaboration=world.political.collaboration,
        details=InitiativeDetails(
            name,
            pays_for="Løn til en projektleder",
            is_development=True,
            evidence="Prøvet i Hedelund i 2024",
            days=Days(date(2026, 1, 1), date(2027, 12, 31)),
        ),
        is_public=is_public,
        told_under=told_under,
    )


def a_purse(world: World, *, is_public: bool = True) -> Purse:
    """A fund with nothing in it yet."""
    sara = world.viewer(world.sara)
    cluster = world.political.collaboration
    fund = open_fund(
        viewer=sara, collaboration=cluster, details=FundDetails("Klyngemidler"), is_public=is_public
    )
    fjordby = Party.objects.get(name="Fjordby Kommune")
    region = Party.objects.filter(name="Region Bæltet").first() or a_party("Region Bæltet", PartyKind.REGION)
    hedelund = Party.objects.filter(name="Hedelund Kommune").first() or a_party("Hedelund Kommune")
    for party in (region, fjordby, hedelund):
        CollaborationMember.objects.get_or_create(collaboration=cluster, party=party)
    return Purse(
        world=world,
        sara=sara,
        fund=fund,
        region=region,
        fjordby=fjordby,
        hedelund=hedelund,
        home=an_initiative(world, "Trygt hjem"),
        car=an_initiative(world, "Akutbilen"),
        decision=a_decision(world),
    )
