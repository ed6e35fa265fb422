"""A page as somebody may read it: hidden words are runs of one width, highlights still stand where their words do."""

import pytest
from papers import a_document, a_reading
from people import World, a_world
from refusing import refused

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.records import register, set_audience
from roedtraad.documents.actions import CitationRow, GuardedRegion, cite, guard_regions
from roedtraad.documents.contacts import RUN
from roedtraad.documents.models import Document, DocumentText
from roedtraad.documents.queries import (
    document_for,
    hidden_on_page,
    may_read_original,
    open_original,
    page_for,
    source_of,
    text_for,
)

pytestmark = pytest.mark.django_db
FIRST = "Punkt 1. Godkendt. Skriv til sara@vestbaelt.example med spørgsmål.\n"
SECOND = "Punkt 2 (lukket). Grunden ved havnen købes. Punkt 3. Taget til efterretning.\n"
TEXT = FIRST + SECOND


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def document(world: World) -> Document:
    """The published minutes, with a closed item on the second page."""
    document = a_document(world.viewer(world.sara), TEXT, body=world.political)
    set_audience([document.record], tokens=[Circle.CIRCLE.of(world.political.pk)], is_public=True)
    document.record.refresh_from_db()
    return document


@pytest.fixture
def text(document: Document) -> DocumentText:
    return a_reading(document, TEXT, pages=(0, len(FIRST)))


@pytest.fixture
def closed(world: World, text: DocumentText) -> Record:
    """The closed item, for the members."""
    item = register(RecordKind.ITEM, audience=[Circle.MEMBERS.of(world.political.pk)])
    start, end = TEXT.index("Punkt 2"), TEXT.index("Punkt 3")
    guard_regions([GuardedRegion(item.pk, text.pk, (start, end))])
    return item


def a_fact(text: DocumentText, phrase: str, record: Record, field: str = "title") -> None:
    start = text.text.index(phrase)
    page = 1 if start < len(FIRST) else 2
    cite([CitationRow(record.pk, text.pk, field, page, ((start, start + len(phrase)),), phrase)])


def read(viewer: Viewer, document: Document, number: int = 1) -> str:
    page = page_for(viewer, document, number)
    assert page is not None
    return page.text


def test_the_secretariat_reads_every_word(world: World, document: Document, closed: Record) -> None:
    sara = world.viewer(world.sara)
    assert read(sara, document) + read(sara, document, 2) == TEXT


def test_a_citizen_reads_neither_addresses_nor_closed_items(
    world: World, document: Document, closed: Record
) -> None:
    karen = world.viewer(None)
    assert read(karen, document) == f"Punkt 1. Godkendt. Skriv til {RUN} med spørgsmål.\n"
    assert read(karen, document, 2) == f"{RUN}Punkt 3. Taget til efterretning.\n"


def test_a_member_reads_the_closed_item_and_no_addresses(
    world: World, document: Document, closed: Record
) -> None:
    mads = world.viewer(world.mads)
    assert "sara@" not in read(mads, document)
    assert "Grunden ved havnen" in read(mads, document, 2)


def test_a_substitute_who_was_not_called_does_not_read_the_closed_item(
    world: World, document: Document, closed: Record
) -> None:
    assert "Grunden" not in read(world.viewer(world.sune), document, 2)


def test_the_whole_text_hides_the_same(world: World, document: Document, closed: Record) -> None:
    view = text_for(world.viewer(None), document)
    assert view is not None
    assert (
        view.text == f"{FIRST.replace('sara@vestbaelt.example', RUN)}{RUN}Punkt 3. Taget til efterretning.\n"
    )


def test_a_document_that_may_not_be_seen_has_no_pages(
    world: World, document: Document, text: DocumentText
) -> None:
    set_audience([document.record], tokens=[Circle.CIRCLE.of(world.political.pk)], is_public=False)
    karen = world.viewer(None)
    assert document_for(karen, document.record.public_id) is None
    assert page_for(karen, document, 1) is None
    assert text_for(karen, document) is None
    assert page_for(world.viewer(world.mads), document, 1) is not None


