"""The review page: what stands where, what each form does, and that the second of two people loses nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from drafting import MINUTES, a_draft
from drafts_shown import SAMPLE
from people import SeatRole, World, a_world, somebody
from sessions import log_in

from roedtraad.accounts.policy import Viewer
from roedtraad.importing.actions import Upload, bring, read_waiting
from roedtraad.importing.models import Correction, Draft, DraftState, ItemAcceptance
from roedtraad.importing.proposing import content_of
from roedtraad.importing.sheet.things import Field, Kind, Sheet, Thing
from roedtraad.meetings.models import AgendaItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def sara(world: World) -> Viewer:
    return world.viewer(world.sara)


@pytest.fixture
def draft(sara: Viewer) -> Draft:
    return a_draft(sara)


@pytest.fixture
def page(client: Client, world: World) -> Client:
    return log_in(client, world.sara)


def url(draft: Draft, act: str = "", query: str = "") -> str:
    return f"/kladde/{draft.record.public_id}{f'/{act}' if act else ''}{query}"


def sheet(draft: Draft) -> Sheet:
    return content_of(Draft.objects.select_related("reading__text").get(pk=draft.pk)).sheet


def item(draft: Draft, number: str) -> Thing:
    return next(one for one in sheet(draft).items if one.get(Field.NUMBER) == number)


def words(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def typed(draft: Draft, thing: Thing, **values: str) -> dict[str, str]:
    """What the form of a thing sends: everything as it stands, but for what is changed."""
    kept = {value.field.value: value.value for value in thing.values}
    now = Draft.objects.get(pk=draft.pk)
    place = {"punkt": "1", "side": "1", "ret": thing.ref, "version": str(now.version)}
    return {**kept, **place, **values}


def test_the_page_of_the_document_stands_beside_the_draft(page: Client, draft: Draft) -> None:
    answer = page.get(url(draft, query="?punkt=1"))
    html = answer.content.decode()
    title = item(draft, "1").ref
    assert f'id="p-{title}"' in html
    assert re.search(rf'href="#t-{title}"[^>]*>Fælles akutteam</a>', html)
    assert f'id="t-{title}"' in html
    assert re.search(r'class="m-money" href="#t-amount[^>]*>250\.000 kr\.</a>', html)
    assert "Punkt 1: Fælles akutteam" in words(answer)


def test_the_words_of_the_page_are_those_of_the_document(page: Client, draft: Draft) -> None:
    html = page.get(url(draft)).content.decode()
    shown = re.search(r'id="papir"[^>]*>(.*?)</div>', html, re.DOTALL)
    assert shown is not None
    assert " ".join(re.sub(r"<[^>]+>", "", shown[1]).split()) == " ".join(sheet(draft).text.split())


def test_a_pdf_is_shown_as_a_picture_with_the_words_marked_on_it(page: Client, sara: Viewer) -> None:
    bring([Upload(SAMPLE.name, SAMPLE.read_bytes())], viewer=sara, is_read_later=False)
    draft = next(iter(read_waiting(jobs=1))).draft
    assert draft is not None
    html = page.get(url(draft, query="?punkt=4&side=6")).content.decode()
    assert re.search(
        r'<a class="m-money"[^>]*>(<rect x="[\d.]+" y="[\d.]+" width="[\d.]+" height="[\d.]+"/>)+</a>', html
    )
    picture = page.get(url(draft, "billede/6.png"))
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert "private" in picture["Cache-Control"]
    assert page.get(url(draft, "billede/60.png")).status_code == 404
    assert 'class="sheet written"' in page.get(url(draft, query="?vis=tekst")).content.decode()


def test_a_value_is_written_and_its_place_found(page: Client, draft: Draft) -> None:
    title = item(draft, "2")
    answer = page.post(url(draft, "ret"), typed(draft, title, title="Tavlen for midlertidige pladser"))
    assert answer.status_code == 302
    said = item(draft, "2").said(Field.TITLE)
    assert said is not None
    assert said.value == "Tavlen for midlertidige pladser"
    assert sheet(draft).quote(said.spans) == "Tavlen for midlertidige pladser"
    assert Correction.objects.filter(draft=draft).count() == 1  # what was not changed is not written


def test_words_that_were_marked_are_where_the_value_stands(page: Client, draft: Draft) -> None:
    start = MINUTES.index("Akutteamet har")
    marked = {"marked": f"{start}-{start + 10}", "marked_field": "title"}
    page.post(url(draft, "ret"), typed(draft, item(draft, "1"), title="Akutteamet", **marked))
    said = item(draft, "1").said(Field.TITLE)
    assert said is not None
    assert said.spans == ((start, start + 10),)


def test_what_cannot_be_a_day_says_so_and_nothing_of_the_form_is_saved(page: Client, draft: Draft) -> None:
    meeting = sheet(draft).meeting
    answer = page.post(url(draft, "ret"), typed(draft, meeting, held_on="32/1", place="Strandby"))
    assert "er ikke en dag" in words(answer)
    assert 'value="Strandby"' in answer.content.decode()
    assert not Correction.objects.filter(draft=draft).exists()


def test_an_amount_is_written_as_danes_do(page: Client, draft: Draft) -> None:
    amount = item(draft, "1").of(Kind.AMOUNT)[0]
    page.post(url(draft, "ret"), typed(draft, amount, amount="1.148.000,50 kr."))
    assert item(draft, "1").of(Kind.AMOUNT)[0].get(Field.AMOUNT) == "1148000.50"


def test_the_second_of_two_secretaries_is_told_sees_both_and_loses_nothing(
    page: Client, draft: Draft, world: World
) -> None:
    kaj = log_in(Client(), somebody("Kaj Lund", world.political, SeatRole.SECRETARIAT))
    mine = typed(draft, item(draft, "1"), title="Akutteam i hele klyngen")
    kaj.post(url(draft, "ret"), typed(draft, item(draft, "1"), title="Fælles akutteam 2026"))
    told = page.post(url(draft, "ret"), mine)
    assert "En anden kom først" in words(told)
    assert "Kaj Lund" in words(told)
    assert "Fælles akutteam 2026" in words(told)
    assert 'value="Akutteam i hele klyngen"' in told.content.decode()
    assert item(draft, "1").get(Field.TITLE) == "Fælles akutteam 2026"
    version = re.search(r'id="ret".*?name="version" value="(\d+)"', told.content.decode(), re.DOTALL)
    assert version is not None
    page.post(url(draft, "ret"), {**mine, "version": version[1]})
    assert item(draft, "1").get(Field.TITLE) == "Akutteam i hele klyngen"


def test_a_part_is_added_with_its_words_and_removed(page: Client, draft: Draft) -> None:
    start = MINUTES.index("742 kald")
    place = {"punkt": "1", "side": "1", "ny": "remark", "version": str(draft.version)}
    form = page.get(url(draft, query=f"?punkt=1&ny=remark&ord={start}-{start + 8}")).content.decode()
    assert ">742 kald</textarea>" in form.replace("\n", "")
    page.post(url(draft, "tilfoej"), {**place, "text": "742 kald", "marked": f"{start}-{start + 8}"})
    added = item(draft, "1").of(Kind.REMARK)[0]
    assert added.spans == ((start, start + 8),)
    now = Draft.objects.get(pk=draft.pk).version
    page.post(url(draft, "fjern"), {"punkt": "1", "ret": added.ref, "version": str(now)})
    assert not item(draft, "1").of(Kind.REMARK)


def test_an_item_is_divided_at_its_words_and_joined_again(page: Client, draft: Draft) -> None:
    place = {"punkt": "1", "ny": "item", "version": str(draft.version)}
    wrong = page.post(url(draft, "del"), {**place, "title": "Står her ikke"})
    assert "står ikke netop ét sted" in words(wrong)
    page.post(url(draft, "del"), {**place, "title": "Akutteamet har haft 742 kald", "number": "1a"})
    assert [one.get(Field.NUMBER) for one in sheet(draft).items] == ["1", "1a", "2"]
    now = Draft.objects.get(pk=draft.pk).version
    joined = {"ret": item(draft, "1a").ref, "sammen_med": item(draft, "1").ref, "version": str(now)}
    page.post(url(draft, "saml"), joined)
    assert [one.get(Field.NUMBER) for one in sheet(draft).items] == ["1", "2"]


def test_a_change_is_taken_back(page: Client, draft: Draft) -> None:
    page.post(url(draft, "ret"), typed(draft, item(draft, "1"), title="Akutteamet"))
    change = Correction.objects.get(draft=draft)
    now = Draft.objects.get(pk=draft.pk).version
    assert "1 rettelse af mennesker" in words(page.get(url(draft)))
    page.post(url(draft, "fortryd"), {"rettelse": str(change.pk), "version": str(now)})
    assert item(draft, "1").get(Field.TITLE) == "Fælles akutteam"


def test_items_are_found_right_one_by_one_and_the_next_is_shown(page: Client, draft: Draft) -> None:
    sent = {"punkt": "1", "ref": item(draft, "1").ref, "version": str(draft.version)}
    answer = page.post(url(draft, "punkt"), sent)
    assert "punkt=2" in answer["Location"]
    assert ItemAcceptance.objects.filter(draft=draft).count() == 1
    page.post(url(draft, "punkt"), {**sent, "tilbage": "1"})
    assert not ItemAcceptance.objects.filter(draft=draft).exists()


def test_the_whole_is_accepted_and_the_next_draft_shown(page: Client, draft: Draft, sara: Viewer) -> None:
    other = a_draft(
        sara, MINUTES.replace("13. marts", "10. april").replace("fredag den ", ""), filename="april.txt"
    )
    draft.refresh_from_db()
    answer = page.post(url(draft, "godkend"), {"version": str(draft.version)}, follow=True)
    assert answer.redirect_chain[-1][0] == url(other)
    assert "referat.txt” er godkendt som møde" in words(answer)
    draft.refresh_from_db()
    assert AgendaItem.objects.filter(meeting=draft.meeting).count() == 2
    accepted = words(page.get(url(draft)))
    assert "Åbn mødet" in accepted
    assert "Kræver svar" not in accepted  # not even whether it is the meeting that it became itself


def test_a_draft_that_was_changed_meanwhile_is_not_accepted_unseen(page: Client, draft: Draft) -> None:
    page.post(url(draft, "ret"), typed(draft, item(draft, "1"), title="Akutteamet"))
    answer = page.post(url(draft, "godkend"), {"version": str(draft.version)}, follow=True)
    assert "ændrede" in words(answer) or "har ændret" in words(answer)
    assert Draft.objects.get(pk=draft.pk).state == DraftState.OPEN


def test_a_question_is_answered_with_a_button(page: Client, sara: Viewer) -> None:
    draft = a_draft(sara, MINUTES.replace("Mads Ravn", "Mads"))
    html = page.get(url(draft)).content.decode()
    asked = re.search(r'name="kode" value="person"><input type="hidden" name="om" value="([^"]+)"', html)
    assert asked is not None
    empty = page.post(
        url(draft, "svar"), {"kode": "person", "om": asked[1], "version": str(draft.version)}, follow=True
    )
    assert "Vælg et af svarene på listen." in words(empty)
    sent = {"kode": "person", "om": asked[1], "svar": "new", "version": str(draft.version)}
    page.post(url(draft, "svar"), sent)
    assert 'name="kode" value="person"' not in page.get(url(draft)).content.decode()


def test_a_cpr_number_stops_the_draft_until_somebody_says_that_it_stays_hidden(
    page: Client, sara: Viewer
) -> None:
    draft = a_draft(sara, MINUTES + "\nBorgeren med 010101-1234 har skrevet.\n")
    html = page.get(url(draft))
    assert "Kan ikke godkendes endnu" in words(html)
    region = re.search(r'name="region" value="(\d+)"', html.content.decode())
    assert region is not None
    page.post(url(draft, "cpr"), {"region": region[1], "skjul": "1"})
    assert "Kan ikke godkendes endnu" not in words(page.get(url(draft)))


def test_a_draft_is_set_aside_for_a_reason_and_taken_up_again(page: Client, draft: Draft) -> None:
    missing = page.post(url(draft, "laeg-til-side"), {"version": str(draft.version), "reason": ""})
    assert missing.status_code == 200
    page.post(url(draft, "laeg-til-side"), {"version": str(draft.version), "reason": "Et bilag"})
    assert Draft.objects.get(pk=draft.pk).state == DraftState.SET_ASIDE
    closed = page.get(url(draft, query="?ret=meeting")).content.decode()
    assert "Et bilag" in closed
    assert 'id="ret"' not in closed
    page.post(url(draft, "tag-op"))
    assert Draft.objects.get(pk=draft.pk).is_open


def test_a_stranger_knows_nothing_of_a_draft(client: Client, draft: Draft, world: World) -> None:
    log_in(client, world.mads)
    assert client.get(url(draft)).status_code == 404
    assert client.post(url(draft, "godkend"), {"version": str(draft.version)}).status_code == 404
    assert Draft.objects.get(pk=draft.pk).is_open


def test_htmx_gets_the_review_alone(page: Client, draft: Draft) -> None:
    html = page.get(url(draft), headers={"HX-Request": "true"}).content.decode()
    assert html.lstrip().startswith('<div id="gennemgang"')
    assert "<header" not in html


def cost(page: Client, path: str) -> int:
    page.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert page.get(path).status_code == 200
    return len(queries)


def test_the_page_costs_the_same_however_much_it_holds(
    page: Client, sara: Viewer, django_assert_max_num_queries: Callable[..., object]
) -> None:
    small = a_draft(sara, filename="lille.txt")
    more = "".join(
        f"\nPunkt {n}. Sag nummer {n}\nSagsfremstilling:\nDer er brugt {n}.000 kr. siden den {n}. maj 2025.\n"
        f"Beslutning:\nGodkendt. Sekretariatet vender tilbage den {n}. juni 2026.\n"
        for n in range(3, 25)
    )
    people = "".join(f"Person Nummer{n}, Hedelund Kommune\n" for n in range(20))
    large = a_draft(sara, MINUTES.replace("13. marts", "20. marts").replace("Bente", people + "Bente") + more)
    assert cost(page, url(large)) <= cost(page, url(small)) + 2
    assert cost(page, url(large, query="?punkt=9")) <= 55
