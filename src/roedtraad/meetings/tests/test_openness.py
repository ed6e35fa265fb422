"""Closing works at once, in the records and in the papers; opening does not publish."""

from dataclasses import replace

import pytest
from papers import a_document, a_reading, a_recorded_meeting, an_item, minutes_of, words
from people import World, a_world
from refusing import refused

from roedtraad.accounts.policy import may_see
from roedtraad.cases.models import Attachment
from roedtraad.documents.contacts import RUN
from roedtraad.documents.models import Document, MaskedRegion
from roedtraad.documents.queries import may_read_original, page_for
from roedtraad.meetings.actions import (
    RecordedMeeting,
    close_item,
    open_item,
    record_minutes,
    set_attachment_closed,
    set_document_openness,
)
from roedtraad.meetings.facts import AttachmentFacts
from roedtraad.meetings.models import AgendaItem
from roedtraad.meetings.queries import item_page, meeting_page
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db
TEXT = """Indhold
1. Velkomst ............ 1
2. Køb af grund ........ 1

1. Velkomst
Ingen bemærkninger.
2. Køb af grund
Grunden ved havnen købes. Bilag: Skøde
3. Eventuelt
Intet at bemærke.
"""


@pytest.fixture
def world() -> World:
    return a_world()


def recorded_with_a_file(
    world: World, *, is_closed: bool = False, stretch: bool = True, attachment: AttachmentFacts | None = None
) -> RecordedMeeting:
    sara = world.viewer(world.sara)
    reading = a_reading(a_document(sara, TEXT), TEXT)
    start, end = TEXT.rindex("2. Køb af grund"), TEXT.index("3. Eventuelt\n")
    items = (
        replace(an_item("Velkomst", points=()), stretches=((TEXT.rindex("1. Velkomst"), start),)),
        replace(
            an_item(
                "Køb af grund",
                number="2",
                is_closed=is_closed,
                points=(),
                decision="Grunden ved havnen købes.",
            ),
            stretches=((start, end),) if stretch else (),
            attachments=(attachment,) if attachment else (),
        ),
        replace(an_item("Eventuelt", number="3", points=()), stretches=((end, len(TEXT)),)),
    )
    facts = replace(minutes_of(world.political, *items), document_id=reading.document_id, text_id=reading.pk)
    return record_minutes(facts, viewer=sara)


def read_by(world: World, user: object) -> str:
    page = page_for(world.viewer(user), Document.objects.get(), 1)  # type: ignore[arg-type]
    assert page is not None
    return page.text


def the_item() -> AgendaItem:
    return AgendaItem.objects.get(title="Køb af grund")


def test_a_closed_item_is_hidden_in_the_minutes_and_in_their_table_of_contents(world: World) -> None:
    recorded = recorded_with_a_file(world, is_closed=True)
    publish_minutes(recorded.meeting, viewer=world.viewer(world.sara))
    text = read_by(world, None)
    assert "grund" not in text.casefold()
    assert "havnen" not in text
    assert text.count(RUN) == 2
    assert "Ingen bemærkninger." in text
    assert "Intet at bemærke." in text
    assert read_by(world, world.mads) == TEXT


def test_a_closed_item_of_which_no_stretch_is_known_hides_everything(world: World) -> None:
    recorded = recorded_with_a_file(world, is_closed=True, stretch=False)
    publish_minutes(recorded.meeting, viewer=world.viewer(world.sara))
    assert read_by(world, None) == RUN
    assert read_by(world, world.mads) == TEXT


def test_a_file_that_nobody_read_is_closed_with_a_closed_item(world: World) -> None:
    sara = world.viewer(world.sara)
    document = a_document(sara, "billeder", body=world.political)
    facts = replace(minutes_of(world.political, an_item(is_closed=True)), document_id=document.pk)
    recorded = record_minutes(facts, viewer=sara)
    publish_minutes(recorded.meeting, viewer=sara)
    document.refresh_from_db()
    assert not document.record.is_public
    assert not may_see(world.viewer(world.sune), document.record)
    assert may_read_original(world.viewer(world.mads), document)


def test_closing_takes_effect_at_once_on_what_is_published(world: World) -> None:
    sara, karen = world.viewer(world.sara), world.viewer(None)
    recorded = recorded_with_a_file(world)
    publish_minutes(recorded.meeting, viewer=sara)
    assert item_page(karen, pk=the_item().pk) is not None
    assert "havnen" in read_by(world, None)
    close_item(the_item(), reason="Personsag", viewer=sara)
    assert item_page(karen, pk=the_item().pk) is None
    assert "havnen" not in read_by(world, None)
    page = meeting_page(karen, recorded.meeting.record.public_id)
    assert page is not None
    assert [(line.number, line.title) for line in page.items] == [
        ("1", "Velkomst"),
        ("2", None),
        ("3", "Eventuelt"),
    ]


