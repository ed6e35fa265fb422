"""What accepted minutes tell of money is proposed to a fund, with its words; agendas and drafts tell of none."""

from decimal import Decimal
from pathlib import Path

import pytest
from drafting import AGENDA, MINUTES, a_draft
from people import World
from refusing import refused

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions.loading import load_register
from roedtraad.bodies.register import SHIPPED
from roedtraad.documents.models import Citation
from roedtraad.fund.actions import FundDetails, accept_proposal, accept_table, open_fund
from roedtraad.fund.figures import Figure
from roedtraad.fund.models import Entry, Estimate, Fund, Proposal, ProposedAs
from roedtraad.fund.queries import Scope, matrix_of
from roedtraad.importing.actions import accept, accept_many
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


SEED = Path(__file__).parents[4].parent / "shared" / "seeds" / "002_4b754214d586aad5.txt"


@pytest.mark.skipif(not SEED.is_file(), reason="../shared/seeds is not there")
def test_a_real_matrix_stands_in_the_ledger_to_the_oere(ada: Viewer) -> None:
    load_register(SHIPPED, viewer=None)
    draft = a_draft(ada, SEED.read_text(encoding="utf-8"))
    (done,) = accept_many([draft], viewer=ada, with_doubts=True, founding=True)
    assert done.meeting is not None, done.refusal
    fund = open_fund(
        viewer=ada, collaboration=done.meeting.body.collaboration, details=FundDetails("Klyngemidler")
    )
    assert propose_from_accepted(viewer=ada, fund=fund) > 20
    accept_table(viewer=ada, proposals=list(Proposal.objects.filter(table__isnull=False)))
    matrix = matrix_of(ada, Scope(fund))
    assert matrix.whole.received == Decimal("6547550.00")
    assert matrix.whole[Figure.ALLOCATED] == Decimal("3818843.01")
    assert matrix.whole[Figure.LEFT] == Decimal("2728706.99")
    assert None not in matrix.parties  # each column is somebody's: 'Vejen' is the municipality
    columns = {
        party.name: column for party, column in zip(matrix.parties, matrix.columns, strict=True) if party
    }
    assert len([name for name, column in columns.items() if column]) == 6
    assert columns["Vejen Kommune"][Figure.LEFT] > 0
    printed = Estimate.objects.filter(kind="printed")
    assert sorted(printed.values_list("amount", flat=True)) == [
        Decimal("1874400.00"),
        Decimal("2728707.00"),
        Decimal("3818843.00"),
    ]
    assert all("afrundet en for en" in one.text for one in printed)


SEEDS = SEED.parent
needs_seeds = pytest.mark.skipif(not SEED.is_file(), reason="../shared/seeds is not there")
# What a person says of each amount: (document, amount, what it is taken for, what it becomes, year, initiative).
SAID = (
    (0, "4130773", "granted", "granted", 2022, ""),
    (0, "4179338", "granted", "granted", 2023, ""),
    (0, "8310111", "granted", "printed", None, ""),
    (3, "900000", "allocated", "allocated", 2023, "Første projekt"),
    (3, "75000", "allocated", "allocated", 2023, "Andet projekt"),
    (3, "145000", "allocated", "allocated", 2024, "Andet projekt"),
    (3, "220000", "allocated", "printed", None, ""),
    (4, "2356000", "allocated", "allocated", None, "Kom trygt hjem"),
    (4, "2140000", "allocated", "allocated", None, "Gruppeforløb"),
    (4, "1700000", "remainder", "remainder", None, ""),
)


def proposed(viewer: Viewer, number: int) -> Fund:
    """Bring a real document, accept it, and propose its money to a fund of its collaboration."""
    (path,) = SEEDS.glob(f"00{number}_*.txt")
    draft = a_draft(viewer, path.read_text(encoding="utf-8"))
    (done,) = accept_many([draft], viewer=viewer, with_doubts=True, founding=True)
    assert done.meeting is not None, done.refusal
    whole = done.meeting.body.collaboration
    fund = open_fund(viewer=viewer, collaboration=whole, details=FundDetails("Klyngemidler"))
    propose_from_accepted(viewer=viewer, fund=fund)
    return fund


@needs_seeds
@pytest.mark.parametrize("number", [0, 3, 4])
def test_the_amounts_of_real_minutes_are_proposed_with_source_and_certainty(ada: Viewer, number: int) -> None:
    fund = proposed(ada, number)
    for document, amount, taken_for, becomes, year, initiative in SAID:
        if document != number:
            continue
        row = Proposal.objects.filter(fund=fund, amount=Decimal(amount), kind=taken_for).first()
        assert row is not None, (amount, taken_for)
        assert row.is_about is (amount == "1700000")
        assert row.reason
        assert row.text is not None
        start, end = map(int, row.spans.split(",")[0].split("-"))
        words = row.text.text[start:end]
        assert "".join(filter(str.isdigit, words)) == ("17" if "mio" in words else amount), words
        became = accept_proposal(
            viewer=ada, proposal=row, kind=ProposedAs(becomes), year=year, initiative=initiative
        )
        assert Citation.objects.filter(record=became.record, text=row.text).exists()
        assert isinstance(became, Entry) is (becomes in ("granted", "allocated"))
    whole = matrix_of(ada, Scope(fund)).whole
    assert (whole[Figure.GRANTED], whole[Figure.ALLOCATED]) == {
        0: (Decimal(8_310_111), Decimal(0)),
        3: (Decimal(0), Decimal(1_120_000)),
        4: (Decimal(0), Decimal(4_496_000)),
    }[number]
    told = {one.kind: (one.amount, one.is_about) for one in Estimate.objects.filter(fund=fund)}
    if number == 4:
        assert told == {"remainder": (Decimal(1_700_000), True)}
