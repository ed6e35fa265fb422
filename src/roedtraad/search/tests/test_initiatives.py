"""Initiatives are found by name, alias and text, by those who see them; what a closed item told of one is not found."""

import pytest
from efforts import Effort, an_effort, told_closed
from papers import a_recorded_meeting, an_item
from people import World, a_body, a_collaboration, a_world, somebody

from roedtraad.accounts.models import Record, RecordKind, User
from roedtraad.bodies.models import SeatRole
from roedtraad.initiatives.actions import (
    InitiativeDetails,
    add_alias,
    change_initiative,
    set_visibility,
    withdraw_initiative,
)
from roedtraad.initiatives.models import InitiativeState
from roedtraad.meetings.actions import close_item
from roedtraad.publishing.actions import publish_minutes
from roedtraad.search.actions import catch_up, home, rebuild
from roedtraad.search.index.reading import READERS
from roedtraad.search.queries import FacetName, Filters, find, suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = a_world()
    rebuild()
    return made


@pytest.fixture
def effort(world: World) -> Effort:
    return an_effort(world)


def found(
    world: World, typed: str, user: User | None = None, kind: RecordKind = RecordKind.INITIATIVE
) -> list[str]:
    catch_up()
    return [hit.title for hit in find(world.viewer(user), typed).hits if hit.kind == kind]


def standing() -> dict[int, str]:
    """What the index holds, by record."""
    return READERS.reader(home()).fingerprints(list(Record.objects.values_list("pk", flat=True)))


@pytest.mark.parametrize(
    "typed", ["hjem i god tid", "hoftesporet", "hjemmeplejen", "bækkenbrud", "hoftebrud"]
)
def test_an_initiative_is_found_by_its_names_and_texts(world: World, effort: Effort, typed: str) -> None:
    assert found(world, typed) == [effort.initiative.name]


def test_what_it_serves_is_found_too(world: World, effort: Effort) -> None:
    assert found(world, "udskrivning", kind=RecordKind.FOCUS_AREA) == [effort.area.name]
    assert found(world, "sammenhæng overgange", kind=RecordKind.AGREEMENT) == [effort.agreement.name]


def test_it_is_counted_as_a_kind_and_can_be_narrowed_to(world: World, effort: Effort) -> None:
    catch_up()
    results = find(world.viewer(None), "hoftebrud", filters=Filters(kinds=(RecordKind.INITIATIVE,)))
    assert [hit.title for hit in results.hits] == [effort.initiative.name]
    (kinds,) = [facet for facet in results.facets if facet.name is FacetName.KIND]
    assert (RecordKind.INITIATIVE, 1) in [(value.value, value.count) for value in kinds.values]


def test_its_name_is_offered_while_somebody_types(world: World, effort: Effort) -> None:
    catch_up()
    assert [one.title for one in suggest("hjem i go").records] == [effort.initiative.name]


def test_who_may_not_see_it_finds_nothing(world: World) -> None:
    effort = an_effort(world, is_public=False)
    elsewhere = a_body("Driftsforum", collaboration=a_collaboration("Sundhedsklynge Østfjord"))
    for stranger in (None, somebody("Ea Lund", elsewhere, SeatRole.SECRETARIAT)):
        assert found(world, "hoftesporet", stranger) == []
    assert suggest("hjem i go").records == ()
    assert found(world, "hoftesporet", world.mads) == [effort.initiative.name]
    set_visibility(viewer=world.viewer(world.sara), initiative=effort.initiative, is_public=True)
    assert found(world, "hoftesporet") == [effort.initiative.name]


def test_new_words_are_found_and_what_is_taken_back_is_not(world: World, effort: Effort) -> None:
    sara, one = world.viewer(world.sara), effort.initiative
    add_alias(viewer=sara, initiative=one, name="Knoglevejen")
    assert found(world, "knoglevejen") == [one.name]
    changed = InitiativeDetails(one.name, aim="Ingen ligger unødigt på en gang.")
    change_initiative(viewer=sara, initiative=one, details=changed)
    assert found(world, "unødigt")
    other = an_effort(world, name="Natlampen", tail=" to").initiative
    assert found(world, "natlampen")
    withdraw_initiative(viewer=sara, initiative=other, reason="Var ingen indsats")
    assert found(world, "natlampen", world.ada) == []


def test_why_it_pauses_is_found_with_the_item_that_told_it(world: World, effort: Effort) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(sara, world.political, an_item("Status"))
    publish_minutes(recorded.meeting, viewer=sara)
    item = recorded.meeting.items.get()
    told_closed(world, effort, item, "Rederiet sejler ikke om vinteren")
    assert InitiativeState.objects.filter(reason__contains="Rederiet").exists()
    assert found(world, "rederiet") == [effort.initiative.name]
    close_item(item, reason="Personsag", viewer=sara)
    assert found(world, "rederiet") == []
    assert found(world, "rederiet", world.mads) == []  # an entry says only what all see who may find it


def test_the_index_that_followed_is_the_one_that_was_built(world: World, effort: Effort) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(sara, world.political, an_item("Status"))
    publish_minutes(recorded.meeting, viewer=sara)
    item = recorded.meeting.items.get()
    told_closed(world, effort, item, "Rederiet sejler ikke om vinteren")
    close_item(item, reason="Personsag", viewer=sara)
    catch_up()
    followed = standing()
    rebuild()
    for one in (effort.initiative, effort.area, effort.agreement):
        assert followed[one.pk] == standing()[one.pk]
