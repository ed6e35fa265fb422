"""The money of the showcase: a fund of two years, with what a closed item gave, and pages for those who write in it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from money import a_decision, an_initiative
from people import a_person, a_user

from roedtraad.bodies.models import Party
from roedtraad.commitments.actions import Answered, adopt, ask_to_adopt
from roedtraad.commitments.models import Adoption
from roedtraad.fund.actions import (
    BudgetDetails,
    EstimateDetails,
    FundDetails,
    Place,
    Share,
    Told,
    Weighed,
    allocate,
    bring_accounts,
    by_key,
    carry_over,
    grant_by_key,
    name_keeper,
    note_estimate,
    open_fund,
    propose,
    rank,
    reserve,
    set_budget,
    set_year_end,
    spend,
    state_balance,
)
from roedtraad.fund.models import CostKind, Estimate, EstimateKind, Fund
from roedtraad.fund.proposing import AmountRead, TableRead, facts_of
from roedtraad.fund.queries import proposed_adoptions
from roedtraad.initiatives.actions import set_state
from roedtraad.initiatives.models import Initiative, State
from roedtraad.meetings.models import Decision
from roedtraad.publishing.actions import publish_minutes
from roedtraad.web.views.purse_acts import ACTS

if TYPE_CHECKING:
    from showcase import Role, Showcase

KEY = "Danmarks Statistik, FOLK1A, 1. juli 2025"
INHABITANTS = {
    "Fjordby": 52_360,
    "Hedelund": 27_597,
    "Strandby": 23_375,
    "Kirkenæs": 15_810,
    "Vesterø": 1_785,
}


def add_money(show: Showcase, *, members: frozenset[Role], secretariat: frozenset[Role]) -> None:
    """Add a fund with grants, allocations, spending, a reservation, a carry-over, and what stands beside."""
    world, sara = show.world, show.world.viewer(show.world.sara)
    fund = open_fund(
        viewer=sara,
        collaboration=world.political.collaboration,
        details=FundDetails("Klyngemidler"),
        is_public=True,
    )
    named = {name: Party.objects.get(name=f"{name} Kommune") for name in INHABITANTS}
    region = Party.objects.get(name="Region Bæltet")
    key = _key([*named.values(), region])
    for year, total in ((2025, "2934120.00"), (2026, "2977460.00")):
        told = Told(date(year, 2, 1), f"Tildeling {year}", source="Brev fra ministeriet")
        grant_by_key(viewer=sara, fund=fund, total=Decimal(total), year=year, key=key, told=told)
    _used(show, fund, [*named.values(), region], members)
    applied = _beside(show, fund)
    _told(show, fund)
    omar = a_person("Omar Bech", user=a_user("Omar Bech"))
    name_keeper(viewer=sara, fund=fund, party=named["Fjordby"], person=omar)
    _own_accounts(show, fund, named["Fjordby"], secretariat)
    public_id = fund.record.public_id
    show.paths |= {
        "fund": f"/midler/{public_id}",
        "fund-year": f"/midler/{public_id}?aar=2025",
        "fund-statement": f"/midler/{public_id}/opgoerelse?tal=udmoentet&aar=2025",
        "fund-party": f"/midler/{public_id}/opgoerelse?part={named['Fjordby'].record.public_id}",
        **{f"fund-skriv-{what}": f"/midler/{public_id}/skriv/{what}" for what in ACTS},
        "fund-answer": f"/midler/{public_id}/ansoegning/{applied.pk}",
        "fund-accounts": f"/midler/{public_id}/afstemning/{named['Fjordby'].record.public_id}",
        "fund-afstemning": f"/midler/{public_id}/afstemning",
        "fund-vedtagelser": f"/midler/{public_id}/vedtagelser",
        "fund-csv": f"/midler/{public_id}/matrix.csv",
        "fund-xlsx": f"/midler/{public_id}/matrix.xlsx",
        **{
            f"fund-{word}": f"/midler/{public_id}/{word}"
            for word in ("tildel", "udmoent", "forbrug", "overfoer", "forslag")
        },
    }


def _used(show: Showcase, fund: Fund, parties: list[Party], members: frozenset[Role]) -> None:
    sara, world = show.world.viewer(show.world.sara), show.world
    home, car = an_initiative(world, "Trygt hjem"), an_initiative(world, "Akutbilen")
    youth = an_initiative(world, "Unge i mistrivsel")
    set_state(viewer=sara, initiative=youth, state=State.PAUSED, on=date(2025, 1, 1), reason="Ingen læger")
    opened = a_decision(world, "Trygt hjem og Akutbilen får midler", held_on=date(2024, 6, 14))
    key = _key(parties)
    _allocate(show, fund, opened, by_key(Decimal("1148000.00"), key, year=2025, initiative=home))
    _allocate(show, fund, opened, by_key(Decimal("412000.50"), key[:5], year=2025, initiative=car))
    closed = a_decision(world, "Lukket sag om penge", is_closed=True, held_on=date(2024, 6, 17))
    secret = show.keeps("Lukket natcafé", seen_by=members)
    hidden = an_initiative(world, secret, is_public=False, told_under=closed.item)
    _allocate(show, fund, closed, [Share(Place(parties[0], 2025, hidden), Decimal("7777.77"))])
    _adopted(show, fund, opened, parties, secret=closed)
    for decision in (opened, closed):
        publish_minutes(decision.item.meeting, viewer=sara)
    told = Told(
        date(2025, 9, 30),
        "Løn til projektleder, 3. kvartal",
        decision=opened,
        voucher="2025-0931",
        cost_kind=CostKind.STAFF,
        hours_a_week=Decimal(10),
        first_on=date(2025, 7, 1),
        last_on=date(2025, 9, 30),
    )
    paid = spend(
        viewer=sara, fund=fund, share=Share(Place(parties[0], 2025, home), Decimal("48210.75")), told=told
    )
    reserve(
        viewer=sara,
        fund=fund,
        shares=by_key(Decimal("450000.00"), key, year=2026, initiative=car),
        told=Told(date(2026, 3, 1), "Reserveret til Akutbilen"),
    )
    carry_over(
        viewer=sara,
        fund=fund,
        party=parties[1],
        from_year=2025,
        to_year=2026,
        told=Told(
            date(2025, 12, 20), "Overførsel", own_decision="Byrådet i Hedelund, 17. december 2025, punkt 7"
        ),
    )
    show.has("entry", paid.record, paid.text)
    show.paths["entry-reverse"] = f"/postering/{paid.record.public_id}/tilbagefoer"
    gave = fund.entries.get(decision=closed)
    show.has("entry-closed", gave.record, gave.text)
    rank(viewer=sara, fund=fund, year=2026, initiatives=[home, car])


def _own_accounts(show: Showcase, fund: Fund, party: Party, secretariat: frozenset[Role]) -> None:
    """A party's own accounts: they are its own, whoever else may see the ledger."""
    word = show.keeps("Kørsel til Natteravnen", seen_by=secretariat)
    rows = f"Dato;Tekst;Bilag;Beløb\n30-09-2025;Løn;2025-0931;48.210,75\n02-10-2025;{word};2025-0940;612,00\n"
    sara = show.world.viewer(show.world.sara)
    bring_accounts(
        viewer=sara, fund=fund, party=party, year=2025, name="Kontokort.csv", data=rows.encode("cp1252")
    )
    state_balance(
        viewer=sara, fund=fund, party=party, year=2025, on=date(2025, 12, 31), amount=Decimal("48822.75")
    )


