"""Minutes before and after they are published: remarks, approval, stages, a set time, corrections with their trail."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from people import World, a_seat, a_world, known_to_their_body, somebody
from refusing import refused

from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.accounts.refusals import NotAllowed
from roedtraad.bodies.models import SeatRole
from roedtraad.checks.minutes import doubts_about
from roedtraad.commitments.actions import give
from roedtraad.commitments.facts import Promise
from roedtraad.meetings import actions as meetings
from roedtraad.meetings.actions import OutcomeGiven, Particulars, close_item, open_item
from roedtraad.meetings.models import AgendaItem, Meeting, OutcomeKind, PaperKind, PresenceKind, Statement
from roedtraad.publishing import actions
from roedtraad.publishing.models import Approver, MinutesReview, PlannedPublication, Publication
from roedtraad.publishing.queries import trail_of
from roedtraad.publishing.queries.reviewing import minutes_page
from roedtraad.publishing.states import MinutesState

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
EVERYBODY = Viewer(on=date(2026, 11, 22))


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
    """A meeting that was held: an open item, and a closed one."""
    held = meetings.plan_meeting(world.political, Particulars(sara.on), viewer=sara)
    for title in ("Trygt hjem", "Udbud af vagtordning"):
        meetings.add_item(held, title, viewer=sara)
    meetings.number_items(held)
    meetings.begin_meeting(held, at=NOON, viewer=sara)
    for item in items(held):
        said = "Ordningen fortsætter." if item.number == "1" else "Kontrakten opsiges."
        meetings.decide(item, text=said, outcomes=[OutcomeGiven(OutcomeKind.APPROVED)], viewer=sara)
    close_item(items(held)[1], reason="Forretningsforhold", viewer=sara)
    meetings.end_meeting(held, at=NOON, viewer=sara)
    held.refresh_from_db()
    return held


def items(meeting: Meeting) -> list[AgendaItem]:
    return list(AgendaItem.objects.filter(meeting=meeting).select_related("record").order_by("order"))


def sent(meeting: Meeting, sara: Viewer) -> MinutesReview:
    return actions.send_for_remarks(meeting, at=NOON, viewer=sara)


def state(meeting: Meeting, viewer: Viewer) -> MinutesState:
    meeting.refresh_from_db()
    return minutes_page(viewer, meeting).state


def two_chairs(world: World, sara: Viewer) -> tuple[Viewer, Viewer]:
    """Minutes that both chairs approve."""
    other = somebody("Ib Vang", world.political, SeatRole.CHAIR)
    known_to_their_body(world)
    actions.set_minutes_rule(world.political, Approver.CHAIRS, remark_days=7, viewer=sara)
    return world.viewer(world.lone), world.viewer(other)


def test_those_who_were_there_remark_until_the_day_and_read_the_answer(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    review, mads = sent(meeting, sara), world.viewer(world.mads)
    row = actions.remark_on_minutes(
        review, "Jeg sagde noget andet.", at=NOON, viewer=mads, item=items(meeting)[0]
    )
    actions.answer_remark(row, "Det er rettet.", at=NOON, viewer=sara)
    assert [one.answer for one in minutes_page(mads, meeting).remarks] == ["Det er rettet."]
    late = Viewer(on=review.until + timedelta(days=1), user=mads.user, tokens=mads.tokens)
    with refused("publishing.closed"):
        actions.remark_on_minutes(review, "For sent", at=NOON, viewer=late)


@pytest.mark.parametrize("who", ["vibe", "sune"])
def test_whoever_was_not_there_neither_remarks_nor_answers(
    world: World, meeting: Meeting, sara: Viewer, who: str
) -> None:
    review, viewer = sent(meeting, sara), world.viewer(getattr(world, who))
    with pytest.raises(NotAllowed):
        actions.remark_on_minutes(review, "Hov", at=NOON, viewer=viewer)
    row = actions.remark_on_minutes(review, "Hov", at=NOON, viewer=sara)
    with pytest.raises(NotAllowed):
        actions.answer_remark(row, "Nej", at=NOON, viewer=viewer)


def test_a_remark_on_a_closed_item_is_read_by_those_who_see_the_item(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    closed = items(meeting)[1]
    meetings.set_presence(
        meeting.participants.get(person=world.mads.person),
        PresenceKind.DISQUALIFIED,
        viewer=sara,
        first=closed,
        last=closed,
    )
    review = sent(meeting, sara)
    actions.remark_on_minutes(review, "Om kontrakten", at=NOON, viewer=world.viewer(world.lone), item=closed)
    mads = world.viewer(world.mads)
    assert minutes_page(mads, meeting).remarks == ()
    with refused("publishing.no_item"):
        actions.remark_on_minutes(review, "Om kontrakten", at=NOON, viewer=mads, item=closed)


def test_both_chairs_approve_before_minutes_are_published(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    lone, ib = two_chairs(world, sara)
    with refused("publishing.not_approved", saying="Ib Vang"):
        actions.issue(meeting, PaperKind.MINUTES, viewer=sara)
    review = sent(meeting, sara)
    actions.approve_minutes(review, at=NOON, viewer=lone)
    actions.approve_minutes(review, at=NOON, viewer=lone)  # a double click
    assert state(meeting, sara) is MinutesState.REVIEWED
    with pytest.raises(NotAllowed):
        actions.approve_minutes(review, at=NOON, viewer=world.viewer(world.mads))
    actions.approve_minutes(review, at=NOON, viewer=ib)
    assert state(meeting, sara) is MinutesState.APPROVED
    actions.issue(meeting, PaperKind.MINUTES, viewer=sara)
    assert state(meeting, sara) is MinutesState.PUBLISHED


def test_what_is_recorded_afterwards_takes_the_approval_away(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    lone, _ib = two_chairs(world, sara)
    actions.approve_minutes(sent(meeting, sara), at=NOON, viewer=lone)
    approved = [one for one in minutes_page(sara, meeting).approvals if one.at]
    assert len(approved) == 1
    meetings.decide(items(meeting)[0], text="Ordningen fortsætter i 2027.", outcomes=[], viewer=sara)
    assert not any(one.at for one in minutes_page(sara, meeting).approvals)


def test_each_member_who_was_there_approves_where_that_is_the_rule(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    actions.set_minutes_rule(world.political, Approver.MEMBERS, remark_days=3, viewer=sara)
    review = sent(meeting, sara)
    assert review.until == sara.on + timedelta(days=3)
    asked = {one.person.name for one in minutes_page(sara, meeting).approvals}
    assert asked == {"Mads Ravn", "Lone Dalsminde"}
    for user in (world.mads, world.lone):
        actions.approve_minutes(review, at=NOON, viewer=world.viewer(user))
    assert state(meeting, sara) is MinutesState.APPROVED


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_only_the_secretariat_says_how_minutes_are_approved(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.set_minutes_rule(
            world.political, Approver.CHAIRS, remark_days=7, viewer=world.viewer(getattr(world, who))
        )


def test_what_was_decided_is_public_the_same_day_and_who_was_there_only_with_the_minutes(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    two_chairs(world, sara)
    publication = actions.issue(meeting, PaperKind.DECISIONS, viewer=sara)
    opened, closed = items(meeting)
    assert "Ordningen fortsætter." in publication.content
    assert "Kontrakten" not in publication.content
    assert "Mads Ravn" not in publication.content
    assert may_see(EVERYBODY, opened.decision.record)
    assert not may_see(EVERYBODY, closed.record)
    assert not may_see(EVERYBODY, world.mads.person.record)
    # Nothing stands still: the minutes are still to be approved, and can be corrected.
    meetings.decide(opened, text="Ordningen fortsætter i 2027.", outcomes=[], viewer=sara)


def test_nothing_is_published_before_its_moment_and_then_once(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    due = NOON + timedelta(hours=3)
    with refused("publishing.past_moment"):
        actions.plan_publication(meeting, PaperKind.MINUTES, due_at=NOON, at=NOON, viewer=sara)
    actions.plan_publication(meeting, PaperKind.MINUTES, due_at=due, at=NOON, viewer=sara)
    assert list(actions.publish_due(at=due - timedelta(minutes=1))) == []
    assert [one.refusal for one in actions.publish_due(at=due)] == [""]
    assert list(actions.publish_due(at=due)) == []
    assert Publication.objects.count() == 1


def test_what_cannot_be_published_at_its_moment_says_why_and_stops_nothing_else(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    two_chairs(world, sara)
    for kind in (PaperKind.MINUTES, PaperKind.DECISIONS):
        actions.plan_publication(meeting, kind, due_at=NOON + timedelta(hours=1), at=NOON, viewer=sara)
    rows = list(actions.publish_due(at=NOON + timedelta(hours=1)))
    assert ["godkendt" in one.refusal for one in rows] == [True, False]
    assert Publication.objects.get().paper.kind == PaperKind.DECISIONS


def test_somebody_who_left_the_secretariat_publishes_nothing_by_what_they_planned(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    actions.plan_publication(
        meeting, PaperKind.MINUTES, due_at=NOON + timedelta(days=2), at=NOON, viewer=sara
    )
    world.sara.person.seats.update(valid_to=sara.on)
    rows = list(actions.publish_due(at=NOON + timedelta(days=2)))
    assert rows[0].refusal
    assert not Publication.objects.exists()


def test_a_planned_publication_is_called_off_or_planned_anew(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    first = actions.plan_publication(
        meeting, PaperKind.MINUTES, due_at=NOON + timedelta(hours=1), at=NOON, viewer=sara
    )
    second = actions.plan_publication(
        meeting, PaperKind.MINUTES, due_at=NOON + timedelta(hours=2), at=NOON, viewer=sara
    )
    with refused("publishing.not_planned"):
        actions.call_off(first, at=NOON, viewer=sara)
    with pytest.raises(NotAllowed):
        actions.call_off(second, at=NOON, viewer=world.viewer(world.mads))
    actions.call_off(second, at=NOON, viewer=sara)
    assert list(actions.publish_due(at=NOON + timedelta(hours=3))) == []


def test_the_command_publishes_what_is_due(world: World, meeting: Meeting, sara: Viewer) -> None:
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    PlannedPublication.objects.create(meeting=meeting, kind="minutes", due_at=long_ago, by=world.sara)
    call_command("publish_due", verbosity=0)
    call_command("publish_due", verbosity=0)
    assert Publication.objects.count() == 1


def test_published_minutes_are_corrected_with_a_reason_and_a_trail(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    actions.issue(meeting, PaperKind.MINUTES, viewer=sara)
    item = items(meeting)[0]
    with refused("meetings.published"):
        meetings.decide(item, text="Ordningen ophører.", outcomes=[], viewer=sara)
    with refused("publishing.reason"):
        actions.correct(meeting, reason=" ", at=NOON, viewer=sara)
    with pytest.raises(NotAllowed):
        actions.correct(meeting, reason="Fejl", at=NOON, viewer=world.viewer(world.mads))
    actions.correct(meeting, reason="Beslutningen var gengivet forkert", at=NOON, viewer=sara)
    assert state(meeting, sara) is MinutesState.CORRECTED
    with refused("meetings.published"):  # what is opened now would be public at once
        open_item(items(meeting)[1], reason="Åbnes", viewer=sara)
    meetings.decide(item, text="Ordningen ophører.", outcomes=[], viewer=sara)
    second = actions.issue(meeting, PaperKind.MINUTES, viewer=sara)
    assert (second.paper.version, second.correction) == (2, "Beslutningen var gengivet forkert")
    newest, first = trail_of(EVERYBODY, meeting)
    assert first.is_first
    words = "".join(piece.text for one in newest.changes for piece in one.change.pieces)
    assert "ophører" in words
    assert "Kontrakten" not in words
    assert state(meeting, sara) is MinutesState.PUBLISHED
    with refused("meetings.published"):
        meetings.decide(item, text="Igen.", outcomes=[], viewer=sara)


def test_the_panel_tells_what_does_not_fit(world: World, meeting: Meeting, sara: Viewer) -> None:
    first, _second = items(meeting)
    mads = meeting.participants.get(person=world.mads.person)
    meetings.set_presence(mads, PresenceKind.APOLOGY, viewer=sara)
    text = "Mads Ravm deltog. Se punkt 7 og bilag 3. Mødet er mandag den 3. marts 2026."
    meetings.decide(first, text=text, outcomes=[], viewer=sara)
    meetings.add_statement(first, Statement.Kind.REMARK, "Jeg er imod.", person=mads.person, viewer=sara)
    give(first, Promise("Der gives status på næste møde."), viewer=sara)
    meetings.add_item(meeting, "Eventuelt", number="3", viewer=sara)
    codes = {one.code for one in doubts_about(sara, meeting)}
    assert codes >= {"undecided", "no_item", "no_paper", "weekday", "name", "absent", "no_owner"}


def test_minutes_in_which_everything_fits_raise_no_doubt(meeting: Meeting, sara: Viewer) -> None:
    assert doubts_about(sara, meeting) == ()


def test_the_panel_costs_the_same_for_a_long_meeting(
    world: World, meeting: Meeting, sara: Viewer, django_assert_max_num_queries
) -> None:
    for number in range(3, 23):
        item = meetings.add_item(meeting, f"Sag {number}", number=str(number), viewer=sara)
        meetings.decide(item, text="Taget til efterretning.", outcomes=[], viewer=sara)
    with django_assert_max_num_queries(20):
        doubts_about(sara, meeting)
    with django_assert_max_num_queries(9):
        minutes_page(sara, meeting)


def test_a_seat_that_came_later_is_not_asked_to_approve(world: World, meeting: Meeting, sara: Viewer) -> None:
    actions.set_minutes_rule(world.political, Approver.CHAIRS, remark_days=7, viewer=sara)
    later = meeting.held_on + timedelta(days=30)
    a_seat(world.vibe.person, world.political, SeatRole.CHAIR, valid_from=later)
    known_to_their_body(world)
    assert [one.person.name for one in minutes_page(sara, meeting).approvals] == ["Lone Dalsminde"]
