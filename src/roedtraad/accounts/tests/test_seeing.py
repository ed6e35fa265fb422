"""Who may see a record: the answer for one record and the filter for many say the same."""

import pytest
from people import TODAY, World, a_world

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Circle, Viewer, may_see, visible
from roedtraad.accounts.records import register, set_audience, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def those_who_see(world: World, record: Record) -> set[str]:
    people = {
        "karen": None,
        "sara": world.sara,
        "mads": world.mads,
        "lone": world.lone,
        "vibe": world.vibe,
        "sune": world.sune,
        "ada": world.ada,
    }
    seen = set()
    for name, user in people.items():
        viewer = world.viewer(user)
        one = may_see(viewer, Record.objects.get(pk=record.pk))
        many = Record.objects.filter(visible(viewer, record=""), pk=record.pk).exists()
        assert one == many, name
        if one:
            seen.add(name)
    return seen


def test_everybody_sees_what_is_public(world: World) -> None:
    assert "karen" in those_who_see(world, register(RecordKind.ITEM, is_public=True))


def test_open_papers_before_publication_are_for_the_circle_of_the_body(world: World) -> None:
    paper = register(RecordKind.ITEM, audience=[Circle.CIRCLE.of(world.political.pk)])
    assert those_who_see(world, paper) == {"sara", "mads", "lone", "sune", "ada"}


def test_closed_papers_are_not_for_substitutes_who_have_not_been_called(world: World) -> None:
    paper = register(RecordKind.ITEM, audience=[Circle.MEMBERS.of(world.political.pk)])
    assert those_who_see(world, paper) == {"sara", "mads", "lone", "ada"}


def test_a_called_substitute_sees_the_closed_papers_of_that_meeting(world: World) -> None:
    paper = register(
        RecordKind.ITEM,
        audience=[Circle.MEMBERS.of(world.political.pk), Circle.PERSON.of(world.sune.person.pk)],
    )
    assert "sune" in those_who_see(world, paper)


def test_drafts_are_for_the_secretariat(world: World) -> None:
    draft = register(RecordKind.DRAFT, audience=[Circle.SECRETARIAT.of(world.political.pk)])
    assert those_who_see(world, draft) == {"sara", "ada"}


def test_a_withdrawn_record_is_seen_by_nobody(world: World, django_capture_on_commit_callbacks) -> None:  # type: ignore[no-untyped-def]
    record = register(RecordKind.ITEM, is_public=True)
    withdraw(record, by=world.sara, reason="Indlæst to gange")
    assert those_who_see(world, record) == set()


def test_a_seat_that_has_ended_gives_nothing(world: World) -> None:
    seat = world.mads.person.seats.get()
    seat.valid_to = TODAY.replace(day=1)
    seat.save()
    paper = register(RecordKind.ITEM, audience=[Circle.CIRCLE.of(world.political.pk)])
    assert "mads" not in those_who_see(world, paper)


def test_an_audience_is_said_anew(world: World) -> None:
    paper = register(RecordKind.ITEM, audience=[Circle.MEMBERS.of(world.political.pk)])
    set_audience([paper], tokens=[], is_public=True)
    assert "karen" in those_who_see(world, paper)


def test_a_viewer_costs_two_queries_however_many_seats(world: World, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    user = type(world.mads).objects.get(pk=world.mads.pk)
    with django_assert_num_queries(2):
        assert isinstance(world.viewer(user), Viewer)
