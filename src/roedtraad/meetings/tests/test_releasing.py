"""Drafts, and sending an agenda out: who sees an item before, who after, what is new in the next version, what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import World, a_seat, a_world, known_to_their_body, somebody
from refusing import refused

from roedtraad.accounts.models import JournalEntry, Record, User
from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.accounts.refusals import NotAllowed, Refused
from roedtraad.bodies.models import SeatRole
from roedtraad.cases.models import Attachment
from roedtraad.meetings import actions
from roedtraad.meetings.actions import Listing, Particulars, Planned
from roedtraad.meetings.models import (
    AgendaItem,
    AgendaRelease,
    Meeting,
    ParticipantFunction,
    PresenceKind,
    SectionKind,
)
from roedtraad.meetings.queries import meeting_page, seen_meeting
from roedtraad.meetings.queries.calendar import MeetingFilters, coming
from roedtraad.meetings.queries.releases import news_since_release, releases_of
from roedtraad.meetings.releases import ChangeKind, Part, Standing, changes_between

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
DAY = date(2026, 12, 11)
EVERYBODY = ("karen", "sara", "mads", "lone", "vibe", "sune", "ada", "gita")
MAKERS = {"sara", "lone", "ada"}
MEMBERS = {"sara", "mads", "lone", "ada"}
CIRCLE = MEMBERS | {"sune"}


@pytest.fixture
def world() -> World:
    made = a_world()
    known_to_their_body(made)
    return made


@pytest.fixture
def sara(world: World) -> Viewer:
    return world.viewer(world.sara)


@pytest.fixture
def meeting(world: World, sara: Viewer) -> Meeting:
    made = actions.plan_meeting(world.political, Particulars(DAY, start_time=time(9)), viewer=sara)
    for title in ("Velkomst", "Økonomi", "Eventuelt"):
        actions.add_item(made, title, viewer=sara)
    in_order(made, sara)
    return made


@pytest.fixture
def gita(world: World) -> User:
    """Somebody without a seat, who is a guest."""
    return somebody("Gita Holt", None, SeatRole.GUEST)


def in_order(meeting: Meeting, sara: Viewer, *titles: str) -> None:
    rows = {row.title: row.pk for row in meeting.items.filter(record__withdrawn_at=None).order_by("order")}
    actions.put_in_order(meeting, [rows[title] for title in titles or rows], viewer=sara)


def item(meeting: Meeting, title: str) -> AgendaItem:
    return meeting.items.select_related("record").get(title=title)


def release(world: World, meeting: Meeting) -> AgendaRelease:
    actions.approve_agenda(meeting, at=NOON, viewer=world.viewer(world.lone))
    return actions.release_agenda(meeting, at=NOON, viewer=world.viewer(world.sara))


def those_who_see(world: World, record: Record, **others: User) -> set[str]:
    record = Record.objects.get(pk=record.pk)
    users = {name: getattr(world, name, None) for name in EVERYBODY} | others
    return {name for name, user in users.items() if may_see(world.viewer(user), record)}


# who sees a draft


def test_a_draft_is_for_the_secretariat_and_the_chairs(world: World, meeting: Meeting, sara: Viewer) -> None:
    row = item(meeting, "Økonomi")
    actions.list_attachment(row, "Notat", viewer=sara)
    assert those_who_see(world, row.record) == MAKERS
    assert those_who_see(world, Attachment.objects.get().record) == MAKERS
    assert those_who_see(world, meeting.record) == CIRCLE


def test_what_is_sent_out_is_for_the_circle(world: World, meeting: Meeting, sara: Viewer) -> None:
    actions.list_attachment(item(meeting, "Økonomi"), "Notat", viewer=sara)
    release(world, meeting)
    assert those_who_see(world, item(meeting, "Økonomi").record) == CIRCLE
    assert those_who_see(world, Attachment.objects.get().record) == CIRCLE


def test_a_closed_draft_is_sent_out_to_the_members_only(world: World, meeting: Meeting, sara: Viewer) -> None:
    row = item(meeting, "Økonomi")
    actions.close_item(row, reason="Personsag", viewer=sara)
    assert those_who_see(world, row.record) == MAKERS
    release(world, meeting)
    assert those_who_see(world, row.record) == MEMBERS


def test_a_chair_who_is_disqualified_does_not_see_the_closed_draft(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    row = item(meeting, "Økonomi")
    actions.close_item(row, reason="Personsag", viewer=sara)
    lone = actions.add_participant(meeting, Listing(world.lone.person), viewer=sara)
    actions.set_presence(lone, PresenceKind.DISQUALIFIED, first=row, viewer=sara)
    assert those_who_see(world, row.record) == {"sara", "ada"}


def test_a_guest_and_a_called_substitute_see_nothing_before_it_is_sent_out(
    world: World, meeting: Meeting, sara: Viewer, gita: User
) -> None:
    row = item(meeting, "Økonomi")
    guest = Listing(gita.person, function=ParticipantFunction.GUEST)
    listed = actions.add_participant(meeting, guest, viewer=sara)
    actions.set_presence(listed, PresenceKind.PRESENT, first=row, viewer=sara)
    assert those_who_see(world, row.record, gita=gita) == MAKERS
    assert "gita" in those_who_see(world, meeting.record, gita=gita)
    release(world, meeting)
    assert "gita" in those_who_see(world, row.record, gita=gita)


def test_an_item_added_after_the_release_is_a_draft_until_the_next_one(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    release(world, meeting)
    late = actions.add_item(meeting, "Hastesag", viewer=sara, is_supplementary=True)
    assert those_who_see(world, late.record) == MAKERS
    assert those_who_see(world, item(meeting, "Økonomi").record) == CIRCLE
    assert release(world, meeting).version == 2
    assert those_who_see(world, late.record) == CIRCLE


def test_a_meeting_that_begins_has_no_drafts(world: World, meeting: Meeting, sara: Viewer) -> None:
    actions.begin_meeting(meeting, at=NOON, viewer=sara)
    assert those_who_see(world, item(meeting, "Økonomi").record) == CIRCLE


def test_a_draft_that_is_cancelled_stays_one(world: World, meeting: Meeting, sara: Viewer) -> None:
    actions.cancel_meeting(meeting, reason="Ingen sager", viewer=sara)
    actions.renew_closed(world.political, viewer=sara)
    assert those_who_see(world, item(meeting, "Økonomi").record) == MAKERS


@pytest.mark.parametrize(("who", "number"), [("mads", 0), ("sune", 0), ("lone", 3), ("sara", 3)])
def test_neither_pages_nor_the_calendar_tell_of_drafts(
    world: World, meeting: Meeting, sara: Viewer, who: str, number: int
) -> None:
    actions.close_item(item(meeting, "Økonomi"), reason="Personsag", viewer=sara)
    viewer = world.viewer(getattr(world, who))
    page = meeting_page(viewer, meeting.record.public_id)
    assert page is not None
    assert (len(page.items), page.is_draft) == (number, True)
    assert [line.items for line in coming(viewer, MeetingFilters())] == [number]


# sending out


def test_it_is_not_sent_out_before_every_chair_has_approved(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    a_seat(world.mads.person, world.political, SeatRole.CO_CHAIR)
    actions.approve_agenda(meeting, at=NOON, viewer=world.viewer(world.lone))
    with pytest.raises(Refused, match="Mads Ravn"):
        actions.release_agenda(meeting, at=NOON, viewer=sara)
    assert not AgendaRelease.objects.exists()
    actions.approve_agenda(meeting, at=NOON, viewer=world.viewer(world.mads))
    assert actions.release_agenda(meeting, at=NOON, viewer=sara).version == 1


def test_a_body_without_chairs_an_empty_agenda_and_a_meeting_that_began_are_refused(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    empty = actions.plan_meeting(world.political, Particulars(DAY), viewer=sara)
    with refused("meetings.empty"):
        actions.release_agenda(empty, at=NOON, viewer=sara)
    ada = world.viewer(world.ada)
    other = actions.plan_meeting(world.strategic, Particulars(DAY), viewer=ada)
    actions.add_item(other, "Velkomst", viewer=ada)
    with refused("meetings.no_chairs"):
        actions.release_agenda(other, at=NOON, viewer=ada)
    actions.begin_meeting(meeting, at=NOON, viewer=sara)
    with refused("meetings.begun"):
        actions.release_agenda(meeting, at=NOON, viewer=sara)


@pytest.mark.parametrize("who", ["mads", "lone", "sune", "vibe"])
def test_only_the_secretariat_sends_out(world: World, meeting: Meeting, who: str) -> None:
    actions.approve_agenda(meeting, at=NOON, viewer=world.viewer(world.lone))
    with pytest.raises(NotAllowed):
        actions.release_agenda(meeting, at=NOON, viewer=world.viewer(getattr(world, who)))


def test_the_journal_tells_of_it_for_those_who_write_to_people(world: World, meeting: Meeting) -> None:
    release(world, meeting)
    entry = JournalEntry.objects.get(act="meetings.agenda.released")
    assert entry.record_id == meeting.pk


def test_the_same_is_not_sent_out_twice(world: World, meeting: Meeting, sara: Viewer) -> None:
    release(world, meeting)
    with refused("meetings.nothing_new"):
        actions.release_agenda(meeting, at=NOON, viewer=sara)
    actions.change_meeting(meeting, Particulars(DAY, start_time=time(10)), viewer=sara)
    assert actions.release_agenda(meeting, at=NOON, viewer=sara).version == 2


# what is new


def changed_in_all_ways(world: World, meeting: Meeting, sara: Viewer) -> None:
    release(world, meeting)
    actions.write_section(item(meeting, "Økonomi"), SectionKind.CASE, "Nye tal.", viewer=sara)
    actions.plan_item(item(meeting, "Økonomi"), Planned(30, "Tove Lyngsø"), viewer=sara)
    actions.list_attachment(item(meeting, "Økonomi"), "Regneark", viewer=sara)
    actions.add_item(meeting, "Hastesag", viewer=sara)
    actions.take_off(item(meeting, "Velkomst"), viewer=sara)
    in_order(meeting, sara, "Eventuelt", "Økonomi", "Hastesag")


def test_what_is_added_changed_moved_and_taken_off_is_told(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    changed_in_all_ways(world, meeting, sara)
    news = news_since_release(sara, meeting)
    assert news is not None
    told = [(one.kind, one.title, one.parts) for one in news.changes]
    parts = (Part.TIME, Part.PRESENTER, Part.TEXTS, Part.PAPERS)
    assert told == [
        (ChangeKind.MOVED, "Eventuelt", ()),
        (ChangeKind.CHANGED, "Økonomi", parts),
        (ChangeKind.ADDED, "Hastesag", ()),
        (ChangeKind.REMOVED, "Velkomst", ()),
    ] or told == [
        (ChangeKind.CHANGED, "Økonomi", parts),
        (ChangeKind.ADDED, "Hastesag", ()),
        (ChangeKind.REMOVED, "Velkomst", ()),
    ]


def test_the_circle_reads_what_is_new_in_the_version_that_was_sent_out(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    changed_in_all_ways(world, meeting, sara)
    mads = world.viewer(world.mads)
    assert len(releases_of(mads, seen(mads, meeting))) == 1
    release(world, meeting)
    newest, first = releases_of(mads, seen(mads, meeting))
    assert (newest.version, first.version, first.changes) == (2, 1, ())
    assert {one.title for one in newest.changes} >= {"Økonomi", "Hastesag", "Velkomst"}


def test_who_does_not_see_a_closed_item_does_not_read_that_it_came_changed_or_went(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    release(world, meeting)
    gone = actions.add_item(meeting, "Havnegården", is_closed=True, viewer=sara)
    kept = actions.add_item(meeting, "Skibsværftet", is_closed=True, viewer=sara)
    release(world, meeting)
    actions.plan_item(kept, Planned(20), viewer=sara)
    actions.take_off(gone, viewer=sara)
    release(world, meeting)
    for who, words in (
        ("sune", set()),
        ("mads", {"Skibsværftet"}),
        ("sara", {"Skibsværftet", "Havnegården"}),
    ):
        viewer = world.viewer(getattr(world, who))
        told = releases_of(viewer, seen(viewer, meeting))[0].changes
        assert {one.title for one in told} == words, who


def test_those_who_know_only_what_is_public_read_of_no_version(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    changed_in_all_ways(world, meeting, sara)
    release(world, meeting)
    Record.objects.filter(pk=meeting.pk).update(is_public=True)
    karen = world.viewer(None)
    assert releases_of(karen, seen(karen, meeting)) == ()


def test_the_number_of_queries_does_not_grow(
    world: World, meeting: Meeting, sara: Viewer, django_assert_max_num_queries
) -> None:
    changed_in_all_ways(world, meeting, sara)
    for number in range(20):
        actions.add_item(meeting, f"Punkt {number}", viewer=sara)
    release(world, meeting)
    found = seen(sara, meeting)
    with django_assert_max_num_queries(5):
        releases_of(sara, found)
    with django_assert_max_num_queries(9):
        news_since_release(sara, meeting)


def seen(viewer: Viewer, meeting: Meeting):
    found = seen_meeting(viewer, pk=meeting.pk)
    assert found is not None
    return found


def standing(key: int, text: str = "") -> Standing:
    return Standing(key, str(key), f"Punkt {key}", False, None, "", text, "", "")


ITEMS = st.permutations(range(8)).map(lambda keys: keys[: keys[0] + 1])


@given(ITEMS, ITEMS)
def test_each_item_is_told_of_at_most_once_and_the_rest_stands_in_its_order(
    old: list[int], new: list[int]
) -> None:
    changes = changes_between([standing(key) for key in old], [standing(key) for key in new])
    told = [one.standing.item_id for one in changes]
    assert len(told) == len(set(told))
    kinds = {one.standing.item_id: one.kind for one in changes}
    assert {key for key, kind in kinds.items() if kind is ChangeKind.ADDED} == set(new) - set(old)
    assert {key for key, kind in kinds.items() if kind is ChangeKind.REMOVED} == set(old) - set(new)
    stayed = [key for key in new if key in old and key not in kinds]
    assert stayed == [key for key in old if key in stayed]


@given(ITEMS)
def test_nothing_is_new_in_the_same_agenda(keys: list[int]) -> None:
    rows = [standing(key) for key in keys]
    assert changes_between(rows, rows) == ()


def test_one_item_that_goes_to_the_front_is_the_only_one_that_moved() -> None:
    changes = changes_between([standing(n) for n in range(6)], [standing(n) for n in (5, 0, 1, 2, 3, 4)])
    assert [(one.kind, one.standing.item_id) for one in changes] == [(ChangeKind.MOVED, 5)]
