"""The pages of money: what they show, what they take, what they refuse, and what they cost."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from money import Purse, a_decision, a_purse, an_initiative
from openpyxl import load_workbook
from people import a_person, a_user, a_world
from sessions import log_in

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.fund.actions import Share, name_keeper, propose
from roedtraad.fund.figures import Figure
from roedtraad.fund.models import Entry, Proposal
from roedtraad.fund.proposing import AmountRead, TableRead, facts_of
from roedtraad.fund.queries import Scope, matrix_of, statement_of
from roedtraad.publishing.actions import publish_minutes
from roedtraad.web.flowing import Stop, Stream, draw
from roedtraad.web.forms.kroner import read_kroner

pytestmark = pytest.mark.django_db


@pytest.fixture
def purse() -> Purse:
    made = a_purse(a_world())
    made.grant(made.share(made.fjordby, "628320.00"), made.share(made.region, "1483000.00"))
    made.allocate(
        made.share(made.fjordby, "300235.05", made.home), made.share(made.region, "454600.00", made.home)
    )
    publish_minutes(made.decision.item.meeting, viewer=made.sara)
    return made


def there(purse: Purse, word: str = "") -> str:
    return f"/midler/{purse.fund.record.public_id}{word}"


def page(path: str, user: object = None) -> str:
    response = log_in(Client(), user).get(path)  # type: ignore[arg-type]
    assert response.status_code == 200, response.content
    return response.content.decode()


def test_the_only_fund_is_shown_at_once(purse: Purse) -> None:
    assert Client().get("/midler").headers["Location"] == there(purse)


def test_the_matrix_shows_every_figure_to_the_oere(purse: Purse) -> None:
    text = page(there(purse))
    for amount in ("628320.00", "300235.05", "754835.05", "328084.95", "1356484.95"):
        assert danish.amount(Decimal(amount)) in text
    assert "Akutbilen" in text


def test_any_figure_leads_to_its_entries_and_from_there_to_the_decision(purse: Purse) -> None:
    url = f"{there(purse, '/opgoerelse')}?part={purse.fjordby.record.public_id}&indsats={purse.home.record.public_id}&tal=udmoentet"
    assert url.replace("&", "&amp;") in page(there(purse))
    text = page(url)
    entry = Entry.objects.get(kind="allocate")
    assert danish.amount(Decimal("300235.05")) in text
    assert address(entry.record, entry.text) in text
    assert address(purse.decision.record, purse.decision.item.title) in page(
        address(entry.record, entry.text)
    )


def test_a_decision_shows_the_money_that_it_gave(purse: Purse) -> None:
    entry = Entry.objects.get(kind="allocate")
    assert entry.decision == purse.decision
    text = page(address(purse.decision.record, purse.decision.item.title))
    assert purse.home.name in text
    assert danish.amount(Decimal("754835.05")) in text
    assert address(entry.record, entry.text) in text


@pytest.mark.parametrize(
    "query", ["part=bcdfghjk", "indsats=bcdfghjk", "beslutning=x", "tal=alt", "aar=20x6"]
)
def test_what_is_not_there_is_not_found(purse: Purse, query: str) -> None:
    assert Client().get(f"{there(purse, '/opgoerelse')}?{query}").status_code == 404


def test_money_of_a_closed_item_is_on_no_page_of_a_stranger(purse: Purse) -> None:
    closed = a_decision(purse.world, "Lukket", is_closed=True)
    entry = purse.allocate(purse.share(purse.fjordby, "1234.56", purse.car), decision=closed)
    publish_minutes(closed.item.meeting, viewer=purse.sara)
    amount = danish.amount(Decimal("1234.56"))
    for path in (there(purse), there(purse, "/opgoerelse"), there(purse, "/matrix.csv")):
        assert amount not in page(path)
    assert amount in page(there(purse), purse.world.sara)
    assert Client().get(address(entry.record, entry.text)).status_code == 404
    asked = f"{there(purse, '/opgoerelse')}?beslutning={closed.record.public_id}"
    assert Client().get(asked).status_code == 404


def test_the_file_has_the_figures_of_the_page(purse: Purse) -> None:
    text = page(there(purse, "/matrix.csv")).removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == ["Indsats", "Fjordby", "Hedelund", "Region Bæltet", "I alt"]
    assert rows[1] == ["Tildelt", "628320,00", "", "1483000,00", "2111320,00"]
    assert ["Trygt hjem", "300235,05", "", "454600,00", "754835,05"] in rows
    book = load_workbook(io.BytesIO(Client().get(there(purse, "/matrix.xlsx")).content))
    first = book.worksheets[0]
    assert [cell.value for cell in first[2]] == ["Tildelt", 628320, None, 1483000, 2111320]
    assert book.worksheets[1].max_row == 7  # a heading, and six postings without the giver's


def test_a_name_that_looks_like_a_formula_is_text_in_a_file(purse: Purse) -> None:
    an_initiative(purse.world, "=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in page(there(purse, "/matrix.csv"))


def test_the_secretariat_allocates_by_a_decision(purse: Purse) -> None:
    client = log_in(Client(), purse.world.sara)
    data = {
        "decision": purse.decision.record.public_id,
        "initiative": purse.car.record.public_id,
        "year": "2026",
        "on": "2026-03-20",
        "text": "Udmøntning til Akutbilen",
        f"part_{purse.fjordby.record.public_id}": "178.391,75",
        f"part_{purse.region.record.public_id}": "780.000 kr.",
    }
    response = client.post(there(purse, "/udmoent"), data)
    entry = Entry.objects.get(text="Udmøntning til Akutbilen")
    assert response.headers["Location"] == address(entry.record, entry.text)
    whole = statement_of(purse.sara, Scope(purse.fund, initiative=purse.car.pk)).whole
    assert whole[Figure.ALLOCATED] == Decimal("958391.75")


def test_an_amount_that_is_none_is_pointed_out_and_nothing_is_posted(purse: Purse) -> None:
    client = log_in(Client(), purse.world.sara)
    part = f"part_{purse.fjordby.record.public_id}"
    data = {"year": "2026", "on": "2026-03-20", "text": "Tildeling", "source": "Brev", part: "mange penge"}
    before = Entry.objects.count()
    answer = client.post(there(purse, "/tildel"), data).content.decode()
    assert "mange penge" in answer
    assert "1.234,50" in answer
    assert (
        "Skriv et beløb til mindst én part."
        in client.post(there(purse, "/tildel"), data | {part: ""}).content.decode()
    )
    assert Entry.objects.count() == before


def test_a_finance_person_spends_and_carries_over_for_their_party_alone(purse: Purse) -> None:
    omar = a_user("Omar Bech")
    name_keeper(
        viewer=purse.sara, fund=purse.fund, party=purse.fjordby, person=a_person("Omar Bech", user=omar)
    )
    client = log_in(Client(), omar)
    shown = client.get(there(purse, "/forbrug")).content.decode()
    assert purse.fjordby.name in shown
    assert purse.hedelund.name not in shown.split("<form", 1)[1]
    data = {
        "party": purse.fjordby.record.public_id,
        "initiative": purse.home.record.public_id,
        "year": "2026",
        "amount": "48.210,75",
        "on": "2026-09-30",
        "text": "Løn til projektleder",
        "voucher": "2026-0931",
        "cost_kind": "staff",
    }
    client.post(there(purse, "/forbrug"), data)
    entry = Entry.objects.get(voucher="2026-0931")
    assert entry.decision == purse.decision
    assert client.get(there(purse, "/udmoent")).status_code == 403
    client.post(
        there(purse, "/overfoer"),
        {
            "party": purse.fjordby.record.public_id,
            "from_year": "2026",
            "to_year": "2027",
            "own_decision": "Byrådet, 12. december 2026",
            "on": "2026-12-12",
            "text": "Overførsel",
        },
    )
    next_year = statement_of(purse.sara, Scope(purse.fund, years=(2027,))).whole
    assert next_year[Figure.CARRIED_IN] == Decimal("628320.00") - Decimal("48210.75")
    client.post(f"/postering/{entry.record.public_id}/tilbagefoer", {"reason": "Forkert bilag"})
    assert Entry.objects.filter(reverses=entry).exists()


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
@pytest.mark.parametrize("word", ["/tildel", "/udmoent", "/forbrug", "/overfoer"])
def test_members_write_nothing(purse: Purse, who: str, word: str) -> None:
    before = Entry.objects.count()
    client = log_in(Client(), getattr(purse.world, who))
    assert client.get(there(purse, word)).status_code == 403
    assert client.post(there(purse, word), {"text": "Noget"}).status_code == 403
    assert Entry.objects.count() == before


def counted(path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert Client().get(path).status_code == 200
    return len(caught)


def test_pages_cost_the_same_however_much_was_posted(purse: Purse) -> None:
    entry = Entry.objects.get(kind="allocate")
    paths = (
        there(purse),
        there(purse, "/opgoerelse"),
        there(purse, "/opgoerelse?tal=udmoentet"),
        address(entry.record, entry.text),
        there(purse, "/matrix.csv"),
    )
    few = [counted(path) for path in paths]
    for number in range(6):
        initiative = an_initiative(purse.world, f"Indsats {number}")
        decision = a_decision(purse.world, f"Beslutning {number}")
        shares = [Share(purse.place(party, initiative), Decimal(10)) for party in purse.parties]
        purse.allocate(*shares, decision=decision)
        for share in shares:
            purse.spend(share)
        publish_minutes(decision.item.meeting, viewer=purse.sara)
    assert [counted(path) for path in paths] == few
    assert max(few) <= 14


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.234,5", "1234.50"),
        ("600.000", "600000.00"),
        ("600000", "600000.00"),
        (" 1 234,56 kr. ", "1234.56"),
        ("12,345", None),
        ("1.23", None),
        ("-5", None),
        ("1,2 mio.", None),
    ],
)
def test_amounts_are_read_as_danes_write_them(written: str, amount: str | None) -> None:
    assert read_kroner(written) == (Decimal(amount) if amount else None)


def test_a_drawing_gives_each_krone_the_same_height() -> None:
    stops = [
        [Stop("a", "2026", Decimal(100))],
        [Stop("p", "Fjordby", Decimal(100))],
        [Stop("x", "Hjem", Decimal(75)), Stop("rest", "Rest", Decimal(25))],
    ]
    streams = [
        Stream("a", "p", Decimal(100)),
        Stream("p", "x", Decimal(75), is_thread=True),
        Stream("p", "rest", Decimal(25)),
    ]
    drawing = draw(stops, streams)
    assert drawing is not None
    heights = {one.stop.key: Decimal(one.height) for one in drawing.stops}
    assert heights["x"] == 3 * heights["rest"]
    assert [one.kind for one in drawing.streams][-1] == "th"
    assert draw([[], [], []], []) is None


def test_a_person_settles_what_minutes_tell_of(purse: Purse) -> None:
    rows = (
        ("Udmøntede midler", "Fjordby", "Region", "I alt"),
        ("Natcaféen", "300,05", "454,00", "754,04"),
    )
    read = AmountRead(Decimal(50_000), False, "der reserveres ", "", (0, 4), 1, "50.000 kr.")
    named = {"Fjordby": purse.fjordby.pk, "Region": purse.region.pk}
    facts = facts_of([read], [TableRead(rows, (10, 20), 1)], text_id=None, party_named=named.get)
    table, *_rest, single = propose(viewer=purse.sara, fund=purse.fund, item=purse.decision.item, facts=facts)
    client = log_in(Client(), purse.world.sara)
    shown = client.get(there(purse, "/forslag")).content.decode()
    assert "afrundet en for en" in shown
    assert "Natcaféen" in shown
    client.post(there(purse, "/forslag"), {"forslag": table.pk, "as_what": "table", "year": "2026"})
    assert matrix_of(purse.sara, Scope(purse.fund)).rows[1].whole[Figure.ALLOCATED] == Decimal("754.05")
    answer = client.post(there(purse, "/forslag"), {"forslag": single.pk, "as_what": "declined"})
    assert answer.status_code == 200  # without a reason it stays
    client.post(
        there(purse, "/forslag"), {"forslag": single.pk, "as_what": "declined", "reason": "Andre penge"}
    )
    assert not Proposal.objects.filter(state="open").exists()
    assert (
        client.post(there(purse, "/forslag"), {"forslag": single.pk, "as_what": "declined"}).status_code
        == 404
    )
