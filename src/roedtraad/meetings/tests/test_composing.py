"""Composing an agenda, and running the meeting: order, time, what a case freezes, approval, beginning and ending."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import World, a_seat, a_world, known_to_their_body
from refusing import refused

from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.refusals import NotAllowed
from roedtraad.bodies.models import SeatRole
from roedtraad.cases.actions import (
    DraftParticulars,
    DraftPointGiven,
    begin_draft,
    invite_writer,
    mark_ready,
    write_part,
    write_particulars,
    write_points,
)
from roedtraad.cases.models import Act, CaseDraft, DraftState
from roedtraad.meetings import actions
from roedtraad.meetings.actions import Listing, Particulars, Planned
from roedtraad.meetings.models import (
    AgendaApproval,
    AgendaItem,
    Meeting,
    MeetingState,
    Participant,
    Presence,
    PresenceKind,
    SectionKind,
    Statement,
)
from roedtraad.meetings.presence import Said, moved
from roedtraad.meetings.queries import seen_meeting
from roedtraad.meetings.queries.agenda import agenda_board
from roedtraad.meetings.queries.sitting import latest_act, sitting_page
from roedtraad.planning.actions import take_in
from roedtraad.planning.queries import SuggestionKind, suggestions_for

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
DAY = date(2026, 12, 3)


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
    told = Particulars(held_on=DAY, start_time=time(9), end_time=time(10))
    return actions.plan_meeting(world.political, told, viewer=sara)


@pytest.fixture
def items(meeting: Meeting, sara: Viewer) -> list[AgendaItem]:
    made = [actions.add_item(meeting, title, viewer=sara) for title in ("Velkomst", "Økonomi", "Eventuelt")]
    actions.put_in_order(meeting, [one.pk for one in made], viewer=sara)
    return made


def a_ready_case(world: World, sara: Viewer, *, is_closed: bool = False) -> CaseDraft:
    draft = begin_draft("Trygt hjem i 2027", body=world.political, viewer=sara)
    texts = {
        "summary": "<p>Kort sagt.</p>",
        "case": "<h3>Baggrund</h3><p>Langt.</p>",
        "economy": "<p>100 kr.</p>",
    }
    for key, html in texts.items():
        write_part(draft.parts.get(key=key), html, based_on=0, at=NOON, viewer=sara)
    points = [DraftPointGiven(Act.APPROVE, "at det sker"), DraftPointGiven(Act.NOTE, "at det koster")]
    write_points(draft, points, based_on=0, at=NOON, viewer=sara)
    told = DraftParticulars("Trygt hjem i 2027", 20, "Tove Lyngsø", is_closed=is_closed)
    write_particulars(draft, told, based_on=1, viewer=sara)
    mark_ready(draft, at=NOON, viewer=sara)
    return draft


def taken(meeting: Meeting, sara: Viewer) -> AgendaItem:
    """The item that the only suggested case became."""
    one = next(one for one in suggestions_for(meeting, viewer=sara) if one.kind is SuggestionKind.CASE)
    return take_in(meeting, SuggestionKind.CASE, one.key, viewer=sara)


def test_a_ready_case_becomes_an_item_with_its_texts_points_time_and_presenter(
    world: World, sara: Viewer, meeting: Meeting
) -> None:
    a_ready_case(world, sara)
    item = taken(meeting, sara)
    texts = dict(item.sections.values_list("kind", "text"))
    assert texts == {
        SectionKind.SUMMARY: "Kort sagt.",
        SectionKind.CASE: "Baggrund\n\nLangt.\n\nØkonomi\n\n100 kr.",
    }
    points = item.cases.get().consideration.points.values_list("act", "text")
    assert list(points) == [("approve", "at det sker"), ("note", "at det koster")]
    item.refresh_from_db()
    assert (item.minutes_planned, item.plan.presenter) == (20, "Tove Lyngsø")
    assert CaseDraft.objects.get().state == DraftState.TAKEN


def test_a_case_for_closed_doors_becomes_a_closed_item(world: World, sara: Viewer, meeting: Meeting) -> None:
    draft = a_ready_case(world, sara, is_closed=True)
    item = taken(meeting, sara)
    substitute = world.viewer(world.sune)
    tokens = set(item.record.audience.values_list("token", flat=True))
    assert Circle.CIRCLE.of(world.political.pk) not in tokens
    assert not draft.case.record.audience.filter(token__in=substitute.tokens).exists()


def test_whoever_was_invited_to_write_still_sees_the_case_on_the_agenda(
    world: World, sara: Viewer, meeting: Meeting
) -> None:
    draft = a_ready_case(world, sara)
    invite_writer(draft, world.vibe.person, viewer=sara)
    taken(meeting, sara)
    token = Circle.PERSON.of(world.vibe.person.pk)
    assert draft.case.record.audience.filter(token=token).exists()


def test_a_case_that_is_not_ready_is_not_put_on_an_agenda(
    world: World, sara: Viewer, meeting: Meeting
) -> None:
    begin_draft("Ikke færdig", body=world.political, viewer=sara)
    with refused("cases.not_ready"):
        taken(meeting, sara)
    assert not AgendaItem.objects.exists()


def test_an_item_taken_off_gives_its_case_back(world: World, sara: Viewer, meeting: Meeting) -> None:
    a_ready_case(world, sara)
    item = taken(meeting, sara)
    actions.take_off(item, viewer=sara)
    assert CaseDraft.objects.get().state == DraftState.READY
    assert agenda_board(sara, meeting).lines == ()
    again = taken(meeting, sara)
    assert again.cases.get().consideration.points.count() == 2


def test_items_are_put_in_another_order_and_numbered_anew(
    meeting: Meeting, items: list[AgendaItem], sara: Viewer
) -> None:
    welcome, money, other = items
    actions.put_in_order(meeting, [money.pk, welcome.pk, other.pk], viewer=sara)
    assert list(meeting.items.order_by("order").values_list("number", "title")) == [
        ("1", "Økonomi"), ("2", "Velkomst"), ("3", "Eventuelt"),
    ]  # fmt: skip


def test_an_order_of_other_items_is_refused(meeting: Meeting, items: list[AgendaItem], sara: Viewer) -> None:
    with refused("meetings.order"):
        actions.put_in_order(meeting, [items[0].pk], viewer=sara)


def test_who_was_away_from_an_item_is_away_from_it_wherever_it_stands(
    world: World, meeting: Meeting, items: list[AgendaItem], sara: Viewer
) -> None:
    row = actions.add_participant(meeting, Listing(world.mads.person), viewer=sara)
    actions.set_presence(row, PresenceKind.DISQUALIFIED, first=items[1], viewer=sara)
    actions.put_in_order(meeting, [items[1].pk, items[2].pk, items[0].pk], viewer=sara)
    told = Presence.objects.get(kind=PresenceKind.DISQUALIFIED)
    assert (told.first_item, told.last_item) == (items[1], items[1])


@given(st.permutations(range(5)), st.integers(0, 4))
def test_a_range_that_moves_apart_still_covers_the_same_items(order: list[int], last: int) -> None:
    known = [Said(PresenceKind.ABSENT, 0, last)]
    places = {old: order.index(old) for old in range(5)}
    after = moved(known, places)
    covered = {place for place in range(5) if any(one.covers(place) for one in after)}
    assert covered == {places[old] for old in range(last + 1)}


def test_the_clock_runs_down_the_agenda_with_pauses(
    meeting: Meeting, items: list[AgendaItem], sara: Viewer
) -> None:
    for item, planned in zip(items, (Planned(5), Planned(40, pause_minutes=10), Planned(15)), strict=True):
        actions.plan_item(item, planned, viewer=sara)
    board = agenda_board(sara, meeting)
    assert [line.at for line in board.lines] == [time(9), time(9, 15), time(9, 55)]
    assert (board.minutes, board.ends_at, board.spare_minutes, board.over_minutes) == (
        70,
        time(10, 10),
        -10,
        10,
    )


def test_the_board_costs_the_same_however_long_the_agenda_is(
    meeting: Meeting, sara: Viewer, django_assert_max_num_queries
) -> None:
    for number in range(40):
        actions.add_item(meeting, f"Punkt {number}", viewer=sara)
    with django_assert_max_num_queries(9):
        agenda_board(sara, meeting)


def test_both_chairs_approve_and_a_change_takes_the_approval_away(
    world: World, meeting: Meeting, items: list[AgendaItem], sara: Viewer
) -> None:
    a_seat(world.sune.person, world.political, SeatRole.CO_CHAIR)
    for who in (world.lone, world.sune):
        assert not agenda_board(sara, meeting).is_approved
        actions.approve_agenda(meeting, at=NOON, viewer=world.viewer(who))
    assert agenda_board(sara, meeting).is_approved
    actions.plan_item(items[0], Planned(5), viewer=sara)
    assert not AgendaApproval.objects.exists()


@pytest.mark.parametrize("who", ["sara", "mads", "ada", "vibe"])
def test_only_chairs_approve(world: World, meeting: Meeting, items: list[AgendaItem], who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.approve_agenda(meeting, at=NOON, viewer=world.viewer(getattr(world, who)))


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_only_the_secretariat_composes_and_begins(
    world: World, meeting: Meeting, items: list[AgendaItem], who: str
) -> None:
    viewer = world.viewer(getattr(world, who))
    for act in (
        lambda: actions.plan_item(items[0], Planned(5), viewer=viewer),
        lambda: actions.put_in_order(meeting, [one.pk for one in items], viewer=viewer),
        lambda: actions.take_off(items[0], viewer=viewer),
        lambda: actions.begin_meeting(meeting, at=NOON, viewer=viewer),
        lambda: actions.end_meeting(meeting, at=NOON, viewer=viewer),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_meeting_begins_with_its_members_present(
    world: World, meeting: Meeting, items: list[AgendaItem], sara: Viewer
) -> None:
    sitting = actions.begin_meeting(meeting, at=NOON, viewer=sara)
    assert actions.begin_meeting(meeting, at=NOON, viewer=sara) == sitting
    assert sitting.item == items[0]
    names = {row.person.name for row in Participant.objects.select_related("person")}
    assert names == {"Sara Holm", "Mads Ravn", "Lone Dalsminde"}
    assert set(Presence.objects.values_list("kind", flat=True)) == {PresenceKind.PRESENT}


def test_what_was_said_before_the_meeting_still_holds_when_it_begins(
    world: World, meeting: Meeting, items: list[AgendaItem], sara: Viewer
) -> None:
    row = actions.add_participant(meeting, Listing(world.mads.person), viewer=sara)
    actions.set_presence(row, PresenceKind.APOLOGY, viewer=sara)
    actions.begin_meeting(meeting, at=NOON, viewer=sara)
    assert Presence.objects.get(participant=row).kind == PresenceKind.APOLOGY


def test_a_meeting_goes_from_item_to_item_and_ends(
    meeting: Meeting, items: list[AgendaItem], sara: Viewer
) -> None:
    with refused("meetings.not_begun"):
        actions.go_to(meeting, items[1], at=NOON, viewer=sara)
    actions.begin_meeting(meeting, at=NOON, viewer=sara)
    actions.go_to(meeting, items[1], at=NOON, viewer=sara)
    seen = seen_meeting(sara, pk=meeting.pk)
    assert seen is not None
    current = sitting_page(sara, seen).current
    assert current is not None
    assert current.item == items[1]
    actions.end_meeting(meeting, at=NOON, viewer=sara)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD


def test_a_statement_is_changed_and_taken_out(
    meeting: Meeting, items: list[AgendaItem], sara: Viewer
) -> None:
    actions.add_statement(items[0], Statement.Kind.REMARK, "Første ord", viewer=sara)
    one = Statement.objects.get()
    actions.change_statement(one, "Andre ord", viewer=sara)
    assert Statement.objects.get().text == "Andre ord"
    actions.change_statement(one, " ", viewer=sara)
    assert not Statement.objects.exists()


def test_whatever_is_recorded_is_new_to_those_who_follow(
    meeting: Meeting, items: list[AgendaItem], sara: Viewer
) -> None:
    before = latest_act(meeting)
    actions.decide(items[0], text="Godkendt.", viewer=sara)
    assert latest_act(meeting) > before
