"""What each action on money does, whom it lets, and what it refuses in plain words."""

from datetime import date
from decimal import Decimal

import pytest
from money import ON, Purse, a_decision, an_initiative
from people import a_person, a_user
from refusing import refused

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions.days import Days
from roedtraad.fund.actions import (
    EstimateDetails,
    FundDetails,
    Place,
    Share,
    Told,
    Weighed,
    allocate,
    answer_application,
    by_key,
    by_percent,
    carry_over,
    give_back,
    grant_by_key,
    name_keeper,
    note_estimate,
    open_fund,
    rank,
    release,
    reserve,
    reverse,
    set_year_end,
    spend,
    transfer,
    waive,
)
from roedtraad.fund.figures import Figure, Figures
from roedtraad.fund.models import Answer, CostKind, Entry, Estimate, EstimateKind, Fund, Objection, Priority
from roedtraad.fund.queries import Scope, statement_of
from roedtraad.meetings.models import Decision

pytestmark = pytest.mark.django_db


def figures(purse: Purse, **scope: object) -> Figures:
    return statement_of(purse.sara, Scope(purse.fund, **scope)).whole  # type: ignore[arg-type]


def amounts(of: Figures) -> dict[str, str]:
    return {figure.value: str(amount) for figure, amount in of.amounts.items() if amount}


def test_a_grant_is_at_the_partys_disposal(purse: Purse) -> None:
    purse.grant(purse.share(purse.fjordby, "628320.00"), purse.share(None, "1000.00"))
    assert amounts(figures(purse, party=purse.fjordby.pk)) == {"tildelt": "628320.00", "rest": "628320.00"}
    assert amounts(figures(purse, party=0)) == {"tildelt": "1000.00", "rest": "1000.00"}
    entry = Entry.objects.get()
    assert entry.source == "Brev fra ministeriet"
    assert JournalEntry.objects.last().act == "fund.entry.grant"


def test_a_frame_is_split_by_population_and_keeps_its_key(purse: Purse) -> None:
    key = [
        Weighed(Decimal(52_000), "Danmarks Statistik, FOLK1A, 1. juli 2026", purse.fjordby),
        Weighed(Decimal(27_001), "Danmarks Statistik, FOLK1A, 1. juli 2026", purse.hedelund),
    ]
    entry = grant_by_key(
        viewer=purse.sara,
        fund=purse.fund,
        total=Decimal("1000000.01"),
        year=2026,
        key=key,
        told=Told(ON, "Kommunernes andel"),
    )
    assert figures(purse)[Figure.GRANTED] == Decimal("1000000.01")
    assert figures(purse, party=purse.fjordby.pk)[Figure.GRANTED] == Decimal("658219.52")
    assert [row.weight for row in entry.key_shares.order_by("pk")] == [52_000, 27_001]


def test_a_key_has_a_source_and_counts_each_party_once(purse: Purse) -> None:
    one = Weighed(Decimal(1), "Aftalt", purse.fjordby)
    with refused("fund.key.twice"):
        by_key(Decimal(10), [one, one], year=2026)
    with refused("fund.key.source"):
        by_key(Decimal(10), [Weighed(Decimal(1), " ", purse.fjordby)], year=2026)
    with refused("fund.key.empty"):
        by_key(Decimal(10), [Weighed(Decimal(0), "Aftalt", purse.fjordby)], year=2026)


def test_percentages_share_each_purse_out_whole(purse: Purse) -> None:
    purses = {Place(purse.fjordby, 2026): Decimal("100.01"), Place(purse.region, 2026): Decimal("0.01")}
    shares = by_percent(purses, {purse.home: Decimal("33.4"), purse.car: Decimal("66.6")})
    assert [str(share.amount) for share in shares] == ["33.40", "66.61", "0.01"]
    with refused("fund.percent", saying="99,9"):
        by_percent(purses, {purse.home: Decimal("33.3"), purse.car: Decimal("66.6")})


