"""Items entered by hand, and taking a meeting back that was recorded by mistake."""

from dataclasses import replace
from datetime import date

import pytest
from papers import a_document, a_reading, a_recorded_meeting, an_item, minutes_of
from people import World, a_world
from refusing import refused

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import may_see
from roedtraad.cases.models import Attachment, Case
from roedtraad.meetings.actions import (
    Particulars,
    add_item,
    change_title,
    list_attachment,
    plan_meeting,
    record_minutes,
    withdraw_meeting,
    write_section,
)
from roedtraad.meetings.facts import AttachmentFacts, SectionFacts
from roedtraad.meetings.models import AgendaItem, ItemSection, Meeting, SectionKind
from roedtraad.meetings.queries import RegisterFilters, case_page, item_page, meeting_page, on_day, register
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def meeting(world: World) -> Meeting:
    return plan_meeting(world.political, Particulars(date(2026, 12, 11)), viewer=world.viewer(world.sara))


def test_items_stand_in_the_order_they_are_put_in(world: World, meeting: Meeting) -> None:
    sara = world.viewer(world.sara)
    first = add_item(meeting, "Velkomst", viewer=sara)
    add_item(meeting, "Eventuelt", viewer=sara)
    second = add_item(meeting, "Klyngemidler", after=first, viewer=sara)
    add_item(meeting, "Trygt hjem", after=second, viewer=sara)
    titles = AgendaItem.objects.order_by("order").values_list("title", "order")
    assert list(titles) == [("Velkomst", 1), ("Klyngemidler", 2), ("Trygt hjem", 3), ("Eventuelt", 4)]


def test_a_section_is_written_and_written_again(world: World, meeting: Meeting) -> None:
    sara = world.viewer(world.sara)
    item = add_item(meeting, "Trygt hjem", viewer=sara)
    write_section(item, SectionKind.SUMMARY, "Kort.", viewer=sara)
    write_section(item, SectionKind.SUMMARY, "Kortere.", viewer=sara, heading="Resumé")
    page = item_page(world.viewer(world.lone), pk=item.pk)
    assert page is not None
    assert [(one.heading, one.text) for one in page.sections] == [("Resumé", "Kortere.")]


def test_two_printed_sections_of_one_kind_are_one_text(world: World) -> None:
    sections = (
        SectionFacts(SectionKind.CASE, "Først.", heading="Sagsfremstilling"),
        SectionFacts(SectionKind.CASE, "Så.", heading="Økonomi"),
    )
    a_recorded_meeting(world.viewer(world.sara), world.political, replace(an_item(), sections=sections))
    row = ItemSection.objects.get()
    assert (row.heading, row.text) == ("Sagsfremstilling", "Først.\n\nØkonomi\nSå.")


def test_a_paper_may_be_listed_after_the_meeting_also_when_it_is_published(world: World) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(sara, world.political)
    publish_minutes(recorded.meeting, viewer=sara)
    attachment = list_attachment(AgendaItem.objects.get(), "Oplæg", viewer=sara)
    assert may_see(world.viewer(None), Record.objects.get(pk=attachment.pk))


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_only_the_secretariat_writes_the_agenda(world: World, meeting: Meeting, who: str) -> None:
    item = add_item(meeting, "Velkomst", viewer=world.viewer(world.sara))
    viewer = world.viewer(getattr(world, who))
    for act in (
        lambda: add_item(meeting, "Mit punkt", viewer=viewer),
        lambda: change_title(item, "Andet", viewer=viewer),
        lambda: write_section(item, SectionKind.CASE, "Tekst", viewer=viewer),
        lambda: list_attachment(item, "Bilag", viewer=viewer),
        lambda: withdraw_meeting(meeting, reason="Fordi", viewer=viewer),
    ):
        with refused("meetings.keep"):
            act()


def test_items_and_papers_have_titles(world: World, meeting: Meeting) -> None:
    sara = world.viewer(world.sara)
    item = add_item(meeting, "Velkomst", viewer=sara)
    for act in (
        lambda: add_item(meeting, " ", viewer=sara),
        lambda: change_title(item, "", viewer=sara),
        lambda: list_attachment(item, "", viewer=sara),
    ):
        with refused("meetings.no_title"):
            act()


def test_a_case_has_a_page_with_what_is_recommended_to_each_body(world: World) -> None:
    recorded = a_recorded_meeting(world.viewer(world.sara), world.political, an_item(attachments=("Notat",)))
    case = Case.objects.select_related("record").get()
    page = case_page(world.viewer(world.mads), case.record.public_id)
    assert page is not None
    (step,) = page.route.steps
    assert [point.text for point in step.points] == ["at Trygt hjem fortsætter til årets udgang"]
    assert (page.title, [paper.title for paper in page.papers]) == ("Trygt hjem fortsætter i 2026", ["Notat"])
    assert case_page(world.viewer(None), case.record.public_id) is None
    assert recorded.is_new


# Taking back what was recorded by mistake


def test_a_meeting_recorded_by_mistake_is_out_of_sight_and_can_be_recorded_again(world: World) -> None:
    sara = world.viewer(world.sara)
    reading = a_reading(a_document(sara, "Referat"), "Referat")
    facts = replace(
        minutes_of(world.political, an_item(attachments=("Notat",))),
        document_id=reading.document_id,
        text_id=reading.pk,
    )
    recorded = record_minutes(facts, viewer=sara)
    case = Case.objects.get().record
    withdraw_meeting(recorded.meeting, reason="Forkert organ", viewer=sara)
    assert meeting_page(sara, recorded.meeting.record.public_id) is None
    assert register(sara, RegisterFilters()).lines == ()
    assert on_day(sara, world.political, facts.held_on) == ()
    assert case_page(sara, case.public_id) is None
    assert not may_see(world.viewer(world.mads), reading.document.record)
    assert may_see(sara, reading.document.record)
    assert record_minutes(facts, viewer=sara).is_new


def test_what_other_meetings_share_with_it_stays(world: World) -> None:
    sara = world.viewer(world.sara)
    document = a_document(sara, "notat", body=world.political)
    listed = (AttachmentFacts("Notat", document_id=document.pk),)
    first = a_recorded_meeting(sara, world.political, replace(an_item(), attachments=listed))
    case = Case.objects.get()
    later = replace(an_item("Igen", is_closed=True, case_id=case.pk), attachments=listed)
    a_recorded_meeting(sara, world.political, later, held_on=date(2026, 6, 1))
    withdraw_meeting(first.meeting, reason="Forkert organ", viewer=sara)
    case.record.refresh_from_db()
    document.record.refresh_from_db()
    for record in (case.record, document.record):
        assert may_see(world.viewer(world.mads), record)
        assert not may_see(world.viewer(world.sune), record)
    assert [row.record.withdrawn_at is None for row in Attachment.objects.order_by("pk")] == [False, True]


def test_what_is_published_is_taken_back_before_it_is_withdrawn(world: World) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(sara, world.political)
    publish_minutes(recorded.meeting, viewer=sara)
    with refused("meetings.published"):
        withdraw_meeting(recorded.meeting, reason="Forkert organ", viewer=sara)


def test_withdrawing_needs_a_reason(world: World, meeting: Meeting) -> None:
    with refused("meetings.reason"):
        withdraw_meeting(meeting, reason=" ", viewer=world.viewer(world.sara))
