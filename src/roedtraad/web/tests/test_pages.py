"""The pages of the web's own groups: what they show, and what they cost."""

from datetime import date

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone
from papers import a_recorded_meeting, an_item
from people import World, a_body, a_collaboration, a_level, a_party, a_person, a_seat, a_world
from sessions import log_in

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.accounts.addresses import address
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.records import register, set_audience
from roedtraad.bodies.models import Body, PartyKind, SeatBasis, SeatRole
from roedtraad.meetings.models import Decision, Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def a_meeting(body: Body, *, days: int) -> Meeting:
    held_on = timezone.localdate() + timezone.timedelta(days=days)
    return Meeting.objects.create(
        record=register(RecordKind.MEETING, is_public=True), body=body, held_on=held_on
    )


def grow(world: World, *, times: int) -> None:
    """Add to everything that the pages list."""
    region = a_party("Region Bæltet", PartyKind.REGION)
    own = world.mads.person.seats.earliest("pk").party
    for n in range(times):
        person = a_person(f"Person Nummer {n}")
        set_audience([person.record], tokens=[], is_public=True)
        a_seat(person, world.political, SeatRole.MEMBER, party=region)
        a_seat(person, world.strategic, SeatRole.CO_CHAIR if n < 2 else SeatRole.MEMBER, party=region)
        a_meeting(world.political, days=-20 * n - 1)
        a_meeting(world.political, days=20 * n + 1)
        forum = a_body(
            f"Driftsforum {n}",
            collaboration=world.political.collaboration,
            level=a_level("operational", "Driftsforum", 3),
            parent=world.strategic,
        )
        a_seat(world.mads.person, forum, party=region)
        a_seat(person, forum, party=own)
        a_collaboration(f"Sundhedsklynge {n}")
        with transaction.atomic():
            journal.write(world.ada, "bodies.body.changed", forum.record)
        held_on = timezone.localdate() - timezone.timedelta(days=11 * n + 1000 * times)
        a_recorded_meeting(world.viewer(world.sara), world.political, an_item(f"Sag {n}"), held_on=held_on)
    for decision in Decision.objects.select_related("record", "item__record"):
        set_audience([decision.record, decision.item.record], tokens=[], is_public=True)


def pages_of(world: World) -> dict[str, str]:
    body, person = world.political, world.mads.person
    party = person.seats.get().party
    set_audience([person.record], tokens=[], is_public=True)
    return {
        "front": "/",
        "body": address(body.record, body.name),
        "collaboration": address(body.collaboration.record, body.collaboration.name),
        "collaborations": "/samarbejder",
        "person": address(person.record, person.name),
        "party": address(party.record, party.name),
        "desk": "/skrivebord",
        "account": "/konto",
        "journal": "/journal",
    }


COSTS = {
    "front": 9,
    "body": 11,
    "collaboration": 8,
    "collaborations": 1,
    "person": 8,
    "party": 11,
}


