"""What is found, in which order, how it is counted and shown. All of it holds on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import date

import pytest
from papers import a_recorded_meeting, an_item
from people import World, a_world

from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Body
from roedtraad.meetings.models import OutcomeKind
from roedtraad.publishing.actions import publish_minutes
from roedtraad.search.actions import rebuild
from roedtraad.search.queries import FacetName, Filters, Results, Sort, Standing, find
from roedtraad.search.queries.results import PER_PAGE

pytestmark = pytest.mark.django_db

LAEGER = "Lægedækningssituationen i Vesterø"
VAGT = "Dækning af vagter i Hedelund"
HJEM = "Trygt hjem fortsætter i almen praksis"


@pytest.fixture
def world() -> World:
    """Three items in two bodies and two years, published and indexed."""
    made = a_world()
    _minutes(
        made,
        made.political,
        an_item(LAEGER, number="1", decision="Sagen genoptages i maj.", outcome=OutcomeKind.POSTPONED),
        an_item(VAGT, number="2", decision="Godkendt.", points=("at lægedækningen følges",)),
        held_on=date(2025, 3, 13),
    )
    _minutes(made, made.strategic, an_item(HJEM, number="1"), held_on=date(2026, 3, 13))
    rebuild()
    return made


def _minutes(world: World, body: Body, *items: object, held_on: date) -> None:
    ada = world.viewer(world.ada)
    recorded = a_recorded_meeting(ada, body, *items, held_on=held_on)  # type: ignore[arg-type]
    publish_minutes(recorded.meeting, viewer=ada)


def karen(world: World) -> Viewer:
    return world.viewer(None)


def titles(results: Results) -> set[str]:
    return {hit.title for hit in results.hits if hit.kind in (RecordKind.ITEM, RecordKind.DECISION)}


def marked(results: Results) -> set[str]:
    """Every word that is marked, in titles and snippets."""
    pieces = [piece for hit in results.hits for text in (hit.title_pieces, *hit.snippets) for piece in text]
    return {piece.text for piece in pieces if piece.is_hit}


def test_a_word_is_found_in_any_form_with_its_snippet_marked(world: World) -> None:
    results = find(karen(world), "lægedækning")
    assert titles(results) == {LAEGER, VAGT}
    assert {"Lægedækningssituationen", "lægedækningen"} <= marked(results)
    assert results.total == len(results.hits)


def test_a_part_of_a_compound_finds_the_compound_and_the_word_itself(world: World) -> None:
    results = find(karen(world), "dækning")
    assert titles(results) == {LAEGER, VAGT}
    assert {"Dækning", "Lægedækningssituationen"} <= marked(results)


def test_the_word_itself_stands_before_a_compound_with_it(world: World) -> None:
    assert find(karen(world), "dækning").hits[0].title == VAGT


def test_a_word_in_quotes_is_not_looked_for_inside_compounds(world: World) -> None:
    assert titles(find(karen(world), '"dækning"')) == {VAGT}


def test_all_words_must_be_there(world: World) -> None:
    assert titles(find(karen(world), "dækning hedelund")) == {VAGT}
    assert not find(karen(world), "dækning kirkenæs").hits


def test_a_phrase_is_words_in_their_order(world: World) -> None:
    assert titles(find(karen(world), '"almen praksis"')) == {HJEM}
    assert not find(karen(world), '"praksis almen"').hits


def test_a_minus_leaves_out(world: World) -> None:
    assert titles(find(karen(world), "dækning -vesterø")) == {VAGT}


def test_a_star_finds_what_begins_so(world: World) -> None:
    assert titles(find(karen(world), "hedel*")) == {VAGT}


def test_accents_and_aa_make_no_difference(world: World) -> None:
    assert titles(find(karen(world), "LÆGEDÄKNING")) == {LAEGER, VAGT}


@pytest.mark.parametrize(
    "typed", ['"', "-", "*", '""', "(((", "a:b", "AND OR NOT", "\x00", "ø" * 5000, "- - -"]
)
def test_any_string_can_be_asked(world: World, typed: str) -> None:
    assert find(karen(world), typed).standing is Standing.READY


def test_people_bodies_and_meetings_are_found_by_name_and_day(world: World) -> None:
    kinds = {hit.kind for hit in find(karen(world), "fagligt strategisk").hits}
    assert {RecordKind.BODY, RecordKind.MEETING} <= kinds
    assert [hit.kind for hit in find(karen(world), "13. marts 2025").hits] == [RecordKind.MEETING]


def test_filters_limit_and_counts_say_what_each_value_would_give(world: World) -> None:
    every = find(karen(world), "dækning")
    counts = {facet.name: {value.label: value.count for value in facet.values} for facet in every.facets}
    assert counts[FacetName.YEAR] == {"2025": every.total}
    assert sum(counts[FacetName.KIND].values()) == every.total
    decisions = find(karen(world), "dækning", filters=Filters(kinds=(RecordKind.DECISION,)))
    assert decisions.total == counts[FacetName.KIND][RecordKind.DECISION.label]
    assert {hit.kind for hit in decisions.hits} == {RecordKind.DECISION}


def test_a_chosen_value_stands_with_the_others_it_could_be_changed_for(world: World) -> None:
    results = find(karen(world), "dækning", filters=Filters(kinds=(RecordKind.DECISION,)))
    kinds = next(facet for facet in results.facets if facet.name is FacetName.KIND)
    assert {value.value: value.is_chosen for value in kinds.values if value.value != "case"} == {
        "item": False,
        "decision": True,
    }


def test_every_filter_limits(world: World) -> None:
    for filters, found in (
        (Filters(body_ids=(world.strategic.pk,)), {HJEM}),
        (Filters(level_keys=("political",)), {LAEGER, VAGT}),
        (Filters(years=(2026,)), {HJEM}),
        (Filters(outcomes=(OutcomeKind.POSTPONED,)), {LAEGER}),
        (Filters(since=date(2026, 1, 1)), {HJEM}),
        (Filters(until=date(2025, 3, 13)), {LAEGER, VAGT}),
        (Filters(since=date(2025, 3, 14), until=date(2026, 3, 12)), set()),
    ):
        assert titles(find(karen(world), "", filters=filters)) == found, filters


def test_results_can_stand_by_day(world: World) -> None:
    newest = find(karen(world), "", filters=Filters(kinds=(RecordKind.ITEM,)), sort=Sort.NEWEST)
    oldest = find(karen(world), "", filters=Filters(kinds=(RecordKind.ITEM,)), sort=Sort.OLDEST)
    assert [hit.day.year for hit in newest.hits if hit.day] == [2026, 2025, 2025]
    assert [hit.day.year for hit in oldest.hits if hit.day] == [2025, 2025, 2026]


def test_a_long_list_comes_a_page_at_a_time_and_each_result_once(world: World) -> None:
    items = [an_item(f"Punkt om klyngemidler {n}", number=str(n)) for n in range(1, PER_PAGE + 6)]
    _minutes(world, world.political, *items, held_on=date(2026, 5, 1))
    rebuild()
    only = Filters(kinds=(RecordKind.ITEM,))
    first = find(karen(world), "klyngemidler", filters=only)
    second = find(karen(world), "klyngemidler", filters=only, page=2)
    assert (first.total, first.pages) == (PER_PAGE + 5, 2)
    pks = [hit.record_id for hit in (*first.hits, *second.hits)]
    assert len(pks) == len(set(pks)) == first.total


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lægedæknigssituationen", "lægedækningssituationen"),
        ("dæknng hedelund", "dækning hedelund"),
        ("trykt hjem", "trygt hjem"),
    ],
)
def test_a_spelling_mistake_offers_what_was_meant(world: World, typed: str, meant: str) -> None:
    results = find(karen(world), typed)
    assert results.did_you_mean == meant
    assert find(karen(world), meant).hits


def test_what_is_spelled_right_is_left_alone(world: World) -> None:
    for typed in ("lægedækning", "dækning hedelund", '"almen praksis"', "xyzzyq"):
        assert find(karen(world), typed).did_you_mean == "", typed


def test_nothing_asked_finds_nothing(world: World) -> None:
    assert find(karen(world), "  ") == Results()


def test_without_an_index_it_says_so() -> None:
    world = a_world()
    assert find(karen(world), "dækning").standing is Standing.BUILDING


def test_the_number_of_queries_does_not_grow(world: World, django_assert_num_queries: object) -> None:
    find(karen(world), "punkt")
    with django_assert_num_queries(4):  # type: ignore[operator]
        find(karen(world), "dækning")
    items = [an_item(f"Dækning af vagter {n}", number=str(n)) for n in range(1, 40)]
    _minutes(world, world.political, *items, held_on=date(2026, 5, 1))
    rebuild()
    with django_assert_num_queries(4):  # type: ignore[operator]
        assert find(karen(world), "dækning").total > 40
