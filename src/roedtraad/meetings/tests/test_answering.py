"""Members answer, substitutes are called by themselves, guests are invited, and everybody notes things for themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from people import World, a_person, a_seat, a_world, somebody
from refusing import refused

from roedtraad.accounts.models import JournalEntry, Record, User
from roedtraad.accounts.policy import Circle, Viewer, may_see
from roedtraad.accounts.records import set_audience
from roedtraad.accounts.refusals import NotAllowed
from roedtraad.bodies.models import Person, SeatRole
from roedtraad.meetings import actions
from roedtraad.meetings.actions import Particulars
from roedtraad.meetings.models import (
    AgendaItem,
    AnswerKind,
    Invited,
    Meeting,
    MeetingAnswer,
    Participant,
    Presence,
    PresenceKind,
    PrivateNote,
)
from roedtraad.meetings.queries import seen_meeting
from roedtraad.meetings.queries.expecting import Expecting, expecting
from roedtraad.meetings.queries.notes import notebook, notes_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
EVERYBODY = ("karen", "sara", "mads", "lone", "vibe", "sune", "ada")


@pytest.fixture
def world() -> World:
    made = a_world()
    rows = Record.objects.filter(person__seats__body=made.political).distinct()
    set_audience(rows, tokens=[Circle.CIRCLE.of(made.political.pk)], is_public=False)
    return made


@pytest.fixture
def meeting(world: World) -> Meeting:
    sara = world.viewer(world.sara)
    made = actions.plan_meeting(world.political, Particulars(date(2026, 12, 11)), viewer=sara)
    rows = [actions.add_item(made, title, viewer=sara) for title in ("Velkomst", "Havnegården")]
    actions.put_in_order(made, [row.pk for row in rows], viewer=sara)
    return made


@pytest.fixture
def tove(world: World) -> User:
    """The deputy who is appointed for Mads."""
    user = somebody("Tove Lyngsø", None, SeatRole.GUEST)
    seat = world.mads.person.seats.get()
    a_seat(user.person, world.political, SeatRole.APPOINTED_DEPUTY, deputy_for=seat)
    set_audience([user.person.record], tokens=[Circle.CIRCLE.of(world.political.pk)], is_public=False)
    return user


def says(
    world: World, meeting: Meeting, who: User, kind: AnswerKind, *, by: User | None = None, reason: str = ""
) -> Person | None:
    viewer = world.viewer(by or who)
    return actions.answer(meeting, who.person, kind, at=NOON, viewer=viewer, reason=reason)


def found(world: World, meeting: Meeting, who: User) -> Expecting:
    viewer = world.viewer(who)
    seen = seen_meeting(viewer, pk=meeting.pk)
    assert seen is not None
    return expecting(viewer, seen)


def item(meeting: Meeting, title: str) -> AgendaItem:
    return meeting.items.select_related("record").get(title=title)


def attendance(meeting: Meeting) -> dict[str, str]:
    rows = Presence.objects.filter(participant__meeting=meeting, first_item=None)
    return dict(rows.values_list("participant__person__name", "kind"))


def test_a_member_who_comes_is_present_when_the_meeting_begins(world: World, meeting: Meeting) -> None:
    says(world, meeting, world.mads, AnswerKind.COMES)
    assert not Participant.objects.exists()
    actions.begin_meeting(meeting, at=NOON, viewer=world.viewer(world.sara))
    assert attendance(meeting)["Mads Ravn"] == PresenceKind.PRESENT


def test_a_member_who_does_not_come_has_sent_apologies(world: World, meeting: Meeting) -> None:
    assert says(world, meeting, world.mads, AnswerKind.AWAY, reason="Ferie") is None
    actions.begin_meeting(meeting, at=NOON, viewer=world.viewer(world.sara))
    assert attendance(meeting) == {
        "Mads Ravn": PresenceKind.APOLOGY,
        "Sara Holm": PresenceKind.PRESENT,
        "Lone Dalsminde": PresenceKind.PRESENT,
    }


def test_the_appointed_deputy_is_invited_before_the_substitutes(
    world: World, meeting: Meeting, tove: User
) -> None:
    assert says(world, meeting, world.mads, AnswerKind.SUBSTITUTE) == tove.person
    row = Participant.objects.get(person=tove.person)
    assert row.in_place_of is not None
    assert (row.in_place_of.person, row.party) == (
        world.mads.person,
        world.mads.person.seats.get().party,
    )
    entry = JournalEntry.objects.get(act="meetings.substitute.invited")
    assert entry.record_id == meeting.pk


def test_a_substitute_who_says_no_is_replaced_by_the_next_in_line(
    world: World, meeting: Meeting, tove: User
) -> None:
    says(world, meeting, world.mads, AnswerKind.SUBSTITUTE)
    assert says(world, meeting, tove, AnswerKind.AWAY) == world.sune.person
    assert not Participant.objects.filter(person=tove.person).exists()
    assert Invited.objects.get(person=tove.person).withdrawn_at is not None
    assert says(world, meeting, world.sune, AnswerKind.AWAY) is None
    assert JournalEntry.objects.filter(act="meetings.substitute.missing").exists()


def test_saying_twice_that_one_sends_a_substitute_calls_one(
    world: World, meeting: Meeting, tove: User
) -> None:
    says(world, meeting, world.mads, AnswerKind.SUBSTITUTE)
    says(world, meeting, world.mads, AnswerKind.SUBSTITUTE)
    assert Invited.objects.count() == 1


def test_a_substitute_is_called_for_one_seat_only(world: World, meeting: Meeting) -> None:
    assert says(world, meeting, world.mads, AnswerKind.SUBSTITUTE) == world.sune.person
    assert says(world, meeting, world.lone, AnswerKind.SUBSTITUTE) is None


def test_a_member_who_comes_after_all_takes_the_place_back(
    world: World, meeting: Meeting, tove: User
) -> None:
    says(world, meeting, world.mads, AnswerKind.SUBSTITUTE)
    says(world, meeting, world.mads, AnswerKind.COMES)
    assert not Participant.objects.filter(person=tove.person).exists()
    actions.begin_meeting(meeting, at=NOON, viewer=world.viewer(world.sara))
    assert attendance(meeting)["Mads Ravn"] == PresenceKind.PRESENT
    assert "Tove Lyngsø" not in attendance(meeting)


def test_the_substitute_is_there_when_the_meeting_begins(world: World, meeting: Meeting, tove: User) -> None:
    says(world, meeting, world.mads, AnswerKind.SUBSTITUTE)
    says(world, meeting, tove, AnswerKind.COMES)
    actions.begin_meeting(meeting, at=NOON, viewer=world.viewer(world.sara))
    now = attendance(meeting)
    assert (now["Mads Ravn"], now["Tove Lyngsø"]) == (PresenceKind.APOLOGY, PresenceKind.PRESENT)


def test_the_secretariat_answers_for_somebody_who_telephoned(world: World, meeting: Meeting) -> None:
    says(world, meeting, world.mads, AnswerKind.AWAY, by=world.sara)
    assert MeetingAnswer.objects.get().by == world.sara


@pytest.mark.parametrize("who", ["lone", "sune", "vibe", "karen"])
def test_nobody_else_answers_for_a_member(world: World, meeting: Meeting, who: str) -> None:
    viewer = world.viewer(getattr(world, who, None))
    with pytest.raises(NotAllowed):
        actions.answer(meeting, world.mads.person, AnswerKind.AWAY, at=NOON, viewer=viewer)
    assert not MeetingAnswer.objects.exists()


def test_who_is_not_invited_has_nothing_to_answer(world: World, meeting: Meeting) -> None:
    for who in (world.sune, world.vibe):
        with pytest.raises(NotAllowed):
            says(world, meeting, who, AnswerKind.COMES)


def test_nothing_is_answered_once_the_meeting_has_begun(world: World, meeting: Meeting) -> None:
    actions.begin_meeting(meeting, at=NOON, viewer=world.viewer(world.sara))
    with refused("meetings.not_coming"):
        says(world, meeting, world.mads, AnswerKind.AWAY)


def test_the_secretariat_sees_who_answered_and_why_and_a_member_only_their_own_reason(
    world: World, meeting: Meeting
) -> None:
    says(world, meeting, world.mads, AnswerKind.AWAY, reason="Operation")
    says(world, meeting, world.lone, AnswerKind.COMES)
    page = found(world, meeting, world.sara)
    assert (page.come, page.away, page.silent) == (1, 1, 1)
    reasons = {
        who: {one.reason for one in found(world, meeting, getattr(world, who)).people if one.reason}
        for who in ("sara", "ada", "mads", "lone")
    }
    assert reasons == {"sara": {"Operation"}, "ada": {"Operation"}, "mads": {"Operation"}, "lone": set()}


def test_who_is_expected_costs_the_same_however_many_they_are(
    world: World, meeting: Meeting, django_assert_max_num_queries
) -> None:
    for number in range(30):
        a_seat(a_person(f"Medlem {number}"), world.political)
    with django_assert_max_num_queries(15):
        found(world, meeting, world.sara)


# guests


def test_a_guest_of_one_item_sees_that_item_once_it_is_sent_out(world: World, meeting: Meeting) -> None:
    sara = world.viewer(world.sara)
    row = item(meeting, "Havnegården")
    actions.close_item(row, reason="Personsag", viewer=sara)
    actions.invite_guest(meeting, world.vibe.person, at=NOON, viewer=sara, item=row)
    record = Record.objects.get(pk=row.pk)
    assert not may_see(world.viewer(world.vibe), record)
    actions.approve_agenda(meeting, at=NOON, viewer=world.viewer(world.lone))
    actions.release_agenda(meeting, at=NOON, viewer=sara)
    assert may_see(world.viewer(world.vibe), record)
    assert not may_see(world.viewer(world.vibe), item(meeting, "Velkomst").record)
    own = found(world, meeting, world.vibe).own
    assert own is not None
    assert own.items == ("2",)


def test_a_guest_who_does_not_come_and_then_does_is_at_the_same_items(world: World, meeting: Meeting) -> None:
    sara, row = world.viewer(world.sara), item(meeting, "Havnegården")
    actions.invite_guest(meeting, world.vibe.person, at=NOON, viewer=sara, item=row)
    says(world, meeting, world.vibe, AnswerKind.AWAY)
    assert attendance(meeting) == {"Vibe Krog": PresenceKind.APOLOGY}
    says(world, meeting, world.vibe, AnswerKind.COMES)
    told = Presence.objects.get()
    assert (told.kind, told.first_item, told.last_item) == (PresenceKind.PRESENT, row, row)


def test_a_wider_circle_is_invited_to_the_whole_meeting_with_a_remit(world: World, meeting: Meeting) -> None:
    sara = world.viewer(world.sara)
    title = "Formand for Udvalget for social og ældre"
    actions.invite_guest(meeting, world.vibe.person, at=NOON, viewer=sara, title=title)
    actions.begin_meeting(meeting, at=NOON, viewer=sara)
    row = Participant.objects.get(person=world.vibe.person)
    assert (row.title, attendance(meeting)["Vibe Krog"]) == (title, PresenceKind.PRESENT)
    assert may_see(world.viewer(world.vibe), item(meeting, "Havnegården").record)


def test_a_guest_sends_no_substitute_and_is_invited_once(world: World, meeting: Meeting) -> None:
    sara = world.viewer(world.sara)
    actions.invite_guest(meeting, world.vibe.person, at=NOON, viewer=sara)
    with refused("meetings.no_seat"):
        says(world, meeting, world.vibe, AnswerKind.SUBSTITUTE)
    with refused("meetings.listed"):
        actions.invite_guest(meeting, world.vibe.person, at=NOON, viewer=sara)


@pytest.mark.parametrize("who", ["mads", "lone", "sune", "vibe"])
def test_only_the_secretariat_invites(world: World, meeting: Meeting, who: str) -> None:
    viewer = world.viewer(getattr(world, who))
    with pytest.raises(NotAllowed):
        actions.invite_guest(meeting, world.vibe.person, at=NOON, viewer=viewer)


# notes


def test_only_the_author_reads_a_note(world: World, meeting: Meeting) -> None:
    actions.begin_meeting(meeting, at=NOON, viewer=world.viewer(world.sara))
    row = item(meeting, "Havnegården")
    before = JournalEntry.objects.count()
    actions.note(row.record, "Spørg til prisen", at=NOON, viewer=world.viewer(world.mads))
    read = {
        who: notes_of(world.viewer(getattr(world, who, None)), [row.pk]).get(row.pk, "") for who in EVERYBODY
    }
    assert read == dict.fromkeys(EVERYBODY, "") | {"mads": "Spørg til prisen"}
    assert JournalEntry.objects.count() == before


def test_a_note_is_written_again_and_without_words_it_is_gone(world: World, meeting: Meeting) -> None:
    sara = world.viewer(world.sara)
    row = item(meeting, "Havnegården")
    for text, kept in (("Et", ["Et"]), ("To", ["To"]), ("  ", [])):
        actions.note(row.record, text, at=NOON, viewer=sara)
        assert list(PrivateNote.objects.values_list("text", flat=True)) == kept


def test_nothing_is_noted_about_what_one_may_not_see(world: World, meeting: Meeting) -> None:
    row = item(meeting, "Havnegården")
    for who in (world.mads, world.vibe, None):  # a draft is not for members
        with refused("meetings.note"):
            actions.note(row.record, "x", at=NOON, viewer=world.viewer(who))
    with refused("meetings.note_length"):
        actions.note(row.record, "x" * 20_001, at=NOON, viewer=world.viewer(world.sara))


def test_the_notebook_has_the_items_and_papers_that_one_sees(
    world: World, meeting: Meeting, django_assert_max_num_queries
) -> None:
    sara = world.viewer(world.sara)
    paper = actions.list_attachment(item(meeting, "Velkomst"), "Notat", viewer=sara)
    actions.note(paper.record, "Læs side 2", at=NOON, viewer=sara)
    seen = seen_meeting(sara, pk=meeting.pk)
    assert seen is not None
    with django_assert_max_num_queries(5):
        rows = notebook(sara, seen)
    assert [(row.number, [one.note for one in row.papers]) for row in rows] == [
        ("1", ["Læs side 2"]),
        ("2", []),
    ]
    mads: Viewer = world.viewer(world.mads)
    theirs = seen_meeting(mads, pk=meeting.pk)
    assert theirs is not None
    assert notebook(mads, theirs) == ()
