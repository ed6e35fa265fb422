"""The register of decisions narrowed by words: found by the index, shown by the register, seen by the policy."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Q
from papers import a_recorded_meeting, an_item
from people import World, a_world

from roedtraad.accounts.counting import Tally
from roedtraad.accounts.policy import Viewer
from roedtraad.meetings.models import OutcomeKind
from roedtraad.meetings.queries import RegisterFilters, csv_rows
from roedtraad.publishing.actions import publish_minutes
from roedtraad.search.actions import rebuild
from roedtraad.search.queries.register import register, tally_of

pytestmark = pytest.mark.django_db

PLAN = "Lægedækningssituationen i Vesterø"
WATCH = "Vagternes dækning i Hedelund"
CLOSED = "Dækning af en lukket stilling"


def meet(world: World, *items: object, held_on: date) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(sara, world.political, *items, held_on=held_on)  # type: ignore[arg-type]
    publish_minutes(recorded.meeting, viewer=sara)


@pytest.fixture
def world() -> World:
    made = a_world()
    meet(
        made,
        an_item(PLAN, number="1", decision="Sagen genoptages i maj.", outcome=OutcomeKind.POSTPONED),
        an_item(
            "Budget", number="2", decision="Der afsættes 600.000 kr.", points=("at lægedækningen følges",)
        ),
        an_item(CLOSED, number="3", is_closed=True),
        held_on=date(2025, 3, 13),
    )
    meet(made, an_item(WATCH, number="1"), held_on=date(2026, 3, 13))
    rebuild()
    return made


def titles(viewer: Viewer, words: str, **limits: object) -> list[str]:
    filters = RegisterFilters(words=words, **limits)  # type: ignore[arg-type]
    return [line.title for line in register(viewer, filters).lines]


def test_a_word_is_found_in_every_form_and_inside_longer_words_newest_first(world: World) -> None:
    nobody = world.viewer(None)
    assert titles(nobody, "dækning") == [WATCH, "Budget", PLAN]
    assert titles(nobody, "dækningen vesterø") == [PLAN]
    assert titles(nobody, "vagt") == [WATCH]
    assert titles(nobody, "rumfart") == []


def test_the_beginning_of_a_word_is_enough_where_no_whole_word_is_found(world: World) -> None:
    assert titles(world.viewer(None), "lægedækn") == ["Budget", PLAN]


def test_the_other_filters_hold_beside_the_words(world: World) -> None:
    nobody = world.viewer(None)
    assert titles(nobody, "dækning", outcome=OutcomeKind.POSTPONED) == [PLAN]
    assert titles(nobody, "dækning", since=date(2026, 1, 1)) == [WATCH]
    assert titles(nobody, "dækning", body_ids=(world.strategic.pk,)) == []
    whole = world.political.collaboration_id
    assert len(titles(nobody, "dækning", collaboration_id=whole)) == 3
    kroner = Q(folded__contains=" kr.")
    assert titles(nobody, "dækning", also=kroner) == ["Budget"]
    assert tally_of(nobody, RegisterFilters(words="dækning", also=kroner)).found == Tally(1, is_exact=True)


def test_a_closed_decision_is_found_by_its_members_and_is_in_nobody_elses_counts(world: World) -> None:
    wanted = RegisterFilters(words="dækning")
    assert CLOSED in titles(world.viewer(world.mads), "dækning")
    assert tally_of(world.viewer(world.mads), wanted).found.number == 4
    for user in (None, world.sune):
        assert CLOSED not in titles(world.viewer(user), "dækning")
        assert tally_of(world.viewer(user), wanted).found.number == 3
        assert CLOSED not in str(list(csv_rows(world.viewer(user), wanted, pages=register)))


def test_the_counts_tell_how_the_decisions_ended(world: World) -> None:
    told = tally_of(world.viewer(None), RegisterFilters(words="dækning"))
    assert told.found == Tally(3, is_exact=True)
    assert told.by_outcome == {OutcomeKind.APPROVED: 2, OutcomeKind.POSTPONED: 1}
    chosen = tally_of(world.viewer(None), RegisterFilters(words="dækning", outcome=OutcomeKind.POSTPONED))
    assert (chosen.found.number, chosen.by_outcome) == (1, told.by_outcome)


def test_what_the_index_has_not_heard_of_yet_is_found_and_counted(world: World) -> None:
    meet(world, an_item("Ny dækning af akutbilen"), held_on=date(2026, 5, 1))
    assert titles(world.viewer(None), "dækning")[0] == "Ny dækning af akutbilen"
    assert tally_of(world.viewer(None), RegisterFilters(words="dækning")).found.number == 4


def test_pages_lead_through_all_of_them_and_back(world: World) -> None:
    for day in (date(2026, 4, 1), date(2026, 4, 2)):
        meet(world, *(an_item(f"Dækning {n}", number=str(n)) for n in range(1, 6)), held_on=day)
    rebuild()
    nobody, wanted = world.viewer(None), RegisterFilters(words="dækning")
    whole = [line.public_id for line in register(nobody, wanted, limit=100).lines]
    assert len(whole) == 13
    there, pages, key = [], [], ""
    while True:
        page = register(nobody, wanted, older_than=key, limit=4)
        pages.append([line.public_id for line in page.lines])
        there += pages[-1]
        key = page.older
        if not key:
            break
    assert there == whole
    back = register(nobody, wanted, newer_than=page.newer, limit=4)
    assert [line.public_id for line in back.lines] == pages[-2]


def test_without_an_index_the_words_themselves_are_looked_through(world: World, settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings.SEARCH_DIR = tmp_path / "nothing"
    assert titles(world.viewer(None), "dækning") == [WATCH, "Budget", PLAN]
    assert tally_of(world.viewer(None), RegisterFilters(words="dækning")).found.number == 3
