"""Bringing files: each is one document, waits to be read, and is read once; what cannot be taken in says why."""

from datetime import timedelta

import pytest
from django.utils import timezone
from drafting import MINUTES, a_draft, brought
from people import World
from refusing import refused

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import NotAllowed
from roedtraad.documents.models import Document
from roedtraad.importing.actions import Upload, bring, go_on, put_back, read_waiting, try_again
from roedtraad.importing.actions.reading import HOLD, holder
from roedtraad.importing.models import Batch, Draft, Reading, ReadingState

pytestmark = pytest.mark.django_db


def test_the_same_file_twice_is_one_document_one_reading_and_one_draft(sara: Viewer) -> None:
    a_draft(sara)
    again = bring([Upload("kopi.txt", MINUTES.encode())], viewer=sara, is_read_later=False)
    assert again.files[0].is_known
    assert again.batch is None
    assert list(read_waiting(jobs=1)) == []
    assert (Document.objects.count(), Reading.objects.count(), Draft.objects.count()) == (1, 1, 1)


def test_a_file_that_cannot_be_taken_in_says_why_and_stops_no_other(sara: Viewer, settings) -> None:  # type: ignore[no-untyped-def]
    settings.MAX_DOCUMENT_BYTES = 2000
    done = bring(
        [
            Upload("tom.txt", b""),
            Upload("stor.txt", b"x" * 2001),
            Upload("a/b/referat.txt", MINUTES.encode()),
        ],
        viewer=sara,
        is_read_later=False,
    )
    assert [one.refusal.code if one.refusal else "" for one in done.files] == [
        "documents.empty",
        "documents.too_large",
        "",
    ]
    assert done.new == 1
    assert Document.objects.get().filename == "referat.txt"


def test_a_file_that_cannot_be_read_says_so_and_is_tried_again_only_where_that_can_help(sara: Viewer) -> None:
    reading = brought(sara, "%PDF-1.7 nothing else", filename="i stykker.pdf")
    (done,) = read_waiting(jobs=1)
    assert done.draft is None
    reading.refresh_from_db()
    assert reading.state == ReadingState.FAILED
    assert reading.error.endswith(".")
    with refused("importing.no_help", saying="hent den ind igen"):
        try_again(reading, viewer=sara)
    Reading.objects.filter(pk=reading.pk).update(error_code="broke_off")
    assert try_again(reading, viewer=sara).state == ReadingState.WAITING


def test_only_a_secretariat_brings_files(world: World) -> None:
    with pytest.raises(NotAllowed):
        bring([Upload("a.txt", b"a")], viewer=world.viewer(world.mads))
    assert not Batch.objects.exists()


def test_what_a_killed_process_was_reading_waits_again(sara: Viewer) -> None:
    reading = brought(sara)
    dead = holder().rpartition(":")[0] + ":1"  # this number, but another process had it
    Reading.objects.update(state=ReadingState.READING, holder=dead, started_at=timezone.now())
    assert put_back() == 1
    assert go_on() == 1
    reading.refresh_from_db()
    assert Draft.objects.filter(document=reading.document).exists()


def test_what_a_living_process_reads_is_left_to_it(sara: Viewer) -> None:
    brought(sara)
    Reading.objects.update(state=ReadingState.READING, holder=holder(), started_at=timezone.now())
    assert put_back() == 0
    assert list(read_waiting(jobs=1)) == []


def test_what_another_machine_reads_is_taken_over_when_it_takes_too_long(sara: Viewer) -> None:
    brought(sara)
    Reading.objects.update(state=ReadingState.READING, holder="other:12:34", started_at=timezone.now())
    assert put_back() == 0
    Reading.objects.update(started_at=timezone.now() - HOLD - timedelta(seconds=1))
    assert put_back() == 1


def test_whose_papers_they_are_can_be_said(world: World, sara: Viewer) -> None:
    text = MINUTES.replace("Sundhedsklynge Vestbælt - politisk niveau\n", "")
    draft = a_draft(sara, text, body=world.political)
    assert draft.body == world.political