def test_money_is_reserved_then_allocated_from_the_reservation_then_spent(purse: Purse) -> None:
    purse.grant(purse.share(purse.fjordby, "1000.00"))
    told = Told(ON, "Resterende midler reserveres")
    reserve(
        viewer=purse.sara,
        fund=purse.fund,
        shares=[purse.share(purse.fjordby, "400.00", purse.home)],
        told=told,
    )
    assert amounts(figures(purse)) == {"tildelt": "1000.00", "reserveret": "400.00", "rest": "600.00"}
    purse.allocate(purse.share(purse.fjordby, "500.00", purse.home))
    assert amounts(figures(purse)) == {
        "tildelt": "1000.00",
        "udmoentet": "500.00",
        "ikke-brugt": "500.00",
        "rest": "500.00",
    }
    entry = purse.spend(purse.share(purse.fjordby, "120.50", purse.home))
    assert (figures(purse)[Figure.SPENT], figures(purse)[Figure.UNSPENT]) == (
        Decimal("120.50"),
        Decimal("379.50"),
    )
    assert entry.decision == purse.decision
    assert (entry.voucher, entry.cost_kind) == ("2026-0117", CostKind.STAFF)


def test_what_is_not_needed_goes_back_to_the_party_or_the_giver(purse: Purse) -> None:
    purse.grant(purse.share(purse.fjordby, "1000.00"))
    purse.allocate(purse.share(purse.fjordby, "500.00", purse.home))
    told = Told(ON, "Blev billigere")
    release(
        viewer=purse.sara, fund=purse.fund, share=purse.share(purse.fjordby, "100.00", purse.home), told=told
    )
    give_back(viewer=purse.sara, fund=purse.fund, share=purse.share(purse.fjordby, "50.00"), told=told)
    assert amounts(figures(purse)) == {
        "tildelt": "1000.00",
        "returneret": "50.00",
        "udmoentet": "400.00",
        "ikke-brugt": "400.00",
        "rest": "550.00",
    }
    assert figures(purse).is_whole


def test_an_allocation_needs_a_decision_that_is_seen(purse: Purse) -> None:
    share = purse.share(purse.fjordby, "1.00", purse.home)
    with refused("fund.allocate.decision"):
        allocate(viewer=purse.sara, fund=purse.fund, shares=[share], told=Told(ON, "Uden"))
    with refused("fund.initiative"):
        purse.allocate(purse.share(purse.fjordby, "1.00"))
    other = purse.world.viewer(purse.world.vibe)
    with refused("fund.keep"):
        allocate(viewer=other, fund=purse.fund, shares=[share], told=Told(ON, "Min", decision=purse.decision))
    assert not Entry.objects.exists()


def test_an_allocation_that_meets_no_rule_gets_objections_that_are_waived_for_a_reason(purse: Purse) -> None:
    vague = an_initiative(purse.world, "Sekretariat")
    vague.is_development, vague.evidence, vague.pays_for, vague.valid_to = False, "", "", None
    vague.save()
    entry = allocate(
        viewer=purse.sara,
        fund=purse.fund,
        shares=[purse.share(purse.fjordby, "1.00", vague)],
        told=Told(ON, "Udmøntning", decision=purse.decision),
        waivers={"evidens": "Det skal netop prøves"},
    )
    found = {row.rule: row.waived_reason for row in entry.objections.all()}
    assert found == {
        "udvikling": "",
        "evidens": "Det skal netop prøves",
        "tvaersektoriel": "",
        "tidsramme": "",
        "hvad_der_betales": "",
    }
    objection = Objection.objects.get(rule="udvikling")
    with refused("fund.reason"):
        waive(viewer=purse.sara, objection=objection, reason=" ")
    waive(viewer=purse.sara, objection=objection, reason="Besluttet alligevel")
    objection.refresh_from_db()
    assert objection.waived_on == purse.sara.on
    purse.allocate(
        purse.share(purse.fjordby, "1.00", purse.home), purse.share(purse.region, "1.00", purse.home)
    )
    assert Objection.objects.filter(initiative=purse.home).count() == 0


