"""A person's presence over the years, and which parties were represented at a meeting."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from papers import a_recorded_meeting, an_item, minutes_of, present
from people import World, a_party, a_person, a_seat, a_world

from roedtraad.bodies.models import PartyKind, Person
from roedtraad.meetings.actions import record_minutes
from roedtraad.meetings.models import ParticipantFunction, PresenceKind
from roedtraad.meetings.queries import presence_of, representation_at, seen_meeting
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def test_a_persons_meetings_stand_newest_first_with_what_was_said_of_each(world: World) -> None:
    sara, mads = world.viewer(world.sara), world.mads.person
    for year, said in (
        (2024, PresenceKind.PRESENT),
        (2025, PresenceKind.APOLOGY),
        (2026, PresenceKind.ABSENT),
    ):
        a_recorded_meeting(
            sara, world.political, participants=(present(mads.pk, kind=said),), held_on=date(year, 3, 1)
        )
    page = presence_of(world.viewer(world.lone), mads)
    assert [(one.meeting.held_on.year, one.states) for one in page.participations] == [
        (2026, ("absent",)),
        (2025, ("apology",)),
        (2024, ("present",)),
    ]
    assert presence_of(world.viewer(None), mads).participations == ()


def test_who_was_there_is_public_with_the_minutes(world: World) -> None:
    sara, mads = world.viewer(world.sara), world.mads.person
    recorded = a_recorded_meeting(sara, world.political, participants=(present(mads.pk),))
    publish_minutes(recorded.meeting, viewer=sara)
    assert [one.was_there for one in presence_of(world.viewer(None), mads).participations] == [True]


def test_a_part_in_closed_items_is_told_to_those_who_see_them(world: World) -> None:
    sara, gita = world.viewer(world.sara), a_person("Gita Holt")
    came = present(gita.pk, first=1, last=1, function=ParticipantFunction.GUEST)
    recorded = a_recorded_meeting(
        sara,
        world.political,
        an_item("Åbent"),
        an_item("Lukket", is_closed=True, number="2"),
        participants=(came,),
    )
    publish_minutes(recorded.meeting, viewer=sara)
    assert presence_of(world.viewer(None), gita).participations == ()
    assert [one.states for one in presence_of(world.viewer(world.mads), gita).participations] == [
        ("outside", "present")
    ]


def test_two_rows_of_one_person_have_one_history(world: World) -> None:
    sara, mads, double = world.viewer(world.sara), world.mads.person, a_person("M. Ravn")
    Person.objects.filter(pk=double.pk).update(same_as=mads)
    double.refresh_from_db()
    a_recorded_meeting(sara, world.political, participants=(present(mads.pk),))
    a_recorded_meeting(sara, world.political, participants=(present(double.pk),), held_on=date(2025, 1, 1))
    for person in (mads, double):
        assert len(presence_of(sara, person).participations) == 2


def test_pages_of_meetings_follow_each_other(world: World) -> None:
    sara, mads = world.viewer(world.sara), world.mads.person
    for number in range(5):
        a_recorded_meeting(
            sara,
            world.political,
            participants=(present(mads.pk),),
            held_on=date(2025, 1, 1) + timedelta(number),
        )
    first = presence_of(sara, mads, limit=3)
    second = presence_of(sara, mads, older_than=first.older, limit=3)
    days = [one.meeting.held_on.day for one in (*first.participations, *second.participations)]
    assert (days, second.older) == ([5, 4, 3, 2, 1], "")


@pytest.mark.parametrize("meetings", [1, 20])
def test_a_history_costs_the_same_however_long(world: World, meetings: int) -> None:
    sara, mads = world.viewer(world.sara), world.mads.person
    for number in range(meetings):
        a_recorded_meeting(
            sara,
            world.political,
            participants=(present(mads.pk),),
            held_on=date(2025, 1, 1) + timedelta(number),
        )
    with CaptureQueriesContext(connection) as queries:
        assert len(presence_of(sara, mads).participations) == meetings
    assert len(queries) <= 4


# Representation


def test_a_party_of_which_nobody_came_shows(world: World) -> None:
    sara = world.viewer(world.sara)
    practice = a_party("Almen praksis", PartyKind.GENERAL_PRACTICE)
    doctors = [a_person("Maja Klitstrøm"), a_person("Henrik Stenvang")]
    for doctor in doctors:
        a_seat(doctor, world.political, party=practice)
    people = (
        present(world.mads.person.pk),
        *(present(doctor.pk, kind=PresenceKind.APOLOGY) for doctor in doctors),
    )
    recorded = a_recorded_meeting(
        sara, world.political, an_item("Et"), an_item("To", number="2"), participants=people
    )
    found = representation_at(sara, seen_meeting(sara, pk=recorded.meeting.pk))  # type: ignore[arg-type]
    assert [(one.party.name, one.seats, one.present, one.is_missing) for one in found] == [
        ("Almen praksis", 2, (0, 0), True),
        ("Fjordby Kommune", 1, (1, 1), False),
    ]


def test_a_party_is_missing_at_the_items_at_which_nobody_was_there_for_it(world: World) -> None:
    sara, hedelund = world.viewer(world.sara), a_party("Hedelund Kommune")
    mayor = a_person("Bente Ravnmose")
    people = (
        replace(
            present(mayor.pk, party_id=hedelund.pk),
            presences=(
                *present(mayor.pk).presences,
                *present(mayor.pk, kind=PresenceKind.ABSENT, first=1, last=1).presences,
            ),
        ),
    )
    recorded = a_recorded_meeting(
        sara, world.political, an_item("Et"), an_item("To", number="2"), participants=people
    )
    found = {
        one.party.name: one
        for one in representation_at(sara, seen_meeting(sara, pk=recorded.meeting.pk))  # type: ignore[arg-type]
    }
    assert found["Hedelund Kommune"].missing_at == (1,)
    assert not found["Hedelund Kommune"].is_missing


def test_a_substitute_stands_for_the_party_and_adds_no_seat(world: World) -> None:
    sara, fjordby = world.viewer(world.sara), world.mads.person.seats.get().party
    assert fjordby is not None
    people = (
        present(world.mads.person.pk, kind=PresenceKind.APOLOGY),
        present(world.sune.person.pk, party_id=fjordby.pk, in_place_of=world.mads.person.pk),
    )
    recorded = a_recorded_meeting(sara, world.political, participants=people)
    (found,) = representation_at(sara, seen_meeting(sara, pk=recorded.meeting.pk))  # type: ignore[arg-type]
    assert (found.seats, found.present, found.is_missing) == (1, (1,), False)


def test_a_party_of_whose_people_nothing_is_said_is_not_called_missing(world: World) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(
        sara, world.political, participants=(present(world.mads.person.pk, kind=PresenceKind.UNKNOWN),)
    )
    (found,) = representation_at(sara, seen_meeting(sara, pk=recorded.meeting.pk))  # type: ignore[arg-type]
    assert not found.is_told
    assert not found.is_missing


def test_guests_and_administration_do_not_represent_their_party(world: World) -> None:
    sara, region = world.viewer(world.sara), a_party("Region Bæltet", PartyKind.REGION)
    people = (present(a_person().pk, party_id=region.pk, function=ParticipantFunction.ADMINISTRATION),)
    recorded = a_recorded_meeting(sara, world.political, participants=people)
    found = representation_at(sara, seen_meeting(sara, pk=recorded.meeting.pk))  # type: ignore[arg-type]
    assert "Region Bæltet" not in {one.party.name for one in found}


def test_who_may_not_read_who_was_there_gets_no_answer(world: World) -> None:
    sara = world.viewer(world.sara)
    recorded = record_minutes(minutes_of(world.political), viewer=sara)
    recorded.meeting.record.is_public = True
    recorded.meeting.record.save()
    karen = world.viewer(None)
    assert representation_at(karen, seen_meeting(karen, pk=recorded.meeting.pk)) == ()  # type: ignore[arg-type]
