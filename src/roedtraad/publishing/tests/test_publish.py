"""Publishing minutes, taking them back, and what that makes public."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from papers import a_document, a_reading, a_recorded_meeting, an_item, large_minutes, minutes_of, present
from people import World, a_person, a_seat, a_world, somebody
from refusing import refused

from roedtraad.accounts.models import JournalEntry, Record
from roedtraad.accounts.policy import may_see
from roedtraad.bodies.models import Body, SeatRole
from roedtraad.cases.models import Attachment, Case
from roedtraad.documents.models import MaskedRegion
from roedtraad.meetings.actions import Particulars, cancel_meeting, plan_meeting, record_minutes
from roedtraad.meetings.models import AgendaItem, Decision, Meeting, PaperKind, ParticipantFunction
from roedtraad.publishing.actions import publish_agenda, publish_many, publish_minutes, unpublish

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def public() -> set[int]:
    return set(Record.objects.filter(is_public=True).values_list("pk", flat=True))


def test_publishing_makes_public_what_is_open_and_nothing_else(world: World) -> None:
    sara, before = world.viewer(world.sara), public()
    reading = a_reading(a_document(sara, "Referat"), "Referat")
    guest = present(a_person("Gita Holt").pk, first=1, last=1, function=ParticipantFunction.GUEST)
    facts = minutes_of(
        world.political,
        an_item("Åbent", attachments=("Notat",)),
        an_item("Lukket", number="2", is_closed=True, attachments=("Skøde",)),
        participants=(present(world.mads.person.pk), guest),
    )
    recorded = record_minutes(
        replace(facts, document_id=reading.document_id, text_id=reading.pk), viewer=sara
    )
    assert public() == before
    paper = publish_minutes(recorded.meeting, viewer=sara)
    assert paper.published_at is not None
    opened = AgendaItem.objects.get(title="Åbent")
    assert public() - before == {
        recorded.meeting.pk,
        opened.pk,
        opened.decision.pk,
        Attachment.objects.get(title="Notat").pk,
        Case.objects.get(title="Åbent").pk,
        reading.document_id,
        world.mads.person.pk,
    }
    assert JournalEntry.objects.latest("number").act == "publishing.minutes.published"


def test_an_agenda_is_published_without_what_is_decided(world: World) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(sara, world.political, participants=(present(world.mads.person.pk),))
    recorded.meeting.papers.create(kind=PaperKind.AGENDA)
    publish_agenda(recorded.meeting, viewer=sara)
    assert AgendaItem.objects.get().record.is_public
    assert not Decision.objects.get().record.is_public
    assert not world.mads.person.record.is_public


@pytest.mark.parametrize("who", ["mads", "lone", "vibe", "sune"])
def test_only_the_secretariat_publishes_and_takes_back(world: World, who: str) -> None:
    recorded = a_recorded_meeting(world.viewer(world.sara), world.political)
    viewer = world.viewer(getattr(world, who))
    with refused("meetings.keep"):
        publish_minutes(recorded.meeting, viewer=viewer)
    with refused("meetings.keep"):
        unpublish(recorded.meeting, reason="Fordi", viewer=viewer)
    assert not AgendaItem.objects.get().record.is_public


def test_a_body_that_does_not_publish_publishes_nothing(world: World) -> None:
    Body.objects.filter(pk=world.political.pk).update(publishes=False)
    recorded = a_recorded_meeting(world.viewer(world.sara), world.political)
    with refused("publishing.policy", saying="politisk niveau"):
        publish_minutes(recorded.meeting, viewer=world.viewer(world.sara))


def test_a_joint_meeting_is_published_if_all_its_bodies_publish(world: World) -> None:
    sara = world.viewer(world.sara)
    Body.objects.filter(pk=world.strategic.pk).update(publishes=False)
    recorded = record_minutes(
        replace(minutes_of(world.political), joint_body_ids=(world.strategic.pk,)), viewer=sara
    )
    with refused("publishing.policy", saying="strategisk"):
        publish_minutes(recorded.meeting, viewer=sara)


def test_there_is_nothing_to_publish_before_there_are_minutes_of_a_meeting_that_was_held(
    world: World,
) -> None:
    sara = world.viewer(world.sara)
    meeting = plan_meeting(world.political, Particulars(sara.on), viewer=sara)
    with refused("publishing.no_paper"):
        publish_minutes(meeting, viewer=sara)
    meeting.papers.create(kind=PaperKind.MINUTES)
    with refused("publishing.not_held"):
        publish_minutes(meeting, viewer=sara)
    meeting.papers.create(kind=PaperKind.AGENDA)
    cancel_meeting(meeting, reason="For få sager", viewer=sara)
    with refused("publishing.not_held"):
        publish_agenda(meeting, viewer=sara)


def test_a_cpr_number_that_a_better_reading_finds_stops_publishing(world: World) -> None:
    sara = world.viewer(world.sara)
    reading = a_reading(a_document(sara, "Referat"), "Referat")
    facts = replace(minutes_of(world.political), document_id=reading.document_id, text_id=reading.pk)
    recorded = record_minutes(facts, viewer=sara)
    a_reading(reading.document, "Borgeren 070761-4285 klagede.", version="2")
    with refused("documents.cpr"):
        publish_minutes(recorded.meeting, viewer=sara)
    MaskedRegion.objects.update(confirmed_by=world.sara)
    publish_minutes(recorded.meeting, viewer=sara)


def test_what_is_taken_back_is_not_public_and_says_why(world: World) -> None:
    sara = world.viewer(world.sara)
    gita = a_person("Gita Holt")
    before = public()
    recorded = a_recorded_meeting(
        sara, world.political, an_item(attachments=("Notat",)), participants=(present(gita.pk),)
    )
    publish_minutes(recorded.meeting, viewer=sara)
    unpublish(recorded.meeting, reason="Forkert beløb i punkt 5", viewer=sara)
    assert public() == before
    assert may_see(world.viewer(world.mads), AgendaItem.objects.get().record)
    assert JournalEntry.objects.latest("number").reason == "Forkert beløb i punkt 5"
    publish_minutes(recorded.meeting, viewer=sara)
    assert AgendaItem.objects.get().record.is_public


def test_taking_back_needs_a_reason_and_something_published(world: World) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(sara, world.political)
    with refused("publishing.not_published"):
        unpublish(recorded.meeting, reason="Fordi", viewer=sara)
    publish_minutes(recorded.meeting, viewer=sara)
    with refused("publishing.reason"):
        unpublish(recorded.meeting, reason=" ", viewer=sara)


def test_people_stay_public_who_are_so_for_another_reason(world: World) -> None:
    sara, rigmor, oluf = world.viewer(world.sara), a_person(), a_person("Oluf Birkmose")
    a_seat(rigmor, world.political, SeatRole.MEMBER)
    gone = somebody("Lis Aabyskov", None, SeatRole.MEMBER).person
    people = tuple(present(person.pk) for person in (rigmor, oluf, gone))
    first = a_recorded_meeting(sara, world.political, participants=people)
    second = record_minutes(
        replace(minutes_of(world.political, participants=people[1:2]), is_another=True), viewer=sara
    )
    publish_minutes(first.meeting, viewer=sara)
    publish_minutes(second.meeting, viewer=sara)
    unpublish(first.meeting, reason="Fejl", viewer=sara)
    known = {person.name for person in (rigmor, oluf, gone) if Record.objects.get(pk=person.pk).is_public}
    assert known == {"Rigmor Sandhave", "Oluf Birkmose"}


def test_many_are_published_and_one_that_cannot_be_stops_no_other(world: World) -> None:
    sara, ada = world.viewer(world.sara), world.viewer(world.ada)
    ours = a_recorded_meeting(sara, world.political).meeting
    theirs = a_recorded_meeting(ada, world.strategic).meeting
    later = record_minutes(replace(minutes_of(world.political), is_another=True), viewer=sara).meeting
    done = publish_many([ours, theirs, later], viewer=sara)
    assert [(one.meeting, one.is_published) for one in done] == [(ours, True), (theirs, False), (later, True)]
    assert done[1].refusal is not None
    assert done[1].refusal.code == "meetings.keep"
    assert Meeting.objects.filter(record__is_public=True).count() == 2


@pytest.mark.parametrize(("items", "people"), [(1, 1), (60, 60)])
def test_publishing_costs_the_same_for_any_meeting(world: World, items: int, people: int) -> None:
    sara = world.viewer(world.sara)
    persons = tuple(a_person(f"Person {number}").pk for number in range(people))
    recorded = record_minutes(large_minutes(world.political, items=items, people=persons), viewer=sara)
    with CaptureQueriesContext(connection) as queries:
        publish_minutes(recorded.meeting, viewer=sara)
    assert len(queries) <= 30