@pytest.mark.parametrize("name", COSTS)
def test_a_public_page_costs_the_same_in_a_small_and_in_a_large_world(
    client: Client,
    world: World,
    name: str,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    path = pages_of(world)[name]
    grow(world, times=2)
    with django_assert_num_queries(COSTS[name]):
        client.get(path)
    grow(world, times=12)
    with django_assert_num_queries(COSTS[name]):
        client.get(path)


OWN_COSTS = {"desk": 16, "account": 7, "journal": 5}


@pytest.mark.parametrize("name", OWN_COSTS)
def test_a_page_of_ones_own_costs_the_same_in_a_small_and_in_a_large_world(
    client: Client,
    world: World,
    name: str,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    log_in(client, world.ada if name == "journal" else world.mads)
    path = pages_of(world)[name]
    grow(world, times=2)
    with django_assert_num_queries(OWN_COSTS[name]):
        client.get(path)
    grow(world, times=12)
    with django_assert_num_queries(OWN_COSTS[name]):
        client.get(path)


def page(client: Client, path: str) -> str:
    """The words of a page, with ordinary spaces."""
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode()).replace(danish.NBSP, " ")


def test_the_members_of_a_body_are_those_of_the_day(client: Client, world: World) -> None:
    old = a_person("Henrik Forhenværende")
    set_audience([old.record], tokens=[], is_public=True)
    a_seat(old, world.political, valid_from=date(2022, 7, 1), valid_to=date(2023, 12, 31))
    path = pages_of(world)["body"]
    assert "Henrik Forhenværende" not in page(client, path)
    then = page(client, f"{path}?dag=2023-06-01")
    assert "Henrik Forhenværende" in then
    assert "Mads Ravn" not in then
    assert "Medlemmer den 1. juni 2023" in then


def test_a_day_that_is_none_shows_today(client: Client, world: World) -> None:
    assert "Mads Ravn" in page(client, f"{pages_of(world)['body']}?dag=2026-02-30")


def test_htmx_gets_only_the_list_of_the_day(client: Client, world: World) -> None:
    path = pages_of(world)["body"]
    part = client.get(path, {"dag": "2026-01-01"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<section id="dagen"')
    assert "<html" not in part


def test_a_member_whose_name_is_not_public_is_not_named(client: Client, world: World) -> None:
    said = page(client, pages_of(world)["body"])
    assert "Sune Falk" not in said
    assert "navnet vises ikke" in said


def test_contact_data_are_for_the_secretariat_and_the_person(world: World) -> None:
    mads = world.mads.person
    mads.email, mads.telephone = "mads@hjemme.example", "76 11 22 33"
    mads.save()
    path = pages_of(world)["person"]
    seen_by = {
        name
        for name, user in {"karen": None, "mads": world.mads, "vibe": world.vibe, "sara": world.sara}.items()
        if "76 11 22 33" in page(log_in(Client(), user), path)
    }
    assert seen_by == {"mads", "sara"}


def test_a_row_that_is_another_person_leads_to_that_one(client: Client, world: World) -> None:
    twin = a_person("M. Ravn")
    set_audience([twin.record], tokens=[], is_public=True)
    there = pages_of(world)["person"]
    twin.same_as = world.mads.person
    twin.save()
    assert client.get(f"/person/{twin.record.public_id}/m-ravn").url == there


def test_a_secretary_invites_somebody_who_then_gets_a_mail_with_the_way_in(
    client: Client, world: World
) -> None:
    rigmor = a_person()
    a_seat(rigmor, world.political)
    set_audience([rigmor.record], tokens=[], is_public=True)
    log_in(client, world.sara)
    path = address(rigmor.record, rigmor.name)
    assert "Lad personen logge ind" in page(client, path)
    answer = client.post(f"/person/{rigmor.record.public_id}/invitation", {"email": "rigmor@region.example"})
    assert answer.url == path
    assert "En mail er på vej til rigmor@region.example" in page(client, path)
    [mail_] = mail.outbox
    assert mail_.to == ["rigmor@region.example"]
    assert mail_.subject == "Du kan logge ind i Rød Tråd for Sundhedsklynge Vestbælt"
    assert "/log-ind" in mail_.body
    assert "Lad personen logge ind" not in page(client, path)


def test_a_member_sees_no_way_to_invite(client: Client, world: World) -> None:
    log_in(client, world.mads)
    path = pages_of(world)["person"]
    assert "Lad personen logge ind" not in page(client, path)
    assert client.post(f"{path.rpartition('/')[0]}/invitation", {"email": "x@y.dk"}).status_code == 403


def test_the_desk_shows_ones_own_bodies_and_their_coming_meetings(client: Client, world: World) -> None:
    a_meeting(world.political, days=3)
    a_meeting(world.strategic, days=4)
    log_in(client, world.mads)
    said = page(client, "/skrivebord")
    assert said.count(">Politisk niveau<") == 2
    assert "fagligt strategisk" not in said


def test_the_desk_of_a_secretary_names_seats_that_only_minutes_showed(client: Client, world: World) -> None:
    seat = a_seat(a_person(), world.political)
    seat.basis = SeatBasis.SEEN
    seat.save()
    log_in(client, world.sara)
    assert "1 plads er kun set i referater." in page(client, "/skrivebord")
    log_in(client, world.mads)
    assert "kun set i referater" not in page(client, "/skrivebord")


def test_somebody_saves_their_name(client: Client, world: World) -> None:
    log_in(client, world.mads)
    assert client.post("/konto", {"name": "Mads Ravn Holm"}).url == "/konto"
    assert "Dit navn er gemt." in page(client, "/konto")
    world.mads.refresh_from_db()
    assert world.mads.name == "Mads Ravn Holm"


def test_the_journal_is_narrowed_by_who_what_and_when(client: Client, world: World) -> None:
    with transaction.atomic():
        journal.write(world.sara, "bodies.body.changed", world.political.record, reason="Nyt navn")
        journal.write(world.ada, "accounts.user.closed", reason="Udtrådt")
    log_in(client, world.ada)
    today = timezone.localdate()
    for query, seen in {
        "hvem=sara": {"Nyt navn"},
        "handling=accounts.": {"Udtrådt"},
        f"id={world.political.record.public_id}": {"Nyt navn"},
        f"fra={today}&til={today}": {"Nyt navn", "Udtrådt"},
        "til=2020-01-01": set(),
        "fra=sludder": {"Nyt navn", "Udtrådt"},
    }.items():
        said = page(client, f"/journal?{query}")
        assert {words for words in ("Nyt navn", "Udtrådt") if words in said} == seen, query


def test_the_journal_can_be_tried(client: Client, world: World) -> None:
    with transaction.atomic():
        journal.write(world.sara, "bodies.body.changed")
    log_in(client, world.ada)
    assert "1 indførsel er læst" in client.post("/journal/efterproev").content.decode()


def test_what_only_administrators_have_stands_under_one_entry_of_the_header(world: World) -> None:
    of_ada = log_in(Client(), world.ada).get("/journal").content.decode()
    folded = of_ada[of_ada.index("<summary>") : of_ada.index("</details>")]
    assert [word for word in ("Journal", "Udbakke", "Brugere") if word in folded] == [
        "Journal",
        "Udbakke",
        "Brugere",
    ]
    assert 'href="/journal" aria-current="page"' in folded
    assert "<summary>" not in log_in(Client(), world.sara).get("/skrivebord").content.decode()


def test_a_body_nobody_is_known_to_sit_in_today_leads_to_the_day_when_they_were_last_known(
    client: Client, world: World
) -> None:
    forum = a_body("Driftsforum", collaboration=world.political.collaboration)
    there = address(forum.record, forum.name)
    assert "Se dem, der sidst var kendt" not in client.get(there).content.decode()
    seat = a_seat(a_person("Ditte Rask"), forum, valid_from=date(2024, 1, 1), valid_to=date(2025, 6, 12))
    set_audience([seat.record, seat.person.record], tokens=[], is_public=True)
    page = client.get(there).content.decode()
    assert "Se dem, der sidst var kendt, den 12.\u00a0juni 2025" in page
    assert "dag=2025-06-12" in page
    assert "Ditte Rask" in client.get(f"{there}?dag=2025-06-12").content.decode()
