"""The agenda and the minutes of one meeting meet: the minutes say what was decided under the same items."""

from dataclasses import replace
from datetime import time

import pytest
from papers import a_document, a_reading, an_agenda, an_item, minutes_of, present, words
from people import World, a_person, a_world
from refusing import refused

from roedtraad.cases.models import Attachment, Case, RecommendationPoint
from roedtraad.documents.models import Citation, MaskedRegion
from roedtraad.meetings.actions import RecordedMeeting, decide, record_minutes, set_presence
from roedtraad.meetings.facts import AttachmentFacts, MeetingFacts, PresenceFacts, SectionFacts
from roedtraad.meetings.models import (
    AgendaItem,
    Decision,
    ItemSection,
    Meeting,
    MeetingState,
    OutcomeKind,
    PaperKind,
    Participant,
    ParticipantFunction,
    PresenceKind,
    SectionKind,
)
from roedtraad.meetings.queries import meeting_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def both(
    world: World, agenda: MeetingFacts, minutes: MeetingFacts
) -> tuple[RecordedMeeting, RecordedMeeting]:
    sara = world.viewer(world.sara)
    return record_minutes(agenda, viewer=sara), record_minutes(minutes, viewer=sara)


def titles() -> list[str]:
    return list(AgendaItem.objects.order_by("order").values_list("title", flat=True))


def test_the_minutes_fill_in_what_was_decided(world: World) -> None:
    agenda, minutes = both(world, an_agenda(world.political), minutes_of(world.political))
    assert minutes.meeting == agenda.meeting
    assert not minutes.is_new
    assert minutes.items[0].item_id == agenda.items[0].item_id
    assert Decision.objects.get().item_id == agenda.items[0].item_id
    assert Meeting.objects.get().state == MeetingState.HELD
    assert [(paper.kind, paper.version) for paper in agenda.meeting.papers.order_by("kind")] == [
        ("agenda", 1),
        ("minutes", 1),
    ]


def test_an_agenda_leaves_the_meeting_planned_and_undecided(world: World) -> None:
    record_minutes(an_agenda(world.political), viewer=world.viewer(world.sara))
    assert Meeting.objects.get().state == MeetingState.PLANNED
    assert not Decision.objects.exists()


def test_the_outcome_is_about_the_point_of_the_agenda(world: World) -> None:
    both(world, an_agenda(world.political), minutes_of(world.political))
    assert RecommendationPoint.objects.count() == Case.objects.count() == 1


def test_a_point_that_only_the_minutes_have_is_added(world: World) -> None:
    longer = an_item(points=("at Trygt hjem fortsætter til årets udgang", "at der følges op i november"))
    both(world, an_agenda(world.political), minutes_of(world.political, longer))
    assert [point.order for point in RecommendationPoint.objects.order_by("order")] == [1, 2]


def test_the_order_of_the_minutes_counts(world: World) -> None:
    first, second, third = (
        an_item(f"Punkt om {word}", number="") for word in ("klynger", "penge", "eventuelt")
    )
    both(
        world,
        an_agenda(world.political, first, second, third),
        minutes_of(world.political, third, first, second),
    )
    assert titles() == ["Punkt om eventuelt", "Punkt om klynger", "Punkt om penge"]


def test_what_was_added_at_the_meeting_stands_where_the_minutes_have_it_and_is_marked(world: World) -> None:
    first, last, new = an_item("Velkomst"), an_item("Eventuelt", number="3"), an_item("Lægevagt", number="2")
    both(world, an_agenda(world.political, first, last), minutes_of(world.political, first, new, last))
    assert titles() == ["Velkomst", "Lægevagt", "Eventuelt"]
    assert AgendaItem.objects.get(title="Lægevagt").is_supplementary


def test_an_item_that_was_not_treated_stays_after_the_one_before_it(world: World) -> None:
    first, second, third = (
        an_item(f"Punkt om {word}", number="") for word in ("klynger", "penge", "eventuelt")
    )
    both(world, an_agenda(world.political, first, second, third), minutes_of(world.political, first, third))
    assert titles() == ["Punkt om klynger", "Punkt om penge", "Punkt om eventuelt"]
    assert not Decision.objects.filter(item__title="Punkt om penge").exists()


def test_texts_that_differ_stand_side_by_side(world: World) -> None:
    agenda = replace(an_item(), sections=(SectionFacts(SectionKind.CASE, "Som det stod."),))
    changed = replace(an_item(), sections=(SectionFacts(SectionKind.CASE, "Som det blev."),))
    both(world, an_agenda(world.political, agenda), minutes_of(world.political, changed))
    assert set(ItemSection.objects.values_list("paper", "text")) == {
        ("agenda", "Som det stod."),
        ("minutes", "Som det blev."),
    }


def test_a_text_that_only_has_other_white_space_is_the_same(world: World) -> None:
    spaced = replace(
        an_item(), sections=(SectionFacts(SectionKind.CASE, "Sagen  om\nTrygt hjem fortsætter i 2026."),)
    )
    both(world, an_agenda(world.political), minutes_of(world.political, spaced))
    assert ItemSection.objects.count() == 1


def test_attachments_of_the_same_title_are_the_same_and_get_their_file(world: World) -> None:
    document = a_document(world.viewer(world.sara), "notatet", body=world.political)
    minutes = replace(
        an_item(), attachments=(AttachmentFacts("Notat", document_id=document.pk), AttachmentFacts("Oplæg"))
    )
    both(
        world,
        an_agenda(world.political, an_item(attachments=("Notat",))),
        minutes_of(world.political, minutes),
    )
    assert {row.title: row.document for row in Attachment.objects.all()} == {"Notat": document, "Oplæg": None}