def test_a_page_that_does_not_exist_is_none(world: World, document: Document, text: DocumentText) -> None:
    assert page_for(world.viewer(world.sara), document, 3) is None


def test_a_citation_stands_where_its_words_stand_now(
    world: World, document: Document, text: DocumentText
) -> None:
    item = register(RecordKind.ITEM, is_public=True)
    a_fact(text, "med spørgsmål", item)
    page = page_for(world.viewer(None), document, 1)
    assert page is not None
    ((start, end),) = page.citations[0].spans
    assert page.text[start:end] == "med spørgsmål"
    assert page.citations[0].record == item


def test_a_citation_of_a_record_that_may_not_be_seen_is_left_out(
    world: World, document: Document, text: DocumentText, closed: Record
) -> None:
    a_fact(text, "Grunden ved havnen", closed)
    karen, mads = page_for(world.viewer(None), document, 2), page_for(world.viewer(world.mads), document, 2)
    assert karen is not None
    assert mads is not None
    assert [one.record for one in karen.citations] == []
    assert [one.record for one in mads.citations] == [closed]


def test_a_fact_that_goes_over_two_pages_stands_on_both(
    world: World, document: Document, text: DocumentText
) -> None:
    item = register(RecordKind.ITEM, is_public=True)
    start = len(FIRST) - 4
    cite([CitationRow(item.pk, text.pk, "text", 1, ((start, start + 10),), "ål. Punkt 2")])
    pages = [page_for(world.viewer(world.sara), document, number) for number in (1, 2)]
    assert [len(page.citations) for page in pages if page] == [1, 1]


def test_an_older_reading_can_be_asked_for(world: World, document: Document, text: DocumentText) -> None:
    a_reading(document, "Læst på ny.", version="2")
    sara = world.viewer(world.sara)
    newest, older = page_for(sara, document, 1), page_for(sara, document, 1, reading=text.pk)
    assert newest is not None
    assert older is not None
    assert (newest.text, older.text) == ("Læst på ny.", FIRST)


def test_a_reading_of_another_document_is_not_shown(
    world: World, document: Document, text: DocumentText
) -> None:
    other = a_reading(a_document(world.viewer(world.sara), "hemmeligt", body=world.political), "hemmeligt")
    assert page_for(world.viewer(None), document, 1, reading=other.pk) is None


def test_what_a_picture_must_cover_is_told_in_places_of_the_reading(
    world: World, document: Document, closed: Record
) -> None:
    page = page_for(world.viewer(None), document, 2)
    assert page is not None
    ((start, end),) = hidden_on_page(page)
    assert TEXT[start:end] == "Punkt 2 (lukket). Grunden ved havnen købes. "


# Who may have the file itself


def test_only_those_who_may_read_all_of_it_may_have_the_file(
    world: World, document: Document, closed: Record
) -> None:
    allowed = {
        name: bool(may_read_original(world.viewer(user), document))
        for name, user in (
            ("karen", None),
            ("mads", world.mads),
            ("sara", world.sara),
            ("vibe", world.vibe),
            ("ada", world.ada),
        )
    }
    assert allowed == {"karen": False, "mads": False, "sara": True, "vibe": False, "ada": True}
    with refused("documents.original"):
        open_original(world.viewer(None), document)


def test_a_file_without_anything_hidden_is_for_everybody_who_sees_it(
    world: World, document: Document
) -> None:
    a_reading(document, "Et åbent referat uden adresser.")
    assert open_original(world.viewer(None), document).read() == TEXT.encode()


def test_a_file_that_nobody_has_read_is_not_given_to_the_public(world: World, document: Document) -> None:
    assert not may_read_original(world.viewer(None), document)
    assert may_read_original(world.viewer(world.mads), document)


def test_what_an_older_reading_hides_is_hidden_with_the_file_too(
    world: World, document: Document, closed: Record
) -> None:
    a_reading(document, "Helt andre ord.", version="2")
    assert not may_read_original(world.viewer(None), document)


def test_the_page_says_whether_the_file_may_be_had(world: World, document: Document, closed: Record) -> None:
    pages = [page_for(world.viewer(user), document, 1) for user in (None, world.sara)]
    assert [page.may_download for page in pages if page] == [False, True]


