"""The pages of a thread: what everybody reads, who judges links, and that both work without scripts."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from money import Purse, a_purse
from papers import HELD_ON, a_recorded_meeting, an_item
from people import World, a_world
from sessions import log_in

from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import AgendaItem, Decision
from roedtraad.publishing.actions import publish_minutes
from roedtraad.thread.following import follow_to_the_end
from roedtraad.thread.models import Link, LinkState

pytestmark = pytest.mark.django_db


@pytest.fixture
def purse() -> Purse:
    return a_purse(a_world())


@pytest.fixture
def world(purse: Purse) -> World:
    """Two meetings about an initiative, one item of them closed, and money from a decision."""
    sara = purse.sara
    recorded = a_recorded_meeting(
        sara,
        purse.world.political,
        an_item(
            "Status på Trygt hjem", number="1", decision="Status blev taget til efterretning og fortsætter."
        ),
        an_item("Trygt hjem: lønsag", number="2", is_closed=True),
        held_on=HELD_ON.replace(month=5),
    )
    publish_minutes(purse.decision.item.meeting, viewer=sara)
    publish_minutes(recorded.meeting, viewer=sara)
    purse.grant(purse.share(purse.region, "500000.00"))
    purse.allocate(purse.share(purse.region, "100000.00", purse.home))
    follow_to_the_end()
    return purse.world


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_anybody_reads_the_thread_of_an_initiative_with_money_and_what_is_missing(
    client: Client, world: World
) -> None:
    text = page(client, f"/traad/{Initiative.objects.get(name='Trygt hjem').record.public_id}")
    assert "Status på Trygt hjem" in text
    assert "100.000\N{NO-BREAK SPACE}kr." in text
    assert (
        text.index("Hvad mangler?")
        < text.index('<svg class="draw"')
        < text.index("Historien, skridt for skridt")
    )
    assert "lønsag" not in text


def test_whoever_sees_a_closed_item_sees_it_in_the_thread(client: Client, world: World) -> None:
    one = Initiative.objects.get(name="Trygt hjem")
    assert "lønsag" in page(log_in(client, world.mads), f"/traad/{one.record.public_id}")


def test_the_same_stands_in_a_table(client: Client, world: World) -> None:
    one = Initiative.objects.get(name="Trygt hjem")
    steps = page(client, f"/traad/{one.record.public_id}")
    table = page(client, f"/traad/{one.record.public_id}?vis=tabel")
    assert set(re.findall(r'id="(k-[^"]+)"', steps)) == set(re.findall(r'id="(k-[^"]+)"', table)) != set()


def test_every_node_of_the_drawing_leads_to_a_step(client: Client, world: World) -> None:
    text = page(client, f"/traad/{Initiative.objects.get(name='Trygt hjem').record.public_id}")
    nodes = re.findall(r'<a href="#(k-[^"]+)" aria-label="([^"]+)"', text)
    assert nodes
    assert all(f'id="{key}"' in text and told for key, told in nodes)


def test_decision_item_case_and_entry_have_threads_too(client: Client, world: World, purse: Purse) -> None:
    decision = Decision.objects.get(item__title="Status på Trygt hjem")
    case = decision.item.cases.get().consideration.case
    entry = purse.home.accounts.first()
    assert entry is not None
    for record in (decision.record, decision.item.record, case.record):
        assert "Status på Trygt hjem" in page(client, f"/traad/{record.public_id}")


def test_what_has_no_thread_and_what_may_not_be_seen_are_not_found(client: Client, world: World) -> None:
    closed = AgendaItem.objects.get(is_closed=True)
    for record in (closed.record, world.political.record, world.political.collaboration.record):
        assert client.get(f"/traad/{record.public_id}").status_code == 404
    assert client.get("/traad/zzzzzzzzzz").status_code == 404


def test_the_secretariat_confirms_and_rejects_with_plain_forms(client: Client, world: World) -> None:
    one = Initiative.objects.get(name="Trygt hjem")
    path = f"/traad/{one.record.public_id}/led"
    log_in(client, world.sara)
    text = page(client, path)
    assert "titlen nævner den".capitalize() in text
    link = Link.objects.get(source__item__title="Status på Trygt hjem")
    client.post(path, {"led": link.pk, "goer": "afvis", "note": "Forkert"})
    link.refresh_from_db()
    assert (link.state, link.note) == (LinkState.REJECTED, "Forkert")
    client.post(path, {"led": link.pk, "goer": "bekraeft"})
    link.refresh_from_db()
    assert link.state == LinkState.CONFIRMED


def test_the_secretariat_links_by_hand_by_the_address_of_a_decision(client: Client, world: World) -> None:
    home, car = Initiative.objects.get(name="Trygt hjem"), Initiative.objects.get(name="Akutbilen")
    decision = Decision.objects.get(item__title="Status på Trygt hjem")
    path = f"/traad/{car.record.public_id}/led"
    log_in(client, world.sara)
    given = {
        "goer": "tilfoej",
        "address": f"https://vestbaelt.example/beslutning/{decision.record.public_id}/status",
        "initiative": car.pk,
        "note": "Akutbilen kører for Trygt hjem",
    }
    wrong = client.post(path, given | {"address": "https://vestbaelt.example/"})
    assert "Der blev ikke fundet et punkt" in wrong.content.decode()
    foreign = client.post(path, given | {"initiative": home.pk})
    assert "Vælg en indsats på listen." in foreign.content.decode()
    assert client.post(path, given).status_code == 302
    assert Link.objects.get(target=car.record, state=LinkState.CONFIRMED).source == decision.item.record
    client.logout()
    assert "Status på Trygt hjem" in page(client, f"/traad/{car.record.public_id}")


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_nobody_else_judges_links(client: Client, world: World, who: str) -> None:
    link = Link.objects.get(source__item__title="Status på Trygt hjem")
    path = f"/traad/{link.target.public_id}/led"
    log_in(client, getattr(world, who))
    assert client.get(path).status_code == 404
    assert client.post(path, {"led": link.pk, "goer": "bekraeft"}).status_code == 404
    link.refresh_from_db()
    assert link.state == LinkState.PROPOSED


def test_a_link_that_may_not_be_seen_cannot_be_judged(client: Client, world: World) -> None:
    path = f"/traad/{Initiative.objects.get(name='Trygt hjem').record.public_id}/led"
    log_in(client, world.sara)
    for led in ("0", "x", "9" * 30):
        assert client.post(path, {"led": led, "goer": "bekraeft"}).status_code == 404


def test_an_initiative_without_another_like_it_says_so(client: Client, world: World) -> None:
    one = Initiative.objects.get(name="Trygt hjem")
    text = page(client, f"/traad/{one.record.public_id}/andre")
    assert "Ingen andre samarbejder" in text
    assert "100.000,00" in text


def test_a_theme_without_words_asks_nothing(client: Client, world: World) -> None:
    assert "Skriv et tema" in page(client, "/paa-tvaers")


def test_the_page_takes_the_same_queries_for_a_short_story_and_a_long_one(
    client: Client, world: World, purse: Purse, django_assert_max_num_queries: type
) -> None:
    path = f"/traad/{Initiative.objects.get(name='Trygt hjem').record.public_id}"
    page(client, path)
    with django_assert_max_num_queries(65):
        page(client, path)
    for number in range(8):
        recorded = a_recorded_meeting(
            purse.sara,
            world.political,
            an_item(f"Trygt hjem, del {number}", number="1"),
            held_on=HELD_ON.replace(month=6, day=number + 1),
        )
        publish_minutes(recorded.meeting, viewer=purse.sara)
    follow_to_the_end()
    with django_assert_max_num_queries(65):
        assert "Trygt hjem, del 7" in page(client, path)