def test_spending_is_put_under_the_only_decision_or_asks_which(purse: Purse) -> None:
    purse.grant(purse.share(purse.fjordby, "1000.00"))
    purse.allocate(purse.share(purse.fjordby, "500.00", purse.home))
    more = a_decision(purse.world, "Mere til Trygt hjem", held_on=date(2026, 6, 1))
    purse.allocate(purse.share(purse.fjordby, "100.00", purse.home), decision=more)
    with refused("fund.spend.decision", saying="13. marts 2026"):
        purse.spend(purse.share(purse.fjordby, "10.00", purse.home))
    told = Told(ON, "Løn", decision=more, voucher="1", cost_kind=CostKind.RELEASE)
    entry = spend(
        viewer=purse.sara, fund=purse.fund, share=purse.share(purse.fjordby, "10.00", purse.home), told=told
    )
    assert entry.decision == more
    assert figures(purse, decision=more.pk)[Figure.SPENT] == Decimal("10.00")
    assert figures(purse, decision=purse.decision.pk)[Figure.SPENT] == 0


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Told(ON, "Løn", cost_kind=CostKind.STAFF), "fund.spend.voucher"),
        (Told(ON, "Løn", voucher="1"), "fund.spend.cost_kind"),
        (Told(ON, " ", voucher="1", cost_kind=CostKind.STAFF), "fund.no_text"),
        (
            Told(
                ON,
                "Løn",
                voucher="1",
                cost_kind=CostKind.STAFF,
                first_on=date(2026, 2, 1),
                last_on=date(2026, 1, 1),
            ),
            "fund.period",
        ),
    ],
)
def test_spending_says_on_what_and_with_which_voucher(purse: Purse, told: Told, code: str) -> None:
    with refused(code):
        spend(
            viewer=purse.sara,
            fund=purse.fund,
            share=purse.share(purse.fjordby, "1.00", purse.home),
            told=told,
        )


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("0", "fund.amount.positive"),
        ("-1", "fund.amount.positive"),
        ("0.001", "fund.amount.parts"),
        ("1e30", "fund.amount.parts"),
        ("10000000000000", "fund.amount.large"),
        ("NaN", "fund.amount.parts"),
    ],
)
def test_an_amount_is_above_zero_and_whole_oere(purse: Purse, amount: str, code: str) -> None:
    with refused(code):
        purse.grant(purse.share(purse.fjordby, amount))
    assert not Entry.objects.exists()


def test_a_finance_person_writes_for_their_own_party_only(purse: Purse) -> None:
    user = a_user("Omar Bech")
    omar = a_person("Omar Bech", user=user)
    days = Days(date(2026, 1, 1))
    name_keeper(viewer=purse.sara, fund=purse.fund, party=purse.fjordby, person=omar, days=days)
    with refused("fund.keeper_twice"):
        name_keeper(viewer=purse.sara, fund=purse.fund, party=purse.fjordby, person=omar)
    keeper: Viewer = purse.world.viewer(user)
    purse.grant(purse.share(purse.fjordby, "100.00"), purse.share(purse.hedelund, "100.00"))
    entry = purse.spend(purse.share(purse.fjordby, "1.00", purse.home), viewer=keeper)
    with refused("fund.party"):
        purse.spend(purse.share(purse.hedelund, "1.00", purse.home), viewer=keeper)
    with refused("fund.keep"):
        rank(viewer=keeper, fund=purse.fund, year=2026, initiatives=[purse.home])
    told = Told(ON, "Overføres", own_decision="Byrådet, 2. december 2026")
    carry_over(viewer=keeper, fund=purse.fund, party=purse.fjordby, from_year=2026, to_year=2027, told=told)
    reverse(viewer=keeper, entry=entry, reason="Forkert bilag")
    before = purse.world.viewer(user, on=date(2025, 12, 31))
    with refused("fund.party"):
        purse.spend(purse.share(purse.fjordby, "1.00", purse.home), viewer=before)


