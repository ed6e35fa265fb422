"""What the pages of a meeting, an item and a decision show, to whom, and what they cost."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from papers import (
    a_document,
    a_reading,
    a_recorded_meeting,
    an_item,
    large_minutes,
    minutes_of,
    present,
    words,
)
from people import World, a_person, a_world

from roedtraad.documents.contacts import RUN
from roedtraad.documents.models import MaskedRegion
from roedtraad.meetings.actions import decide, lift_words, mask_words, record_minutes
from roedtraad.meetings.facts import HistoryFacts, SectionFacts
from roedtraad.meetings.models import AgendaItem, Decision, ParticipantFunction, PresenceKind, SectionKind
from roedtraad.meetings.queries import (
    RegisterFilters,
    StepKind,
    decision_page,
    item_page,
    meeting_page,
    on_day,
    register,
    route_of,
)
from roedtraad.meetings.queries.calendar import calendar_of
from roedtraad.publishing.actions import publish_agenda, publish_minutes

pytestmark = pytest.mark.django_db
SECRETARY = "Ring til Sara på 76 63 20 00 eller skriv til sara@vestbaelt.example."


@pytest.fixture
def world() -> World:
    return a_world()


def test_the_page_of_a_meeting_shows_items_people_and_papers(world: World) -> None:
    people = (present(world.mads.person.pk), present(world.lone.person.pk, kind=PresenceKind.APOLOGY))
    recorded = a_recorded_meeting(
        world.viewer(world.sara),
        world.political,
        an_item("Velkomst", points=(), decision=None),
        an_item(number="2", attachments=("Notat",)),
        participants=people,
    )
    page = meeting_page(world.viewer(world.mads), recorded.meeting.record.public_id)
    assert page is not None
    assert [(line.title, line.is_decided, line.outcomes, line.attachments) for line in page.items] == [
        ("Velkomst", False, (), 0),
        ("Trygt hjem fortsætter i 2026", True, ("approved",), 1),
    ]
    assert [(row.person.name, row.whole) for row in page.attendance.rows] == [
        ("Mads Ravn", "present"),
        ("Lone Dalsminde", "apology"),
    ]
    assert [(paper.kind, paper.is_published) for paper in page.papers] == [("minutes", False)]


def test_a_meeting_that_may_not_be_seen_has_no_page(world: World) -> None:
    recorded = a_recorded_meeting(world.viewer(world.sara), world.political)
    item, decision = AgendaItem.objects.get(), Decision.objects.get()
    for user in (None, world.vibe):
        viewer = world.viewer(user)
        assert meeting_page(viewer, recorded.meeting.record.public_id) is None
        assert item_page(viewer, pk=item.pk) is None
        assert decision_page(viewer, decision.record.public_id) is None


def test_an_address_that_leads_nowhere_has_no_page(world: World) -> None:
    ada = world.viewer(world.ada)
    assert meeting_page(ada, "findesik") is None
    assert item_page(ada, record__public_id="findesik") is None
    assert decision_page(ada, "findesik") is None


def test_a_published_agenda_shows_items_and_neither_decisions_nor_people(world: World) -> None:
    sara, karen = world.viewer(world.sara), world.viewer(None)
    absence = SectionFacts(SectionKind.ABSENCE, "Mads Ravn")
    item = replace(an_item(), sections=(absence,))
    recorded = a_recorded_meeting(sara, world.political, item, participants=(present(world.mads.person.pk),))
    recorded.meeting.papers.create(kind="agenda")
    publish_agenda(recorded.meeting, viewer=sara)
    page = meeting_page(karen, recorded.meeting.record.public_id)
    item_seen = item_page(karen, pk=AgendaItem.objects.get().pk)
    assert page is not None
    assert item_seen is not None
    assert [(line.title, line.is_decided) for line in page.items] == [("Trygt hjem fortsætter i 2026", False)]
    assert page.attendance.rows == ()
    assert [paper.kind for paper in page.papers] == ["agenda"]
    assert item_seen.decision is None
    assert item_seen.sections == ()
    assert item_seen.cases[0].points[0].outcomes == ()


def test_contact_data_is_for_the_secretariat_on_every_page(world: World) -> None:
    sara = world.viewer(world.sara)
    item = replace(
        an_item(SECRETARY, decision=SECRETARY, points=(SECRETARY,), attachments=(SECRETARY,)),
        sections=(SectionFacts(SectionKind.CASE, SECRETARY, heading=SECRETARY),),
    )
    recorded = a_recorded_meeting(sara, world.political, item)
    publish_minutes(recorded.meeting, viewer=sara)
    decision = Decision.objects.get()
    for user in (None, world.mads, world.vibe, world.sune):
        viewer = world.viewer(user)
        shown = repr(
            (
                meeting_page(viewer, recorded.meeting.record.public_id).items,  # type: ignore[union-attr]
                _texts(item_page(viewer, pk=decision.item_id)),
                register(viewer, RegisterFilters()).lines[0].title,
                register(viewer, RegisterFilters()).lines[0].text,
            )
        )
        assert "sara@" not in shown
        assert "76 63" not in shown
        assert RUN in shown
    page = item_page(sara, pk=decision.item_id)
    assert page is not None
    assert page.sections[0].text == SECRETARY


def _texts(page: object) -> tuple[object, ...]:
    """The parts of a page that are texts (its rows are shown by them)."""
    return (
        page.line,  # type: ignore[attr-defined]
        page.sections,  # type: ignore[attr-defined]
        [case.points for case in page.cases],  # type: ignore[attr-defined]
        page.decision,  # type: ignore[attr-defined]
        [line.title for line in page.attachments],  # type: ignore[attr-defined]
    )


def test_words_masked_by_hand_in_the_minutes_are_hidden_on_the_pages_too(world: World) -> None:
    sara, karen = world.viewer(world.sara), world.viewer(None)
    text = "Punkt 1. Klage\nBeslutning: Oluf\n  Birkmose får medhold."
    reading = a_reading(a_document(sara, text), text)
    item = replace(an_item("Klage", decision="Oluf Birkmose får medhold.", points=()))
    assert item.decision is not None
    decision = replace(item.decision, citations=(words(text, "Oluf\n  Birkmose får medhold.", "text"),))
    facts = minutes_of(world.political, replace(item, decision=decision))
    recorded = record_minutes(
        replace(facts, document_id=reading.document_id, text_id=reading.pk), viewer=sara
    )
    publish_minutes(recorded.meeting, viewer=sara)
    start = text.index("Oluf")
    region = mask_words(reading, start=start, end=start + 15, reason="Personsag", viewer=sara)
    row = Decision.objects.get()
    for viewer, expected in ((karen, f"{RUN} får medhold."), (sara, "Oluf Birkmose får medhold.")):
        page = decision_page(viewer, row.record.public_id)
        assert page is not None
        assert page.decision.text == expected
        assert register(viewer, RegisterFilters()).lines[0].text == expected
    assert register(karen, RegisterFilters(words="birkmose")).lines == ()
    lift_words(region, reason="Samtykke", viewer=sara)
    assert len(register(karen, RegisterFilters(words="birkmose")).lines) == 1


def test_the_printed_list_of_attachments_is_left_out_where_one_of_them_is_closed(world: World) -> None:
    sara = world.viewer(world.sara)
    listed = SectionFacts(SectionKind.ATTACHMENTS, "Notat\nSkøde")
    item = replace(an_item(attachments=("Notat", "Skøde")), sections=(listed,))
    a_recorded_meeting(sara, world.political, item)
    number = AgendaItem.objects.get().pk
    sections = lambda user: [one.kind for one in item_page(world.viewer(user), pk=number).sections]  # type: ignore[union-attr]  # noqa: E731
    assert sections(world.sune) == ["attachments"]
    AgendaItem.objects.get().attachments.last().attachment.record.audience.all().delete()  # type: ignore[union-attr]
    assert sections(world.sune) == []


def test_an_item_knows_the_items_beside_it_that_may_be_seen(world: World) -> None:
    recorded = a_recorded_meeting(
        world.viewer(world.sara),
        world.political,
        an_item("Velkomst"),
        an_item("Lukket", number="2", is_closed=True),
        an_item("Eventuelt", number="3"),
    )
    last = recorded.items[2].item_id
    for user, before in ((world.sune, "Velkomst"), (world.mads, "Lukket")):
        page = item_page(world.viewer(user), pk=last)
        assert page is not None
        assert page.before is not None
        assert (page.before.title, page.after) == (before, None)


def test_an_item_says_who_was_away_from_it(world: World) -> None:
    people = (
        present(world.mads.person.pk, kind=PresenceKind.ABSENT, first=1, last=1),
        present(world.lone.person.pk, kind=PresenceKind.APOLOGY),
        present(a_person("Gita Holt").pk, first=0, last=0, function=ParticipantFunction.GUEST),
    )
    recorded = a_recorded_meeting(
        world.viewer(world.sara),
        world.political,
        an_item("Et"),
        an_item("To", number="2"),
        participants=people,
    )
    away = [
        [
            (row.person.name, state.value)
            for row, state in item_page(world.viewer(world.mads), pk=item.item_id).away
        ]  # type: ignore[union-attr]
        for item in recorded.items
    ]
    assert away == [
        [("Lone Dalsminde", "apology")],
        [("Mads Ravn", "absent"), ("Lone Dalsminde", "apology")],
    ]


def test_what_is_said_of_a_closed_item_shows_in_no_list_of_people(world: World) -> None:
    """Nobody learns from the list who was disqualified, or came, for an item that they may not see."""
    gita = a_person("Gita Holt")
    note = replace(present(world.lone.person.pk), presences=())
    people = (
        note,
        present(world.mads.person.pk, kind=PresenceKind.DISQUALIFIED, first=1, last=1),
        present(gita.pk, first=1, last=1, function=ParticipantFunction.GUEST),
    )
    recorded = a_recorded_meeting(
        world.viewer(world.sara),
        world.political,
        an_item("Åbent"),
        an_item("Lukket", number="2", is_closed=True),
        participants=people,
    )
    publish_minutes(recorded.meeting, viewer=world.viewer(world.sara))
    rows = {
        name: meeting_page(world.viewer(user), recorded.meeting.record.public_id).attendance.rows  # type: ignore[union-attr]
        for name, user in (("karen", None), ("lone", world.lone))
    }
    assert [(row.person.name, list(row.states)) for row in rows["karen"]] == [
        ("Lone Dalsminde", ["unknown"]),
        ("Mads Ravn", ["unknown"]),
    ]
    assert [row.person.name for row in rows["lone"]] == ["Lone Dalsminde", "Mads Ravn", "Gita Holt"]


# The way of a case


def test_the_route_of_a_case_shows_every_treatment_in_time(world: World) -> None:
    ada = world.viewer(world.ada)
    first = a_recorded_meeting(ada, world.strategic, held_on=date(2026, 1, 22))
    case = first.items[0].case_ids[0]
    item = an_item("Trygt hjem", case_id=case)
    history = (
        HistoryFacts(
            body_as_written="Driftsforum", treated_on="2025-12", item_number="6", result="Anbefalet."
        ),
        HistoryFacts(body_id=world.strategic.pk, treated_on="2026-01-22", result="Indstillet."),
    )
    item = replace(item, cases=(replace(item.cases[0], history=history),))
    second = a_recorded_meeting(ada, world.political, item)
    page = decision_page(ada, Decision.objects.get(pk=second.items[0].decision_id).record.public_id)
    assert page is not None
    (route,) = page.routes
    assert [
        (step.kind, step.body_as_written or step.body, step.on_as_told or step.on) for step in route.steps
    ] == [
        (StepKind.TOLD, "Driftsforum", "2025-12"),
        (StepKind.HELD, world.strategic, date(2026, 1, 22)),
        (StepKind.HELD, world.political, date(2026, 3, 13)),
    ]
    assert route.steps[0].result_as_written == "Anbefalet."
    assert route.steps[2].decision_public_id == page.decision.public_id


def test_each_sees_the_steps_that_they_may(world: World) -> None:
    ada = world.viewer(world.ada)
    first = a_recorded_meeting(ada, world.strategic, held_on=date(2026, 1, 22))
    item = an_item("Trygt hjem", is_closed=True, case_id=first.items[0].case_ids[0])
    history = (HistoryFacts(body_as_written="Driftsforum", treated_on="2025-12-11"),)
    a_recorded_meeting(ada, world.political, replace(item, cases=(replace(item.cases[0], history=history),)))
    case = type(Decision.objects.first().item.cases.first().consideration.case).objects.get()  # type: ignore[union-attr]
    publish_minutes(first.meeting, viewer=ada)
    steps = {
        name: [str(step.body or step.body_as_written) for step in route_of(world.viewer(user), case).steps]
        for name, user in (("karen", None), ("vibe", world.vibe), ("mads", world.mads))
    }
    strategic, political = str(world.strategic), str(world.political)
    assert steps == {
        "karen": [strategic],
        "vibe": [strategic],
        "mads": ["Driftsforum", strategic, political],
    }


# Lists of meetings


def test_a_body_shows_what_comes_and_one_year_of_what_was_held(world: World) -> None:
    ada = world.viewer(world.ada)
    for day in (date(2024, 5, 2), date(2025, 3, 1), date(2025, 9, 1)):
        a_recorded_meeting(ada, world.political, held_on=day)
    joint = replace(
        minutes_of(world.strategic, held_on=date(2025, 6, 1)), joint_body_ids=(world.political.pk,)
    )
    record_minutes(joint, viewer=ada)
    mads = replace(world.viewer(world.mads), on=date(2025, 8, 1))
    shown = calendar_of(mads, world.political)
    assert shown.years == {2024: 1, 2025: 3}
    assert [line.meeting.held_on.month for line in shown.coming] == [9]
    assert (shown.year, [line.meeting.held_on.month for line in shown.held.lines]) == (2025, [6, 3])
    assert shown.held.lines[0].has_minutes
    assert not shown.held.lines[0].has_agenda
    earlier = calendar_of(mads, world.political, year=2024)
    assert (earlier.year, [line.meeting.held_on.month for line in earlier.held.lines]) == (2024, [5])
    first = calendar_of(mads, world.political, limit=1)
    second = calendar_of(mads, world.political, limit=1, older_than=first.held.older)
    assert [line.meeting.held_on.month for line in (*first.held.lines, *second.held.lines)] == [6, 3]
    assert calendar_of(mads, world.political, year=1990).year == 2025  # no such year: the last one
    nothing = calendar_of(world.viewer(None), world.political)
    assert (nothing.years, nothing.coming, nothing.year, nothing.held.lines) == ({}, (), None, ())
    assert [line.meeting.held_on for line in on_day(ada, world.political, date(2025, 6, 1))] == [
        date(2025, 6, 1)
    ]


def test_a_line_counts_the_items_that_may_be_seen(world: World) -> None:
    a_recorded_meeting(
        world.viewer(world.sara), world.political, an_item(), an_item("Lukket", is_closed=True)
    )
    counts = {
        name: calendar_of(world.viewer(user), world.political).held.lines[0].items
        for name, user in (("mads", world.mads), ("sune", world.sune))
    }
    assert counts == {"mads": 2, "sune": 1}


# What it costs


@pytest.mark.parametrize(("items", "people"), [(2, 2), (60, 120)])
def test_pages_cost_the_same_however_large_the_meeting(world: World, items: int, people: int) -> None:
    sara = world.viewer(world.sara)
    reading = a_reading(a_document(sara, "Referat"), f"Referat. {SECRETARY}" * 20)
    persons = tuple(a_person(f"Person {number}").pk for number in range(people))
    facts = large_minutes(world.political, items=items, people=persons, reading=reading)
    recorded = record_minutes(facts, viewer=sara)
    MaskedRegion.objects.create(text=reading, start=0, end=7, kind="other", set_by=world.sara, reason="x")
    publish_minutes(recorded.meeting, viewer=sara)
    decision = Decision.objects.select_related("record").latest("pk")
    pages = {
        "meeting": (11, lambda viewer: meeting_page(viewer, recorded.meeting.record.public_id)),
        "item": (22, lambda viewer: item_page(viewer, pk=decision.item_id)),
        "decision": (28, lambda viewer: decision_page(viewer, decision.record.public_id)),
        "calendar": (4, lambda viewer: calendar_of(viewer, world.political).held.lines),
    }
    for user in (None, world.mads, world.sara):
        viewer = world.viewer(user)
        for name, (limit, page) in pages.items():
            with CaptureQueriesContext(connection) as queries:
                assert page(viewer)
            assert len(queries) <= limit, (name, user, len(queries))


def test_a_decision_without_anything_else_has_a_page(world: World) -> None:
    sara = world.viewer(world.sara)
    a_recorded_meeting(sara, world.political, an_item("Eventuelt", points=(), decision=None))
    item = AgendaItem.objects.get()
    decide(item, text="", viewer=sara)
    decision = Decision.objects.get(item=item)
    page = decision_page(sara, decision.record.public_id)
    assert page is not None
    assert (page.decision.text, page.routes, page.item.cases) == ("", (), ())