def test_the_list_of_the_minutes_counts_and_the_others_stay(world: World) -> None:
    gita = a_person("Gita Holt")
    listed = (
        present(world.mads.person.pk, kind=PresenceKind.UNKNOWN),
        present(gita.pk, function=ParticipantFunction.GUEST),
    )
    agenda = replace(an_agenda(world.political), participants=listed)
    minutes = minutes_of(
        world.political, participants=(present(world.mads.person.pk, kind=PresenceKind.APOLOGY),)
    )
    both(world, agenda, minutes)
    assert Participant.objects.get(person=world.mads.person).presences.get().kind == "apology"
    assert Participant.objects.get(person=gita).presences.get().kind == "present"


def test_what_was_said_of_presence_follows_items_that_change_places(world: World) -> None:
    first, second, third = (
        an_item(f"Punkt om {word}", number="") for word in ("klynger", "penge", "eventuelt")
    )
    away = replace(present(world.mads.person.pk), presences=(PresenceFacts(PresenceKind.ABSENT, 0, 1),))
    agenda = replace(an_agenda(world.political, first, second, third), participants=(away,))
    _, minutes = both(world, agenda, minutes_of(world.political, third, second, first))
    page = meeting_page(world.viewer(world.sara), minutes.meeting.record.public_id)
    assert page is not None
    assert [str(state) for state in page.attendance.rows[0].states] == ["unknown", "absent", "absent"]


def test_what_is_closed_in_one_of_them_is_closed(world: World) -> None:
    closed = an_item(is_closed=True)
    both(world, an_agenda(world.political, closed), minutes_of(world.political))
    assert AgendaItem.objects.get().is_closed


def test_each_paper_is_cited_and_hides_what_is_closed_in_it(world: World) -> None:
    sara = world.viewer(world.sara)
    title, papers = "Køb af grund", []
    for kind, text in (
        (PaperKind.AGENDA, "Dagsorden. Køb af grund."),
        (PaperKind.MINUTES, "Referat. Køb af grund."),
    ):
        reading = a_reading(a_document(sara, text, body=world.political), text)
        item = replace(
            an_item(title, is_closed=True, decision="Købes." if kind is PaperKind.MINUTES else None),
            citations=(words(text, title, "title"),),
            stretches=((text.index(title), len(text)),),
        )
        papers.append(
            replace(
                minutes_of(world.political, item, paper=kind),
                document_id=reading.document_id,
                text_id=reading.pk,
            )
        )
    both(world, *papers)
    item = AgendaItem.objects.get()
    assert Citation.objects.filter(record=item.record, field="title").count() == 2
    assert MaskedRegion.objects.filter(guard=item.record).count() == 2


def test_minutes_first_and_the_agenda_afterwards_meet_too(world: World) -> None:
    first, new, last = an_item("Velkomst"), an_item("Lægevagt", number="2"), an_item("Eventuelt", number="3")
    both(world, minutes_of(world.political, first, new, last), an_agenda(world.political, first, last))
    assert titles() == ["Velkomst", "Lægevagt", "Eventuelt"]
    assert Decision.objects.count() == 3
    assert Meeting.objects.get().state == MeetingState.HELD


def test_a_second_agenda_is_a_question_unless_it_is_supplementary(world: World) -> None:
    sara = world.viewer(world.sara)
    record_minutes(an_agenda(world.political), viewer=sara)
    with refused("meetings.recorded_twice"):
        record_minutes(an_agenda(world.political), viewer=sara)
    more = replace(an_agenda(world.political, an_item("Lægevagt", number="2")), is_supplementary=True)
    recorded = record_minutes(more, viewer=sara)
    assert (recorded.paper.version, recorded.paper.is_supplementary) == (2, True)
    assert AgendaItem.objects.get(title="Lægevagt").is_supplementary


def test_what_was_decided_in_the_program_stays_as_it_was_entered(world: World) -> None:
    sara = world.viewer(world.sara)
    record_minutes(an_agenda(world.political), viewer=sara)
    decide(AgendaItem.objects.get(), text="Som sekretæren skrev.", viewer=sara)
    record_minutes(minutes_of(world.political, an_item(outcome=OutcomeKind.REJECTED)), viewer=sara)
    decision = Decision.objects.get()
    assert decision.text == "Som sekretæren skrev."
    assert not decision.outcomes.exists()


def test_hours_and_place_of_the_minutes_count_and_blanks_say_nothing(world: World) -> None:
    agenda = replace(an_agenda(world.political), place="Teams", start_time=time(9), is_place_open=True)
    minutes = replace(minutes_of(world.political), end_time=time(12))
    both(world, agenda, minutes)
    meeting = Meeting.objects.get()
    assert (meeting.place, meeting.start_time, meeting.end_time) == ("Teams", time(9), time(12))
    assert not meeting.is_place_open


def test_presence_may_be_corrected_after_both(world: World) -> None:
    sara = world.viewer(world.sara)
    both(
        world,
        an_agenda(world.political),
        minutes_of(world.political, participants=(present(world.mads.person.pk),)),
    )
    set_presence(Participant.objects.get(), PresenceKind.ABSENT, viewer=sara)
    assert Participant.objects.get().presences.get().kind == "absent"
