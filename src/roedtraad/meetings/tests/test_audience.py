"""Who may see each row of a meeting. A random meeting is held against the rule, said person by person."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papers import a_document, a_reading, a_recorded_meeting, an_item, minutes_of, present
from people import TODAY, World, a_person, a_seat, a_world, somebody

from roedtraad.accounts.models import Record, User
from roedtraad.accounts.policy import may_see
from roedtraad.bodies.models import SeatRole
from roedtraad.cases.models import Attachment, Case
from roedtraad.meetings import audience
from roedtraad.meetings.actions import Listing, add_participant, record_minutes, renew_closed, set_presence
from roedtraad.meetings.facts import AttachmentFacts, ParticipantFacts, PresenceFacts
from roedtraad.meetings.models import (
    AgendaItem,
    Decision,
    Meeting,
    PaperKind,
    Participant,
    ParticipantFunction,
    PresenceKind,
)
from roedtraad.publishing.actions import publish_agenda, publish_minutes

pytestmark = pytest.mark.django_db
NAMES = ("karen", "sara", "mads", "lone", "vibe", "sune", "ada", "gita")


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def gita(world: World) -> User:
    """Somebody without a seat, who is invited to an item."""
    return somebody("Gita Holt", None, SeatRole.GUEST)


def those_who_see(world: World, record: Record, gita: User | None = None) -> set[str]:
    record = Record.objects.get(pk=record.pk)
    users = {name: getattr(world, name, None) for name in NAMES} | ({"gita": gita} if gita else {})
    return {name for name, user in users.items() if may_see(world.viewer(user), record)}


CIRCLE = {"sara", "mads", "lone", "sune", "ada"}
INNER = {"sara", "mads", "lone", "ada"}


def test_open_things_are_for_the_circle_until_they_are_published(world: World) -> None:
    recorded = a_recorded_meeting(world.viewer(world.sara), world.political, an_item(attachments=("Notat",)))
    rows = [
        recorded.meeting.record,
        AgendaItem.objects.get().record,
        Decision.objects.get().record,
        Attachment.objects.get().record,
        Case.objects.get().record,
    ]
    assert [those_who_see(world, row) for row in rows] == [CIRCLE] * 5


def test_closed_things_are_for_the_members(world: World) -> None:
    a_recorded_meeting(
        world.viewer(world.sara), world.political, an_item(is_closed=True, attachments=("Notat",))
    )
    rows = [
        AgendaItem.objects.get().record,
        Decision.objects.get().record,
        Attachment.objects.get().record,
        Case.objects.get().record,
    ]
    assert [those_who_see(world, row) for row in rows] == [INNER] * 4


def test_a_closed_attachment_of_an_open_item_is_for_the_members(world: World) -> None:
    item = replace(an_item(), attachments=(AttachmentFacts("Notat", is_closed=True),))
    a_recorded_meeting(world.viewer(world.sara), world.political, item)
    assert those_who_see(world, Attachment.objects.get().record) == INNER
    assert those_who_see(world, AgendaItem.objects.get().record) == CIRCLE


def test_a_guest_sees_the_closed_item_they_take_part_in_and_no_other(world: World, gita: User) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(
        sara, world.political, an_item(is_closed=True), an_item("Et andet", number="2", is_closed=True)
    )
    first, second = AgendaItem.objects.order_by("order")
    guest = add_participant(
        recorded.meeting, Listing(gita.person, function=ParticipantFunction.GUEST), viewer=sara
    )
    assert "gita" not in those_who_see(world, first.record, gita)
    assert "gita" in those_who_see(world, recorded.meeting.record, gita)
    set_presence(guest, PresenceKind.PRESENT, first=first, viewer=sara)
    assert "gita" in those_who_see(world, first.record, gita)
    assert "gita" not in those_who_see(world, second.record, gita)


def test_a_called_substitute_sees_the_closed_items_of_that_meeting_only(world: World) -> None:
    sara = world.viewer(world.sara)
    this = a_recorded_meeting(sara, world.political, an_item(is_closed=True))
    other = a_recorded_meeting(sara, world.political, an_item(is_closed=True), held_on=date(2026, 6, 1))
    mads = add_participant(this.meeting, Listing(world.mads.person), viewer=sara)
    add_participant(this.meeting, Listing(world.sune.person, in_place_of=mads), viewer=sara)
    assert "sune" in those_who_see(world, AgendaItem.objects.get(meeting=this.meeting).record)
    assert "sune" not in those_who_see(world, AgendaItem.objects.get(meeting=other.meeting).record)


def test_a_substitute_who_sends_apologies_does_not_see_closed_items(world: World) -> None:
    sara = world.viewer(world.sara)
    this = a_recorded_meeting(sara, world.political, an_item(is_closed=True))
    mads = add_participant(this.meeting, Listing(world.mads.person), viewer=sara)
    sune = add_participant(this.meeting, Listing(world.sune.person, in_place_of=mads), viewer=sara)
    set_presence(sune, PresenceKind.APOLOGY, viewer=sara)
    assert "sune" not in those_who_see(world, AgendaItem.objects.get().record)


def test_who_is_disqualified_on_a_closed_item_does_not_see_it(world: World) -> None:
    sara = world.viewer(world.sara)
    this = a_recorded_meeting(
        sara, world.political, an_item(is_closed=True), an_item("Et andet", number="2", is_closed=True)
    )
    first, second = AgendaItem.objects.order_by("order")
    lone = add_participant(this.meeting, Listing(world.lone.person), viewer=sara)
    set_presence(lone, PresenceKind.DISQUALIFIED, first=first, viewer=sara)
    for record in (first.record, first.decision.record, first.cases.get().consideration.case.record):
        assert those_who_see(world, record) == INNER - {"lone"}
    assert those_who_see(world, second.record) == INNER


def test_who_was_disqualified_by_mistake_sees_it_again(world: World) -> None:
    sara = world.viewer(world.sara)
    this = a_recorded_meeting(sara, world.political, an_item(is_closed=True))
    item = AgendaItem.objects.get()
    lone = add_participant(this.meeting, Listing(world.lone.person), viewer=sara)
    set_presence(lone, PresenceKind.DISQUALIFIED, first=item, viewer=sara)
    set_presence(lone, PresenceKind.PRESENT, first=item, viewer=sara)
    assert those_who_see(world, item.record) == INNER


def test_a_second_row_of_a_disqualified_person_gives_nothing(world: World) -> None:
    """Two rows turn out to be one person: who is disqualified under one of them is so under both."""
    sara = world.viewer(world.sara)
    this = a_recorded_meeting(sara, world.political, an_item(is_closed=True))
    item = AgendaItem.objects.get()
    double = a_person("L. Dalsminde")
    type(double).objects.filter(pk=double.pk).update(same_as=world.lone.person)
    row = add_participant(this.meeting, Listing(double), viewer=sara)
    set_presence(row, PresenceKind.DISQUALIFIED, first=item, viewer=sara)
    assert those_who_see(world, item.record) == INNER - {"lone"}


def test_where_somebody_is_disqualified_a_new_member_is_let_in_when_it_is_said_anew(world: World) -> None:
    sara = world.viewer(world.sara)
    this = a_recorded_meeting(sara, world.political, an_item(is_closed=True))
    item = AgendaItem.objects.get()
    lone = add_participant(this.meeting, Listing(world.lone.person), viewer=sara)
    set_presence(lone, PresenceKind.DISQUALIFIED, first=item, viewer=sara)
    a_seat(world.vibe.person, world.political)
    world.mads.person.seats.update(valid_to=date(2026, 1, 1))
    assert renew_closed(world.political, viewer=sara) == 1
    assert those_who_see(world, item.record) == {"sara", "vibe", "ada"}


def test_a_case_is_seen_by_those_who_see_one_of_its_items(world: World) -> None:
    ada = world.viewer(world.ada)
    first = a_recorded_meeting(ada, world.strategic, held_on=date(2026, 1, 22))
    case = Case.objects.get()
    a_recorded_meeting(ada, world.political, an_item("Trygt hjem", is_closed=True, case_id=case.pk))
    assert those_who_see(world, case.record) == {"vibe", *INNER}
    publish_minutes(first.meeting, viewer=ada)
    assert "karen" in those_who_see(world, case.record)


def test_a_file_is_seen_by_those_who_see_what_lists_it(world: World) -> None:
    sara = world.viewer(world.sara)
    document = a_document(sara, "notat", body=world.political)
    closed = replace(
        an_item("Lukket", number="2", is_closed=True),
        attachments=(AttachmentFacts("A", document_id=document.pk),),
    )
    a_recorded_meeting(sara, world.political, closed)
    assert those_who_see(world, document.record) == INNER
    opened = replace(an_item("Åbent"), attachments=(AttachmentFacts("B", document_id=document.pk),))
    a_recorded_meeting(sara, world.political, opened, held_on=date(2026, 6, 1))
    assert those_who_see(world, document.record) == CIRCLE


def test_the_people_on_a_list_are_known_to_those_who_see_the_list(world: World, gita: User) -> None:
    a_recorded_meeting(world.viewer(world.sara), world.political, participants=(present(gita.person.pk),))
    assert those_who_see(world, gita.person.record) >= CIRCLE
    assert "vibe" not in those_who_see(world, gita.person.record)


def test_who_came_for_a_closed_item_only_is_known_to_those_who_see_it(world: World, gita: User) -> None:
    came = present(gita.person.pk, first=0, last=0, function=ParticipantFunction.GUEST)
    recorded = a_recorded_meeting(
        world.viewer(world.sara),
        world.political,
        an_item(is_closed=True),
        an_item("Åbent", number="2"),
        participants=(came,),
    )
    publish_minutes(recorded.meeting, viewer=world.viewer(world.sara))
    assert those_who_see(world, gita.person.record) == INNER


# A random meeting, held against the rule


@dataclass(frozen=True)
class Stated:
    """What is said of somebody: (kind, first, last), without places for the whole meeting."""

    parts: tuple[tuple[PresenceKind, int | None, int | None], ...]

    def at(self, place: int) -> PresenceKind | None:
        """The oracle: whole meeting first, then wide ranges, then narrow ones written over them."""
        state = next((kind for kind, first, _ in self.parts if first is None), None)
        ranges = [part for part in self.parts if part[1] is not None]
        for kind, first, last in sorted(ranges, key=lambda part: part[1] - part[2]):  # type: ignore[operator]
            if first <= place <= last:  # type: ignore[operator]
                state = kind
        return state

    def named(self, place: int) -> bool:
        return any(first is not None and first <= place <= last for _, first, last in self.parts)  # type: ignore[operator]


kinds = st.sampled_from(PresenceKind)
ITEMS = st.integers(1, 4)


@st.composite
def stated(draw: st.DrawFn, items: int) -> Stated:
    parts: list[tuple[PresenceKind, int | None, int | None]] = []
    if draw(st.booleans()):
        parts.append((draw(kinds), None, None))
    widths = draw(st.lists(st.integers(1, items), unique=True, max_size=2))
    for width in widths:
        first = draw(st.integers(0, items - width))
        parts.append((draw(kinds), first, first + width - 1))
    return Stated(tuple(parts))


@st.composite
def meetings(draw: st.DrawFn) -> tuple[list[bool], dict[str, Stated], bool, str]:
    closed = draw(st.lists(st.booleans(), min_size=1, max_size=4))
    people = {name: draw(stated(len(closed))) for name in ("mads", "lone", "sune", "gita")}
    return closed, people, draw(st.booleans()), draw(st.sampled_from(["", "agenda", "minutes"]))


def belongs(name: str, said: Stated, place: int, *, takes_a_place: bool) -> bool:
    """Guest of this very item, or a substitute who is called to it."""
    state = said.at(place)
    if said.named(place) and state is PresenceKind.PRESENT:
        return True
    if name != "sune":
        return False
    if state is None:  # nothing was said of this item: whoever takes part in others only is not called to it
        return takes_a_place and not _only_some(said)
    return state is PresenceKind.PRESENT or (state is PresenceKind.UNKNOWN and takes_a_place)


def _only_some(said: Stated) -> bool:
    """Takes part in some items only: then they are not called to the others."""
    has_whole = any(first is None for _, first, _ in said.parts)
    return not has_whole and any(
        said.at(place) is PresenceKind.PRESENT for place in range(4) if said.named(place)
    )


def expected(
    place: int, closed: list[bool], people: dict[str, Stated], takes_a_place: bool, published: bool
) -> set[str]:
    """The rule, person by person."""
    invited = {
        name for name, said in people.items() if belongs(name, said, place, takes_a_place=takes_a_place)
    }
    disqualified = {name for name, said in people.items() if said.at(place) is PresenceKind.DISQUALIFIED}
    if closed[place]:
        return ({"sara", "mads", "lone"} | invited) - disqualified | {"ada"}
    if published:
        return set(NAMES)
    gita = people["gita"]
    is_guest = gita.at(place) in (PresenceKind.PRESENT, PresenceKind.UNKNOWN) or (
        gita.at(place) is None and not _only_some(gita)
    )
    return CIRCLE | invited | ({"gita"} if is_guest else set())


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(meetings())
def test_every_row_of_a_random_meeting_is_seen_by_exactly_those_whom_the_rule_names(
    world: World, gita: User, drawn: tuple[list[bool], dict[str, Stated], bool, str]
) -> None:
    closed, people, takes_a_place, published = drawn
    with transaction.atomic():
        _held_against_the_rule(world, gita, closed, people, takes_a_place, published)
        transaction.set_rollback(True)


def _held_against_the_rule(
    world: World,
    gita: User,
    closed: list[bool],
    people: dict[str, Stated],
    takes_a_place: bool,
    published: str,
) -> None:
    sara = world.viewer(world.sara)
    persons = {"mads": world.mads, "lone": world.lone, "sune": world.sune, "gita": gita}
    participants = tuple(
        ParticipantFacts(
            person_id=persons[name].person.pk,
            function=ParticipantFunction.GUEST if name == "gita" else ParticipantFunction.MEMBER,
            in_place_of=world.mads.person.pk if name == "sune" and takes_a_place else None,
            presences=tuple(PresenceFacts(*part) for part in said.parts),
        )
        for name, said in people.items()
    )
    items = [
        replace(
            an_item(f"Punkt {place}", number=str(place + 1), is_closed=is_closed),
            attachments=(AttachmentFacts("Åbent bilag"), AttachmentFacts("Lukket bilag", is_closed=True)),
        )
        for place, is_closed in enumerate(closed)
    ]
    recorded = record_minutes(minutes_of(world.political, *items, participants=participants), viewer=sara)
    if published == "agenda":
        recorded.meeting.papers.create(kind=PaperKind.AGENDA)
        publish_agenda(recorded.meeting, viewer=sara)
    elif published:
        publish_minutes(recorded.meeting, viewer=sara)
    for place, item in enumerate(recorded.items):
        should = expected(place, closed, people, takes_a_place, bool(published))
        unpublished = expected(place, closed, people, takes_a_place, False)
        inner = expected(place, [True] * len(closed), people, takes_a_place, False)
        records = Record.objects.in_bulk(
            [item.item_id, item.decision_id, *item.case_ids, *item.attachment_ids]
        )
        seen = {pk: those_who_see(world, record, gita) for pk, record in records.items()}
        assert seen[item.item_id] == should
        assert seen[item.case_ids[0]] == should
        assert seen[item.attachment_ids[0]] == should
        assert seen[item.attachment_ids[1]] == inner
        assert seen[item.decision_id] == (should if published == "minutes" else unpublished)  # type: ignore[index]
    audience.renew([recorded.meeting.pk], on=TODAY)  # said anew, nothing changes


def test_saying_it_anew_writes_nothing(world: World) -> None:
    recorded = a_recorded_meeting(
        world.viewer(world.sara), world.political, participants=(present(world.mads.person.pk),)
    )
    with CaptureQueriesContext(connection) as queries:
        audience.renew([recorded.meeting.pk], on=TODAY)
    assert not [query for query in queries if not query["sql"].lstrip("(").startswith("SELECT")]


@pytest.mark.parametrize("items", [1, 40])
def test_saying_it_anew_costs_the_same_for_any_meeting(  # type: ignore[no-untyped-def]
    world: World, items: int, django_assert_max_num_queries
) -> None:
    rows = [
        an_item(f"Punkt {n}", number=str(n), is_closed=n % 3 == 0, attachments=("A", "B"))
        for n in range(items)
    ]
    recorded = a_recorded_meeting(
        world.viewer(world.sara), world.political, *rows, participants=(present(world.mads.person.pk),)
    )
    with django_assert_max_num_queries(18):
        audience.renew([recorded.meeting.pk], on=TODAY)


def test_a_withdrawn_item_does_not_come_back_by_publishing(world: World) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(sara, world.political)
    item = AgendaItem.objects.get()
    Record.objects.filter(pk=item.pk).update(withdrawn_at="2026-01-01T00:00Z")
    publish_minutes(recorded.meeting, viewer=sara)
    assert those_who_see(world, item.record) == set()
    assert Meeting.objects.get().record.is_public
    assert Participant.objects.count() == 0


def test_the_papers_of_a_meeting_are_seen_with_it(world: World) -> None:
    sara = world.viewer(world.sara)
    reading = a_reading(a_document(sara, "Referat"), "Referat")
    facts = replace(minutes_of(world.political), document_id=reading.document_id, text_id=reading.pk)
    recorded = record_minutes(facts, viewer=sara)
    assert those_who_see(world, reading.document.record) == CIRCLE
    publish_minutes(recorded.meeting, viewer=sara)
    assert "karen" in those_who_see(world, reading.document.record)
