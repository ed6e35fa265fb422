"""What documents tell of money becomes entries, estimates and citations only when a person says so."""

from datetime import date
from decimal import Decimal

import pytest
from money import Purse, a_decision
from papers import a_document, a_reading
from refusing import refused

from roedtraad.documents.models import Citation
from roedtraad.fund.actions import (
    accept_as_told_again,
    accept_proposal,
    accept_table,
    decline_proposal,
    propose,
)
from roedtraad.fund.figures import Figure
from roedtraad.fund.models import Entry, Estimate, EstimateKind, Proposal, ProposalState, ProposedAs
from roedtraad.fund.proposing import AmountRead, TableRead, facts_of
from roedtraad.fund.queries import Scope, matrix_of
from roedtraad.initiatives.models import Initiative

pytestmark = pytest.mark.django_db
TEXT = "Udmøntede midler … Der reserveres 50.000 kr. til mere."
ROWS = (
    ("Udmøntede midler", "Fjordby", "Region", "Ukendt by", "I alt"),
    ("Trygt hjem", "300.235,05", "454.600,00", "-", "754.835,04"),
    ("Natcaféen", "100,00", "-", "5,00", "105,00"),
    ("Resterende midler", "10,00", "20,00", "30,00", "60,00"),
)


def proposed(purse: Purse) -> list[Proposal]:
    reading = a_reading(a_document(purse.sara, TEXT, body=purse.world.political), TEXT)
    start = TEXT.index("50.000")
    amount = AmountRead(
        Decimal(50_000), False, TEXT[:start], TEXT[start + 10 :], (start, start + 10), 1, "50.000 kr."
    )
    about = AmountRead(
        Decimal(1_700_000),
        True,
        "et tilbagestående beløb på ca. ",
        "",
        (len(TEXT) - 5, len(TEXT) - 1),
        1,
        "1,7 mio. kr.",
    )
    table = TableRead(ROWS, (0, 16), 1)
    named = {"Fjordby": purse.fjordby.pk, "Region": purse.region.pk}
    facts = facts_of([amount, about], [table], text_id=reading.pk, party_named=named.get)
    return propose(viewer=purse.sara, fund=purse.fund, item=purse.decision.item, facts=facts)


def test_each_amount_is_proposed_once_with_the_reason_for_what_it_is_taken_for(purse: Purse) -> None:
    rows = proposed(purse)
    assert [(row.kind, str(row.amount)) for row in rows if row.table is None] == [
        ("reserved", "50000"),
        ("remainder", "1700000"),
    ]
    assert all(row.reason for row in rows)
    assert len([row for row in rows if row.table == 1]) == 3 + 4 + 1
    assert proposed(purse) == []
    assert not Entry.objects.exists()


def test_a_table_becomes_a_grant_an_allocation_for_each_initiative_and_a_printed_total(purse: Purse) -> None:
    table = [row for row in proposed(purse) if row.table == 1]
    became = accept_table(viewer=purse.sara, proposals=table, year=2026)
    assert [type(one).__name__ for one in became] == ["Entry", "Entry", "Entry", "Estimate"]
    matrix = matrix_of(purse.sara, Scope(purse.fund))
    assert [party.name if party else None for party in matrix.parties] == [
        "Fjordby Kommune",
        "Hedelund Kommune",
        "Region Bæltet",
        None,
    ]
    assert [str(column[Figure.LEFT]) for column in matrix.columns] == ["10.00", "0.00", "20.00", "30.00"]
    assert [(row.initiative.name, str(row.whole[Figure.ALLOCATED])) for row in matrix.allocated] == [
        ("Trygt hjem", "754835.05"),
        ("Natcaféen", "105.00"),
    ]
    assert matrix.whole.is_whole
    estimate = Estimate.objects.get()
    assert (estimate.kind, estimate.amount) == (EstimateKind.PRINTED, Decimal("754835.04"))
    assert "afrundet en for en" in estimate.text
    assert Initiative.objects.filter(name="Natcaféen").count() == 1
    assert Citation.objects.filter(record__in=[one.record for one in became], field="amount").count() == 4
    with refused("fund.proposal.settled"):
        accept_table(viewer=purse.sara, proposals=table, year=2026)


def test_what_is_approximate_is_never_posted(purse: Purse) -> None:
    about = next(row for row in proposed(purse) if row.is_about)
    became = accept_proposal(viewer=purse.sara, proposal=about, kind=ProposedAs.GRANTED)
    assert isinstance(became, Estimate)
    assert became.is_about
    assert not Entry.objects.exists()


def test_a_person_may_take_an_amount_for_something_else(purse: Purse) -> None:
    row = next(row for row in proposed(purse) if row.kind == "reserved")
    entry = accept_proposal(
        viewer=purse.sara, proposal=row, kind=ProposedAs.ALLOCATED, year=2026, initiative="Trygt hjem"
    )
    assert isinstance(entry, Entry)
    assert entry.decision == purse.decision
    whole = matrix_of(purse.sara, Scope(purse.fund, initiative=purse.home.pk)).whole
    assert whole[Figure.ALLOCATED] == 50_000


def test_an_amount_without_an_initiative_is_not_posted_for_one(purse: Purse) -> None:
    row = next(row for row in proposed(purse) if row.kind == "reserved")
    with refused("initiatives.no_name"):
        accept_proposal(viewer=purse.sara, proposal=row)
    assert Proposal.objects.get(pk=row.pk).state == ProposalState.OPEN


def test_the_same_amount_told_again_is_one_entry_with_two_citations(purse: Purse) -> None:
    row = next(row for row in proposed(purse) if row.kind == "reserved")
    entry = accept_proposal(viewer=purse.sara, proposal=row, initiative="Trygt hjem")
    assert isinstance(entry, Entry)
    later = a_decision(purse.world, "Senere", held_on=date(2026, 9, 1))
    reading = a_reading(a_document(purse.sara, "De 50.000 kr.", body=purse.world.political), "De 50.000 kr.")
    read = AmountRead(Decimal(50_000), False, "De ", "", (3, 13), 1, "50.000 kr.")
    facts = facts_of([read], [], text_id=reading.pk, party_named=lambda name: None)
    (again,) = propose(viewer=purse.sara, fund=purse.fund, item=later.item, facts=facts)
    accept_as_told_again(viewer=purse.sara, proposal=again, entry=entry)
    assert Entry.objects.count() == 1
    assert Citation.objects.filter(record=entry.record).count() == 2


def test_what_is_no_money_of_the_fund_is_declined_for_a_reason(purse: Purse) -> None:
    rows = proposed(purse)
    with refused("fund.reason"):
        decline_proposal(viewer=purse.sara, proposals=rows, reason=" ")
    decline_proposal(viewer=purse.sara, proposals=rows, reason="Hører til en anden pulje")
    assert set(Proposal.objects.values_list("state", flat=True)) == {"declined"}
    with refused("fund.keep"):
        decline_proposal(viewer=purse.world.viewer(purse.world.mads), proposals=rows, reason="Nej")