def test_each_party_carries_over_what_it_has_left_by_its_own_decision(purse: Purse) -> None:
    purse.grant(purse.share(purse.fjordby, "1000.00"), purse.share(purse.region, "77.00"))
    purse.allocate(purse.share(purse.fjordby, "400.00", purse.home))
    purse.spend(purse.share(purse.fjordby, "150.00", purse.home))
    told = Told(ON, "Uforbrugte midler", own_decision="Byrådet, 2. december 2026, punkt 7")
    with refused("fund.carry_over.decision"):
        _carry(purse, Told(ON, "Uforbrugte midler"))
    _carry(purse, told)
    assert amounts(figures(purse, years=(2026,), party=purse.fjordby.pk)) == {
        "tildelt": "1000.00",
        "overfoert-ud": "850.00",
        "udmoentet": "150.00",
        "brugt": "150.00",
    }
    assert amounts(figures(purse, years=(2027,), party=purse.fjordby.pk)) == {
        "overfoert-ind": "850.00",
        "udmoentet": "250.00",
        "ikke-brugt": "250.00",
        "rest": "600.00",
    }
    assert figures(purse, years=(2026,), party=purse.region.pk)[Figure.LEFT] == Decimal("77.00")
    with refused("fund.carry_over.nothing", saying="2026"):
        _carry(purse, told)
    entry = purse.spend(purse.share(purse.fjordby, "5.00", purse.home, year=2027))
    assert entry.kind == "spend"


def _carry(purse: Purse, told: Told) -> Entry:
    return carry_over(
        viewer=purse.sara, fund=purse.fund, party=purse.fjordby, from_year=2026, to_year=2027, told=told
    )


def test_what_was_not_distributed_is_moved_to_parties(purse: Purse) -> None:
    purse.grant(Share(Place(), Decimal("90.00")))
    move = {"viewer": purse.sara, "fund": purse.fund, "told": Told(ON, "Nu kender vi parten")}
    transfer(amount=Decimal(60), out_of=Place(), into=purse.place(purse.fjordby), **move)  # type: ignore[arg-type]
    assert figures(purse, party=0)[Figure.LEFT] == Decimal(30)
    assert figures(purse, party=purse.fjordby.pk)[Figure.LEFT] == Decimal(60)
    with refused("fund.transfer.same"):
        transfer(amount=Decimal(1), out_of=Place(), into=Place(), **move)  # type: ignore[arg-type]
    there = purse.place(purse.fjordby)
    with refused("fund.transfer.year"):
        transfer(amount=Decimal(1), out_of=there, into=Place(purse.fjordby, 2027), **move)  # type: ignore[arg-type]
    with refused("fund.transfer.initiative"):
        transfer(amount=Decimal(1), out_of=there, into=purse.place(purse.fjordby, purse.home), **move)  # type: ignore[arg-type]


def test_a_reversal_undoes_an_entry_once(purse: Purse) -> None:
    purse.grant(purse.share(purse.fjordby, "1000.00"))
    before = amounts(figures(purse))
    entry = purse.allocate(purse.share(purse.fjordby, "400.00", purse.home))
    undone = reverse(viewer=purse.sara, entry=entry, reason="Beløbet var skrevet forkert")
    assert amounts(figures(purse)) == before
    assert "Beløbet var skrevet forkert" in undone.text
    assert undone.decision == purse.decision
    with refused("fund.reverse.twice"):
        reverse(viewer=purse.sara, entry=entry, reason="Igen")
    with refused("fund.reverse.reversal"):
        reverse(viewer=purse.sara, entry=undone, reason="Igen")
    with refused("fund.reason"):
        reverse(viewer=purse.sara, entry=purse.grant(purse.share(purse.region, "1.00")), reason=" ")


