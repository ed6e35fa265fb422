"""Agendas and minutes as files: what they say, that they are what they say, and that nothing closed is in them."""

import io
import time
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import page
import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from papers import a_recorded_meeting, an_item, minutes_of, present
from people import World, a_person, a_world, known_to_their_body
from pypdf import PdfReader, PdfWriter
from refusing import refused

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import may_see
from roedtraad.documents.queries.originals import original_name
from roedtraad.meetings.actions import (
    Particulars,
    add_item,
    approve_agenda,
    change_title,
    close_item,
    plan_meeting,
    record_minutes,
    release_agenda,
    write_section,
)
from roedtraad.meetings.facts import DecisionFacts, OutcomeFacts, SectionFacts
from roedtraad.meetings.models import AgendaItem, Meeting, OutcomeKind, PaperKind, PresenceKind, SectionKind
from roedtraad.publishing import content
from roedtraad.publishing.actions import issue, take_back, unpublish
from roedtraad.publishing.models import FileFormat, Publication
from roedtraad.publishing.queries import Verdict, file_of, publications_of, verify
from roedtraad.publishing.typesetting import as_docx, as_pdf

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TABLE = "Budgettet er fordelt sådan:\n\nPart\tBeløb\nFjordby\t120.000\nHedelund\t80.000\n\n- først det ene\n- så det andet"


@pytest.fixture
def world() -> World:
    return a_world()


def a_meeting(world: World, *, items: int = 3) -> Meeting:
    sara, gone = world.viewer(world.sara), a_person("Rigmor Sandhave")
    told = [
        replace(
            an_item(
                f"Trygt hjem, del {n}", number=str(n), decision="", points=("at budgettet godkendes", "at planen følges"),
                attachments=(f"Notat {n}",), is_closed=n == 2,
            ),
            sections=(SectionFacts(SectionKind.CASE, TABLE),),
            decision=DecisionFacts("", outcomes=(OutcomeFacts(OutcomeKind.APPROVED),)),
        )
        for n in range(1, items + 1)
    ]  # fmt: skip
    people = (present(world.mads.person.pk), present(gone.pk, kind=PresenceKind.APOLOGY))
    facts = minutes_of(world.political, *told, participants=people)
    return record_minutes(facts, viewer=sara).meeting


def issued(world: World, meeting: Meeting, kind: PaperKind = PaperKind.MINUTES) -> Publication:
    return issue(meeting, kind, viewer=world.viewer(world.sara), at=AT)


def sent_out(world: World, meeting: Meeting) -> None:
    """The chair approves the agenda as it stands, and it is sent out."""
    known_to_their_body(world)
    approve_agenda(meeting, at=AT, viewer=world.viewer(world.lone))
    release_agenda(meeting, at=AT, viewer=world.viewer(world.sara))


def bytes_of(publication: Publication, file_format: FileFormat = FileFormat.PDF) -> bytes:
    document = publication.files.get(format=file_format).document
    with default_storage.open(original_name(document.sha256)) as file:
        return file.read()


def text_of(data: bytes) -> str:
    return "\n".join(one.extract_text() for one in PdfReader(io.BytesIO(data)).pages)


def test_minutes_become_a_pdf_and_a_word_file_that_say_the_same(world: World) -> None:
    made = issued(world, a_meeting(world))
    pdf, word = text_of(bytes_of(made)), docx.Document(io.BytesIO(bytes_of(made, FileFormat.DOCX)))
    said = "\n".join(
        [
            *(one.text for one in word.paragraphs),
            *(cell.text for table in word.tables for row in table.rows for cell in row.cells),
        ]
    )
    for words in ("Referat", "Trygt hjem, del 1", "Mads Ravn", "Rigmor Sandhave", "Sagsfremstilling", "120.000",
                  "Det indstilles:", "at planen følges", "Beslutning", "Godkendt.", "Notat 1", "Afbud", "Lukket punkt"):  # fmt: skip
        assert words in pdf, words
        assert words in said, words


