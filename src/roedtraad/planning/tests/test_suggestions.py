"""What is suggested for an agenda, why, and what comes of it."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from papers import a_recorded_meeting, an_agenda, an_item, minutes_of
from people import World, a_world
from promises import a_promise, an_item_of
from refusing import refused

from roedtraad.accounts.models import JournalEntry
from roedtraad.cases.actions import open_case
from roedtraad.commitments.actions import drop, move, report
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import Evidence, Named
from roedtraad.meetings.actions import Particulars, cancel_meeting, plan_meeting, record_minutes
from roedtraad.meetings.models import AgendaItem, Meeting, OutcomeKind
from roedtraad.planning.actions import (
    StandingGiven,
    add_standing_item,
    close_agenda,
    end_standing_item,
    open_agenda,
    take_in,
)
from roedtraad.planning.models import ClosedAgenda, LeftOut, TakenUp
from roedtraad.planning.policy import may_close_agenda
from roedtraad.planning.queries import (
    Suggestion,
    SuggestionKind,
    open_ends,
    sources_of_items,
    suggestions_for,
)

pytestmark = pytest.mark.django_db
HELD_ON = date(2026, 12, 11)
PAST = DueTold("1. juni 2026", "2026-06-01")


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def meeting(world: World) -> Meeting:
    return planned(world)


def planned(world: World, held_on: date = HELD_ON) -> Meeting:
    return plan_meeting(world.political, Particulars(held_on), viewer=world.viewer(world.sara))


def found(world: World, meeting: Meeting, kind: SuggestionKind | None = None) -> list[Suggestion]:
    every = suggestions_for(meeting, viewer=world.viewer(world.sara))
    return [one for one in every if kind is None or one.kind is kind]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_promise_for_the_next_meeting_is_suggested_with_where_it_was_given(
    world: World, meeting: Meeting
) -> None:
    a_promise(world)
    (one,) = found(world, meeting)
    assert (one.kind, one.is_due, one.title) == (
        SuggestionKind.PROMISE,
        True,
        "Der gives status på næste møde.",
    )
    assert plain(one.why) == (
        "Løftet forfalder på dette møde: ”næste møde”. Det blev givet 13. marts 2026 i "
        "Sundhedsklynge Vestbælt – politisk niveau under ”Trygt hjem”."
    )


@pytest.mark.parametrize(
    ("due", "why"),
    [
        (PAST, "Løftet forfaldt 1. juni 2026, 193 dage før mødet."),
        (DueTold("rammen", awaits="rammen", watch_on=date(2026, 12, 1)), "Løftet afventer (”rammen”) og skulle ses efter igen 1. december 2026."),
        (DueTold(watch_on=date(2026, 12, 1)), "Løftet skulle ses efter igen 1. december 2026."),
        (DueTold(edtf="2026-12-11"), "Løftet forfalder 11. december 2026."),
    ],
)  # fmt: skip
def test_each_says_why(world: World, meeting: Meeting, due: DueTold, why: str) -> None:
    a_promise(world, "Sygehuset retter fejlen.", due=due)
    (one,) = found(world, meeting)
    assert plain(one.why).startswith(why)
    assert one.is_due


def test_a_promise_without_a_date_is_suggested_and_stops_nothing(world: World, meeting: Meeting) -> None:
    a_promise(world, "Sygehuset retter fejlen.")
    (one,) = found(world, meeting)
    assert not one.is_due
    assert one.why.startswith("Ingen har sagt, hvornår løftet forfalder.")
    close_agenda(meeting, {}, viewer=world.viewer(world.sara))


def test_a_late_promise_is_suggested_for_every_meeting_until_it_has_ended(world: World) -> None:
    row, sara = a_promise(world, due=PAST), world.viewer(world.sara)
    meetings = [planned(world, date(2026, month, 4)) for month in (6, 9, 12)]
    assert all(open_ends(one, viewer=sara) for one in meetings)
    report(row, Evidence("Sket"), viewer=sara)
    assert all("besvaret" in found(world, one)[0].why for one in meetings)
    drop(row, reason="Nej", viewer=sara)
    assert not any(found(world, one) for one in meetings)


def test_a_promise_for_another_body_or_a_later_day_is_not_suggested(world: World, meeting: Meeting) -> None:
    item = an_item_of(world)
    a_promise(world, "A", item=item, due=replace(PAST, body_id=world.strategic.pk))
    a_promise(world, "B", item=item, due=DueTold("2027", "2027"))
    assert found(world, meeting) == []


def test_a_postponed_item_is_suggested_until_it_is_treated(world: World, meeting: Meeting) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(sara, world.political, an_item("Lægevagt", outcome=OutcomeKind.POSTPONED))
    (one,) = found(world, meeting)
    assert (one.kind, one.is_due, one.title) == (SuggestionKind.POSTPONED, True, "Lægevagt")
    assert plain(one.why) == "Punktet blev udsat på mødet 13. marts 2026 og er ikke behandlet siden."
    item = take_in(meeting, one.kind, one.key, viewer=sara)
    assert item.cases.get().consideration.case_id == recorded.items[0].case_ids[0]
    assert item.sections.get(kind="case").text == "Sagen om Lægevagt."
    assert found(world, planned(world, date(2027, 1, 8))) == [], "it stands on another agenda"
    cancel_meeting(meeting, reason="Sne", viewer=sara)
    assert [one.title for one in found(world, planned(world, date(2027, 2, 8)))] == ["Lægevagt"]


def test_the_same_case_treated_later_is_not_postponed_any_more(world: World, meeting: Meeting) -> None:
    sara = world.viewer(world.sara)
    first = a_recorded_meeting(sara, world.political, an_item("Lægevagt", outcome=OutcomeKind.POSTPONED))
    again = an_item("Lægevagt igen", case_id=first.items[0].case_ids[0])
    record_minutes(minutes_of(world.political, again, held_on=date(2026, 5, 8)), viewer=sara)
    assert found(world, meeting) == []


def test_a_case_that_waits_for_the_body_is_suggested_and_carried(world: World, meeting: Meeting) -> None:
    sara = world.viewer(world.sara)
    case = open_case("Fælles telefonvagt", body=world.political, viewer=sara)
    consideration = case.considerations.get()
    (one,) = found(world, meeting, SuggestionKind.CASE)
    assert (
        one.why
        == "Sagen skal behandles i Sundhedsklynge Vestbælt – politisk niveau og står ikke på en dagsorden endnu."
    )
    item = take_in(meeting, one.kind, one.key, viewer=sara)
    assert item.cases.get().consideration == consideration
    assert found(world, planned(world, date(2027, 1, 8)), SuggestionKind.CASE) == []
    assert found(world, meeting, SuggestionKind.CASE)[0].taken_by == item.pk


def test_a_case_that_an_agenda_read_in_carries_is_not_asked_for_again(world: World) -> None:
    sara = world.viewer(world.sara)
    recorded = record_minutes(an_agenda(world.political, an_item("Lægevagt"), held_on=HELD_ON), viewer=sara)
    (one,) = found(world, recorded.meeting, SuggestionKind.CASE)
    assert (one.title, one.taken_by) == ("Lægevagt", recorded.items[0].item_id)


def test_standing_items_are_suggested_while_they_stand(world: World, meeting: Meeting) -> None:
    sara = world.viewer(world.sara)
    row = add_standing_item(
        world.political, StandingGiven("Godkendelse af dagsorden", minutes_planned=5, valid_from=date(2026, 1, 1)), viewer=sara
    )  # fmt: skip
    (one,) = found(world, meeting)
    item = take_in(meeting, one.kind, one.key, viewer=sara)
    assert (item.title, item.minutes_planned, one.is_due) == ("Godkendelse af dagsorden", 5, False)
    end_standing_item(row, last_day=date(2026, 12, 31), viewer=sara)
    assert found(world, planned(world, date(2027, 1, 8))) == []
    with refused("bodies.keep"):
        add_standing_item(world.political, StandingGiven("X"), viewer=world.viewer(world.mads))
    with refused("planning.no_title"):
        add_standing_item(world.political, StandingGiven(" "), viewer=sara)


def test_taking_a_promise_in_makes_an_item_that_leads_back_to_it(world: World, meeting: Meeting) -> None:
    row, sara = a_promise(world), world.viewer(world.sara)
    item = take_in(meeting, SuggestionKind.PROMISE, row.pk, viewer=sara)
    assert sources_of_items([item.pk])[item.pk][0].source == row.record
    text = plain(item.sections.get().text)
    assert text == (
        "På mødet 13. marts 2026 blev dette lovet: ”Der gives status på næste møde.” Det skyldes af: Mads Ravn."
    )
    assert take_in(meeting, SuggestionKind.PROMISE, row.pk, viewer=sara) == item, "a double click"
    assert TakenUp.objects.count() == 1
    assert found(world, meeting)[0].taken_by == item.pk
    close_agenda(meeting, {}, viewer=sara)
    assert JournalEntry.objects.latest("number").act == "planning.agenda.closed"


def test_what_was_promised_behind_closed_doors_is_taken_up_there(world: World, meeting: Meeting) -> None:
    row = a_promise(world, item=an_item_of(world, is_closed=True))
    item = take_in(meeting, SuggestionKind.PROMISE, row.pk, viewer=world.viewer(world.sara))
    assert AgendaItem.objects.get(pk=item.pk).is_closed


def test_an_agenda_is_not_closed_over_what_is_due_without_a_reason(world: World, meeting: Meeting) -> None:
    sara = world.viewer(world.sara)
    row = a_promise(world, due=PAST)
    with refused("planning.open_ends", saying="Der gives status på næste møde."):
        close_agenda(meeting, {row.pk: "  "}, viewer=sara)
    assert not ClosedAgenda.objects.exists()
    assert may_close_agenda(sara, meeting, reasons_for=[row.pk])
    close_agenda(meeting, {row.pk: "Mads er syg"}, viewer=sara)
    assert LeftOut.objects.get().reason == "Mads er syg"
    assert row.events.last().kind == "passed_over"
    assert found(world, meeting)[0].reason == "Mads er syg"
    later = planned(world, date(2027, 1, 8))
    assert open_ends(later, viewer=sara), "it is due at the next one again"
    with refused("planning.closed"):
        close_agenda(meeting, {}, viewer=sara)
    with refused("planning.closed"):
        take_in(meeting, SuggestionKind.PROMISE, row.pk, viewer=sara)
    with refused("planning.reason"):
        open_agenda(meeting, reason="", viewer=sara)
    open_agenda(meeting, reason="Mads er rask", viewer=sara)
    take_in(meeting, SuggestionKind.PROMISE, row.pk, viewer=sara)
    assert not LeftOut.objects.exists()


def test_a_postponed_item_needs_a_reason_too(world: World, meeting: Meeting) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(sara, world.political, an_item("Lægevagt", outcome=OutcomeKind.POSTPONED))
    with refused("planning.open_ends", saying="Lægevagt"):
        close_agenda(meeting, {}, viewer=sara)
    close_agenda(meeting, {recorded.items[0].item_id: "Afventer regionen"}, viewer=sara)
    assert JournalEntry.objects.filter(act="planning.item.left_out").get().reason == "Afventer regionen"


@pytest.mark.parametrize("who", ["mads", "lone", "vibe", "sune"])
def test_only_who_keeps_the_meeting_makes_its_agenda(world: World, meeting: Meeting, who: str) -> None:
    row, viewer = a_promise(world), world.viewer(getattr(world, who))
    with refused("meetings.keep"):
        take_in(meeting, SuggestionKind.PROMISE, row.pk, viewer=viewer)
    with refused("meetings.keep"):
        close_agenda(meeting, {row.pk: "Nej"}, viewer=viewer)
    assert not AgendaItem.objects.filter(meeting=meeting).exists()


def test_the_agenda_of_a_meeting_that_was_held_is_made_no_more(world: World) -> None:
    item = an_item_of(world)
    with refused("planning.not_planned"):
        close_agenda(item.meeting, {}, viewer=world.viewer(world.sara))


def test_what_one_may_not_see_is_not_suggested(world: World, meeting: Meeting) -> None:
    a_promise(world, item=an_item_of(world, is_closed=True), owners=(Named("Direktionen"),))
    assert suggestions_for(meeting, viewer=world.viewer(world.sune)) == ()
    assert suggestions_for(meeting, viewer=world.viewer(None)) == ()


def test_a_cancelled_meeting_needs_nothing(world: World, meeting: Meeting) -> None:
    a_promise(world)
    cancel_meeting(meeting, reason="Sne", viewer=world.viewer(world.sara))
    meeting.refresh_from_db()
    assert found(world, meeting) == []


def test_something_else_is_not_taken_in(world: World, meeting: Meeting) -> None:
    row, sara = a_promise(world, due=PAST), world.viewer(world.sara)
    move(row, DueTold("2027", "2027"), reason="Senere", viewer=sara)
    with refused("planning.gone"):
        take_in(meeting, SuggestionKind.PROMISE, row.pk, viewer=sara)


def test_many_suggestions_take_as_many_queries_as_few(world: World, meeting: Meeting) -> None:
    sara = world.viewer(world.sara)

    def fill(number: int, day: int) -> None:
        many = [an_item(f"Punkt {n}", number=str(n), outcome=OutcomeKind.POSTPONED) for n in range(number)]
        recorded = a_recorded_meeting(sara, world.political, *many, held_on=date(2026, 1, day))
        for one in recorded.items:
            item = AgendaItem.objects.get(pk=one.item_id)
            a_promise(world, "Der gives status på næste møde.", item=item)
            a_promise(world, "Sygehuset retter fejlen.", item=item)
            open_case(f"Sag {one.item_id}", body=world.political, viewer=sara)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            suggestions_for(meeting, viewer=sara)
        return len(captured)

    fill(1, 3)
    few = queries()
    fill(9, 5)
    assert queries() == few <= 45
    assert len(found(world, meeting)) == 40
