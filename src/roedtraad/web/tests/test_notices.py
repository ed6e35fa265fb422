"""The pages of mails and follows, and the feeds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import resolve
from lxml import etree
from papers import a_recorded_meeting, an_item
from people import TODAY, World, a_world
from sessions import log_in

from roedtraad.meetings.models import Meeting
from roedtraad.notices import places
from roedtraad.notices.actions.addressing import addressee_of
from roedtraad.notices.mailing import stop_token
from roedtraad.notices.models import Addressee, Follow, Mail, MailKind, MailState, Rhythm
from roedtraad.publishing.actions import publish_minutes, unpublish

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def client(world: World) -> Client:
    return log_in(Client(), world.mads)


@pytest.mark.parametrize(
    ("place", "route"),
    [
        (places.SETTINGS, "notices"),
        (f"{places.STOP}/x", "notices_stop"),
        (places.FOLLOWS, "follows"),
        (places.SEARCH, "search"),
        (places.DESK, "desk"),
        (places.OWN_PROMISES.split("?")[0], "commitments"),
    ],
)
def test_mails_lead_to_pages_that_exist(place: str, route: str) -> None:
    assert resolve(place).url_name == route


def a_published_meeting(world: World) -> Meeting:
    sara = world.viewer(world.sara)
    meeting = a_recorded_meeting(
        sara,
        world.political,
        an_item("Trygt hjem", decision="Trygt hjem fortsætter.", attachments=("Notat",)),
        an_item("Afskedigelse", number="2", decision="Gunhild afskediges.", is_closed=True),
    ).meeting
    publish_minutes(meeting, viewer=sara)
    return meeting


def a_mail(world: World, **told: object) -> Mail:
    fields = {
        "kind": MailKind.AGENDA,
        "key": "agenda:1:1",
        "state": MailState.SENT,
        "body": "Kære Mads",
    } | told
    return Mail.objects.create(addressee=addressee_of(world.mads), **fields)


def test_somebody_chooses_which_mails_they_get(client: Client, world: World) -> None:
    response = client.post("/beskeder", {"overblik": "daily", "referater": "on"}, follow=True)
    assert "Dit valg er gemt." in response.content.decode()
    one = Addressee.objects.get(user=world.mads)
    assert (one.digest, one.wants_agendas, one.wants_minutes) == (Rhythm.DAILY, False, True)


def test_a_rhythm_that_does_not_exist_changes_nothing(client: Client) -> None:
    assert client.post("/beskeder", {"overblik": "hourly"}).status_code == 200
    assert not Addressee.objects.exists()


def test_looking_at_the_page_saves_nothing(client: Client) -> None:
    client.get("/beskeder")
    client.get("/mine-emner")
    assert not Addressee.objects.exists()


def test_a_body_is_followed_by_the_button_on_its_page_and_followed_no_longer(
    client: Client, world: World
) -> None:
    page = f"/organ/{world.political.record.public_id}"
    response = client.post(f"/foelg/{world.political.record.public_id}", {"tilbage": page})
    assert response["Location"] == page
    again = client.post(f"/foelg/{world.political.record.public_id}", {"tilbage": page})
    assert again["Location"] == "/mine-emner"
    [row] = Follow.objects.all()
    assert world.political.name in client.get("/mine-emner").content.decode()
    client.post("/mine-emner", {"stop": row.pk})
    assert not Follow.objects.exists()


def test_nobody_is_led_out_of_the_site_by_what_they_follow(client: Client, world: World) -> None:
    response = client.post(f"/foelg/{world.political.record.public_id}", {"tilbage": "https://example.org/"})
    assert response["Location"] == "/mine-emner"


def test_nobody_stops_what_somebody_else_follows(client: Client, world: World) -> None:
    log_in(Client(), world.lone).post(f"/foelg/{world.political.record.public_id}")
    [row] = Follow.objects.all()
    client.post("/mine-emner", {"stop": row.pk})
    assert Follow.objects.exists()
    assert world.political.name not in client.get("/mine-emner").content.decode()


def test_what_may_not_be_seen_cannot_be_followed(world: World) -> None:
    meeting = a_recorded_meeting(world.viewer(world.sara), world.political, an_item("Internt")).meeting
    assert log_in(Client(), world.vibe).post(f"/foelg/{meeting.record.public_id}").status_code == 404
    assert not Follow.objects.exists()


def test_the_link_in_a_mail_stops_mails_of_its_kind_without_a_login_but_not_by_looking(world: World) -> None:
    path = f"/beskeder/stop/{stop_token(a_mail(world))}"
    assert Client().get(path).status_code == 200
    assert Addressee.objects.get(user=world.mads).wants_agendas
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Addressee.objects.get(user=world.mads).wants_agendas
    assert Client().post("/beskeder/stop/opdigtet").status_code == 404


def test_whoever_got_a_mail_reads_it_and_an_administrator_reads_no_digest(
    client: Client, world: World, settings
) -> None:  # type: ignore[no-untyped-def]
    mail = a_mail(world, kind=MailKind.DIGEST)
    path = f"/beskeder/udbakke/{mail.public_id}"
    assert "Kære Mads" in client.get(path).content.decode()
    ada = log_in(Client(), world.ada)
    assert "Kære Mads" not in ada.get(path).content.decode()
    assert log_in(Client(), world.lone).get(path).status_code == 404
    settings.IS_DEMO = True
    assert "Kære Mads" in ada.get(path).content.decode()


def test_an_administrator_settles_what_is_uncertain_and_others_do_not(client: Client, world: World) -> None:
    mail = a_mail(world, state=MailState.UNCERTAIN)
    path = f"/beskeder/udbakke/{mail.public_id}"
    assert client.post(path, {"goer": "igen"}).status_code == 403
    log_in(Client(), world.ada).post(path, {"goer": "igen"})
    mail.refresh_from_db()
    assert mail.state == MailState.WAITING
    assert log_in(Client(), world.ada).post(path, {"goer": "afgjort"}).status_code == 403


def entries(client: Client, path: str) -> list[etree._Element]:
    return etree.fromstring(client.get(path).content).findall("a:entry", ATOM)


def test_a_feed_says_what_is_public_and_nothing_else(world: World) -> None:
    meeting = a_published_meeting(world)
    a_recorded_meeting(world.viewer(world.sara), world.political, an_item("Internt punkt"), held_on=TODAY)
    for path in ("/feed/beslutninger", f"/feed/organ/{world.political.record.public_id}", "/feed/moeder"):
        for who in (None, world.sara, world.ada):
            words = log_in(Client(), who).get(path).content.decode()
            assert not [word for word in ("Afskedigelse", "Gunhild", "Internt") if word in words]
    assert "Trygt hjem fortsætter." in Client().get("/feed/beslutninger").content.decode()
    [case] = [row.consideration.case for row in meeting.items.get(number="1").cases.all()]
    assert len(entries(Client(), f"/feed/sag/{case.record.public_id}")) == 1


def test_a_feed_follows_the_rules_of_atom(world: World) -> None:
    a_published_meeting(world)
    for path in ("/feed/beslutninger", "/feed/moeder", f"/feed/organ/{world.political.record.public_id}"):
        response = Client().get(path)
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        root = etree.fromstring(response.content)
        found = root.findall("a:entry", ATOM)
        assert found
        for one in (root, *found):
            assert [len(one.findall(f"a:{name}", ATOM)) for name in ("id", "title", "updated")] == [1, 1, 1]
            assert one.find("a:updated", ATOM).text.endswith("Z")
            assert one.find("a:id", ATOM).text.startswith("http")
            assert one.find("a:author/a:name", ATOM).text
            assert [link.get("rel") for link in one.findall("a:link", ATOM)].count("alternate") == 1
        ids = [one.find("a:id", ATOM).text for one in found]
        assert len(ids) == len(set(ids))
        assert root.find("a:link[@rel='self']", ATOM).get("href") == root.find("a:id", ATOM).text


def test_a_reader_that_has_the_feed_gets_nothing_until_something_is_new(world: World) -> None:
    meeting = a_published_meeting(world)
    first = Client().get("/feed/beslutninger")
    for headers in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        answer = Client().get("/feed/beslutninger", headers=headers)
        assert (answer.status_code, answer.content) == (304, b"")
    unpublish(meeting, reason="Fejl", viewer=world.viewer(world.sara))
    later = Client().get("/feed/beslutninger", headers={"If-None-Match": first["ETag"]})
    assert later.status_code == 200
    assert not entries(Client(), "/feed/beslutninger")


def test_pages_say_where_their_feed_is(world: World) -> None:
    page = Client().get(f"/organ/{world.political.record.public_id}", follow=True).content.decode()
    assert f'href="/feed/organ/{world.political.record.public_id}"' in page
    assert 'type="application/atom+xml"' in Client().get("/beslutninger").content.decode()


@pytest.mark.parametrize("path", ["/beskeder", "/mine-emner"])
def test_the_pages_ask_the_database_a_bounded_number_of_questions(
    path: str,
    world: World,
    client: Client,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    sara = world.viewer(world.sara)
    for number in range(12):
        meeting = a_recorded_meeting(
            sara, world.political, an_item(f"Punkt {number}"), held_on=TODAY - timedelta(days=number)
        ).meeting
        client.post(f"/foelg/{meeting.record.public_id}")
        a_mail(world, key=f"agenda:{number}:1")
    with django_assert_max_num_queries(20):
        client.get(path)
