"""A body's own logo and words in its papers; what cannot be printed is refused in a sentence."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import page
import pytest
from django.core.files.storage import default_storage
from people import World, a_world
from PIL import Image
from pypdf import PdfReader
from refusing import refused

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import NotAllowed
from roedtraad.documents.queries.originals import original_name
from roedtraad.meetings import actions as meetings
from roedtraad.meetings.actions import Particulars
from roedtraad.meetings.models import Meeting, PaperKind
from roedtraad.publishing import actions
from roedtraad.publishing.models import FileFormat, Publication
from roedtraad.publishing.queries import look_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ALT = "Sundhedsklyngens logo"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#225"/></svg>'


def a_png(size: tuple[int, int] = (60, 30)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "#225588").save(made, format="PNG")
    return made.getvalue()


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def sara(world: World) -> Viewer:
    return world.viewer(world.sara)


@pytest.fixture
def meeting(world: World, sara: Viewer) -> Meeting:
    held = meetings.plan_meeting(world.political, Particulars(sara.on), viewer=sara)
    item = meetings.add_item(held, "Trygt hjem", number="1", viewer=sara)
    meetings.begin_meeting(held, at=AT, viewer=sara)
    meetings.decide(item, text="Ordningen fortsætter.", viewer=sara)
    meetings.end_meeting(held, at=AT, viewer=sara)
    held.refresh_from_db()
    return held


def data_of(made: Publication, file_format: FileFormat) -> bytes:
    with default_storage.open(original_name(made.files.get(format=file_format).document.sha256)) as file:
        return file.read()


@pytest.mark.parametrize("data", [a_png(), SVG], ids=["png", "svg"])
def test_a_logo_stands_in_both_files_with_words_for_those_who_cannot_see_it(
    world: World, meeting: Meeting, sara: Viewer, data: bytes
) -> None:
    actions.set_logo(world.political, data, alt=ALT, viewer=sara)
    made = actions.issue(meeting, PaperKind.MINUTES, viewer=sara)
    pdf = data_of(made, FileFormat.PDF)
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert report.is_compliant, [(one.rule_id, one.message) for one in report.failures]
    assert "Ordningen fortsætter." in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    word = zipfile.ZipFile(io.BytesIO(data_of(made, FileFormat.DOCX)))
    assert f'descr="{ALT}"' in word.read("word/document.xml").decode()
    assert any(name.startswith("word/media/") for name in word.namelist())


def test_a_paper_that_is_published_keeps_its_look(world: World, meeting: Meeting, sara: Viewer) -> None:
    first = actions.issue(meeting, PaperKind.MINUTES, viewer=sara)
    actions.set_logo(world.political, SVG, alt=ALT, viewer=sara)
    assert actions.issue(meeting, PaperKind.MINUTES, viewer=sara) == first  # it says the same
    actions.set_words(world.political, {"decision": "Konklusion"}, viewer=sara)
    second = actions.issue(meeting, PaperKind.MINUTES, viewer=sara)
    assert "Konklusion" in second.content
    assert "Konklusion" not in Publication.objects.get(pk=first.pk).content
    actions.drop_logo(world.political, viewer=sara)
    assert look_of(world.political.pk).logo is None


def test_only_words_that_are_read_again_can_be_chosen(world: World, sara: Viewer) -> None:
    actions.set_words(
        world.political, {"decision": "Snak", "minutes": "Referat", "case": "Redegørelse"}, viewer=sara
    )
    assert dict(look_of(world.political.pk).words) == {"case": "Redegørelse"}


@pytest.mark.parametrize(
    ("data", "alt", "saying"),
    [
        (a_png(), " ", "Skriv med ord"),
        (b"GIF89a", ALT, "hverken PNG eller SVG"),
        (a_png()[:60], ALT, "beskadiget"),
        (a_png((2001, 10)), ALT, "2.000"),
        (b"\x89PNG" + b"0" * 200_000, ALT, "200 kB"),
        (b"<svg", ALT, "beskadiget"),
        (SVG.replace(b"<rect", b"<script>1</script><rect"), ALT, "andre steder"),
        (SVG.replace(b"<rect", b'<image href="file:///etc/passwd"/><rect'), ALT, "andre steder"),
        (SVG.replace(b"#225", b"url(https://example.com/a)"), ALT, "andre steder"),
        (SVG.replace(b"<rect", b'<rect onclick="a()"'), ALT, "andre steder"),
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG, ALT, "andre steder"),
    ],
)
def test_what_cannot_be_printed_is_refused(
    world: World, sara: Viewer, data: bytes, alt: str, saying: str
) -> None:
    with refused("publishing.logo", saying=saying):
        actions.set_logo(world.political, data, alt=alt, viewer=sara)
    assert look_of(world.political.pk).logo is None


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_only_the_secretariat_says_how_its_papers_look(world: World, who: str) -> None:
    viewer = world.viewer(getattr(world, who))
    with pytest.raises(NotAllowed):
        actions.set_logo(world.political, SVG, alt=ALT, viewer=viewer)
    with pytest.raises(NotAllowed):
        actions.set_words(world.political, {"decision": "Konklusion"}, viewer=viewer)
    with pytest.raises(NotAllowed):
        actions.drop_logo(world.political, viewer=viewer)
