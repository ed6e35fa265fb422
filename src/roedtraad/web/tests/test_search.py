"""The search page: what is asked, found, narrowed and offered, with and without JavaScript."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from papers import a_document, a_reading, a_recorded_meeting, an_item
from people import World, a_world
from sessions import log_in

from roedtraad.meetings.actions import list_attachment
from roedtraad.meetings.models import OutcomeKind
from roedtraad.publishing.actions import publish_minutes
from roedtraad.search.actions import rebuild

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = a_world()
    sara = made.viewer(made.sara)
    items = (
        an_item("Lægedækningssituationen i Vesterø", number="1", outcome=OutcomeKind.POSTPONED),
        an_item("Dækning af vagter", number="2", decision="Vagter & <b>nætter</b> dækkes."),
        an_item("Lukket om dækningen", number="3", is_closed=True),
    )
    recorded = a_recorded_meeting(sara, made.political, *items, held_on=date(2026, 3, 13))
    text = "Forside.\nSide to om hjemmesygeplejen."
    document = a_document(sara, text, body=made.political)
    a_reading(document, text, pages=(0, 9))
    list_attachment(recorded.meeting.items.get(number="1"), "Notat", document=document, viewer=sara)
    publish_minutes(recorded.meeting, viewer=sara)
    rebuild()
    return made


def page(path: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(path)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def titles(text: str) -> list[str]:
    found = re.findall(r"<h3><a[^>]*>(.*?)</a></h3>", text, re.S)
    return [re.sub(r"</?mark>", "", title) for title in found]


def test_results_have_title_body_day_outcome_and_marked_words(world: World) -> None:
    text = page("/soeg?q=lægedækning&slags=beslutning")
    assert titles(text) == ["Lægedækningssituationen i Vesterø"]
    assert "<mark>Lægedækningssituationen</mark>" in text
    for word in ("Beslutning", world.political.name, "13.\xa0marts 2026", "Udsat", "1 resultat"):
        assert word in text, word


def test_the_words_of_documents_are_written_as_text(world: World) -> None:
    answer = Client().get("/soeg?q=nætter").content.decode()
    assert "&lt;b&gt;<mark>nætter</mark>&lt;/b&gt;" in answer


def test_what_was_typed_is_written_as_text(world: World) -> None:
    answer = Client().get("/soeg?q=%3Cscript%3Ealert%281%29%3C%2Fscript%3E").content.decode()
    assert "<script>alert" not in answer


def test_counts_lead_to_the_narrowed_list_and_back(world: World) -> None:
    text = page("/soeg?q=dækning")
    link = re.search(
        r'href="(\S*slags=beslutning)" rel="nofollow"><span>Beslutning</span> <span class="n">(\d+)<', text
    )
    assert link is not None
    narrowed = page(link[1])
    assert f"{link[2]} resultater" in narrowed
    assert len(titles(narrowed)) == int(link[2])
    back = re.search(r'<ul class="chips".*?href="(\S*)"', narrowed, re.S)
    assert back is not None
    assert titles(page(back[1])) == titles(text)


def test_a_new_question_keeps_the_filters(world: World) -> None:
    text = page("/soeg?q=dækning&slags=beslutning&orden=nyeste")
    assert '<input type="hidden" name="slags" value="beslutning">' in text
    assert '<input type="hidden" name="orden" value="nyeste">' in text


def test_a_body_is_named_by_its_public_id(world: World) -> None:
    public_id = world.political.record.public_id
    assert f"organ={public_id}" in page("/soeg?q=dækning")
    assert len(titles(page(f"/soeg?q=dækning&organ={public_id}&slags=beslutning"))) == 2
    assert titles(page(f"/soeg?q=dækning&organ={world.strategic.record.public_id}")) == []


@pytest.mark.parametrize(
    "query",
    [
        "slags=findes-ikke",
        "organ=zzzzzzzz",
        "organ=%00",
        "niveau=%00",
        "aar=tyve",
        "aar=²²²²",
        "aar=" + "9" * 50,
        "udfald=x",
        "fra=i+går",
        "fra=0001-01-01&til=9999-12-31",
        "side=0",
        "side=99999",
        "side=x",
        "orden=x",
        "q=%00",
        "q=" + "æ" * 4000,
    ],
)
def test_what_cannot_be_read_breaks_nothing(world: World, query: str) -> None:
    page(f"/soeg?q=dækning&{query}")
    page(f"/soeg?{query}")


def test_a_day_that_is_none_is_said(world: World) -> None:
    assert "gyldig dato" in page("/soeg?q=dækning&fra=i+går")


def test_a_page_that_does_not_exist_is_the_last_one(world: World) -> None:
    assert titles(page("/soeg?q=dækning&side=7")) == titles(page("/soeg?q=dækning"))


def test_nothing_found_offers_the_same_without_limits(world: World) -> None:
    text = page("/soeg?q=dækning&aar=1999")
    assert titles(text) == []
    assert "uden afgrænsning" in text


def test_a_spelling_mistake_offers_what_was_meant_and_keeps_the_limits(world: World) -> None:
    text = page("/soeg?q=dæknng&slags=beslutning")
    link = re.search(r'Mente du <a href="(\S+)">dækning</a>', text)
    assert link is not None
    assert titles(page(link[1]))


def test_the_words_of_a_file_lead_to_their_page(world: World) -> None:
    text = page("/soeg?q=sygepleje")
    link = re.search(r'href="(/dokument/\w+/side/2)"', text)
    assert link is not None
    assert Client().get(link[1]).status_code == 200


def test_every_result_leads_to_a_page(world: World) -> None:
    for client in (Client(), log_in(Client(), world.mads)):
        links = re.findall(r'<h3><a href="([^"]+)"', page("/soeg?q=dækning", client))
        assert links
        for link in links:
            assert client.get(link, follow=True).status_code == 200, link


def test_what_is_closed_shows_to_a_member_only(world: World) -> None:
    assert "Lukket om" not in page("/soeg?q=dækningen")
    member = page("/soeg?q=dækningen", log_in(Client(), world.mads))
    assert "Lukket om <mark>dækningen</mark>" in member


def test_suggestions_are_options_with_an_address(world: World) -> None:
    text = page("/soeg/forslag?q=lægedæ")
    assert re.findall(r'role="option".*?data-url="(.*?)"', text) == [
        "/soeg?q=l%C3%A6ged%C3%A6kningssituationen",
        f"/sag/{_case(world)}/laegedaekningssituationen-i-vesteroe",
    ]
    assert page("/soeg/forslag").strip() == ""


def _case(world: World) -> str:
    found = re.search(r"/sag/(\w+)/laegedaekning", page("/soeg?q=lægedækning&slags=sag"))
    assert found is not None
    return found[1]


def test_without_an_index_the_page_says_so_and_leads_to_the_register() -> None:
    text = page("/soeg?q=dækning")
    assert "ved at blive gjort klar" in text
    assert 'href="/beslutninger"' in text


def test_the_number_of_queries_does_not_grow(world: World, django_assert_num_queries: object) -> None:
    page("/soeg?q=dækning")
    with django_assert_num_queries(5):  # type: ignore[operator]
        page("/soeg?q=dækning")
    sara = world.viewer(world.sara)
    items = [an_item(f"Dækning {n}", number=str(n)) for n in range(1, 30)]
    recorded = a_recorded_meeting(sara, world.political, *items, held_on=date(2026, 5, 1))
    publish_minutes(recorded.meeting, viewer=sara)
    rebuild()
    with django_assert_num_queries(5):  # type: ignore[operator]
        page("/soeg?q=dækning")
    with django_assert_num_queries(6):  # type: ignore[operator]
        page(f"/soeg?q=dækning&organ={world.political.record.public_id}")
