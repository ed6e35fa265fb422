"""A reading of a document: its pages, and what is masked in it from the first moment."""

import pytest
from papers import a_document, a_reading
from people import World, a_world

from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Circle
from roedtraad.accounts.records import register
from roedtraad.documents.actions import GuardedRegion, confirm_mask, guard_regions, lift_mask, mask
from roedtraad.documents.models import Document, DocumentText, MaskedRegion, Page
from roedtraad.documents.queries import undealt_cpr

pytestmark = pytest.mark.django_db
TEXT = "Til stede: Rigmor Sandhave, rigmor@fjordby.example.\nTlf. 76 63 20 00.\nBorgeren 070761-4285 klagede."
SWITCHBOARD = "76 63 20 00"


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def document(world: World) -> Document:
    return a_document(world.viewer(world.sara), body=world.political)


def masked(text: DocumentText) -> list[tuple[str, str, bool]]:
    return [
        (region.kind, text.text[region.start : region.end], region.lifted_at is None)
        for region in MaskedRegion.objects.filter(text=text).order_by("start", "pk")
    ]


def the_mask(text: DocumentText, kind: MaskedRegion.Kind) -> MaskedRegion:
    return MaskedRegion.objects.get(text=text, kind=kind)


def test_contact_data_and_cpr_numbers_are_masked_from_the_first_reading(document: Document) -> None:
    assert masked(a_reading(document, TEXT)) == [
        ("email", "rigmor@fjordby.example", True),
        ("telephone", SWITCHBOARD, True),
        ("cpr", "070761-4285", True),
    ]


def test_pages_divide_the_text_without_gaps(document: Document) -> None:
    text = a_reading(document, "Første side.Anden side.", pages=(0, 12))
    assert list(Page.objects.filter(text=text).values_list("number", "start", "end")) == [
        (1, 0, 12),
        (2, 12, 23),
    ]


def test_a_format_without_pages_has_one(document: Document) -> None:
    text = a_reading(document, "Kort.", pages=())
    assert list(Page.objects.filter(text=text).values_list("number", "start", "end")) == [(1, 0, 5)]


def test_a_document_without_words_has_a_page_too(document: Document) -> None:
    text = a_reading(document, "", pages=(0,))
    assert list(Page.objects.filter(text=text).values_list("number", "start", "end")) == [(1, 0, 0)]


def test_a_reading_by_the_same_version_stands_as_it_was(document: Document) -> None:
    first = a_reading(document, "Som det blev læst.")
    assert a_reading(document, "Noget andet.") == first
    assert DocumentText.objects.get().text == "Som det blev læst."


def test_what_no_database_keeps_is_replaced_and_every_offset_stands(document: Document) -> None:
    text = a_reading(document, "a\x00b\ud800c")
    text.refresh_from_db()
    assert text.text == "a\ufffdb\ufffdc"


def test_a_mask_that_somebody_lifted_stays_lifted_in_a_better_reading(
    world: World, document: Document
) -> None:
    lift_mask(
        the_mask(a_reading(document, TEXT), MaskedRegion.Kind.TELEPHONE),
        reason="Hovednummer, der er offentligt",
        viewer=world.viewer(world.sara),
    )
    again = a_reading(document, TEXT.replace("Tlf.", "Telefon:"), version="2")
    assert ("telephone", SWITCHBOARD, False) in masked(again)
    assert ("email", "rigmor@fjordby.example", True) in masked(again)


def test_a_cpr_number_that_was_dealt_with_is_dealt_with_in_a_better_reading(
    world: World, document: Document
) -> None:
    first = a_reading(document, TEXT)
    assert undealt_cpr().filter(text__document=document).count() == 1
    confirm_mask(the_mask(first, MaskedRegion.Kind.CPR), viewer=world.viewer(world.sara))
    a_reading(document, TEXT.replace("-4285", " - 4285").replace(" - ", "-"), version="2")
    assert not undealt_cpr().filter(text__document=document).exists()


def test_words_masked_by_hand_are_masked_where_they_stand_in_a_better_reading(
    world: World, document: Document
) -> None:
    first = a_reading(document, TEXT)
    start = TEXT.index("Borgeren")
    mask(first, start=start, end=start + 8, reason="Personsag", viewer=world.viewer(world.sara))
    again = a_reading(document, "Side 1\n\n" + TEXT, version="2")
    assert ("other", "Borgeren", True) in masked(again)


def test_a_closed_part_is_closed_in_a_better_reading(document: Document) -> None:
    guard = register(RecordKind.ITEM, audience=[Circle.MEMBERS.of(1)])
    first = a_reading(document, "Åbent. Punkt 7: Køb af\ngrund. Åbent igen.")
    start, end = first.text.index("Punkt 7"), first.text.index(" Åbent igen")
    guard_regions([GuardedRegion(guard.pk, first.pk, (start, end))])
    again = a_reading(document, "Åbent.\nPunkt 7:  Køb af grund.\nÅbent igen.", version="2")
    assert masked(again) == [("closed", "Punkt 7:  Køb af grund.", True)]
    assert MaskedRegion.objects.get(text=again).guard == guard


def test_a_closed_part_that_cannot_be_found_again_hides_the_whole_text(document: Document) -> None:
    guard = register(RecordKind.ITEM, audience=[Circle.MEMBERS.of(1)])
    first = a_reading(document, "Åbent. Punkt 7: Køb af grund. Åbent igen.")
    guard_regions([GuardedRegion(guard.pk, first.pk, (7, 29))])
    again = a_reading(document, "Åbent. P u n k t sy v læst helt anderledes.", version="2")
    assert masked(again) == [("closed", again.text, True)]