def test_an_estimate_stands_beside_the_ledger(purse: Purse) -> None:
    details = EstimateDetails(
        EstimateKind.REMAINDER,
        ON,
        "tilbagestående beløb på ca. 1,7 mio. kr.",
        Decimal(1_700_000),
        is_about=True,
    )
    note_estimate(viewer=purse.sara, fund=purse.fund, details=details)
    assert (Estimate.objects.get().amount, Estimate.objects.get().is_about) == (Decimal(1_700_000), True)
    assert not figures(purse)
    none = EstimateDetails(EstimateKind.NONE, ON, "Der er afsat varige midler til kommunerne")
    note_estimate(viewer=purse.sara, fund=purse.fund, details=none)
    with refused("fund.amount.positive"):
        note_estimate(
            viewer=purse.sara, fund=purse.fund, details=EstimateDetails(EstimateKind.FRAME, ON, "Ramme")
        )


def test_external_money_is_applied_for_and_then_granted_or_refused(purse: Purse) -> None:
    fund = open_fund(
        viewer=purse.sara,
        collaboration=purse.fund.collaboration,
        details=FundDetails("Fondsmidler til evaluering", giver="Fonden for Nærhed"),
    )
    asked = [
        note_estimate(
            viewer=purse.sara,
            fund=fund,
            details=EstimateDetails(
                EstimateKind.APPLIED, ON, "Evaluering", Decimal(500_000), place=purse.place(purse.region)
            ),
        )
        for _ in range(2)
    ]
    told = Told(ON, "Fonden har svaret")
    entry = answer_application(viewer=purse.sara, estimate=asked[0], granted=Decimal(450_000), told=told)
    assert statement_of(purse.sara, Scope(fund)).whole[Figure.GRANTED] == Decimal(450_000)
    assert answer_application(viewer=purse.sara, estimate=asked[1], granted=None, told=told) is None
    found = Estimate.objects.order_by("pk").values_list("answer", "granted_by")
    assert list(found) == [(Answer.GRANTED, entry and entry.pk), (Answer.REFUSED, None)]
    with refused("fund.application"):
        answer_application(viewer=purse.sara, estimate=asked[1], granted=None, told=told)


def test_initiatives_are_ranked_and_ranked_anew(purse: Purse) -> None:
    rank(viewer=purse.sara, fund=purse.fund, year=2026, initiatives=[purse.home, purse.car])
    rank(viewer=purse.sara, fund=purse.fund, year=2026, initiatives=[purse.car, purse.home])
    assert list(Priority.objects.values_list("rank", "initiative")) == [(1, purse.car.pk), (2, purse.home.pk)]
    with refused("fund.rank.twice"):
        rank(viewer=purse.sara, fund=purse.fund, year=2026, initiatives=[purse.car, purse.car])


def test_a_fund_has_a_name_of_its_own_and_a_year_a_deadline_with_a_source(purse: Purse) -> None:
    with refused("fund.twice"):
        open_fund(
            viewer=purse.sara, collaboration=purse.fund.collaboration, details=FundDetails(" Klyngemidler ")
        )
    with refused("fund.no_name"):
        open_fund(viewer=purse.sara, collaboration=purse.fund.collaboration, details=FundDetails(" "))
    with refused("fund.year_end.source"):
        set_year_end(
            viewer=purse.sara, fund=purse.fund, year=2026, carry_over_by=date(2026, 12, 31), source=" "
        )
    for who in ("mads", "vibe"):
        with refused("fund.found"):
            open_fund(
                viewer=purse.world.viewer(getattr(purse.world, who)),
                collaboration=purse.fund.collaboration,
                details=FundDetails("Min egen"),
            )
    assert Fund.objects.count() == 1
    assert Decision.objects.count() == 1
