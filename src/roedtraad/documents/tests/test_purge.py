"""Destroying a document: its words are gone everywhere, and who did it, when and why stays."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from papers import a_document, a_reading
from people import World, a_world
from refusing import refused

from roedtraad.accounts.models import JournalEntry, RecordKind
from roedtraad.accounts.records import register
from roedtraad.documents.actions import CitationRow, cite, purge, sweep_purged
from roedtraad.documents.models import Citation, Document, DocumentText, MaskedRegion, Page
from roedtraad.documents.queries import may_read_original, original_name, page_for, text_for

pytestmark = pytest.mark.django_db
TEXT = "Borgeren 070761-4285 klagede."


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def document(world: World) -> Document:
    document = a_document(world.viewer(world.sara), TEXT, body=world.political, filename="070761-4285.pdf")
    text = a_reading(document, TEXT)
    cite(
        [
            CitationRow(
                register(RecordKind.ITEM, is_public=True).pk, text.pk, "title", 1, ((0, 20),), TEXT[:20]
            )
        ]
    )
    return document


def test_the_file_and_every_word_of_it_are_gone(world: World, document: Document) -> None:
    purge(document, reason="Personnummer", viewer=world.viewer(world.sara))
    document.refresh_from_db()
    assert not default_storage.exists(original_name(document.sha256))
    assert [text.text for text in DocumentText.objects.all()] == [""]
    assert [row.quote for row in Citation.objects.all()] == [""]
    assert not Page.objects.exists()
    assert not MaskedRegion.objects.exists()
    assert "4285" not in document.filename


def test_checksum_person_and_reason_stay(world: World, document: Document) -> None:
    sha256 = document.sha256
    purge(document, reason="Personnummer", viewer=world.viewer(world.sara))
    document.refresh_from_db()
    assert (document.sha256, document.purged_by, document.purge_reason) == (
        sha256,
        world.sara,
        "Personnummer",
    )
    assert JournalEntry.objects.get(act="documents.document.purged").reason == "Personnummer"


def test_nobody_reads_it_any_more(world: World, document: Document) -> None:
    purge(document, reason="Personnummer", viewer=world.viewer(world.sara))
    document.refresh_from_db()
    for user in (world.sara, world.ada):
        viewer = world.viewer(user)
        assert page_for(viewer, document, 1) is None
        assert text_for(viewer, document) is None
        assert not may_read_original(viewer, document)


def test_a_member_cannot_destroy_a_document(world: World, document: Document) -> None:
    with refused("documents.purge"):
        purge(document, reason="Fordi", viewer=world.viewer(world.mads))
    assert default_storage.exists(original_name(document.sha256))


def test_destroying_needs_a_reason(world: World, document: Document) -> None:
    with refused("documents.reason"):
        purge(document, reason="  ", viewer=world.viewer(world.sara))
    assert default_storage.exists(original_name(document.sha256))


def test_it_is_destroyed_once(world: World, document: Document) -> None:
    sara = world.viewer(world.sara)
    purge(document, reason="Personnummer", viewer=sara)
    with refused("documents.purged_before"):
        purge(document, reason="Igen", viewer=sara)


def test_a_file_left_behind_by_a_stop_is_deleted_later(world: World, document: Document) -> None:
    purge(document, reason="Personnummer", viewer=world.viewer(world.sara))
    default_storage.save(original_name(document.sha256), ContentFile(TEXT.encode()))
    assert sweep_purged() == 1
    assert not default_storage.exists(original_name(document.sha256))
    assert sweep_purged() == 0


def test_the_database_keeps_no_destruction_without_a_person_and_a_reason(
    world: World, document: Document
) -> None:
    for values in ({"purge_reason": ""}, {"purged_by": None, "purge_reason": "Fordi"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.filter(pk=document.pk).update(purged_at=document.stored_at, **values)