def test_the_pdf_is_accessible_and_can_be_kept(world: World) -> None:
    data = bytes_of(issued(world, a_meeting(world, items=6)))
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        report = page.validate_pdf_bytes(data, profile=profile)
        assert report.is_compliant, [(one.rule_id, one.message) for one in report.failures]
    properties = PdfReader(io.BytesIO(data)).trailer["/Root"]
    assert properties["/Lang"] == "da-DK"


def test_nothing_closed_stands_in_a_file(world: World) -> None:
    made = issued(world, a_meeting(world))
    assert "del 2" not in made.content
    assert "Notat 2" not in made.content
    for file_format in FileFormat:
        data = bytes_of(made, file_format)
        text = (
            text_of(data)
            if file_format == FileFormat.PDF
            else zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
        )
        assert "del 3" in text
        assert "del 2" not in text
        assert "Notat 2" not in text


def test_an_agenda_says_nothing_of_what_was_decided_and_of_who_came(world: World) -> None:
    made = issued(world, a_meeting(world), PaperKind.AGENDA)
    assert "Dagsorden" in made.content
    assert "Godkendt" not in made.content
    assert "Mads Ravn" not in made.content


def test_the_same_content_is_the_same_file_and_no_new_version(world: World) -> None:
    meeting = a_meeting(world)
    first = issued(world, meeting)
    assert issued(world, meeting) == first
    frozen = content.read(first.content)
    assert content.written(frozen) == first.content
    mark = f"roedtraad:{first.public_id}"
    assert as_pdf(frozen, mark=mark, at=AT) == bytes_of(first) == as_pdf(frozen, mark=mark, at=AT)
    assert as_docx(frozen, mark=mark, at=AT)
    assert meeting.papers.filter(document__isnull=False).get() == first.paper


def test_a_correction_is_a_new_version_and_the_old_one_stays_as_it_was(world: World) -> None:
    meeting, sara = a_meeting(world), world.viewer(world.sara)
    first = issued(world, meeting)
    before = bytes_of(first)
    unpublish(meeting, reason="Fejl i titlen", viewer=sara)
    change_title(AgendaItem.objects.filter(meeting=meeting)[0], "Trygt hjem, rettet", viewer=sara)
    second = issued(world, meeting)
    assert second.paper.version > first.paper.version
    assert bytes_of(first) == before
    assert verify(before, viewer=world.viewer(None)).verdict is Verdict.UNKNOWN, "it was taken back"
    assert "rettet" in second.content


def test_an_agenda_that_is_added_to_has_versions_that_both_stand(world: World) -> None:
    sara, karen = world.viewer(world.sara), world.viewer(None)
    meeting = plan_meeting(world.political, Particulars(date(2026, 12, 11)), viewer=sara)
    with refused("publishing.no_items"):
        issued(world, meeting, PaperKind.AGENDA)
    item = add_item(meeting, "Lægevagt", number="1", viewer=sara)
    write_section(item, SectionKind.CASE, "Sagen om vagten.", viewer=sara)
    with refused("publishing.not_sent_out", saying="sendt ud"):
        issued(world, meeting, PaperKind.AGENDA)
    assert not item.record.is_public
    sent_out(world, meeting)
    first = issued(world, meeting, PaperKind.AGENDA)
    late = add_item(meeting, "Sygetransport", number="2", is_supplementary=True, viewer=sara)
    assert issued(world, meeting, PaperKind.AGENDA) == first, "what was not sent out is in no version"
    assert not may_see(karen, late.record)
    sent_out(world, meeting)
    second = issued(world, meeting, PaperKind.AGENDA)
    old = verify(bytes_of(first), viewer=karen)
    assert (old.verdict, old.publication, old.newest) == (Verdict.OUTDATED, first, second)
    assert verify(bytes_of(second, FileFormat.DOCX), viewer=karen).verdict is Verdict.GENUINE
    assert publications_of(karen, meeting) == (second, first)
    take_back(first, reason="Navn", viewer=sara)
    assert publications_of(karen, meeting) == (second,)
    assert verify(bytes_of(first), viewer=karen).verdict is Verdict.UNKNOWN
    with refused("publishing.not_held"):
        issued(world, meeting, PaperKind.MINUTES)


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_only_the_secretariat_issues(world: World, who: str) -> None:
    meeting = a_meeting(world)
    with refused("meetings.keep"):
        issue(meeting, PaperKind.MINUTES, viewer=world.viewer(getattr(world, who)))
    assert not Publication.objects.exists()


