"""The calendar, the register of decisions and its file, and the findings: narrowing, paging, and what they cost."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.test import Client
from django.utils import timezone
from minutes_shown import a_finding_in, minutes_with_words, the_text
from papers import a_recorded_meeting, an_item
from people import World, a_world
from sessions import log_in

from roedtraad import danish
from roedtraad.accounts.models import JournalEntry
from roedtraad.checks.models import Finding
from roedtraad.meetings.models import Decision, OutcomeKind
from roedtraad.meetings.queries.register import RegisterFilters, register_rows
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db
BEGIN = date(2024, 1, 2)
FILTERED = 12  # queries


@pytest.fixture
def world() -> World:
    return a_world()


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer
    return str(answer.content.decode()).replace(danish.NBSP, " ")


def decide(world: World, title: str, *, day: int = 0, strategic: bool = False, **others: object) -> Decision:
    """A published decision."""
    ada = world.viewer(world.ada)
    body = world.strategic if strategic else world.political
    item = an_item(title, **others)  # type: ignore[arg-type]
    meeting = a_recorded_meeting(ada, body, item, held_on=BEGIN + timedelta(days=day)).meeting
    publish_minutes(meeting, viewer=ada)
    return Decision.objects.select_related("item").get(item__meeting=meeting)


def titles(said: str, *names: str) -> list[str]:
    """Those of these names that stand on the page, in their order there."""
    return sorted((name for name in names if name in said), key=said.index)


def test_the_register_is_narrowed_by_each_filter(client: Client, world: World) -> None:
    decide(world, "Akutbilen", day=0, decision="Der afsættes 810.000 kr. til akutbilen.")
    decide(world, "Nattevagten", day=40, strategic=True, outcome=OutcomeKind.POSTPONED)
    strategic = world.strategic.record.public_id
    for query, found in {
        "": ["Nattevagten", "Akutbilen"],
        "orden=aeldste": ["Akutbilen", "Nattevagten"],
        f"organ={strategic}": ["Nattevagten"],
        "niveau=political": ["Akutbilen"],
        "udfald=postponed": ["Nattevagten"],
        "fra=2024-02-01": ["Nattevagten"],
        "til=2024-02-01": ["Akutbilen"],
        "ord=afs%C3%A6ttes+akutbilen": ["Akutbilen"],
        "penge=on": ["Akutbilen"],
        "udfald=sludder&fra=sludder&organ=sludder": ["Nattevagten", "Akutbilen"],
    }.items():
        said = page(client, f"/beslutninger?{query}")
        assert titles(said, "Akutbilen", "Nattevagten") == found, query
        assert f">{len(found)} beslutning" in said, query


@pytest.mark.parametrize(
    ("written", "is_found"),
    [
        ("Der afsættes 810.000 kr. til akutbilen.", True),
        ("Der afsættes 1,2 mio. til akutbilen.", True),
        ("Der afsættes 810.000 KRONER til akutbilen.", True),
        ("Der afsættes 810 t.kr til akutbilen.", True),
        ("Krogen og kroen drøftes.", False),
    ],
)
def test_a_decision_names_an_amount_where_kroner_stand_in_it(
    world: World, written: str, is_found: bool
) -> None:
    assert decide(world, "Akutbilen", decision=written).names_kroner is is_found


def test_amounts_are_found_by_index_with_and_without_other_filters(world: World) -> None:
    decide(world, "Akutbilen", decision="Der afsættes 810.000 kr. til akutbilen.")
    amounts = RegisterFilters(also=Q(names_kroner=True))
    for filters in (amounts, replace(amounts, body_ids=(world.political.pk,)), replace(amounts, since=BEGIN)):
        rows = register_rows(world.viewer(world.ada), filters).order_by("-decided_on", "-pk")[:50]
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":  # one row it would find by its key, whatever there is
                rows = Decision.objects.filter(Q(names_kroner=True)).order_by("-decided_on", "-pk")[:50]
                cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
            plan = rows.explain()
        assert "decision_with_kroner_by_" in plan, plan


def test_filters_together_cost_as_much_for_few_as_for_many(
    client: Client,
    world: World,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    path = f"/beslutninger?penge=on&organ={world.political.record.public_id}&udfald=approved&fra=2024-01-01"
    decide(world, "Akutbilen", decision="Der afsættes 810.000 kr. til akutbilen.")
    with django_assert_num_queries(FILTERED):
        client.get(path)
    for day in range(1, 6):
        decide(world, f"Bil {day}", day=day, decision="Der afsættes 10.000 kr. til en bil.")
    with django_assert_num_queries(FILTERED):
        assert "Bil 5" in page(client, path)


def test_the_register_says_how_many_ended_in_each_way(client: Client, world: World) -> None:
    decide(world, "Akutbilen", day=0)
    decide(world, "Natbilen", day=1)
    decide(world, "Nattevagten", day=40, strategic=True, outcome=OutcomeKind.POSTPONED)
    for query in ("", "udfald=postponed"):  # the counts are beside the choice, not within it
        said = page(client, f"/beslutninger?{query}")
        assert "Godkendt (2)" in said, query
        assert "Udsat (1)" in said, query
    narrowed = page(client, "/beslutninger?niveau=political")
    assert "Udsat (1)" not in narrowed


def test_what_is_closed_is_counted_for_nobody_else(client: Client, world: World) -> None:
    decide(world, "Akutbilen")
    decide(world, "Nattevagten", day=1, outcome=OutcomeKind.POSTPONED)
    decide(world, "Lukket udbud", day=2, outcome=OutcomeKind.REJECTED, is_closed=True)
    assert "Afvist" not in page(client, "/beslutninger").partition('id="liste"')[2]
    member = log_in(Client(), world.mads)
    assert "Afvist (1)" in page(member, "/beslutninger")


def test_a_search_without_an_answer_says_so_and_shows_the_way_back(client: Client, world: World) -> None:
    decide(world, "Akutbilen")
    assert "Ingen beslutninger passer." in page(client, "/beslutninger?ord=dampskib")


@pytest.mark.parametrize("order", ["", "orden=aeldste&"])
def test_the_pages_of_the_register_lead_through_all_of_it_and_back(
    client: Client, world: World, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roedtraad.web.views.register.PER_PAGE", 2)
    names = [f"Sag nummer {n}!" for n in range(5)]
    for n, name in enumerate(names):
        decide(world, name, day=n)
    wanted = names if order else names[::-1]
    seen, path, pages = [], f"/beslutninger?{order}", []
    while path:
        answer = client.get(path)
        leaf = answer.context["leaf"]
        pages.append([line.title for line in leaf.lines])
        seen += pages[-1]
        path = f"/beslutninger?{order}efter={leaf.after}" if leaf.after else ""
    assert seen == wanted
    assert leaf.before
    back = client.get(f"/beslutninger?{order}foer={leaf.before}").context["leaf"]
    assert [line.title for line in back.lines] == pages[-2]


def test_the_register_works_as_a_part_for_htmx(client: Client, world: World) -> None:
    decide(world, "Akutbilen")
    part = client.get("/beslutninger?ord=akut", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="liste"')
    assert "Akutbilen" in part


def rows_of(client: Client, query: str = "") -> list[list[str]]:
    answer = client.get(f"/beslutninger.csv?{query}")
    words = b"".join(answer.streaming_content).decode("utf-8")  # type: ignore[attr-defined]
    assert words.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")
    assert "attachment" in answer["Content-Disposition"]
    return list(csv.reader(io.StringIO(words[1:]), delimiter=";"))


def test_the_file_has_what_the_register_shows_and_no_formula_runs(client: Client, world: World) -> None:
    decide(world, '=HYPERLINK("http://ond.example")', decision="Godkendt; uden bemærkninger.\nEnstemmigt.")
    decide(world, "Nattevagten", day=3, outcome=OutcomeKind.POSTPONED)
    head, newest, formula = rows_of(client)
    assert head[0] == "Dato"
    assert newest[4] == "Nattevagten"
    assert newest[-1].startswith("http://testserver/beslutning/")
    assert formula[4].startswith("'=HYPERLINK")
    assert formula[6] == "Godkendt; uden bemærkninger.\nEnstemmigt."
    assert [row[4] for row in rows_of(client, "udfald=postponed")[1:]] == ["Nattevagten"]


def test_a_closed_decision_is_in_the_file_of_members_only(world: World) -> None:
    decide(world, "Lukket udbud", is_closed=True)
    names = {None: [], world.vibe: [], world.mads: ["Lukket udbud"]}
    for user, found in names.items():
        assert [row[4] for row in rows_of(log_in(Client(), user))[1:]] == found


def test_the_calendar_shows_what_comes_and_a_year(client: Client, world: World) -> None:
    decide(world, "Akutbilen", day=0)
    decide(world, "Nattevagten", day=400, strategic=True)
    said = page(client, "/moeder?aar=2024")
    assert "2. januar" in said
    assert "5. februar" not in said
    assert "aar=2025" in said
    assert "5. februar" in page(client, "/moeder?aar=2025")
    assert "5. februar" not in page(client, "/moeder?aar=2025&niveau=political")
    assert "2. januar" in page(client, "/moeder?aar=2024&organ=sludder&form=sludder")


def test_the_calendar_opens_in_the_newest_year_with_meetings(client: Client, world: World) -> None:
    decide(world, "Akutbilen", day=0)
    assert '<h2 id="afholdte">2024</h2>' in page(client, "/moeder")


QUERIES = {"/beslutninger": 7, "/beslutninger?udfald=approved&niveau=political": 12, "/moeder?aar=2024": 4}


@pytest.mark.parametrize("path", QUERIES)
def test_a_register_costs_the_same_for_few_and_for_many(
    client: Client,
    world: World,
    path: str,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    decide(world, "Nummer 0")
    with django_assert_num_queries(QUERIES[path]):
        client.get(path)
    for n in range(1, 12):
        decide(world, f"Nummer {n}", day=n)
    with django_assert_num_queries(QUERIES[path]):
        client.get(path)


def a_finding(world: World, *, message: str = "Summen er 1.000 kr. for høj.", item: str = "1") -> Finding:
    told = {"closed_title": "Lukket udbud", "closed_words": "Intet.", "contact": "hyldebo@region.example"}
    text = the_text(**told)
    sara = world.viewer(world.sara)
    recorded, _ = minutes_with_words(
        sara, world.political, held_on=timezone.localdate() - timedelta(days=9), text=text, **told
    )
    publish_minutes(recorded.meeting, viewer=sara)
    found_in = recorded.meeting.items.select_related("record").get(number=item)
    quote = "Kommunerne betaler 356.000 kr." if item == "1" else ""
    return a_finding_in(recorded, found_in, message=message, quote=quote)


def test_a_finding_is_for_the_body_and_leads_to_its_words(world: World) -> None:
    finding = a_finding(world)
    path = f"/uoverensstemmelser/{finding.record.public_id}"
    assert Client().get(path).status_code == 302
    assert log_in(Client(), world.vibe).get(path).status_code == 404
    client = log_in(Client(), world.mads)
    assert "Summen er 1.000 kr. for høj." in page(client, "/uoverensstemmelser")
    answer = client.get(path)
    assert "Dit svar" not in answer.content.decode()
    source = answer.context["source_url"].partition("#")[0]
    assert '<mark id="citat">Kommunerne betaler 356.000 kr.</mark>' in page(client, source).replace(
        danish.NBSP, " "
    )


def test_the_words_of_a_finding_are_not_marked_for_those_who_do_not_see_it(
    client: Client, world: World
) -> None:
    finding = a_finding(world)
    assert finding.document is not None
    path = f"/dokument/{finding.document.record.public_id}/side/1?fund={finding.record.public_id}"
    assert "<mark" not in page(client, path)


def test_a_secretary_answers_a_finding_with_a_reason_and_opens_it_again(world: World) -> None:
    finding = a_finding(world)
    path = f"/uoverensstemmelser/{finding.record.public_id}"
    client = log_in(Client(), world.sara)
    refused = client.post(path, {"svar": "explained", "grund": ""})
    assert refused.status_code == 200
    client.post(path, {"svar": "explained", "grund": "Øren følger af afrundingen."})
    assert "Øren følger af afrundingen." in page(client, path)
    assert "Her er intet, der ikke går op." in page(client, "/uoverensstemmelser")
    client.post(path, {"svar": "reopen", "grund": "Det var en anden sum."})
    finding.refresh_from_db()
    assert finding.is_open
    acts = JournalEntry.objects.filter(act__startswith="checks.finding.").order_by("number")
    assert [entry.act for entry in acts] == ["checks.finding.explained", "checks.finding.reopened"]


def test_a_member_cannot_answer_a_finding(world: World) -> None:
    finding = a_finding(world)
    client = log_in(Client(), world.mads)
    answer = client.post(
        f"/uoverensstemmelser/{finding.record.public_id}", {"svar": "explained", "grund": "Fordi."}
    )
    assert "Kun organets sekretariat" in answer.content.decode()
    finding.refresh_from_db()
    assert finding.is_open


def test_the_findings_cost_the_same_for_few_and_for_many(
    world: World,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    finding = a_finding(world)
    client = log_in(Client(), world.sara)
    with django_assert_num_queries(9):
        client.get("/uoverensstemmelser")
    many = [a_copy(finding, n) for n in range(12)]
    with django_assert_num_queries(9):
        assert client.get("/uoverensstemmelser").context["pages"].count == len(many) + 1


def a_copy(finding: Finding, n: int) -> Finding:
    from_meeting = finding.subject.item.meeting  # type: ignore[union-attr]
    paper = from_meeting.papers.get()
    recorded = type("Recorded", (), {"meeting": from_meeting, "paper": paper})()
    return a_finding_in(recorded, finding.subject.item, message=f"Fund nummer {n}.")  # type: ignore[union-attr,arg-type]