# Sources


def test_a_source_leads_to_the_page_and_quotes_the_words(
    world: World, document: Document, text: DocumentText
) -> None:
    item = register(RecordKind.ITEM, is_public=True)
    a_fact(text, "Taget til efterretning", item, "outcome.noted")
    source = source_of(world.viewer(None), item, "outcome.noted")
    assert source is not None
    assert (source.document, source.page, source.quote) == (document, 2, "Taget til efterretning")
    assert source_of(world.viewer(None), item, "title") is None


def test_a_quote_does_not_say_what_the_page_hides(
    world: World, document: Document, text: DocumentText
) -> None:
    person = register(RecordKind.PERSON, is_public=True)
    a_fact(text, "Skriv til sara@vestbaelt.example med", person, "email")
    karen, sara = (source_of(world.viewer(user), person, "email") for user in (None, world.sara))
    assert karen is not None
    assert sara is not None
    assert karen.quote == f"Skriv til {RUN} med"
    assert sara.quote == "Skriv til sara@vestbaelt.example med"


def test_an_open_record_does_not_quote_a_closed_part(
    world: World, document: Document, text: DocumentText, closed: Record
) -> None:
    meeting = register(RecordKind.MEETING, is_public=True)
    a_fact(text, "Grunden ved havnen købes", meeting, "participant.1.name")
    source = source_of(world.viewer(None), meeting, "participant.1.name")
    assert source is not None
    assert source.quote == RUN


def test_a_source_in_a_document_that_may_not_be_seen_is_no_source(
    world: World, document: Document, text: DocumentText
) -> None:
    item = register(RecordKind.ITEM, is_public=True)
    a_fact(text, "Godkendt", item)
    set_audience([document.record], tokens=[Circle.CIRCLE.of(world.political.pk)], is_public=False)
    assert source_of(world.viewer(None), item, "title") is None
    assert source_of(world.viewer(world.mads), item, "title") is not None


def test_a_record_that_may_not_be_seen_has_no_source(
    world: World, document: Document, text: DocumentText, closed: Record
) -> None:
    a_fact(text, "Godkendt", closed)
    assert source_of(world.viewer(None), closed, "title") is None


def test_the_same_fact_read_twice_is_quoted_from_the_newest_reading(
    world: World, document: Document, text: DocumentText
) -> None:
    item = register(RecordKind.ITEM, is_public=True)
    a_fact(text, "Godkendt", item)
    newest = a_reading(document, FIRST + SECOND + " ", version="2")
    a_fact(newest, "Godkendt", item)
    source = source_of(world.viewer(None), item, "title")
    assert source is not None
    assert source.reading == newest.pk


def test_the_same_citation_twice_is_one(document: Document, text: DocumentText) -> None:
    item = register(RecordKind.ITEM, is_public=True)
    a_fact(text, "Godkendt", item)
    a_fact(text, "Godkendt", item)
    assert item.citations.count() == 1


@pytest.mark.parametrize("lines", [1, 400])
def test_a_page_costs_the_same_however_much_stands_on_it(  # type: ignore[no-untyped-def]
    world: World, document: Document, lines: int, django_assert_num_queries
) -> None:
    text = a_reading(document, "Ring 76 63 20 00 til mødet.\n" * lines, version=str(lines))
    guard = register(RecordKind.ITEM, audience=[Circle.MEMBERS.of(world.political.pk)])
    guard_regions(GuardedRegion(guard.pk, text.pk, (n * 28, n * 28 + 3)) for n in range(lines))
    items = [register(RecordKind.ITEM, is_public=True) for _ in range(min(lines, 50))]
    cite(
        CitationRow(item.pk, text.pk, "title", 1, ((n * 28, n * 28 + 4),), "Ring")
        for n, item in enumerate(items)
    )
    for user in (None, world.mads, world.sara):
        viewer = world.viewer(user)
        with django_assert_num_queries(4):
            assert page_for(viewer, document, 1) is not None
        with django_assert_num_queries(2):
            assert text_for(viewer, document) is not None