def test_a_body_may_keep_the_numbers_of_closed_items_to_itself(world: World) -> None:
    type(world.political).objects.update(shows_closed_numbers=False)
    recorded = recorded_with_a_file(world, is_closed=True)
    publish_minutes(recorded.meeting, viewer=world.viewer(world.sara))
    page = meeting_page(world.viewer(None), recorded.meeting.record.public_id)
    assert page is not None
    assert [line.number for line in page.items] == ["1", "3"]


def test_opening_lets_the_circle_in_and_nobody_else(world: World) -> None:
    sara = world.viewer(world.sara)
    recorded_with_a_file(world, is_closed=True)
    open_item(the_item(), reason="Handlen er offentlig", viewer=sara)
    assert "havnen" in read_by(world, world.sune)
    assert not may_see(world.viewer(None), the_item().record)


def test_a_closed_item_of_published_minutes_is_not_opened(world: World) -> None:
    sara = world.viewer(world.sara)
    recorded = recorded_with_a_file(world, is_closed=True)
    publish_minutes(recorded.meeting, viewer=sara)
    with refused("meetings.published"):
        open_item(the_item(), reason="Handlen er offentlig", viewer=sara)


def test_closing_twice_masks_once(world: World) -> None:
    sara = world.viewer(world.sara)
    recorded_with_a_file(world)
    close_item(the_item(), reason="Personsag", viewer=sara)
    close_item(the_item(), reason="Stadig", viewer=sara)
    assert MaskedRegion.objects.filter(guard=the_item().record).count() == 2


def test_only_the_secretariat_closes_and_opens_and_says_why(world: World) -> None:
    recorded_with_a_file(world)
    for action in (close_item, open_item):
        with refused("meetings.keep"):
            action(the_item(), reason="Fordi", viewer=world.viewer(world.lone))
        with refused("meetings.reason"):
            action(the_item(), reason="", viewer=world.viewer(world.sara))


def test_a_closed_attachment_leaves_no_title_in_the_minutes_nor_on_the_page(world: World) -> None:
    closed = AttachmentFacts("Skøde", is_closed=True, citations=(words(TEXT, "Skøde", "title"),))
    recorded = recorded_with_a_file(world, attachment=closed)
    publish_minutes(recorded.meeting, viewer=world.viewer(world.sara))
    assert "Skøde" not in read_by(world, None)
    page = item_page(world.viewer(None), pk=the_item().pk)
    assert page is not None
    assert page.attachments == ()
    assert "Skøde" in read_by(world, world.mads)


def test_an_attachment_that_is_closed_later_leaves_no_title_in_the_minutes_either(world: World) -> None:
    listed = AttachmentFacts("Skøde", citations=(words(TEXT, "Skøde", "title"),))
    recorded = recorded_with_a_file(world, attachment=listed)
    publish_minutes(recorded.meeting, viewer=world.viewer(world.sara))
    assert "Skøde" in read_by(world, None)
    set_attachment_closed(
        Attachment.objects.get(), True, reason="Forretningshemmelighed", viewer=world.viewer(world.sara)
    )
    assert "Skøde" not in read_by(world, None)


def test_an_attachment_is_closed_at_once_and_not_opened_where_minutes_are_published(world: World) -> None:
    sara, karen = world.viewer(world.sara), world.viewer(None)
    recorded = a_recorded_meeting(sara, world.political, an_item(attachments=("Notat",)))
    publish_minutes(recorded.meeting, viewer=sara)
    attachment = Attachment.objects.get()
    assert may_see(karen, attachment.record)
    set_attachment_closed(attachment, True, reason="Forretningshemmelighed", viewer=sara)
    attachment.record.refresh_from_db()
    assert not may_see(karen, attachment.record)
    assert not may_see(world.viewer(world.sune), attachment.record)
    with refused("meetings.published"):
        set_attachment_closed(attachment, False, reason="Alligevel", viewer=sara)
    with refused("meetings.keep"):
        set_attachment_closed(attachment, True, reason="Fordi", viewer=world.viewer(world.mads))


def test_a_file_is_closed_at_once_and_not_opened_where_minutes_are_published(world: World) -> None:
    sara = world.viewer(world.sara)
    recorded = recorded_with_a_file(world)
    publish_minutes(recorded.meeting, viewer=sara)
    document = Document.objects.get()
    set_document_openness(document, Document.Openness.CLOSED, viewer=sara)
    document.record.refresh_from_db()
    assert not may_see(world.viewer(None), document.record)
    assert not may_see(world.viewer(world.sune), document.record)
    with refused("meetings.published"):
        set_document_openness(document, Document.Openness.OPEN, viewer=sara)
    with refused("documents.keep"):
        set_document_openness(document, Document.Openness.CLOSED, viewer=world.viewer(world.mads))
