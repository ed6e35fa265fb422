"""Entering initiatives, naming them, who takes part, how far they have come, and who sees them."""

from datetime import date

import pytest
from papers import a_recorded_meeting, an_item
from people import World, a_collaboration, a_party, a_world
from refusing import refused

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.bodies.actions.days import Days
from roedtraad.initiatives.actions import (
    InitiativeDetails,
    add_alias,
    add_party,
    change_initiative,
    end_party,
    enter_initiative,
    set_state,
    set_visibility,
)
from roedtraad.initiatives.models import Initiative, PartRole, State
from roedtraad.initiatives.queries import (
    initiative_for,
    initiatives_named,
    initiatives_of,
    parties_in,
    states_on,
)
from roedtraad.meetings.models import AgendaItem
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db
NOBODY = Viewer(on=date(2026, 11, 22))


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def sara(world: World) -> Viewer:
    return world.viewer(world.sara)


@pytest.fixture
def home(world: World, sara: Viewer) -> Initiative:
    return enter_initiative(
        viewer=sara, collaboration=world.political.collaboration, details=InitiativeDetails("Trygt hjem")
    )


def test_an_initiative_is_for_the_circle_until_it_is_shown(
    world: World, sara: Viewer, home: Initiative
) -> None:
    assert may_see(world.viewer(world.mads), home.record)
    assert initiative_for(NOBODY, home.record.public_id) is None
    set_visibility(viewer=sara, initiative=home, is_public=True)
    assert list(initiatives_of(NOBODY, home.collaboration)) == [home]
    assert [one.act for one in JournalEntry.objects.all()] == [
        "initiatives.initiative.entered",
        "initiatives.initiative.shown",
    ]


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_only_a_secretariat_of_the_collaboration_enters_one(world: World, who: str) -> None:
    with refused("bodies.collaboration"):
        enter_initiative(
            viewer=world.viewer(getattr(world, who)),
            collaboration=world.political.collaboration,
            details=InitiativeDetails("Akutbilen"),
        )
    assert not Initiative.objects.exists()


def test_what_a_closed_item_told_of_is_never_public(world: World, sara: Viewer) -> None:
    recorded = a_recorded_meeting(
        sara, world.political, an_item("Åbent", number="1"), an_item("Lukket", number="2", is_closed=True)
    )
    items = {item.is_closed: item for item in AgendaItem.objects.all()}
    told = {
        is_closed: enter_initiative(
            viewer=sara,
            collaboration=world.political.collaboration,
            details=InitiativeDetails(f"Under {item.title}"),
            told_under=item,
        )
        for is_closed, item in items.items()
    }
    publish_minutes(recorded.meeting, viewer=sara)
    assert list(initiatives_of(NOBODY, world.political.collaboration)) == [told[False]]
    with refused("initiatives.seen_with"):
        set_visibility(viewer=sara, initiative=told[True], is_public=True)


def test_two_initiatives_of_a_collaboration_have_two_names(sara: Viewer, home: Initiative) -> None:
    with refused("initiatives.twice"):
        enter_initiative(
            viewer=sara, collaboration=home.collaboration, details=InitiativeDetails(" TRYGT  hjem")
        )
    with refused("initiatives.no_name"):
        enter_initiative(viewer=sara, collaboration=home.collaboration, details=InitiativeDetails(" - "))
    with refused("bodies.days"):
        enter_initiative(
            viewer=sara,
            collaboration=home.collaboration,
            details=InitiativeDetails("Akutbilen", days=Days(date(2026, 2, 1), date(2026, 1, 1))),
        )


def test_an_initiative_is_found_by_every_name_it_had(world: World, sara: Viewer, home: Initiative) -> None:
    change_initiative(viewer=sara, initiative=home, details=InitiativeDetails("Kom trygt hjem"))
    add_alias(viewer=sara, initiative=home, name="Tryg udskrivelse")
    for name in ("Kom trygt hjem", "trygt hjem", "TRYG UDSKRIVELSE"):
        assert list(initiatives_named(sara, home.collaboration, name)) == [home], name
    assert not initiatives_named(sara, home.collaboration, "Akutbilen").exists()
    assert not initiatives_named(sara, a_collaboration("En anden"), "Trygt hjem").exists()


def test_a_state_counts_from_its_day(sara: Viewer, home: Initiative) -> None:
    set_state(viewer=sara, initiative=home, state=State.RUNNING, on=date(2025, 1, 1))
    set_state(viewer=sara, initiative=home, state=State.PAUSED, on=date(2026, 1, 1), reason="Ingen tid")
    assert states_on(sara, [home], on=date(2024, 12, 31)) == {}
    assert states_on(sara, [home], on=date(2025, 12, 31)) == {home.pk: State.RUNNING}
    assert states_on(sara, [home], on=date(2026, 1, 1)) == {home.pk: State.PAUSED}
    with refused("initiatives.reason"):
        set_state(viewer=sara, initiative=home, state=State.REJECTED, on=date(2026, 2, 1))


def test_parties_take_part_from_day_to_day(sara: Viewer, home: Initiative) -> None:
    fjordby = a_party("Hedelund Kommune")
    days = Days(date(2025, 1, 1))
    part = add_party(viewer=sara, initiative=home, party=fjordby, role=PartRole.VOLUNTEERED, days=days)
    with refused("initiatives.party_twice"):
        add_party(viewer=sara, initiative=home, party=fjordby)
    end_party(viewer=sara, part=part, last_day=date(2025, 6, 30))
    assert list(parties_in(sara, home, on=date(2025, 6, 30))) == [fjordby]
    assert not parties_in(sara, home, on=date(2025, 7, 1)).exists()
    with refused("bodies.days"):
        end_party(viewer=sara, part=part, last_day=date(2024, 6, 30))
