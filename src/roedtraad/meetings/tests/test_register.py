"""The register of decisions: filters, pages by key, counts and CSV, all within what the viewer may see."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from papers import a_recorded_meeting, an_item, minutes_of
from people import World, a_body, a_collaboration, a_level, a_world

from roedtraad.documents.contacts import RUN
from roedtraad.meetings.actions import close_item, record_minutes
from roedtraad.meetings.actions.items import change_title
from roedtraad.meetings.models import AgendaItem, Decision, OutcomeKind
from roedtraad.meetings.queries import (
    RegisterFilters,
    Tally,
    csv_rows,
    how_many,
    register,
    register_differences,
)
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db
ALL = RegisterFilters()


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def archive(world: World) -> World:
    """Two bodies of one cluster and one of another, three meetings each, one closed item in each meeting."""
    ada = world.viewer(world.ada)
    other = a_body("Klynge Øst", collaboration=a_collaboration("Sundhedsklynge Øst"), level=a_level())
    for place, body in enumerate((world.political, world.strategic, other)):
        for year in (2024, 2025, 2026):
            a_recorded_meeting(
                ada,
                body,
                an_item(f"Ældre og færger {year}", outcome=OutcomeKind.APPROVED),
                an_item(f"Lukket {year}", number="2", is_closed=True, outcome=OutcomeKind.REJECTED),
                an_item(
                    f"Penge {year}", number="3", outcome=OutcomeKind.NOTED, decision="Taget til efterretning."
                ),
                held_on=date(year, 1 + place, 10),
            )
    return world


def titles(world: World, filters: RegisterFilters = ALL, *, by: object = "ada", **keys: str) -> list[str]:
    user = getattr(world, by) if isinstance(by, str) else by
    return [line.title for line in register(world.viewer(user), filters, **keys).lines]


def test_the_newest_decision_stands_first(archive: World) -> None:
    lines = register(archive.viewer(archive.ada), ALL).lines
    assert [line.decided_on for line in lines] == sorted((line.decided_on for line in lines), reverse=True)
    assert len(lines) == 27


def test_a_line_says_what_was_decided_where(archive: World) -> None:
    line = register(archive.viewer(archive.ada), RegisterFilters(body_ids=(archive.political.pk,))).lines[0]
    assert (line.title, line.item_number, line.body, line.outcomes, line.text) == (
        "Penge 2026",
        "3",
        archive.political,
        ("noted",),
        "Taget til efterretning.",
    )


def test_each_filter_narrows(archive: World) -> None:
    political, cluster = archive.political, archive.political.collaboration
    filters = {
        "body": (RegisterFilters(body_ids=(political.pk,)), 9),
        "collaboration": (RegisterFilters(collaboration_id=cluster.pk), 18),
        "level": (RegisterFilters(level_key="political"), 18),
        "collaboration and level": (RegisterFilters(collaboration_id=cluster.pk, level_key="political"), 9),
        "outcome": (RegisterFilters(outcome=OutcomeKind.REJECTED), 9),
        "since": (RegisterFilters(since=date(2026, 1, 10)), 9),
        "until": (RegisterFilters(until=date(2024, 1, 10)), 3),
        "words of the title": (RegisterFilters(words="færger 2025"), 3),
        "words of the decision": (RegisterFilters(words="EFTERRETNING"), 9),
        "words of the recommendation": (RegisterFilters(words="årets udgang"), 27),
        "Danish letters": (RegisterFilters(words="ÆLDRE"), 9),
        "nothing": (RegisterFilters(words="ældre penge"), 0),
        "what a higher app adds": (RegisterFilters(also=Q(item__number="2")), 9),
        "no such level": (RegisterFilters(level_key="findes ikke"), 0),
        "a wildcard is a letter": (RegisterFilters(words="%"), 0),
    }
    ada = archive.viewer(archive.ada)
    assert {name: len(register(ada, one).lines) for name, (one, _) in filters.items()} == {
        name: expected for name, (_, expected) in filters.items()
    }
    assert {name: how_many(ada, one).number for name, (one, _) in filters.items()} == {
        name: expected for name, (_, expected) in filters.items()
    }


def test_everybody_sees_and_counts_what_they_may(archive: World) -> None:
    recorded = AgendaItem.objects.filter(meeting__body=archive.strategic, meeting__held_on__year=2025)
    publish_minutes(recorded[0].meeting, viewer=archive.viewer(archive.ada))
    seen = {
        name: len(register(archive.viewer(getattr(archive, name, None)), ALL).lines)
        for name in ("karen", "mads", "sune", "vibe", "ada")
    }
    counted = {
        name: how_many(archive.viewer(getattr(archive, name, None)), ALL).number
        for name in ("karen", "mads", "sune", "vibe", "ada")
    }
    assert seen == counted == {"karen": 2, "mads": 9 + 2, "sune": 6 + 2, "vibe": 9, "ada": 27}


def test_no_filter_finds_what_may_not_be_seen(archive: World) -> None:
    for filters in (RegisterFilters(words="lukket"), RegisterFilters(outcome=OutcomeKind.REJECTED)):
        for name in ("karen", "sune"):
            viewer = archive.viewer(getattr(archive, name, None))
            assert register(viewer, filters).lines == ()
            assert how_many(viewer, filters) == Tally(0, is_exact=True)


def test_a_joint_meeting_is_found_under_each_of_its_bodies(world: World) -> None:
    ada = world.viewer(world.ada)
    record_minutes(replace(minutes_of(world.political), joint_body_ids=(world.strategic.pk,)), viewer=ada)
    for body in (world.political, world.strategic):
        assert len(register(ada, RegisterFilters(body_ids=(body.pk,))).lines) == 1


def test_pages_follow_each_other_without_gaps_forth_and_back(archive: World) -> None:
    ada = archive.viewer(archive.ada)
    whole = [line.decision_id for line in register(ada, ALL, limit=100).lines]
    key, found, pages = "", [], []
    while True:
        page = register(ada, ALL, older_than=key, limit=4)
        pages.append(page)
        found += [line.decision_id for line in page.lines]
        if not page.older:
            break
        key = page.older
    assert found == whole
    assert pages[0].newer == ""
    key, found = pages[-1].newer, [line.decision_id for line in pages[-1].lines]
    while key:
        page = register(ada, ALL, newer_than=key, limit=4)
        found = [line.decision_id for line in page.lines] + found
        key = page.newer
    assert found == whole


@pytest.mark.parametrize("key", ["vrøvl", "2026-01-01", "2026-01-01.x", "-1.5", "."])
def test_a_key_that_is_none_leads_to_the_first_page(archive: World, key: str) -> None:
    assert len(titles(archive, older_than=key)) == 27


def test_counting_stops_where_it_is_told_to(archive: World) -> None:
    ada = archive.viewer(archive.ada)
    assert how_many(ada, ALL, at_most=27) == Tally(27, is_exact=True)
    assert how_many(ada, ALL, at_most=26) == Tally(26, is_exact=False)


def test_the_rows_of_a_spreadsheet_are_all_of_it(archive: World) -> None:
    header, *rows = csv_rows(archive.viewer(archive.mads), ALL)
    assert len(rows) == 9
    assert len(header) == len(rows[0])
    assert rows[0][0] == "2026-01-10"
    assert rows[0][-1].startswith("/beslutning/")
    assert list(csv_rows(archive.viewer(None), ALL)) == [header]


def test_no_cell_of_a_spreadsheet_is_run_as_a_formula(world: World) -> None:
    a_recorded_meeting(world.viewer(world.sara), world.political, an_item("=HYPERLINK(1)", decision="-"))
    a_recorded_meeting(
        world.viewer(world.sara), world.political, an_item("@SUM", decision="-1+1"), held_on=date(2025, 1, 1)
    )
    _, first, second = csv_rows(world.viewer(world.sara), ALL)
    assert (first[4], first[6]) == ("'=HYPERLINK(1)", "-")
    assert (second[4], second[6]) == ("'@SUM", "'-1+1")


def test_contact_data_is_neither_found_nor_exported(world: World) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(sara, world.political, an_item(decision="Ring til 76 63 20 00."))
    publish_minutes(recorded.meeting, viewer=sara)
    karen = world.viewer(None)
    assert register(karen, RegisterFilters(words="76")).lines == ()
    assert list(csv_rows(karen, ALL))[1][6] == f"Ring til {RUN}."
    assert list(csv_rows(sara, ALL))[1][6] == "Ring til 76 63 20 00."


def test_what_is_stored_twice_is_compared(world: World) -> None:
    sara = world.viewer(world.sara)
    a_recorded_meeting(sara, world.political)
    item, decision = AgendaItem.objects.select_related("meeting").get(), Decision.objects.get()
    assert list(register_differences()) == []
    change_title(item, "Et andet navn", viewer=sara)
    assert list(register_differences()) == []
    for wrong in ({"folded": "noget"}, {"decided_on": date(2000, 1, 1)}, {"body": world.strategic}):
        kept = Decision.objects.values(*wrong).get()
        Decision.objects.update(**wrong)
        assert list(register_differences()) == [decision.pk]
        Decision.objects.update(**kept)
    close_item(item, reason="Personsag", viewer=sara)
    assert list(register_differences()) == []


@pytest.mark.parametrize("meetings", [1, 40])
def test_the_register_costs_the_same_however_large_it_is(world: World, meetings: int) -> None:
    ada = world.viewer(world.ada)
    for number in range(meetings):
        a_recorded_meeting(
            ada,
            world.political,
            an_item(),
            an_item("To", number="2", is_closed=True),
            held_on=date(2020, 1, 1) + timedelta(days=number),
        )
    filters = {
        ALL: (4, 1),
        RegisterFilters(level_key="political"): (6, 3),
        RegisterFilters(outcome=OutcomeKind.APPROVED, words="2026", since=date(2019, 1, 1)): (5, 2),
    }
    for user in (world.mads, world.sara):
        viewer = world.viewer(user)
        for one, (page_queries, count_queries) in filters.items():
            with CaptureQueriesContext(connection) as queries:
                assert register(viewer, one).lines
            assert len(queries) <= page_queries
            with CaptureQueriesContext(connection) as queries:
                assert how_many(viewer, one).number == meetings * 2 - (one.words == "2026") * meetings
            assert len(queries) <= count_queries


def test_pages_and_filters_are_read_by_index(archive: World) -> None:
    """What SQLite says of its plan; PostgreSQL plans by how many rows there are, and is measured instead."""
    if connection.vendor != "sqlite":
        pytest.skip("a plan of PostgreSQL says nothing about a table of this size")
    for filters, index in (
        (ALL, "decision_by_day"),
        (RegisterFilters(body_ids=(archive.political.pk,)), "decision_by_body_and_day (body_id=?"),
        (RegisterFilters(since=date(2025, 1, 1)), "decision_by_day (decided_on>?"),
    ):
        for user in (None, archive.mads):
            viewer = archive.viewer(user)
            with CaptureQueriesContext(connection) as queries:
                register(viewer, filters)
            page = next(
                query["sql"] for query in queries if "ORDER BY" in query["sql"] and "LIMIT" in query["sql"]
            )
            plan = explained(page)
            assert index in plan[0], plan
            assert not [line for line in plan if "TEMP B-TREE" in line or line.startswith("SCAN accounts")], (
                plan
            )


def explained(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [row[-1] for row in cursor.fetchall()]
