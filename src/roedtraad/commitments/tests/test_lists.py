"""Lists of promises: what stands in them, in which order, and for whom."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from papers import a_document, a_reading, a_recorded_meeting, an_item, words
from people import TODAY, World, a_body, a_world
from promises import HELD_ON, a_promise, an_item_of

from roedtraad.commitments.actions import drop, keep, record_commitments, report
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import CommitmentFacts, Evidence, Named, Promise
from roedtraad.commitments.models import Commitment, DueKind, State
from roedtraad.commitments.queries import (
    CommitmentFilters,
    commitment_page,
    commitments,
    counts,
    due_at,
    of_item,
    open_count,
    undated_for,
)
from roedtraad.commitments.standing import Standing, standing_of, stands
from roedtraad.documents.actions import mask
from roedtraad.meetings.actions import Particulars, plan_meeting
from roedtraad.publishing.actions import publish_minutes

PAST, FUTURE = DueTold("1. juni 2026", "2026-06-01"), DueTold("1. december 2026", "2026-12-01")
EVERY = CommitmentFilters()


@pytest.fixture
def world(db: None) -> World:
    return a_world()


def texts(lines: object) -> list[str]:
    return [line.text for line in lines]  # type: ignore[attr-defined]


def test_the_most_pressing_stand_first_and_what_has_ended_last(world: World) -> None:
    item, sara = an_item_of(world), world.viewer(world.sara)
    kept = a_promise(world, "Holdt", item=item, due=PAST)
    keep(kept, evidence=Evidence("Se bilag"), viewer=sara)
    a_promise(world, "Åbent", item=item, due=FUTURE)
    a_promise(world, "Uden dato", item=item)
    a_promise(world, "Forsinket", item=item, due=PAST)
    drop(a_promise(world, "Bortfaldet", item=item, due=PAST), reason="Fjordby gør det", viewer=sara)
    a_promise(world, "Afventer", item=item, due=DueTold("når rammen foreligger"))
    a_promise(world, "Mere forsinket", item=item, due=DueTold("1. maj 2026", "2026-05-01"))
    page = commitments(sara, EVERY)
    assert texts(page.lines) == [
        "Mere forsinket", "Forsinket", "Uden dato", "Åbent", "Afventer", "Holdt", "Bortfaldet",
    ]  # fmt: skip
    late = page.lines[1]
    assert (late.standing, late.days_late, late.owners[0].name) == (Standing.LATE, 174, "Mads Ravn")
    assert counts(sara, EVERY)[Standing.LATE] == 2
    assert open_count(sara) == 5
    assert page.lines[-1].latest is not None
    assert page.lines[-1].latest.text == "Fjordby gør det"


def test_pages_hold_each_promise_once(world: World) -> None:
    item, sara = an_item_of(world), world.viewer(world.sara)
    for number in range(7):
        row = a_promise(world, f"Løfte {number}", item=item, due=FUTURE)
        if number % 2:
            keep(row, evidence=Evidence("Ja"), viewer=sara)
    found: list[str] = []
    for page in range(1, 5):
        shown = commitments(sara, EVERY, page=page, limit=2)
        found += texts(shown.lines)
        assert shown.has_more == (page < 4)
    assert sorted(found) == [f"Løfte {number}" for number in range(7)]
    assert commitments(sara, EVERY, page=9, limit=2).lines == ()


def test_a_list_can_be_of_a_body_a_person_a_party_or_ones_own(world: World) -> None:
    item, sara, party = an_item_of(world), world.viewer(world.sara), world.mads.person.seats.get().party
    assert party is not None
    a_promise(world, "Mads", item=item)
    a_promise(world, "Fjordby", item=item, owners=(Named(party_id=party.pk),))
    a_promise(world, "Strategisk", item=item, owners=(Named(body_id=world.strategic.pk),))
    a_promise(world, "Ingen", item=item, owners=())

    def found(**filters: object) -> set[str]:
        return set(texts(commitments(sara, CommitmentFilters(**filters)).lines))  # type: ignore[arg-type]

    assert found(person_id=world.mads.person.pk) == {"Mads"}
    assert found(party_id=party.pk) == {"Fjordby"}
    assert found(body_id=world.strategic.pk) == {"Strategisk"}
    assert found(body_id=world.political.pk) == {"Mads", "Fjordby", "Strategisk", "Ingen"}
    assert found(body_id=a_body("Et andet organ", collaboration=world.political.collaboration).pk) == set()
    assert found(lacks_owner=True) == {"Ingen"}
    assert found(given_since=date(2027, 1, 1)) == set()
    mine = commitments(world.viewer(world.mads), CommitmentFilters(is_own=True))
    assert set(texts(mine.lines)) == {"Mads", "Fjordby"}, "he sits for Fjordby"


def test_what_is_due_by_a_meeting_is_also_what_is_late(world: World) -> None:
    item, sara = an_item_of(world), world.viewer(world.sara)
    a_promise(world, "Forsinket", item=item, due=PAST)
    a_promise(world, "På næste møde", item=item, due=DueTold("næste møde"))
    a_promise(world, "Senere", item=item, due=DueTold("2027", "2027"))
    a_promise(
        world, "Når rammen foreligger", item=item, due=DueTold(watch_on=date(2026, 12, 1), awaits="rammen")
    )
    a_promise(
        world, "Andet organ", item=item, due=DueTold("1. maj 2026", "2026-05-01", body_id=world.strategic.pk)
    )
    drop(a_promise(world, "Bortfaldet", item=item, due=PAST), reason="Nej", viewer=sara)
    meeting = plan_meeting(world.political, Particulars(date(2026, 12, 11)), viewer=sara)
    assert Commitment.objects.get(text="På næste møde").due_meeting is None, "nobody has said it anew"
    assert texts(due_at(sara, meeting)) == ["Forsinket", "Når rammen foreligger", "På næste møde"]
    assert texts(undated_for(sara, meeting)) == []
    a_promise(world, "Uden dato", item=item)
    assert texts(undated_for(sara, meeting)) == ["Uden dato"]


def test_a_citizen_sees_what_is_published_and_nothing_of_closed_items(world: World) -> None:
    sara, karen = world.viewer(world.sara), world.viewer(None)
    recorded = a_recorded_meeting(
        sara,
        world.political,
        an_item("Åbent"),
        an_item("Lukket", number="2", is_closed=True),
        held_on=HELD_ON,
    )
    facts = [
        CommitmentFacts(one.item_id, Promise(text, owners=(Named("Skriv til bo@fjordby.example"),)))
        for one, text in zip(recorded.items, ("Åbent løfte", "Lukket løfte"), strict=True)
    ]
    _opened, closed = record_commitments(facts, text_id=None, viewer=sara)
    assert commitments(karen, EVERY).lines == ()
    publish_minutes(recorded.meeting, viewer=sara)
    (line,) = commitments(karen, EVERY).lines
    assert line.text == "Åbent løfte"
    assert "bo@fjordby" not in line.owners[0].name
    assert sum(counts(karen, EVERY).values()) == open_count(karen) == 1
    assert commitment_page(karen, closed.record.public_id) is None
    assert of_item(karen, closed.item_id) == ()
    assert set(texts(commitments(world.viewer(world.mads), EVERY).lines)) == {"Åbent løfte", "Lukket løfte"}
    assert texts(commitments(world.viewer(world.sune), EVERY).lines) == ["Åbent løfte"]


def test_whoever_owes_a_promise_sees_it_before_the_minutes_are_published(world: World) -> None:
    vibe = world.vibe.person
    a_promise(world, "Vibe vender tilbage", owners=(Named(person_id=vibe.pk),))
    assert texts(commitments(world.viewer(world.vibe), EVERY).lines) == ["Vibe vender tilbage"]
    hidden = an_item_of(world, is_closed=True, held_on=date(2026, 4, 4))
    a_promise(world, "Lukket", item=hidden, owners=(Named(person_id=vibe.pk),))
    assert texts(commitments(world.viewer(world.vibe), EVERY).lines) == ["Vibe vender tilbage"]


def test_words_masked_by_hand_are_hidden_in_the_promise_too(world: World) -> None:
    sara, text = world.viewer(world.sara), "Bo Borger får et svar."
    item = an_item_of(world)
    reading = a_reading(a_document(sara, text, body=world.political), text)
    told = CommitmentFacts(item.pk, Promise(text), citations=(words(text, text, "text"),))
    record_commitments([told], text_id=reading.pk, viewer=sara)
    mask(reading, start=0, end=len("Bo Borger"), reason="Navn", viewer=sara)
    assert "Bo Borger" not in repr(commitments(world.viewer(world.mads), EVERY).lines)
    assert "Bo Borger" in repr(commitments(sara, EVERY).lines)


def test_lists_and_pages_take_as_many_queries_for_many_as_for_few(world: World) -> None:
    item, mads = an_item_of(world), world.viewer(world.mads)

    def queries() -> tuple[int, ...]:
        found = []
        for call in (
            lambda: commitments(mads, CommitmentFilters(body_id=world.political.pk)),
            lambda: counts(mads, EVERY),
            lambda: open_count(mads),
            lambda: of_item(mads, item.pk),
            lambda: commitment_page(mads, Commitment.objects.all()[0].record.public_id),
        ):
            with CaptureQueriesContext(connection) as captured:
                call()
            found.append(len(captured))
        return tuple(found)

    first = a_promise(world, "Løfte", item=item)
    report(first, Evidence("Sket"), viewer=mads)
    before = queries()
    for number in range(12):
        report(a_promise(world, f"Løfte {number}", item=item), Evidence("Sket"), viewer=mads)
    assert queries() == before
    assert before[0] <= 12
    assert before[1:4] == (2, 2, 9)


days = st.none() | st.integers(-3, 3).map(lambda number: TODAY + timedelta(number))


class HowItStands(TestCase):
    """The same rule, once in Python and once in the database."""

    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(DueKind), st.sampled_from(State), days, days), max_size=8))
    def test_the_filter_finds_exactly_what_stands_so(
        self, rows: list[tuple[DueKind, State, date | None, date | None]]
    ) -> None:
        world = a_world()
        item = an_item_of(world)
        for number, (kind, state, due_on, watch_on) in enumerate(rows):
            row = a_promise(world, f"Løfte {number}", item=item)
            row.due_kind, row.state, row.due_on, row.watch_on = kind, state, due_on, watch_on
            row.awaits = "noget" if kind in (DueKind.EVENT, DueKind.CONDITION) else ""
            row.ended_on = TODAY if state in (State.KEPT, State.DROPPED) else None
            row.save()
        for standing in Standing:
            found = set(Commitment.objects.filter(stands(standing, on=TODAY)).values_list("pk", flat=True))
            assert found == {
                row.pk for row in Commitment.objects.all() if standing_of(row, on=TODAY) == standing
            }