def _adopted(show: Showcase, fund: Fund, opened: Decision, parties: list[Party], *, secret: Decision) -> None:
    """One party has adopted what was decided, the others wait; of the closed decision one is asked."""
    sara = show.world.viewer(show.world.sara)
    for name, decision in (("adoption", opened), ("adoption-closed", secret)):
        asked = proposed_adoptions(sara, decision, address="/beslutning")
        rows = ask_to_adopt(decision, asked, due_on=date(2026, 12, 18), viewer=sara)
        there = f"/beslutning/{decision.record.public_id}/vedtagelser"
        show.paths |= {f"{name.replace('adoption', 'adoptions')}": there, name: f"{there}/{rows[0].pk}"}
    by = Answered(date(2024, 8, 27), "Byrådet i Hedelund, punkt 9", "24/1807", "https://hedelund.example/9")
    adopt(Adoption.objects.get(decision=opened, party=parties[1]), by, viewer=sara)


def _key(parties: list[Party]) -> list[Weighed]:
    """The municipalities by inhabitants, and about as much for the region."""
    *own, region = parties
    found = [
        Weighed(Decimal(count), KEY, party) for count, party in zip(INHABITANTS.values(), own, strict=True)
    ]
    return [*found, Weighed(Decimal(123_583), "Halvdelen til regionen", region)]


