"""Taking in files: the same bytes are one document, and nothing that was begun does harm."""

import hashlib
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from people import World, a_body, a_world, somebody
from refusing import refused

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import may_see
from roedtraad.bodies.models import SeatRole
from roedtraad.documents.actions import purge, store
from roedtraad.documents.actions.storing import _keep_row
from roedtraad.documents.models import Document
from roedtraad.documents.queries import broken_originals, open_original, original_name, shown_name

pytestmark = pytest.mark.django_db
BYTES = b"%PDF-1.7 et referat"


@pytest.fixture
def world() -> World:
    return a_world()


def stored(world: World, data: bytes = BYTES, *, by=None, body=None, filename: str = "referat.pdf"):  # type: ignore[no-untyped-def]
    return store(
        data,
        filename=filename,
        media_type="application/pdf",
        viewer=world.viewer(by or world.sara),
        body=body,
    )


def test_a_file_is_kept_under_its_checksum(world: World) -> None:
    done = stored(world, body=world.political)
    assert done.is_new
    sha256 = hashlib.sha256(BYTES).hexdigest()
    assert done.document.sha256 == sha256
    assert (done.document.size_bytes, done.document.filename) == (len(BYTES), "referat.pdf")
    assert default_storage.open(f"originals/{sha256[:2]}/{sha256}").read() == BYTES
    assert JournalEntry.objects.get().act == "documents.document.stored"


def test_the_same_bytes_twice_are_one_document(world: World) -> None:
    first, second = stored(world), stored(world, filename="samme fil.pdf")
    assert (second.is_new, second.document) == (False, first.document)
    assert Document.objects.count() == 1
    assert JournalEntry.objects.count() == 1


def test_bytes_a_file_and_a_stream_are_the_same(world: World) -> None:
    viewer = world.viewer(world.sara)
    for data in (BYTES, ContentFile(BYTES), BytesIO(BYTES)):
        store(data, filename="referat.pdf", media_type="application/pdf", viewer=viewer)
    assert Document.objects.count() == 1


def test_a_new_file_is_for_the_secretariat_of_its_body(world: World) -> None:
    record = stored(world, body=world.political).document.record
    assert may_see(world.viewer(world.sara), record)
    assert not any(may_see(world.viewer(user), record) for user in (None, world.mads, world.vibe))


def test_somebody_else_who_brings_the_same_file_sees_it_from_then_on(world: World) -> None:
    other = a_body("Driftsforum", collaboration=world.political.collaboration)
    nina = somebody("Nina Holt", other, SeatRole.SECRETARIAT)
    record = stored(world, body=world.political).document.record
    assert not may_see(world.viewer(nina), record)
    assert not stored(world, by=nina, body=other).is_new
    assert may_see(world.viewer(nina), record)
    assert may_see(world.viewer(world.sara), record)


def test_a_member_cannot_store_a_file(world: World) -> None:
    with refused("bodies.keep"):
        stored(world, by=world.mads, body=world.political)
    with refused("bodies.register"):
        stored(world, by=world.mads)
    assert not default_storage.exists(original_name(hashlib.sha256(BYTES).hexdigest()))


def test_a_secretary_cannot_store_for_another_body(world: World) -> None:
    with refused("bodies.keep"):
        stored(world, body=world.strategic)


def test_a_file_that_is_too_large_is_refused_in_words(world: World, settings) -> None:  # type: ignore[no-untyped-def]
    settings.MAX_DOCUMENT_BYTES = 10
    with refused("documents.too_large", saying="10 byte"):
        stored(world)
    assert not Document.objects.exists()


def test_a_stream_is_not_read_further_than_the_limit(world: World, settings) -> None:  # type: ignore[no-untyped-def]
    settings.MAX_DOCUMENT_BYTES = 3 << 20

    class Endless(BytesIO):
        given = 0

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert size > 0
            Endless.given += size
            return b"x" * size

    with refused("documents.too_large"):
        store(Endless(), filename="x", media_type="text/plain", viewer=world.viewer(world.sara))
    assert Endless.given <= 5 << 20


def test_an_empty_file_is_refused(world: World) -> None:
    with refused("documents.empty"):
        stored(world, b"")


def test_half_a_file_from_an_attempt_that_was_stopped_is_written_anew(world: World) -> None:
    name = original_name(hashlib.sha256(BYTES).hexdigest())
    default_storage.save(name, ContentFile(BYTES[:5]))
    stored(world)
    assert default_storage.open(name).read() == BYTES


def test_a_whole_file_from_an_attempt_that_was_stopped_is_taken_over(world: World) -> None:
    name = original_name(hashlib.sha256(BYTES).hexdigest())
    default_storage.save(name, ContentFile(BYTES))
    assert stored(world).is_new
    folder = name.rpartition("/")[0]
    assert default_storage.listdir(folder)[1] == [name.rpartition("/")[2]]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Brugere\\sara\\referat.pdf", "referat.pdf"),
        ("../../etc/passwd", "passwd"),
        ("refe\nrat\x00.pdf", "referat.pdf"),
        ("Mo\u0308de.pdf", "Möde.pdf"),
        ("x" * 300 + ".docx", "x" * 250 + ".docx"),
    ],
)
def test_a_file_name_is_kept_without_folders_and_control_characters(
    world: World, given: str, kept: str
) -> None:
    assert stored(world, filename=given).document.filename == kept


def test_a_destroyed_file_is_not_taken_in_again(world: World) -> None:
    document = stored(world).document
    purge(document, reason="Indeholdt personnumre", viewer=world.viewer(world.sara))
    with refused("documents.purged"):
        stored(world)


def test_a_file_that_changed_or_went_is_told_of(world: World) -> None:
    whole, changed, gone = (stored(world, bytes([n]) * 9).document for n in (1, 2, 3))
    for document, data in ((changed, b"noget andet"), (gone, None)):
        name = original_name(document.sha256)
        default_storage.delete(name)
        if data:
            default_storage.save(name, ContentFile(data))
    assert set(broken_originals()) == {(changed, "changed"), (gone, "missing")}
    assert open_original(world.viewer(world.sara), whole).read() == bytes([1]) * 9
    with refused("documents.lost"):
        open_original(world.viewer(world.sara), gone)


def test_an_administrator_who_is_nobody_in_the_register_can_store(world: World) -> None:
    assert stored(world, by=world.ada).is_new


def test_two_who_store_the_same_bytes_at_the_same_moment_get_one_document(world: World) -> None:
    """Both looked before either had a row: the database lets one in, and the other gets that one."""
    once = stored(world).document
    again = _keep_row(
        sha256=once.sha256,
        size=once.size_bytes,
        filename="referat.pdf",
        media_type="application/pdf",
        viewer=world.viewer(world.sara),
        body=None,
    )
    assert (again.is_new, again.document) == (False, once)
    assert Document.objects.count() == 1


def test_the_name_of_a_file_is_shown_without_what_must_not_be_public(world: World) -> None:
    document = stored(world, filename="klage 070761-4285 fra a@b.dk.pdf").document
    assert "4285" not in shown_name(document)
    assert "a@b" not in shown_name(document)
