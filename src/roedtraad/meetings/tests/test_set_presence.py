"""Saying who was there, item by item."""

import pytest
from papers import a_recorded_meeting, an_item, present
from people import World, a_person, a_world
from refusing import refused

from roedtraad.meetings.actions import Listing, RecordedMeeting, add_participant, set_presence
from roedtraad.meetings.models import AgendaItem, Participant, ParticipantFunction, PresenceKind
from roedtraad.meetings.queries import meeting_page
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def recorded(world: World) -> RecordedMeeting:
    items = [an_item(f"Punkt {number}", number=str(number)) for number in range(1, 6)]
    return a_recorded_meeting(
        world.viewer(world.sara), world.political, *items, participants=(present(world.mads.person.pk),)
    )


def states(world: World, recorded: RecordedMeeting) -> list[str]:
    page = meeting_page(world.viewer(world.sara), recorded.meeting.record.public_id)
    assert page is not None
    return [state.value for state in page.attendance.rows[0].states]


def items() -> list[AgendaItem]:
    return list(AgendaItem.objects.order_by("order"))


def test_who_came_late_was_away_from_the_first_items(world: World, recorded: RecordedMeeting) -> None:
    first, second, *_ = items()
    set_presence(
        Participant.objects.get(),
        PresenceKind.APOLOGY,
        first=first,
        last=second,
        note="kom kl. 10.20",
        viewer=world.viewer(world.sara),
    )
    assert states(world, recorded) == ["apology", "apology", "present", "present", "present"]
    page = meeting_page(world.viewer(world.mads), recorded.meeting.record.public_id)
    assert page is not None
    assert page.attendance.rows[0].notes == ("kom kl. 10.20",)


def test_who_left_was_away_from_the_last_items(world: World, recorded: RecordedMeeting) -> None:
    *_, fourth, fifth = items()
    set_presence(
        Participant.objects.get(),
        PresenceKind.ABSENT,
        first=fourth,
        last=fifth,
        viewer=world.viewer(world.sara),
    )
    assert states(world, recorded) == ["present", "present", "present", "absent", "absent"]


def test_one_item_is_named_once(world: World, recorded: RecordedMeeting) -> None:
    set_presence(
        Participant.objects.get(),
        PresenceKind.DISQUALIFIED,
        first=items()[2],
        viewer=world.viewer(world.sara),
    )
    assert states(world, recorded) == ["present", "present", "disqualified", "present", "present"]


def test_what_is_said_again_is_not_kept_twice(world: World, recorded: RecordedMeeting) -> None:
    sara, mads = world.viewer(world.sara), Participant.objects.get()
    for _ in range(3):
        set_presence(mads, PresenceKind.ABSENT, first=items()[1], last=items()[3], viewer=sara)
    assert mads.presences.count() == 2


def test_a_member_does_not_say_who_was_there(world: World, recorded: RecordedMeeting) -> None:
    with refused("meetings.keep"):
        set_presence(Participant.objects.get(), PresenceKind.ABSENT, viewer=world.viewer(world.mads))
    with refused("meetings.keep"):
        add_participant(recorded.meeting, Listing(a_person()), viewer=world.viewer(world.mads))


def test_published_presence_is_not_changed(world: World, recorded: RecordedMeeting) -> None:
    sara = world.viewer(world.sara)
    publish_minutes(recorded.meeting, viewer=sara)
    with refused("meetings.published"):
        set_presence(Participant.objects.get(), PresenceKind.ABSENT, viewer=sara)


def test_items_of_another_meeting_or_in_the_wrong_order_are_no_range(
    world: World, recorded: RecordedMeeting
) -> None:
    sara, mads = world.viewer(world.sara), Participant.objects.get()
    with refused("meetings.range"):
        set_presence(mads, PresenceKind.ABSENT, first=items()[3], last=items()[1], viewer=sara)
    other = a_recorded_meeting(world.viewer(world.ada), world.strategic)
    elsewhere = AgendaItem.objects.get(pk=other.items[0].item_id)
    with refused("meetings.range"):
        set_presence(mads, PresenceKind.ABSENT, first=elsewhere, viewer=sara)


def test_nobody_is_on_the_list_twice(world: World, recorded: RecordedMeeting) -> None:
    with refused("meetings.listed", saying="Mads Ravn"):
        add_participant(recorded.meeting, Listing(world.mads.person), viewer=world.viewer(world.sara))


def test_a_place_is_taken_at_the_same_meeting(world: World, recorded: RecordedMeeting) -> None:
    other = a_recorded_meeting(world.viewer(world.ada), world.strategic)
    with refused("meetings.other_list"):
        add_participant(
            other.meeting,
            Listing(world.sune.person, in_place_of=Participant.objects.get()),
            viewer=world.viewer(world.ada),
        )


def test_who_is_added_stands_last(world: World, recorded: RecordedMeeting) -> None:
    row = add_participant(
        recorded.meeting,
        Listing(a_person(), function=ParticipantFunction.GUEST, title="projektleder"),
        viewer=world.viewer(world.sara),
    )
    assert (row.order, row.function, row.title) == (2, "guest", "projektleder")
