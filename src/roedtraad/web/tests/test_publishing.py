"""Publishing on the page of a meeting, what can be taken away, and trying whether a file is genuine."""

import io
from datetime import date

import docx
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from minutes_shown import minutes_with_words, the_text
from papers import a_reading, a_recorded_meeting, an_agenda, an_item
from people import World, a_world
from sessions import log_in

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.models import JournalEntry
from roedtraad.documents.queries.originals import original_name
from roedtraad.meetings.actions import record_minutes
from roedtraad.meetings.models import Meeting, PaperKind
from roedtraad.publishing.actions import issue, take_back
from roedtraad.publishing.models import FileFormat, Publication
from roedtraad.web.forms import publishing as forms

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def a_meeting(world: World, *, items: int = 2) -> Meeting:
    """A meeting run here: an open item, and closed ones."""
    told = [an_item(f"Færgen {n}", number=str(n), is_closed=n > 1) for n in range(1, items + 1)]
    return a_recorded_meeting(world.viewer(world.sara), world.political, *told).meeting


def an_imported(world: World) -> Meeting:
    told = {"closed_title": "Udbud", "closed_words": "Skibsværftet.", "contact": "hyldebo@region.example"}
    recorded, _ = minutes_with_words(
        world.viewer(world.sara), world.political, held_on=date(2026, 3, 13), text=the_text(**told),
        people=tuple(user.person for user in (world.mads, world.lone, world.vibe)), **told,
    )  # fmt: skip
    return recorded.meeting


def path_of(meeting: Meeting) -> str:
    return f"/moede/{meeting.record.public_id}/offentliggoer"


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer
    return str(answer.content.decode()).replace(danish.NBSP, " ")


def post(client: Client, meeting: Meeting, **data: str) -> str:
    answer = client.post(path_of(meeting), data, follow=True)
    assert answer.status_code == 200, answer
    return str(answer.content.decode()).replace(danish.NBSP, " ")


def data_of(publication: Publication, file_format: FileFormat = FileFormat.PDF) -> bytes:
    document = publication.files.get(format=file_format).document
    with default_storage.open(original_name(document.sha256)) as file:
        return file.read()


def tried(client: Client, data: bytes, name: str = "referat.pdf") -> str:
    answer = client.post("/efterproev", {"fil": SimpleUploadedFile(name, data)})
    assert answer.status_code == 200
    return str(answer.content.decode()).replace(danish.NBSP, " ")


def test_the_secretariat_publishes_what_was_run_here_as_files(client: Client, world: World) -> None:
    meeting = a_meeting(world)
    log_in(client, world.sara)
    said = page(client, path_of(meeting))
    assert said.index("Det vil alle kunne læse") < said.index("Færgen 1") < said.index("Det forbliver lukket")
    assert said.index("Det forbliver lukket") < said.index("Færgen 2")
    assert "signeret PDF" in said
    assert "Tag tilbage" not in said
    assert "kan nu læses af alle" in post(client, meeting, goer="offentliggoer", papir="minutes", set="on")
    stranger = Client()
    assert "Færgen 1" in page(stranger, address(meeting.record, meeting))
    publication = Publication.objects.get()
    for file_format in FileFormat.values:
        answer = stranger.get(f"/offentliggjort/{publication.public_id}.{file_format}")
        assert b"".join(answer.streaming_content) == data_of(publication, FileFormat(file_format))
        assert answer["Content-Disposition"].startswith("attachment")
    assert f"/offentliggjort/{publication.public_id}.docx" in page(stranger, address(meeting.record, meeting))


def test_what_was_read_in_is_published_as_it_is(client: Client, world: World) -> None:
    meeting = an_imported(world)
    log_in(client, world.sara)
    assert "som den fil, det er læst fra" in page(client, path_of(meeting))
    assert 'value="agenda"' not in page(client, path_of(meeting))
    post(client, meeting, goer="offentliggoer", papir="minutes", set="on")
    assert Client().get(address(meeting.record, meeting)).status_code == 200
    assert not Publication.objects.exists()


def test_nothing_is_published_without_having_been_looked_at(client: Client, world: World) -> None:
    meeting = a_meeting(world)
    log_in(client, world.sara)
    assert "Se det igennem" in post(client, meeting, goer="offentliggoer", papir="minutes")
    assert "gyldig" in post(client, meeting, goer="offentliggoer", papir="regnskab", set="on")
    assert Client().get(address(meeting.record, meeting)).status_code == 404


def test_only_who_keeps_the_meeting_publishes_it(world: World) -> None:
    meeting = a_meeting(world)
    for user in (world.mads, world.lone, world.sune, world.vibe):
        someone = log_in(Client(), user)
        assert someone.get(path_of(meeting)).status_code == 404
        data = {"goer": "offentliggoer", "papir": "minutes", "set": "on"}
        assert someone.post(path_of(meeting), data).status_code == 404
    assert Client().get(path_of(meeting)).status_code == 302
    assert not Publication.objects.exists()


def test_a_body_that_does_not_publish_says_so(client: Client, world: World) -> None:
    meeting = a_meeting(world)
    world.political.publishes = False
    world.political.save()
    log_in(client, world.sara)
    said = page(client, path_of(meeting))
    assert "offentliggør ikke" in said
    assert 'name="papir"' not in said
    post(client, meeting, goer="offentliggoer", papir="minutes", set="on")
    assert not Publication.objects.exists()