def test_what_is_issued_is_public_and_told_in_the_journal(world: World) -> None:
    meeting, karen = a_meeting(world), world.viewer(None)
    made = issued(world, meeting)
    file = made.files.get(format=FileFormat.PDF).document
    assert made.paper.document == file
    assert may_see(karen, file.record)
    assert file_of(karen, made.public_id, FileFormat.DOCX) is not None
    assert JournalEntry.objects.latest("number").act == "publishing.minutes.issued"


def test_closing_an_item_afterwards_closes_the_files_that_tell_of_it(world: World) -> None:
    meeting, karen = a_meeting(world), world.viewer(None)
    made = issued(world, meeting)
    data = bytes_of(made, FileFormat.DOCX)
    close_item(
        AgendaItem.objects.filter(meeting=meeting)[0], reason="Personsag", viewer=world.viewer(world.sara)
    )
    for file_format in FileFormat:
        assert file_of(karen, made.public_id, file_format) is None
    assert verify(data, viewer=karen).publication is None
    assert publications_of(karen, meeting) == ()


def test_a_file_that_was_altered_says_which_one_it_was(world: World) -> None:
    made, karen = issued(world, a_meeting(world)), world.viewer(None)
    genuine = verify(bytes_of(made), viewer=karen)
    assert (genuine.verdict, genuine.publication) == (Verdict.GENUINE, made)
    writer = PdfWriter(clone_from=io.BytesIO(bytes_of(made)))
    writer.add_blank_page()
    altered = io.BytesIO()
    writer.write(altered)
    found = verify(altered.getvalue(), viewer=karen)
    assert (found.verdict, found.publication) == (Verdict.ALTERED, made)
    word = docx.Document(io.BytesIO(bytes_of(made, FileFormat.DOCX)))
    word.paragraphs[0].text = "Noget andet"
    saved = io.BytesIO()
    word.save(saved)
    found = verify(saved.getvalue(), viewer=karen)
    assert (found.verdict, found.publication) == (Verdict.ALTERED, made)


def test_a_forged_signature_is_no_signature(world: World) -> None:
    made = issued(world, a_meeting(world))
    made.files.filter(format=FileFormat.PDF).update(signature=b"\x00" * 64)
    assert verify(bytes_of(made), viewer=world.viewer(None)).verdict is Verdict.UNKNOWN


def test_old_signatures_stay_valid_with_a_new_key(world: World) -> None:
    first = issued(world, a_meeting(world), PaperKind.AGENDA)
    (settings.DATA_DIR / "signing_key").unlink()
    second = issued(world, first.paper.meeting)
    assert first.files.first().key != second.files.first().key
    assert verify(bytes_of(first), viewer=world.viewer(None)).verdict is Verdict.GENUINE
    assert (settings.DATA_DIR / "signing_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n%broken", b"PK\x03\x04 nothing", b"Hej", b"%PDF-1.7 roedtraad:22222222"]
)
def test_any_bytes_can_be_asked_about(world: World, data: bytes) -> None:
    assert verify(data, viewer=world.viewer(None)).verdict is Verdict.UNKNOWN


def test_a_large_meeting_is_as_many_queries_and_quick(world: World) -> None:
    few = a_meeting(world, items=2)
    with CaptureQueriesContext(connection) as of_few:
        issued(world, few)
    many = a_recorded_meeting(
        world.viewer(world.sara), world.political,
        *(an_item(f"Punkt nummer {n}", number=str(n), attachments=tuple(f"Bilag {n}.{m}" for m in range(5))) for n in range(1, 61)),
        held_on=date(2026, 5, 5),
    ).meeting  # fmt: skip
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as of_many:
        issued(world, many)
    assert time.perf_counter() - begun < 30
    assert len(of_many) <= len(of_few) + 12, "SQLite writes at most 499 tokens at a time"
