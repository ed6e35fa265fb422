"""What was read in minutes becomes records with item, words and reason when a person accepts it; declined it stays declined."""

from datetime import date
from decimal import Decimal

import pytest
from papers import a_recorded_meeting, an_item
from people import World, a_party, a_world
from refusing import refused

from roedtraad.accounts.policy import Viewer
from roedtraad.initiatives.actions import Read, accept_thing, decline_thing, propose_things
from roedtraad.initiatives.models import (
    FocusArea,
    FocusState,
    Indicator,
    Initiative,
    InitiativeState,
    Measurement,
    Proposal,
)
from roedtraad.initiatives.queries import evaluations_of, focus_areas_of, initiatives_of
from roedtraad.initiatives.queries.proposals import open_things
from roedtraad.initiatives.tests.test_told import FOCUS
from roedtraad.initiatives.told import read_item
from roedtraad.meetings.models import AgendaItem
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db
NOBODY = Viewer(on=date(2026, 11, 22))


@pytest.fixture
def world() -> World:
    made = a_world()
    a_party("Vesterø Kommune")
    return made


@pytest.fixture
def sara(world: World) -> Viewer:
    return world.viewer(world.sara)


@pytest.fixture
def item(world: World, sara: Viewer) -> AgendaItem:
    a_recorded_meeting(sara, world.political, an_item("Status på fokusområder", number="3"))
    return AgendaItem.objects.select_related("record", "meeting").get()


def propose(world: World, sara: Viewer, item: AgendaItem) -> list[Proposal]:
    read = [Read(thing, None, 1, "") for thing in read_item(FOCUS, on=item.meeting.held_on)]
    rows = propose_things(viewer=sara, collaboration=world.political.collaboration, item=item, read=read)
    return list(Proposal.objects.filter(pk__in=[row.pk for row in rows]))


def test_everything_that_was_read_becomes_records_that_hang_together(
    world: World, sara: Viewer, item: AgendaItem
) -> None:
    for row in propose(world, sara, item):
        accept_thing(viewer=sara, proposal=row)
    whole = world.political.collaboration
    lines = {line.area.name: line for line in focus_areas_of(sara, whole)}
    assert set(lines) == {"Hjem i god tid", "Akut hjælp", "Nære senge"}
    paused = lines["Nære senge"].stand
    assert paused is not None
    assert (paused.state, paused.awaits, paused.item) == ("paused", "Kommissionens arbejde", item)
    named = {one.name: one for one in initiatives_of(sara, whole)}
    assert set(named) == {"Hjem i god tid", "Den kørende læge", "Udviklingsinitiativ – Lænd og ryg"}
    assert [one.name for one, _state in lines["Akut hjælp"].initiatives] == ["Den kørende læge"]
    rejected = InitiativeState.objects.get(initiative=named["Udviklingsinitiativ – Lænd og ryg"])
    assert (rejected.state, rejected.reason) == ("rejected", "manglende fokus på samarbejdet")
    assert rejected.went_on.startswith("Strandby Kommune")
    values = {(row.party and row.party.name) or row.group: row.value for row in Measurement.objects.all()}
    assert values == {"Fjordby Kommune": Decimal(16), "Vesterø Kommune": None}
    evaluation = evaluations_of(sara, collaboration=whole)[0]
    assert evaluation.evaluation.due_on == date(2026, 12, 31)
    assert [str(part) for part in evaluation.makers] == ["Bæltets Universitet", "Det Fælles Center"]
    assert not open_things(sara, whole)


def test_records_of_an_item_are_seen_as_the_item_is(world: World, sara: Viewer, item: AgendaItem) -> None:
    for row in propose(world, sara, item):
        accept_thing(viewer=sara, proposal=row)
    whole = world.political.collaboration
    assert not focus_areas_of(NOBODY, whole)
    assert not initiatives_of(NOBODY, whole).exists()
    publish_minutes(item.meeting, viewer=sara)
    assert len(focus_areas_of(NOBODY, whole)) == 3
    assert initiatives_of(NOBODY, whole).count() == 3
    assert Indicator.objects.get().record.is_public


def test_a_person_says_what_it_is_about(world: World, sara: Viewer, item: AgendaItem) -> None:
    rows = propose(world, sara, item)
    state = next(row for row in rows if row.state == "rejected")
    accept_thing(viewer=sara, proposal=state, subject="Mestring i fællesskab")
    assert Initiative.objects.get().name == "Mestring i fællesskab"
    with refused("initiatives.settled"):
        accept_thing(viewer=sara, proposal=state)


def test_a_state_of_a_focus_area_waits_for_the_focus_area(
    world: World, sara: Viewer, item: AgendaItem
) -> None:
    rows = propose(world, sara, item)
    paused = next(row for row in rows if row.kind == "focus_state")
    with refused("initiatives.no_area"):
        accept_thing(viewer=sara, proposal=paused)
    accept_thing(viewer=sara, proposal=next(row for row in rows if row.kind == "focus_areas"))
    accept_thing(viewer=sara, proposal=paused)
    assert FocusState.objects.get().focus_area == FocusArea.objects.get(name="Nære senge")


def test_what_is_turned_down_needs_a_reason_and_stays_turned_down(
    world: World, sara: Viewer, item: AgendaItem
) -> None:
    row = propose(world, sara, item)[0]
    with refused("initiatives.empty"):
        decline_thing(viewer=sara, proposal=row, reason=" ")
    decline_thing(viewer=sara, proposal=row, reason="Står i en bilagsliste")
    assert propose(world, sara, item) == []
    assert row.pk not in [one.pk for one in open_things(sara, world.political.collaboration)]


def test_only_the_secretariat_decides(world: World, sara: Viewer, item: AgendaItem) -> None:
    row = propose(world, sara, item)[0]
    mads = world.viewer(world.mads)
    for act in (
        lambda: accept_thing(viewer=mads, proposal=row),
        lambda: decline_thing(viewer=mads, proposal=row, reason="Nej"),
    ):
        with refused("bodies.collaboration"):
            act()
    assert not FocusArea.objects.exists()
