"""Promises that minutes tell of become records, each with its words."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from papers import a_document, a_reading, a_recorded_meeting, an_item, words
from people import World, a_world
from promises import STATUS, a_promise, an_item_of
from refusing import refused

from roedtraad.accounts.models import Audience, JournalEntry
from roedtraad.commitments.actions import bind_dues, give, record_commitments
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import CommitmentFacts, Named, Promise
from roedtraad.commitments.models import Commitment, EventKind, FollowUp, MeetingRef
from roedtraad.commitments.queries import differences
from roedtraad.documents.queries import sources_of
from roedtraad.meetings.actions import (
    Particulars,
    cancel_meeting,
    change_meeting,
    close_item,
    open_item,
    plan_meeting,
    withdraw_meeting,
)
from roedtraad.meetings.models import Meeting
from roedtraad.publishing.actions import publish_minutes, unpublish

pytestmark = pytest.mark.django_db
AUTUMN = "Der gives status på næste møde i efteråret 2026."


@pytest.fixture
def world() -> World:
    return a_world()


def plan(world: World, day: date) -> Meeting:
    return plan_meeting(world.political, Particulars(day), viewer=world.viewer(world.sara))


def test_a_promise_that_was_read_stands_with_its_words_owner_and_due(world: World) -> None:
    sara, item = world.viewer(world.sara), an_item_of(world)
    reading = a_reading(a_document(sara, AUTUMN), AUTUMN)
    told = CommitmentFacts(
        item.pk,
        Promise(AUTUMN, owners=(Named("sekretariatet"),), due=DueTold("efteråret 2026", "2026-23")),
        citations=(words(AUTUMN, AUTUMN, "text"), words(AUTUMN, "efteråret 2026", "due")),
    )
    (made,) = record_commitments([told], text_id=reading.pk, viewer=sara)
    assert (made.text, made.kind, made.state, made.made_on) == (
        AUTUMN,
        FollowUp.STATUS,
        "open",
        item.meeting.held_on,
    )
    assert (made.due_first_on, made.due_on, made.meets) == (
        date(2026, 9, 1),
        date(2026, 11, 30),
        MeetingRef.WITHIN,
    )
    assert made.due_as_told == "næste møde i efteråret 2026"
    assert str(made.owners.get()) == "sekretariatet"
    assert {source.field: source.quote for source in sources_of(sara, [made.pk])[made.pk]} == {
        "text": AUTUMN,
        "due": "efteråret 2026",
    }
    assert [(event.kind, event.on) for event in made.events.all()] == [
        (EventKind.GIVEN, item.meeting.held_on)
    ]
    assert JournalEntry.objects.latest("number").act == "commitments.commitments.recorded"


def test_the_same_words_under_the_same_item_are_one_promise(world: World) -> None:
    item = an_item_of(world)
    first = a_promise(world, item=item)
    again = a_promise(world, "Der  gives status på NÆSTE møde.", item=item)
    assert again == first == Commitment.objects.get()
    assert a_promise(world, "Noget andet.", item=item) != first


def test_the_order_of_the_facts_is_kept_also_where_one_is_known(world: World) -> None:
    item = an_item_of(world)
    known = a_promise(world, "B", item=item)
    facts = [CommitmentFacts(item.pk, Promise(text)) for text in ("A", "B", "C", "A")]
    made = record_commitments(facts, text_id=None, viewer=world.viewer(world.sara))
    assert [one.text for one in made] == ["A", "B", "C", "A"]
    assert made[1] == known
    assert Commitment.objects.count() == 3


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_only_who_keeps_the_meeting_records_its_promises(world: World, who: str) -> None:
    item = an_item_of(world)
    with refused("meetings.keep"):
        give(item, Promise(STATUS), viewer=world.viewer(getattr(world, who)))
    assert not Commitment.objects.exists()


def test_a_promise_says_what(world: World) -> None:
    with refused("commitments.no_words"):
        a_promise(world, "  ")


def test_nothing_is_half_written(world: World) -> None:
    item = an_item_of(world)
    facts = [CommitmentFacts(item.pk, Promise("A")), CommitmentFacts(item.pk, Promise(" "))]
    with refused("commitments.no_words"):
        record_commitments(facts, text_id=None, viewer=world.viewer(world.sara))
    assert not Commitment.objects.exists()


def test_a_cancelled_meeting_cannot_be_chosen(world: World) -> None:
    meeting = plan(world, date(2026, 12, 11))
    cancel_meeting(meeting, reason="For få", viewer=world.viewer(world.sara))
    with refused("commitments.meeting"):
        a_promise(world, due=DueTold(meeting_id=meeting.pk))


def test_a_promise_for_the_next_meeting_is_set_for_it_when_it_is_planned(world: World) -> None:
    made = a_promise(world)
    assert (made.due_meeting, made.due_on) == (None, None)
    meeting = plan(world, date(2026, 6, 12))
    assert bind_dues([world.political.pk], on=date(2026, 4, 1)) == 1
    made.refresh_from_db()
    assert (made.due_meeting, made.due_on) == (meeting, date(2026, 6, 12))
    assert bind_dues([world.political.pk], on=date(2026, 4, 1)) == 0


def test_a_promise_follows_its_meeting_and_is_handed_on_when_that_is_cancelled(world: World) -> None:
    sara, first = world.viewer(world.sara), plan(world, date(2026, 6, 12))
    second = plan(world, date(2026, 9, 11))
    made = a_promise(world)
    chosen = a_promise(world, "Andet.", item=made.item, due=DueTold(meeting_id=first.pk))
    assert made.due_meeting == chosen.due_meeting == first
    change_meeting(first, Particulars(date(2026, 6, 19)), viewer=sara)
    bind_dues([world.political.pk], on=sara.on)
    assert set(Commitment.objects.values_list("due_on", flat=True)) == {date(2026, 6, 19)}
    cancel_meeting(first, reason="Afbud", viewer=sara)
    bind_dues([world.political.pk], on=sara.on)
    made.refresh_from_db()
    chosen.refresh_from_db()
    assert made.due_meeting == second
    assert (chosen.due_meeting, chosen.due_on) == (first, date(2026, 6, 19)), (
        "due on the day, so in the next agenda"
    )
    assert [event.kind for event in made.events.all()] == ["given", "bound", "bound", "bound"]


def test_the_day_of_a_promise_is_the_day_of_its_meeting_also_when_that_is_moved(world: World) -> None:
    made = a_promise(world)
    change_meeting(made.item.meeting, Particulars(date(2026, 3, 20)), viewer=world.viewer(world.sara))
    assert list(differences()) == [made.pk]
    bind_dues([world.political.pk], on=date(2026, 4, 1))
    assert list(differences()) == []


def test_a_promise_is_seen_as_what_was_decided_is(world: World) -> None:
    sara, made = world.viewer(world.sara), a_promise(world)
    item = made.item
    tokens = set(Audience.objects.filter(record=made.pk).values_list("token", flat=True))
    assert (
        tokens
        == set(Audience.objects.filter(record=item.decision.pk).values_list("token", flat=True))
        != set()
    )
    publish_minutes(item.meeting, viewer=sara)
    made.record.refresh_from_db()
    assert made.record.is_public
    close_item(item, reason="Personsag", viewer=sara)
    made.record.refresh_from_db()
    assert not made.record.is_public
    unpublish(item.meeting, reason="Fejl", viewer=sara)
    open_item(item, reason="Offentlig", viewer=sara)
    withdraw_meeting(item.meeting, reason="Forkert fil", viewer=sara)
    made.record.refresh_from_db()
    assert made.record.withdrawn_at is not None


def test_many_promises_take_as_many_queries_as_few(world: World) -> None:
    sara = world.viewer(world.sara)

    def queries(number: int, held_on: date) -> int:
        many = [an_item(f"Punkt {n}", number=str(n)) for n in range(number)]
        recorded = a_recorded_meeting(sara, world.political, *many, held_on=held_on)
        facts = [CommitmentFacts(one.item_id, Promise("Sygehuset retter fejlen.")) for one in recorded.items]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            record_commitments(facts, text_id=None, viewer=sara)
        return len(captured)

    assert queries(3, date(2026, 1, 9)) == queries(30, date(2026, 2, 9))
