"""What a fund amounts to, who sees which part of it, what stands behind each figure, and at what price."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from money import Purse, a_decision, an_initiative

from roedtraad.accounts.policy import Viewer
from roedtraad.fund.actions import FundDetails, Share, open_fund, show_fund
from roedtraad.fund.figures import PARTS, Figure
from roedtraad.fund.queries import (
    Scope,
    entry_for,
    funds_of,
    matrix_of,
    money_of_decision,
    postings_behind,
    statement_of,
    years_of,
)
from roedtraad.meetings.models import Decision
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def nobody(purse: Purse) -> Viewer:
    return Viewer(on=purse.sara.on)


def published(decision: Decision, purse: Purse) -> None:
    publish_minutes(decision.item.meeting, viewer=purse.sara)


def test_the_matrix_is_the_one_that_minutes_print(purse: Purse) -> None:
    purse.grant(
        purse.share(purse.fjordby, "628320.00"),
        purse.share(purse.region, "1483000.00"),
        purse.share(None, "1000.00", year=None),
    )
    purse.allocate(
        purse.share(purse.fjordby, "300235.05", purse.home),
        purse.share(purse.region, "454600.00", purse.home),
    )
    matrix = matrix_of(purse.sara, Scope(purse.fund))
    assert [party.name if party else None for party in matrix.parties] == [
        "Fjordby Kommune",
        "Hedelund Kommune",
        "Region Bæltet",
        None,
    ]
    assert [str(cell[Figure.ALLOCATED]) for cell in matrix.rows[0].parties] == [
        "300235.05",
        "0.00",
        "454600.00",
        "0.00",
    ]
    assert [row.initiative.name for row in matrix.allocated] == ["Trygt hjem"]
    assert [row.initiative.name for row in matrix.without] == ["Akutbilen"]
    assert [str(column[Figure.LEFT]) for column in matrix.columns] == [
        "328084.95",
        "0.00",
        "1028400.00",
        "1000.00",
    ]
    assert matrix.whole[Figure.LEFT] == Decimal("1357484.95")
    assert years_of(purse.sara, purse.fund) == (2026, 0)


def test_what_a_closed_item_gave_is_in_no_figure_of_others(purse: Purse, nobody: Viewer) -> None:
    purse.grant(purse.share(purse.fjordby, "1000.00"))
    closed = a_decision(purse.world, "Lukket", is_closed=True)
    entry = purse.allocate(purse.share(purse.fjordby, "400.00", purse.home), decision=closed)
    paid = purse.spend(purse.share(purse.fjordby, "50.00", purse.home))
    published(closed, purse)
    for viewer, seen in ((purse.sara, Decimal(400)), (nobody, Decimal(0))):
        matrix = matrix_of(viewer, Scope(purse.fund))
        assert matrix.whole[Figure.ALLOCATED] == seen
        assert matrix.whole.is_whole
        assert (entry_for(viewer, entry.record.public_id) is not None) is bool(seen)
        assert (entry_for(viewer, paid.record.public_id) is not None) is bool(seen)
        assert postings_behind(viewer, Scope(purse.fund), Figure.ALLOCATED).count == (1 if seen else 0)
    assert matrix_of(nobody, Scope(purse.fund)).whole[Figure.LEFT] == 1000


def test_an_allocation_is_public_when_the_minutes_are(purse: Purse, nobody: Viewer) -> None:
    purse.grant(purse.share(purse.fjordby, "1000.00"))
    entry = purse.allocate(purse.share(purse.fjordby, "400.00", purse.home))
    assert matrix_of(nobody, Scope(purse.fund)).whole[Figure.ALLOCATED] == 0
    published(purse.decision, purse)
    assert matrix_of(nobody, Scope(purse.fund)).whole[Figure.ALLOCATED] == 400
    assert entry_for(nobody, entry.record.public_id) is not None


def test_a_fund_is_shown_and_hidden_with_its_entries(purse: Purse, nobody: Viewer) -> None:
    entry = purse.grant(purse.share(purse.fjordby, "1000.00"))
    show_fund(viewer=purse.sara, fund=purse.fund, is_public=False)
    assert (funds_of(nobody), entry_for(nobody, entry.record.public_id)) == ((), None)
    mads = purse.world.viewer(purse.world.mads)
    assert entry_for(mads, entry.record.public_id) is not None
    show_fund(viewer=purse.sara, fund=purse.fund, is_public=True)
    assert funds_of(nobody) == (purse.fund,)
    assert entry_for(nobody, entry.record.public_id) is not None


def test_what_is_for_a_hidden_initiative_is_seen_with_it(purse: Purse, nobody: Viewer) -> None:
    hidden = an_initiative(purse.world, "Ikke offentlig endnu", is_public=False)
    entry = purse.spend(purse.share(purse.fjordby, "10.00", hidden))
    assert entry_for(nobody, entry.record.public_id) is None
    assert hidden.name not in {row.initiative.name for row in matrix_of(nobody, Scope(purse.fund)).rows}


@pytest.mark.parametrize("figure", list(Figure))
def test_the_postings_behind_a_figure_sum_to_it(purse: Purse, figure: Figure) -> None:
    purse.grant(purse.share(purse.fjordby, "1000.00"), purse.share(purse.region, "70.00"))
    purse.allocate(
        purse.share(purse.fjordby, "400.00", purse.home), purse.share(purse.fjordby, "1.00", purse.car)
    )
    purse.spend(purse.share(purse.fjordby, "150.00", purse.home))
    for scope in (
        Scope(purse.fund),
        Scope(purse.fund, party=purse.fjordby.pk),
        Scope(purse.fund, years=(2026,), initiative=purse.home.pk),
        Scope(purse.fund, decision=purse.decision.pk),
    ):
        behind = postings_behind(purse.sara, scope, figure)
        total = PARTS[figure].sign * sum((row.amount for row in behind[:]), Decimal(0))
        assert total == statement_of(purse.sara, scope).whole[figure]
        assert behind.count == len(behind[:])


def test_a_decision_tells_what_it_gave_and_not_what_was_spent_of_it_later(purse: Purse) -> None:
    purse.grant(purse.share(purse.fjordby, "500.00"))
    purse.allocate(purse.share(purse.fjordby, "400.00", purse.home))
    purse.spend(purse.share(purse.fjordby, "150.00", purse.home))

    told = money_of_decision(purse.sara, purse.decision.record_id)

    assert [(one.initiative, one.amount) for one in told] == [("Trygt hjem", Decimal("400.00"))]


def test_an_entry_tells_its_decision_and_who_wrote_it(purse: Purse) -> None:
    entry = purse.allocate(purse.share(purse.fjordby, "400.00", purse.home))
    view = entry_for(purse.sara, entry.record.public_id)
    assert view is not None
    assert view.entry.decision == purse.decision
    assert view.entry.entered_by == purse.world.sara
    assert [(row.account.kind, str(row.amount)) for row in view.postings] == [
        ("available", "-400.00"),
        ("allocated", "400.00"),
    ]


def queries(viewer: Viewer, purse: Purse) -> list[int]:
    entry = purse.grant(purse.share(purse.region, "1.00"))
    purse.allocate(purse.share(purse.region, "1.00", purse.home))
    counts = []
    for read in (
        lambda: matrix_of(viewer, Scope(purse.fund)),
        lambda: statement_of(viewer, Scope(purse.fund, party=purse.fjordby.pk)),
        lambda: list(postings_behind(viewer, Scope(purse.fund), Figure.ALLOCATED)[:50]),
        lambda: entry_for(viewer, entry.record.public_id),
    ):
        with CaptureQueriesContext(connection) as caught:
            read()
        counts.append(len(caught))
    return counts


def test_statements_cost_the_same_however_much_was_posted(purse: Purse) -> None:
    few = queries(purse.sara, purse)
    for number in range(8):
        initiative = an_initiative(purse.world, f"Indsats {number}")
        decision = a_decision(purse.world, f"Beslutning {number}")
        shares = [Share(purse.place(party, initiative), Decimal(10)) for party in purse.parties]
        purse.allocate(*shares, decision=decision)
        for share in shares:
            purse.spend(share)
    assert queries(purse.sara, purse) == few == [3, 2, 2, 6]


def test_two_funds_keep_their_money_apart(purse: Purse) -> None:
    purse.grant(purse.share(purse.fjordby, "1000.00"))
    details = FundDetails("Anden pulje")
    other = open_fund(viewer=purse.sara, collaboration=purse.fund.collaboration, details=details)
    assert not matrix_of(purse.sara, Scope(other)).whole
