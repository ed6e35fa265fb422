"""Recording what minutes say: everything in one transaction, each fact with its words, nothing public."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from papers import (
    HELD_ON,
    a_document,
    a_reading,
    a_recorded_meeting,
    an_item,
    large_minutes,
    minutes_of,
    present,
    words,
)
from people import World, a_body, a_party, a_person, a_seat, a_world
from refusing import refused

from roedtraad.accounts.models import JournalEntry, Record
from roedtraad.accounts.policy import may_see
from roedtraad.bodies.models import SeatRole
from roedtraad.cases.models import Act, Case, Consideration
from roedtraad.documents.actions import confirm_mask
from roedtraad.documents.models import Citation, Document, MaskedRegion
from roedtraad.documents.queries import source_of
from roedtraad.meetings.actions import record_minutes
from roedtraad.meetings.facts import (
    AttachmentFacts,
    CaseFacts,
    ConsentFacts,
    DecisionFacts,
    HistoryFacts,
    ItemFacts,
    MeetingFacts,
    OutcomeFacts,
    ParticipantFacts,
    PointFacts,
    PresenceFacts,
    SectionFacts,
    StatementFacts,
    VoteFacts,
)
from roedtraad.meetings.models import (
    AgendaItem,
    Decision,
    Meeting,
    MeetingKind,
    MeetingState,
    OutcomeKind,
    Participant,
    ParticipantFunction,
    PartyConsent,
    PresenceKind,
    SectionKind,
    Statement,
    Vote,
)

pytestmark = pytest.mark.django_db
TEXT = """Referat af møde den 13. marts 2026 kl. 10.00 på Fjordby Rådhus
Til stede: Mads Ravn
Punkt 4. Trygt hjem fortsætter
Det indstilles, at politisk niveau
1. godkender, at Trygt hjem fortsætter
2. tager midtvejsstatus til efterretning
Beslutning: Punkt 1 blev godkendt, idet der følges op i november. Punkt 2 blev taget til efterretning.
Bilag: Midtvejsstatus
"""


@pytest.fixture
def world() -> World:
    return a_world()


def the_facts(world: World) -> MeetingFacts:
    """The minutes above, as an importer reads them."""
    reading = a_reading(a_document(world.viewer(world.sara), TEXT), TEXT)
    item = ItemFacts(
        number="4",
        title="Trygt hjem fortsætter",
        citations=(words(TEXT, "Trygt hjem fortsætter", "title"),),
        stretches=((TEXT.index("Punkt 4"), len(TEXT)),),
        sections=(
            SectionFacts(
                SectionKind.RECOMMENDATION,
                "Det indstilles, at politisk niveau …",
                citations=(words(TEXT, "Det indstilles, at politisk niveau", "text"),),
            ),
        ),
        cases=(
            CaseFacts(
                recommender_as_written="Fagligt strategisk niveau",
                file_numbers=("26/4711",),
                points=(
                    PointFacts(
                        "godkender, at Trygt hjem fortsætter",
                        Act.APPROVE,
                        "1",
                        (words(TEXT, "godkender, at Trygt hjem fortsætter", "text"),),
                    ),
                    PointFacts("tager midtvejsstatus til efterretning", Act.NOTE, "2"),
                ),
                history=(
                    HistoryFacts(body_as_written="Driftsforum", treated_on="2025-12-11", item_number="6"),
                ),
            ),
        ),
        attachments=(AttachmentFacts("Midtvejsstatus", citations=(words(TEXT, "Midtvejsstatus", "title"),)),),
        decision=DecisionFacts(
            text="Punkt 1 blev godkendt, idet der følges op i november. Punkt 2 blev taget til efterretning.",
            heading="Beslutning",
            outcomes=(
                OutcomeFacts(
                    OutcomeKind.APPROVED,
                    point=0,
                    is_changed=True,
                    remark="følges op i november",
                    citations=(words(TEXT, "Punkt 1 blev godkendt", "kind"),),
                ),
                OutcomeFacts(OutcomeKind.NOTED, point=1),
            ),
            citations=(words(TEXT, "Punkt 1 blev godkendt, idet der følges op i november", "text"),),
        ),
    )
    return MeetingFacts(
        body_id=world.political.pk,
        held_on=HELD_ON,
        document_id=reading.document_id,
        text_id=reading.pk,
        start_time=time(10),
        place="Fjordby Rådhus",
        participants=(replace(present(world.mads.person.pk), citations=(words(TEXT, "Mads Ravn", "name"),)),),
        items=(item,),
        citations=(words(TEXT, "13. marts 2026", "held_on"),),
    )


def test_minutes_become_a_meeting_with_everything_in_it(world: World) -> None:
    recorded = record_minutes(the_facts(world), viewer=world.viewer(world.sara))
    meeting = Meeting.objects.get()
    assert recorded.meeting == meeting
    assert recorded.is_new
    assert (meeting.held_on, meeting.start_time, meeting.place) == (HELD_ON, time(10), "Fjordby Rådhus")
    assert meeting.state == MeetingState.HELD
    item = AgendaItem.objects.get()
    assert (item.number, item.title, item.order) == ("4", "Trygt hjem fortsætter", 1)
    decision = item.decision
    assert decision.text.startswith("Punkt 1 blev godkendt")
    assert [(row.point.number, row.kind, row.is_changed) for row in decision.outcomes.order_by("pk")] == [
        ("1", "approved", True),
        ("2", "noted", False),
    ]
    told, own = Consideration.objects.order_by("order")
    assert (told.body_as_written, told.treated_on, told.told_by) == ("Driftsforum", "2025-12-11", item.record)
    assert (own.body, own.recommender_as_written) == (world.political, "Fagligt strategisk niveau")
    assert [point.text for point in own.points.all()] == [
        "godkender, at Trygt hjem fortsætter",
        "tager midtvejsstatus til efterretning",
    ]
    assert item.attachments.get().attachment.title == "Midtvejsstatus"
    assert Case.objects.get().file_numbers.get().number == "26/4711"
    assert meeting.participants.get().seat == world.mads.person.seats.get()
    assert meeting.papers.get().document == Document.objects.get()


def test_every_fact_cites_its_words(world: World) -> None:
    recorded = record_minutes(the_facts(world), viewer=world.viewer(world.sara))
    sara, item, decision = world.viewer(world.sara), AgendaItem.objects.get(), Decision.objects.get()
    participant, point = Participant.objects.get(), recorded.items[0].point_ids[0]
    facts = [
        (recorded.meeting.record, "held_on", "13. marts 2026"),
        (recorded.meeting.record, f"participant.{participant.pk}.name", "Mads Ravn"),
        (item.record, "title", "Trygt hjem fortsætter"),
        (item.record, "section.recommendation.text", "Det indstilles, at politisk niveau"),
        (item.record, f"point.{point}.text", "godkender, at Trygt hjem fortsætter"),
        (Record.objects.get(pk=recorded.items[0].attachment_ids[0]), "title", "Midtvejsstatus"),
        (decision.record, "text", "Punkt 1 blev godkendt, idet der følges op i november"),
        (decision.record, "outcome.approved", "Punkt 1 blev godkendt"),
    ]
    for record, field, quote in facts:
        source = source_of(sara, record, field)
        assert source is not None, field
        assert source.quote == quote
        assert " ".join(TEXT[source.spans[0][0] : source.spans[-1][1]].split()) == quote
    assert recorded.citations == Citation.objects.count() == len(facts) + 1  # and the stretch of the item


def test_nothing_is_public_by_being_recorded(world: World) -> None:
    before = set(Record.objects.filter(is_public=True).values_list("pk", flat=True))
    record_minutes(the_facts(world), viewer=world.viewer(world.sara))
    assert set(Record.objects.filter(is_public=True).values_list("pk", flat=True)) == before
    assert may_see(world.viewer(world.mads), AgendaItem.objects.get().record)
    assert not may_see(world.viewer(world.vibe), AgendaItem.objects.get().record)


def test_one_act_is_written_in_the_journal(world: World) -> None:
    facts = the_facts(world)
    before = JournalEntry.objects.count()
    recorded = record_minutes(facts, viewer=world.viewer(world.sara))
    entry = JournalEntry.objects.order_by("-number")[0]
    assert JournalEntry.objects.count() == before + 1
    assert (entry.act, entry.record, entry.actor) == (
        "meetings.minutes.recorded",
        recorded.meeting.record,
        world.sara,
    )


@pytest.mark.parametrize("who", ["mads", "lone", "vibe", "sune"])
def test_who_is_not_of_the_secretariat_records_nothing(world: World, who: str) -> None:
    with refused("bodies.keep"):
        record_minutes(minutes_of(world.political), viewer=world.viewer(getattr(world, who)))
    assert not Meeting.objects.exists()


def test_a_secretary_does_not_record_for_another_body(world: World) -> None:
    with refused("bodies.keep"):
        record_minutes(minutes_of(world.strategic), viewer=world.viewer(world.sara))


# The same meeting twice is a question


def test_the_same_minutes_twice_are_refused_and_nothing_is_doubled(world: World) -> None:
    facts = the_facts(world)
    record_minutes(facts, viewer=world.viewer(world.sara))
    with refused("meetings.document_recorded"):
        record_minutes(facts, viewer=world.viewer(world.sara))
    assert Meeting.objects.count() == AgendaItem.objects.count() == 1


def test_other_minutes_of_the_same_meeting_are_a_question(world: World) -> None:
    sara = world.viewer(world.sara)
    a_recorded_meeting(sara, world.political)
    with refused("meetings.recorded_twice", saying="13. marts 2026"):
        a_recorded_meeting(sara, world.political)
    assert Meeting.objects.count() == 1


def test_a_person_can_say_that_it_is_another_meeting_on_the_same_day(world: World) -> None:
    sara = world.viewer(world.sara)
    a_recorded_meeting(sara, world.political)
    record_minutes(replace(minutes_of(world.political), is_another=True), viewer=sara)
    assert Meeting.objects.count() == 2


def test_two_meetings_on_a_day_are_told_apart_by_the_hour(world: World) -> None:
    sara = world.viewer(world.sara)
    agenda = replace(minutes_of(world.political), paper="agenda", items=(an_item(decision=None),))
    record_minutes(replace(agenda, start_time=time(9)), viewer=sara)
    with refused("meetings.which"):
        record_minutes(replace(agenda, start_time=time(13)), viewer=sara)
    record_minutes(replace(agenda, start_time=time(13), is_another=True), viewer=sara)
    with refused("meetings.which"):
        record_minutes(minutes_of(world.political), viewer=sara)
    recorded = record_minutes(replace(minutes_of(world.political), start_time=time(13)), viewer=sara)
    assert recorded.meeting.start_time == time(13)
    assert Meeting.objects.count() == 2


def test_the_meeting_of_a_named_key_is_the_meeting(world: World) -> None:
    sara = world.viewer(world.sara)
    first = a_recorded_meeting(sara, world.political)
    with refused("meetings.recorded_twice"):
        record_minutes(replace(minutes_of(world.political), meeting_id=first.meeting.pk), viewer=sara)


def test_meetings_of_other_bodies_on_the_same_day_are_other_meetings(world: World) -> None:
    ada = world.viewer(world.ada)
    a_recorded_meeting(ada, world.political)
    a_recorded_meeting(ada, world.strategic)
    assert Meeting.objects.count() == 2


# What stops acceptance


def test_a_cpr_number_stops_acceptance_until_a_person_has_dealt_with_it(world: World) -> None:
    sara = world.viewer(world.sara)
    text = "Borgeren 070761-4285 klagede."
    reading = a_reading(a_document(sara, text), text)
    facts = replace(minutes_of(world.political), document_id=reading.document_id, text_id=reading.pk)
    with refused("documents.cpr"):
        record_minutes(facts, viewer=sara)
    confirm_mask(MaskedRegion.objects.get(), viewer=sara)
    assert record_minutes(facts, viewer=sara).is_new


def test_a_document_of_others_cannot_be_recorded(world: World) -> None:
    document = a_document(world.viewer(world.ada), "andres", body=world.strategic)
    with refused("documents.keep"):
        record_minutes(
            replace(minutes_of(world.political), document_id=document.pk), viewer=world.viewer(world.sara)
        )


def test_a_file_of_others_cannot_be_listed_and_so_shown(world: World) -> None:
    document = a_document(world.viewer(world.ada), "andres", body=world.strategic)
    item = replace(an_item(), attachments=(AttachmentFacts("Notat", document_id=document.pk),))
    with refused("documents.list"):
        a_recorded_meeting(world.viewer(world.sara), world.political, item)


def test_a_case_that_may_not_be_seen_cannot_be_treated(world: World) -> None:
    recorded = a_recorded_meeting(world.viewer(world.ada), world.strategic)
    with refused("meetings.case"):
        a_recorded_meeting(
            world.viewer(world.sara), world.political, an_item(case_id=recorded.items[0].case_ids[0])
        )


def test_a_closed_case_cannot_be_put_under_an_open_item(world: World) -> None:
    sara = world.viewer(world.sara)
    closed = a_recorded_meeting(sara, world.political, an_item("Køb af grund", is_closed=True))
    case = closed.items[0].case_ids[0]
    later = date(2026, 6, 1)
    with refused("meetings.closed_case"):
        a_recorded_meeting(sara, world.political, an_item("Budget", case_id=case), held_on=later)
    a_recorded_meeting(sara, world.political, an_item("Grund", case_id=case, is_closed=True), held_on=later)


def test_a_destroyed_document_cannot_be_recorded(world: World) -> None:
    facts = the_facts(world)
    Document.objects.update(purged_at="2026-01-01T00:00Z", purged_by=world.sara, purge_reason="x")
    with refused("documents.purged"):
        record_minutes(facts, viewer=world.viewer(world.sara))


def test_facts_that_contradict_themselves_record_nothing(world: World) -> None:
    sara = world.viewer(world.sara)
    wrong_point = replace(
        an_item(), decision=DecisionFacts(outcomes=(OutcomeFacts(OutcomeKind.APPROVED, point=5),))
    )
    wrong_range = (
        replace(present(world.mads.person.pk), presences=(PresenceFacts(PresenceKind.ABSENT, 0, 7),)),
    )
    nobody = (present(world.mads.person.pk, in_place_of=world.lone.person.pk),)
    for facts in (
        minutes_of(world.political, wrong_point),
        minutes_of(world.political, participants=wrong_range),
        minutes_of(world.political, participants=nobody),
    ):
        with pytest.raises((ValueError, IndexError)):
            record_minutes(facts, viewer=sara)
    assert not Record.objects.filter(kind__in=["meeting", "item", "decision", "case"]).exists()


# The records, where a shortcut would hurt


def test_the_file_number_printed_on_every_item_joins_nothing(world: World) -> None:
    a_recorded_meeting(world.viewer(world.sara), world.political, an_item("Et"), an_item("To", number="2"))
    assert set(AgendaItem.objects.values_list("file_number", flat=True)) == {"26/4711"}
    assert Case.objects.count() == 2


def test_an_item_may_treat_several_cases_or_none(world: World) -> None:
    several = replace(
        an_item("Klyngemidler"),
        cases=tuple(
            CaseFacts(title=title, points=(PointFacts(f"at {title} støttes"),)) for title in ("A", "B")
        ),
        decision=DecisionFacts(outcomes=(OutcomeFacts(OutcomeKind.REJECTED, point=1),)),
    )
    none = an_item("Velkomst", number="2", points=())
    recorded = a_recorded_meeting(world.viewer(world.sara), world.political, several, none)
    assert [len(item.case_ids) for item in recorded.items] == [2, 0]
    rejected = Decision.objects.get(pk=recorded.items[0].decision_id).outcomes.get()
    assert rejected.point.consideration.case.title == "B"


def test_the_same_case_in_two_bodies_has_two_considerations(world: World) -> None:
    ada = world.viewer(world.ada)
    first = a_recorded_meeting(ada, world.strategic, held_on=date(2026, 1, 22))
    case = first.items[0].case_ids[0]
    a_recorded_meeting(ada, world.political, an_item("Trygt hjem", case_id=case))
    rows = Consideration.objects.filter(case=case).order_by("order")
    assert [row.body for row in rows] == [world.strategic, world.political]


def test_an_item_without_recommendation_can_have_a_decision(world: World) -> None:
    a_recorded_meeting(world.viewer(world.sara), world.political, an_item("Eventuelt", points=()))
    outcome = Decision.objects.get().outcomes.get()
    assert (outcome.point, outcome.kind) == (None, OutcomeKind.APPROVED)


def test_an_item_without_a_decision_has_none(world: World) -> None:
    a_recorded_meeting(world.viewer(world.sara), world.political, an_item(decision=None))
    assert not Decision.objects.exists()


def test_statements_votes_and_consents_hang_on_the_decision(world: World) -> None:
    fjordby = a_party()
    decision = DecisionFacts(
        text="Vedtaget",
        statements=(
            StatementFacts(Statement.Kind.RESERVATION, "Afhænger af bevilling.", party_id=fjordby.pk),
        ),
        votes=(
            VoteFacts(Vote.Side.IN_FAVOUR, count=7),
            VoteFacts(Vote.Side.AGAINST, person_id=world.mads.person.pk),
            VoteFacts(Vote.Side.AGAINST, ballot=2, as_written="Ø", count=99_999),
        ),
        consents=(
            ConsentFacts(fjordby.pk, PartyConsent.Answer.RESERVES),
            ConsentFacts(fjordby.pk, PartyConsent.Answer.AGREES),
        ),
    )
    a_recorded_meeting(world.viewer(world.sara), world.political, replace(an_item(), decision=decision))
    row = Decision.objects.get()
    assert row.statements.get().party == fjordby
    assert [(vote.ballot, vote.side, vote.count) for vote in row.votes.order_by("pk")] == [
        (1, "in_favour", 7),
        (1, "against", None),
        (2, "against", None),  # a number that cannot be meant
    ]
    assert row.consents.get().answer == "reserves"


def test_the_same_outcome_told_twice_is_one(world: World) -> None:
    twice = DecisionFacts(
        outcomes=(
            OutcomeFacts(OutcomeKind.APPROVED, point=0),
            OutcomeFacts(OutcomeKind.APPROVED, point=0, is_changed=True),
        )
    )
    a_recorded_meeting(world.viewer(world.sara), world.political, replace(an_item(), decision=twice))
    assert Decision.objects.get().outcomes.get().is_changed


def test_somebody_listed_twice_takes_part_once_with_all_that_is_said_of_them(world: World) -> None:
    mads = world.mads.person.pk
    people = (
        ParticipantFacts(mads, title="byrådsmedlem"),
        ParticipantFacts(
            mads,
            ParticipantFunction.MEMBER,
            letter="V",
            presences=(PresenceFacts(PresenceKind.APOLOGY),),
        ),
    )
    a_recorded_meeting(world.viewer(world.sara), world.political, participants=people)
    row = Participant.objects.get()
    assert (row.title, row.letter, row.function) == ("byrådsmedlem", "V", "member")
    assert row.presences.get().kind == "apology"


def test_a_substitute_stands_in_the_place_of_a_named_person(world: World) -> None:
    people = (
        present(world.mads.person.pk, kind=PresenceKind.APOLOGY),
        present(world.sune.person.pk, in_place_of=world.mads.person.pk),
    )
    a_recorded_meeting(world.viewer(world.sara), world.political, participants=people)
    row = Participant.objects.get(person=world.sune.person)
    assert row.in_place_of == Participant.objects.get(person=world.mads.person)


def test_a_joint_meeting_is_a_meeting_of_all_its_bodies(world: World) -> None:
    facts = replace(
        minutes_of(world.political),
        kind=MeetingKind.JOINT,
        joint_body_ids=(world.strategic.pk, world.political.pk),
    )
    record_minutes(facts, viewer=world.viewer(world.sara))
    item = AgendaItem.objects.get()
    assert may_see(world.viewer(world.vibe), item.record)
    assert Meeting.objects.get().bodies.get().body == world.strategic


def test_the_seat_of_that_day_is_found_also_when_it_has_ended_since(world: World) -> None:
    person, fjordby = a_person("Oluf Birkmose"), a_party()
    seat = a_seat(
        person, world.political, party=fjordby, valid_from=date(2022, 1, 1), valid_to=date(2026, 4, 1)
    )
    a_seat(person, world.political, SeatRole.SUBSTITUTE, valid_from=date(2026, 4, 2))
    a_recorded_meeting(world.viewer(world.sara), world.political, participants=(present(person.pk),))
    assert Participant.objects.get().seat == seat


# Texts as documents have them


def test_a_title_of_any_length_is_recorded_and_the_citation_keeps_all_of_it(world: World) -> None:
    sara, title = world.viewer(world.sara), "meget lang titel " * 60
    reading = a_reading(a_document(sara, title), title)
    item = replace(
        an_item(title), citations=(words(title, title.strip(), "title"),), number="1234567890123456"
    )
    facts = replace(minutes_of(world.political, item), document_id=reading.document_id, text_id=reading.pk)
    record_minutes(facts, viewer=sara)
    row = AgendaItem.objects.get()
    assert 490 < len(row.title) <= 500
    assert row.title.endswith("…")
    assert Citation.objects.get(record=row.record, field="title").quote == " ".join(title.split())


def test_characters_that_no_database_keeps_are_replaced(world: World) -> None:
    a_recorded_meeting(
        world.viewer(world.sara), world.political, an_item("Et\x00punkt", decision="Godkendt\x00 \ud800.")
    )
    assert Decision.objects.get().text == "Godkendt\ufffd \ufffd."


def test_minutes_with_nothing_in_them_are_a_meeting(world: World) -> None:
    record_minutes(MeetingFacts(world.political.pk, HELD_ON), viewer=world.viewer(world.sara))
    assert Meeting.objects.get().held_on == HELD_ON


# What it costs

MOST_QUERIES = 52
MOST_QUERIES_ON_SQLITE = 63  # Django sends at most 999 values at a time there


def cost(world: World, *, items: int, people: int) -> int:
    sara = world.viewer(world.sara)
    reading = a_reading(a_document(sara, f"Referat {items}"), "Referat")
    persons = tuple(a_person(f"Person {number}").pk for number in range(people))
    facts = large_minutes(world.political, items=items, people=persons, reading=reading)
    with CaptureQueriesContext(connection) as queries:
        record_minutes(facts, viewer=sara)
    return len(queries)


@pytest.mark.parametrize(("items", "people"), [(1, 1), (10, 15), (60, 120)])
def test_minutes_cost_the_same_number_of_queries_however_long(world: World, items: int, people: int) -> None:
    limit = MOST_QUERIES if connection.vendor == "postgresql" else MOST_QUERIES_ON_SQLITE
    assert cost(world, items=items, people=people) <= limit


def test_an_archive_does_not_make_the_next_minutes_dearer(world: World) -> None:
    sara = world.viewer(world.sara)
    few = cost(world, items=3, people=3)
    for month in range(1, 13):
        a_recorded_meeting(
            sara, world.political, an_item(), an_item("To", number="2"), held_on=date(2020, month, 1)
        )
    body = a_body("Driftsforum", collaboration=world.political.collaboration)
    with CaptureQueriesContext(connection) as queries:
        record_minutes(large_minutes(body, items=3), viewer=world.viewer(world.ada))
    assert len(queries) <= few