def test_what_stops_publishing_is_said_in_the_form_and_what_was_chosen_stays(
    client: Client, world: World
) -> None:
    meeting = an_imported(world)
    document = meeting.papers.get().document
    assert document is not None
    a_reading(document, "Borgeren 070761-4285 klagede.", version="2")
    log_in(client, world.sara)
    said = post(client, meeting, goer="offentliggoer", papir="minutes", set="on")
    assert "CPR-nummer" in said
    assert "checked" in said
    assert Client().get(address(meeting.record, meeting)).status_code == 404


def test_an_agenda_that_was_read_in_makes_no_minutes(client: Client, world: World) -> None:
    meeting = record_minutes(
        an_agenda(world.political, an_item(decision="")), viewer=world.viewer(world.sara)
    )
    log_in(client, world.sara)
    assert 'value="minutes"' not in page(client, path_of(meeting.meeting))


def test_a_version_is_taken_back_with_a_reason(client: Client, world: World) -> None:
    meeting = a_meeting(world)
    publication = issue(meeting, PaperKind.MINUTES, viewer=world.viewer(world.sara))
    file = f"/offentliggjort/{publication.public_id}.pdf"
    log_in(client, world.sara)
    post(client, meeting, goer="tilbage", hvad=publication.public_id)
    assert Client().get(file).status_code == 200
    said = post(client, meeting, goer="tilbage", hvad=publication.public_id, grund="Et navn for meget")
    assert "Det er taget tilbage." in said
    assert Client().get(file).status_code == 404
    assert JournalEntry.objects.filter(reason="Et navn for meget").exists()
    post(client, meeting, goer="offentliggoer", papir="minutes", set="on")
    assert "taget tilbage" in post(client, meeting, goer="tilbage", hvad="alt", grund="Alt var forkert")
    assert Client().get(address(meeting.record, meeting)).status_code == 404


def test_the_calendar_file_is_for_those_who_see_the_meeting(client: Client, world: World) -> None:
    meeting = a_meeting(world)
    path = f"/moede/{meeting.record.public_id}/kalender.ics"
    assert client.get(path).status_code == 404
    answer = log_in(client, world.mads).get(path)
    assert answer["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in answer.content


def test_a_file_is_genuine_outdated_altered_or_unknown(client: Client, world: World) -> None:
    meeting, sara = a_meeting(world), world.viewer(world.sara)
    first = issue(meeting, PaperKind.MINUTES, viewer=sara)
    said = tried(client, data_of(first))
    assert "til sidste byte" in said
    assert "Referat, Politisk niveau, 13. marts 2026, version 1" in said
    assert danish.moment(first.at).replace(danish.NBSP, " ") in said
    altered = docx.Document(io.BytesIO(data_of(first, FileFormat.DOCX)))
    altered.add_paragraph("Og en million til Fjordby.")
    kept = io.BytesIO()
    altered.save(kept)
    assert "Stol ikke på den" in tried(client, kept.getvalue(), "referat.docx")
    meeting.items.filter(number="1").update(title="Færgen hver time")
    issue(meeting, PaperKind.MINUTES, viewer=sara)
    said = tried(client, data_of(first))
    assert "nyere udgave" in said
    assert "Den nyeste er version 2" in said
    assert "eller den er trukket tilbage" in tried(
        client, b"noget andet"
    )  # or none of ours: which of them is not said
    assert f"/moede/{meeting.record.public_id}" not in tried(client, b"noget andet")


def test_a_version_that_was_taken_back_is_known_to_the_circle_alone_and_replaces_no_other(
    world: World,
) -> None:
    meeting, sara = a_meeting(world), world.viewer(world.sara)
    first = issue(meeting, PaperKind.MINUTES, viewer=sara)
    meeting.items.filter(number="1").update(title="Færgen hver time")
    second = issue(meeting, PaperKind.MINUTES, viewer=sara)
    take_back(second, reason="Et navn for meget", viewer=sara)
    inside, outside = log_in(Client(), world.mads), Client()
    assert "Denne version er taget tilbage" in tried(inside, data_of(second))
    assert "Dette er ikke en fil, der er offentliggjort her" in tried(outside, data_of(second))
    assert "nyere udgave" not in tried(inside, data_of(first))


def test_no_file_an_empty_one_and_one_that_is_too_large_are_answered(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Er filen ægte?" in page(client, "/om")
    assert "Vælg en fil, du har fået" in page(client, "/efterproev")
    answer = client.post("/efterproev", {})
    assert "Vælg den fil, du vil have efterprøvet." in answer.content.decode()
    assert "Dette er ikke en fil, der er offentliggjort her" in tried(client, b"")
    monkeypatch.setattr(forms, "LARGEST_BYTES", 10)
    assert "Filen er større end" in tried(client, b"x" * 11)


def test_many_items_take_as_many_queries_as_few(client: Client, world: World) -> None:
    log_in(client, world.sara)

    def queries(meeting: Meeting) -> int:
        client.get(path_of(meeting))
        with CaptureQueriesContext(connection) as captured:
            client.get(path_of(meeting))
        return len(captured)

    few = queries(a_meeting(world))
    told = [an_item(f"Punkt {n}", number=str(n)) for n in range(1, 30)]
    many = a_recorded_meeting(world.viewer(world.sara), world.political, *told, held_on=date(2026, 4, 9))
    issue(many.meeting, PaperKind.MINUTES, viewer=world.viewer(world.sara))
    assert queries(many.meeting) == few <= 14
