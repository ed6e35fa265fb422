"""Bringing files in the browser, how far they are, and the list of drafts."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from drafting import AGENDA, MINUTES, a_draft, brought
from people import World, a_world
from sessions import log_in

from roedtraad.accounts.policy import Viewer
from roedtraad.importing.actions import read_waiting
from roedtraad.importing.models import Batch, Draft, DraftState, Reading
from roedtraad.importing.reading.answers import reader_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def sara(world: World) -> Viewer:
    return world.viewer(world.sara)


@pytest.fixture
def page(client: Client, world: World) -> Client:
    return log_in(client, world.sara)


def words(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def a_file(name: str, content: str | bytes = MINUTES) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def test_several_files_are_sent_at_once_and_stand_in_a_pile(page: Client) -> None:
    files = [a_file("marts.txt"), a_file("dagsorden.txt", AGENDA)]
    answer = page.post("/indlaesning/ny", {"filer": files, "navn": "Foråret 2026"})
    batch = Batch.objects.get()
    assert answer["Location"] == f"/indlaesning/{batch.public_id}"
    assert (batch.name, batch.readings.count()) == ("Foråret 2026", 2)


def test_a_script_that_sends_files_is_told_where_to_go(page: Client) -> None:
    answer = page.post("/indlaesning/ny", {"filer": [a_file("marts.txt")]}, headers={"X-Sent-By": "script"})
    assert answer.status_code == 204
    assert answer["X-Then"] == f"/indlaesning/{Batch.objects.get().public_id}"


def test_the_same_file_again_is_said_to_be_here(page: Client) -> None:
    page.post("/indlaesning/ny", {"filer": [a_file("marts.txt")]})
    again = page.post("/indlaesning/ny", {"filer": [a_file("marts.txt")]}, follow=True)
    assert "var her allerede" in words(again)
    assert Reading.objects.count() == 1


def test_nothing_chosen_is_a_sentence_at_the_field(page: Client) -> None:
    answer = page.post("/indlaesning/ny", {"navn": "Foråret"})
    assert "Vælg mindst én fil." in words(answer)
    assert 'value="Foråret"' in answer.content.decode()


def test_an_empty_file_and_one_that_is_too_large_are_refused_by_name_and_stop_no_other(
    page: Client, settings
) -> None:  # type: ignore[no-untyped-def]
    settings.MAX_DOCUMENT_BYTES = 2000
    files = [a_file("tom.txt", ""), a_file("stor.txt", "x" * 2001), a_file("marts.txt")]
    answer = page.post("/indlaesning/ny", {"filer": files}, follow=True)
    assert "tom.txt: Filen er tom." in words(answer)
    assert "stor.txt: Filen er for stor" in words(answer)
    assert Reading.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("billede.pdf", b"%PDF-1.4\nikke en hel fil", "ikke en hel PDF-fil"),
        ("regneark.xyz", bytes(range(256)) * 8, "kan ikke læses"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_in_the_pile(
    page: Client, sara: Viewer, name: str, content: bytes, sentence: str
) -> None:
    page.post("/indlaesning/ny", {"filer": [a_file(name, content)]})
    list(read_waiting(jobs=1))
    answer = page.get(f"/indlaesning/{Batch.objects.get().public_id}")
    assert sentence in words(answer)
    assert "proev-igen" not in answer.content.decode()  # it would end the same
    assert "Hent den rettede fil ind" in words(answer)
    key = Reading.objects.get().pk
    told = page.post("/indlaesning/proev-igen", {"fil": str(key)}, follow=True)
    assert "Det er selve filen, der ikke kan læses" in words(told)
    assert Reading.objects.get().state == "failed"


@pytest.mark.parametrize(
    "code", ["too_slow", "broke_off", "no_reader", "no_draft", "missing", "missing_reader"]
)
def test_a_file_on_which_the_reader_broke_off_can_be_tried_again(
    page: Client, sara: Viewer, code: str
) -> None:
    reading = brought(sara)
    Reading.objects.filter(pk=reading.pk).update(
        state="failed", error="Filen tager for lang tid.", error_code=code
    )
    pile = f"/indlaesning/{Batch.objects.get().public_id}"
    assert "proev-igen" in page.get(pile).content.decode()
    page.post("/indlaesning/proev-igen", {"fil": str(reading.pk)})
    assert Reading.objects.get().state == "waiting"


@pytest.mark.parametrize("code", ["empty", "unknown_format", "broken", "encrypted", "no_text", "too_large"])
def test_a_file_that_an_older_reader_could_not_read_can_be_tried_again(
    page: Client, sara: Viewer, code: str
) -> None:
    reading = brought(sara)
    Reading.objects.filter(pk=reading.pk).update(
        state="failed", error="Filen kan ikke læses.", error_code=code, reader_version="0.0.1"
    )
    pile = f"/indlaesning/{Batch.objects.get().public_id}"
    assert "proev-igen" in page.get(pile).content.decode()
    page.post("/indlaesning/proev-igen", {"fil": str(reading.pk)})
    reading.refresh_from_db()
    assert (reading.state, reading.reader_version) == ("waiting", reader_version())
    Reading.objects.filter(pk=reading.pk).update(
        state="failed", error="Filen kan ikke læses.", error_code=code
    )
    assert "proev-igen" not in page.get(pile).content.decode()


def test_a_pile_asks_for_itself_again_while_something_is_being_read(page: Client, sara: Viewer) -> None:
    reading = brought(sara)
    path = f"/indlaesning/{Batch.objects.get().public_id}"
    waiting = page.get(path).content.decode()
    assert 'data-hx-trigger="every 2s"' in waiting
    assert "0 af 1 filer er læst" in " ".join(waiting.split())
    list(read_waiting(jobs=1))
    done = page.get(path, headers={"HX-Request": "true"}).content.decode()
    assert "every 2s" not in done
    assert f"/kladde/{Draft.objects.get(document=reading.document).record.public_id}" in done


def test_the_list_is_narrowed_and_says_what_each_choice_would_give(page: Client, sara: Viewer) -> None:
    whole = a_draft(sara).record.public_id
    doubtful = a_draft(sara, MINUTES.replace("den 13. marts 2026 ", ""), filename="udendag.txt")
    every = page.get("/indlaesning")
    assert "referat.txt" in words(every)
    assert re.search(r"Kræver svar</a> <span class=\"n\">1<", every.content.decode())
    only = page.get("/indlaesning?vis=svar").content.decode()
    assert f"/kladde/{doubtful.record.public_id}" in only
    assert f"/kladde/{whole}" not in only
    assert f"/kladde/{whole}" in page.get("/indlaesning?ord=REFERAT.txt").content.decode()


def test_many_unproblematic_drafts_are_accepted_at_once(page: Client, sara: Viewer) -> None:
    agenda, minutes = a_draft(sara, AGENDA, filename="dagsorden.txt"), a_draft(sara)
    doubtful = a_draft(sara, MINUTES.replace("den 13. marts 2026 ", ""), filename="udendag.txt")
    ids = [one.record.public_id for one in (agenda, minutes, doubtful)]
    answer = page.post("/indlaesning/godkend", {"kladde": ids, "saa": "vis=klar"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/indlaesning?vis=klar"
    assert "2 dokumenter er godkendt." in words(answer)
    assert "udendag.txt:" in words(answer)
    states = dict(Draft.objects.values_list("document__filename", "state"))
    assert states == {
        "dagsorden.txt": DraftState.ACCEPTED,
        "referat.txt": DraftState.ACCEPTED,
        "udendag.txt": DraftState.OPEN,
    }
    assert Draft.objects.filter(state=DraftState.ACCEPTED).values("meeting").distinct().count() == 1


def test_members_bring_nothing(client: Client, world: World) -> None:
    log_in(client, world.mads)
    assert client.get("/indlaesning").status_code == 403
    assert client.post("/indlaesning/ny", {"filer": [a_file("marts.txt")]}).status_code == 403
    assert not Reading.objects.exists()


def test_the_desk_says_how_many_drafts_wait(page: Client, sara: Viewer) -> None:
    a_draft(sara)
    assert "1 kladde venter på at blive set igennem" in words(page.get("/skrivebord"))


def test_the_list_costs_the_same_in_a_small_and_in_a_large_world(
    page: Client,
    sara: Viewer,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    a_draft(sara)
    with django_assert_num_queries(12):
        page.get("/indlaesning")
    for day in range(14, 24):
        a_draft(sara, MINUTES.replace("13. marts", f"{day}. marts"), filename=f"{day}.txt")
    with django_assert_num_queries(12):
        page.get("/indlaesning")