def _allocate(show: Showcase, fund: Fund, decision: Decision, shares: list[Share]) -> None:
    told = Told(
        decision.decided_on + timedelta(days=1), f"Udmøntning: {decision.item.title}", decision=decision
    )
    allocate(viewer=show.world.viewer(show.world.sara), fund=fund, shares=shares, told=told)


def _told(show: Showcase, fund: Fund) -> None:
    """What old minutes tell, waiting for a person: a table whose total misses by an øre, and an approximate amount."""
    world, sara = show.world, show.world.viewer(show.world.sara)
    decision = a_decision(world, "Status på midlerne i 2024", held_on=date(2024, 6, 3))
    rows = (
        ("Udmøntede midler", "Fjordby", "Region Bæltet", "I alt"),
        ("Trygt hjem", "300.235,05 kr.", "454.600,00 kr.", "754.835,04 kr."),
        ("Resterende midler", "28.084,95 kr.", "30.400,00 kr.", "58.484,95 kr."),
    )
    about = AmountRead(
        Decimal(1_700_000), True, "et tilbagestående beløb på ca. ", "", (0, 4), 1, "ca. 1,7 mio. kr."
    )
    keys = {
        name: Party.objects.get(name=name if "Region" in name else f"{name} Kommune").pk
        for name in rows[0][1:3]
    }
    facts = facts_of([about], [TableRead(rows, (10, 20), 1)], text_id=None, party_named=keys.get)
    propose(viewer=sara, fund=fund, item=decision.item, facts=facts)


def _beside(show: Showcase, fund: Fund) -> Estimate:
    sara = show.world.viewer(show.world.sara)
    source = "Vejledning om klyngemidler, side 3"
    set_year_end(viewer=sara, fund=fund, year=2026, carry_over_by=date(2026, 12, 31), source=source)
    for kind, text, amount in (
        (EstimateKind.REMAINDER, "Tilbagestående beløb på ca. 1,2 mio. kr.", Decimal(1_200_000)),
        (EstimateKind.NONE, "Ingen klyngemidler til Akutte pladser: der er varige midler", None),
    ):
        details = EstimateDetails(kind, date(2025, 11, 3), text, amount, is_about=amount is not None)
        note_estimate(viewer=sara, fund=fund, details=details)
    home = Initiative.objects.get(name="Trygt hjem")
    told = EstimateDetails(
        EstimateKind.BUDGET, date(2026, 1, 12), "Budget for 1. halvår", place=Place(None, 2026, home)
    )
    amounts = {CostKind.STAFF: Decimal("310000.00"), CostKind.MATERIALS: Decimal("45000.50")}
    half_year = {"first_on": date(2026, 1, 1), "last_on": date(2026, 6, 30)}
    details_of = BudgetDetails(told, amounts, hours_a_week=Decimal(10), **half_year)
    set_budget(viewer=sara, fund=fund, details=details_of)
    asked = EstimateDetails(
        EstimateKind.APPLIED, date(2026, 2, 2), "Søgt hos Bæltfonden til evaluering", Decimal(600_000)
    )
    return note_estimate(viewer=sara, fund=fund, details=asked)
