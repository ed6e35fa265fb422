"""Masking by hand, confirming and lifting: who may, and that a reason is kept."""

import pytest
from papers import a_document, a_reading
from people import World, a_world
from refusing import refused

from roedtraad.accounts.models import JournalEntry, RecordKind
from roedtraad.accounts.policy import Circle
from roedtraad.accounts.records import register
from roedtraad.documents.actions import (
    GuardedRegion,
    confirm_mask,
    give_to_body,
    guard_regions,
    lift_mask,
    mask,
    set_openness,
)
from roedtraad.documents.models import Document, DocumentText, MaskedRegion
from roedtraad.documents.queries import may_read_original, page_for

pytestmark = pytest.mark.django_db
TEXT = "Oluf Birkmose klagede. Ring 76 63 20 00."


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def text(world: World) -> DocumentText:
    return a_reading(a_document(world.viewer(world.sara), TEXT, body=world.political), TEXT)


def test_words_masked_by_hand_are_for_the_secretariat(world: World, text: DocumentText) -> None:
    sara = world.viewer(world.sara)
    set_openness(text.document, Document.Openness.OPEN, viewer=sara)
    mask(text, start=0, end=13, reason="Personsag", viewer=sara)
    seen = page_for(world.viewer(world.mads), text.document, 1)
    assert seen is not None
    assert "Oluf" not in seen.text
    assert "klagede" in seen.text
    assert JournalEntry.objects.get(act="documents.mask.set").reason == "Personsag"


def test_a_member_cannot_mask_lift_or_confirm(world: World, text: DocumentText) -> None:
    mads, region = world.viewer(world.mads), MaskedRegion.objects.get(text=text)
    with refused("documents.keep"):
        mask(text, start=0, end=4, reason="Fordi", viewer=mads)
    with refused("documents.keep"):
        lift_mask(region, reason="Fordi", viewer=mads)
    with refused("documents.keep"):
        confirm_mask(region, viewer=mads)


def test_masking_and_lifting_need_a_reason(world: World, text: DocumentText) -> None:
    sara = world.viewer(world.sara)
    with refused("documents.reason"):
        mask(text, start=0, end=4, reason=" ", viewer=sara)
    with refused("documents.reason"):
        lift_mask(MaskedRegion.objects.get(text=text), reason="", viewer=sara)


@pytest.mark.parametrize(("start", "end"), [(4, 4), (5, 2), (-3, 2), (0, 9999)])
def test_there_must_be_words_to_mask(world: World, text: DocumentText, start: int, end: int) -> None:
    with refused("documents.no_words"):
        mask(text, start=start, end=end, reason="Fordi", viewer=world.viewer(world.sara))


def test_what_was_lifted_can_be_read_and_who_lifted_it_is_kept(world: World, text: DocumentText) -> None:
    sara, region = world.viewer(world.sara), MaskedRegion.objects.get(text=text)
    set_openness(text.document, Document.Openness.OPEN, viewer=sara)
    assert not may_read_original(world.viewer(world.mads), text.document)
    lift_mask(region, reason="Hovednummeret", viewer=sara)
    assert may_read_original(world.viewer(world.mads), text.document)
    region.refresh_from_db()
    assert (region.lifted_by, region.reason) == (world.sara, "Hovednummeret")


def test_the_mask_of_a_closed_item_is_not_lifted_by_hand(world: World, text: DocumentText) -> None:
    item = register(RecordKind.ITEM, audience=[Circle.MEMBERS.of(world.political.pk)])
    guard_regions([GuardedRegion(item.pk, text.pk, (0, 22))])
    region = MaskedRegion.objects.get(guard=item)
    with refused("documents.guarded"):
        lift_mask(region, reason="Fordi", viewer=world.viewer(world.sara))


def test_a_mask_over_the_whole_text_is_lifted_once_the_closed_part_is_masked_itself(
    world: World, text: DocumentText
) -> None:
    sara = world.viewer(world.sara)
    item = register(RecordKind.ITEM, audience=[Circle.MEMBERS.of(world.political.pk)])
    guard_regions([GuardedRegion(item.pk, text.pk, (0, len(TEXT)))])
    whole = MaskedRegion.objects.get(guard=item)
    mask(text, start=0, end=22, reason="Her er punktet", viewer=sara, guard=item)
    lift_mask(whole, reason="Resten er åbent", viewer=sara)
    assert MaskedRegion.objects.filter(guard=item, lifted_at=None).count() == 1


def test_words_cannot_be_guarded_by_what_one_may_not_see(world: World, text: DocumentText) -> None:
    elsewhere = register(RecordKind.ITEM, audience=[Circle.MEMBERS.of(world.strategic.pk)])
    with refused("documents.guard"):
        mask(text, start=0, end=4, reason="Fordi", viewer=world.viewer(world.sara), guard=elsewhere)


def test_guarding_the_same_stretch_twice_is_once(text: DocumentText) -> None:
    item = register(RecordKind.ITEM)
    assert (
        guard_regions([GuardedRegion(item.pk, text.pk, (0, 5)), GuardedRegion(item.pk, text.pk, (3, 9))]) == 1
    )
    assert guard_regions([GuardedRegion(item.pk, text.pk, (0, 9))]) == 0


# Openness, and whose a document is


def test_openness_says_who_may_read_and_never_makes_public(world: World, text: DocumentText) -> None:
    sara, document = world.viewer(world.sara), text.document
    people = {"karen": None, "mads": world.mads, "sune": world.sune, "vibe": world.vibe}
    for openness, readers in (
        (Document.Openness.OPEN, {"mads", "sune"}),
        (Document.Openness.INTERNAL, {"mads", "sune"}),
        (Document.Openness.CLOSED, {"mads"}),
    ):
        set_openness(document, openness, viewer=sara)
        assert {name for name, user in people.items() if page_for(world.viewer(user), document, 1)} == readers


def test_a_member_cannot_open_a_document(world: World, text: DocumentText) -> None:
    with refused("documents.keep"):
        set_openness(text.document, Document.Openness.OPEN, viewer=world.viewer(world.mads))


def test_a_document_without_a_body_is_given_to_one(world: World) -> None:
    sara = world.viewer(world.sara)
    document = a_document(sara, "uden organ")
    text = a_reading(document, "Ring 76 63 20 00.")
    assert "76 63 20 00" in page_for(sara, document, 1).text  # type: ignore[union-attr]
    give_to_body(document, world.political, viewer=sara)
    assert "76 63 20 00" in page_for(sara, document, 1).text  # type: ignore[union-attr]
    assert page_for(world.viewer(world.mads), document, 1, reading=text.pk) is None


def test_a_document_cannot_be_given_to_a_body_of_others(world: World) -> None:
    sara = world.viewer(world.sara)
    with refused("bodies.keep"):
        give_to_body(a_document(sara, "uden organ"), world.strategic, viewer=sara)


def test_only_those_who_stored_a_document_without_a_body_keep_it(world: World) -> None:
    document = a_document(world.viewer(world.sara), "uden organ")
    with refused("documents.keep"):
        give_to_body(document, world.political, viewer=world.viewer(world.lone))
