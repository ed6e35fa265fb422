"""What accepted minutes tell of money is proposed to a fund, with its words; agendas and drafts tell of none."""

import pytest
from drafting import AGENDA, MINUTES, a_draft
from people import World
from refusing import refused

from roedtraad.accounts.policy import Viewer
from roedtraad.documents.models import Citation
from roedtraad.fund.actions import FundDetails, accept_proposal, open_fund
from roedtraad.fund.models import Entry, Fund, Proposal
from roedtraad.importing.actions import accept
from roedtraad.importing.money import propose_from_accepted

pytestmark = pytest.mark.django_db
TOLD = MINUTES.replace("Godkendt. Sek", "Der bevilges 250.000 kr. til akutteamet. Godkendt. Sek")


@pytest.fixture
def fund(world: World, sara: Viewer) -> Fund:
    return open_fund(
        viewer=sara, collaboration=world.political.collaboration, details=FundDetails("Klyngemidler")
    )


def test_an_amount_of_accepted_minutes_is_proposed_once_and_becomes_an_entry_with_its_words(
    sara: Viewer, fund: Fund
) -> None:
    draft = a_draft(sara, TOLD)
    assert propose_from_accepted(viewer=sara, fund=fund) == 0  # nobody has accepted it
    accept(draft, version=draft.version, viewer=sara)
    assert propose_from_accepted(viewer=sara, fund=fund) >= 1
    assert propose_from_accepted(viewer=sara, fund=fund) == 0
    row = Proposal.objects.get(kind="allocated")
    assert (row.amount, row.item.title) == (250_000, "Fælles akutteam")
    entry = accept_proposal(viewer=sara, proposal=row, year=2026, initiative="Fælles akutteam")
    assert isinstance(entry, Entry)
    assert entry.decision is not None
    citation = Citation.objects.get(record=entry.record)
    assert "250.000" in citation.text.text[citation.start : citation.end]


def test_what_an_agenda_recommends_is_no_money_yet(sara: Viewer, fund: Fund) -> None:
    draft = a_draft(sara, AGENDA)
    accept(draft, version=draft.version, viewer=sara)
    assert propose_from_accepted(viewer=sara, fund=fund) == 0


def test_only_those_who_keep_the_fund_look_for_its_money(world: World, fund: Fund) -> None:
    with refused("fund.keep"):
        propose_from_accepted(viewer=world.viewer(world.mads), fund=fund)
