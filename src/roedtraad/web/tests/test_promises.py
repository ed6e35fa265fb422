"""The register of promises and the page of one: what they say, to whom, and what they cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from efforts import an_effort
from people import World, a_party, a_world
from promises import a_promise, an_item_of
from sessions import log_in

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.commitments.actions import drop, keep, move
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import Evidence, Named
from roedtraad.commitments.models import Commitment
from roedtraad.initiatives.actions import Origin, add_party
from roedtraad.initiatives.models import PartRole
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer
    return str(answer.content.decode()).replace(danish.NBSP, " ")


def due_in(days: int) -> DueTold:
    return DueTold(edtf=(timezone.localdate() + timedelta(days)).isoformat())


def some_promises(world: World) -> Commitment:
    """Four published promises; the late one is returned."""
    today = timezone.localdate()
    item, sara = an_item_of(world, held_on=today - timedelta(60)), world.viewer(world.sara, on=today)
    late = a_promise(world, "Tavlen opgøres", item=item, due=due_in(-9))
    a_promise(world, "Planen forelægges", item=item, due=due_in(9))
    keep(
        a_promise(world, "Resuméet sendes", item=item, due=due_in(9)), evidence=Evidence("94 %"), viewer=sara
    )
    drop(a_promise(world, "Kurset holdes", item=item), reason="Fjordby gør det alene", viewer=sara)
    publish_minutes(item.meeting, viewer=sara)
    return late


def test_the_register_counts_and_begins_with_what_is_late(client: Client, world: World) -> None:
    some_promises(world)
    said = page(client, "/loefter")
    assert "4 løfter." in said
    assert "1 er holdt, 1 er åbent, 1 er en løs ende og 1 er bortfaldet." in said
    assert "9 dage forsinket" in said
    assert "Fjordby gør det alene" in said
    order = ["Tavlen opgøres", "Planen forelægges", "Resuméet sendes", "Kurset holdes"]
    assert sorted(order, key=said.index) == order


def test_it_is_narrowed_and_what_cannot_be_read_narrows_nothing(client: Client, world: World) -> None:
    some_promises(world)
    assert "Planen forelægges" not in page(client, "/loefter?status=loese")
    assert "Tavlen opgøres" in page(client, "/loefter?status=loese")
    assert "Ingen løfter passer." in page(client, "/loefter?fra=2999-01-01")
    assert "4 løfter." in page(client, "/loefter?status=x&fra=y&side=-1")
    assert "Planen forelægges" in page(client, "/loefter?side=99999999")


def test_ones_own_are_a_click_away(client: Client, world: World) -> None:
    some_promises(world)
    assert 'name="mine"' not in page(client, "/loefter")
    log_in(client, world.mads)
    assert "Tavlen opgøres" in page(client, "/loefter?mine=on")


def test_a_promise_tells_its_history(client: Client, world: World) -> None:
    late = some_promises(world)
    today = timezone.localdate()
    move(late, due_in(30), reason="Afventer Vesterø", viewer=world.viewer(world.sara, on=today))
    said = page(client, address(late.record, late.text))
    assert "Afventer Vesterø" in said
    assert danish.day(today + timedelta(30)).replace(danish.NBSP, " ") in said
    assert client.get(f"/loefte/{late.record.public_id}/gammelt").status_code == 301
    assert client.get("/loefte/22222222").status_code == 404


def test_a_promise_behind_closed_doors_is_nowhere(client: Client, world: World) -> None:
    item = an_item_of(world, is_closed=True)
    row = a_promise(world, "Kontrakten opsiges", item=item)
    publish_minutes(item.meeting, viewer=world.viewer(world.sara))
    for user, seen in ((None, False), (world.vibe, False), (world.sune, False), (world.lone, True)):
        someone = Client()
        if user is not None:
            log_in(someone, user)
        assert ("Kontrakten opsiges" in page(someone, "/loefter")) == seen
        assert (someone.get(address(row.record, row.text)).status_code == 200) == seen


def test_many_promises_take_as_many_queries_as_few(client: Client, world: World) -> None:
    late = some_promises(world)

    def queries(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    few = queries("/loefter")
    for number in range(20):
        a_promise(world, f"Løfte {number}", item=late.item, due=due_in(number))
    assert queries("/loefter") == few <= 17
    assert queries(address(late.record, late.text)) <= 30


def test_the_promise_of_a_party_that_volunteered_says_so(client: Client, world: World) -> None:
    sara, item = world.viewer(world.sara), an_item_of(world)
    party, other = a_party("Hedelund Kommune"), a_party("Strandby Kommune")
    effort = an_effort(world)
    add_party(
        viewer=sara,
        initiative=effort.initiative,
        party=party,
        role=PartRole.VOLUNTEERED,
        origin=Origin(item=item),
    )
    owners = (Named(party_id=party.pk), Named(party_id=other.pk))
    owed = a_promise(world, "Kommissoriet skrives", item=item, owners=owners)
    publish_minutes(item.meeting, viewer=sara)
    said = page(client, address(owed.record, owed.text))
    assert said.count("Meldte sig selv") == 1
    assert said.index("Hedelund Kommune") < said.index("Meldte sig selv") < said.index("Strandby Kommune")
    assert "Meldte sig selv" in page(client, address(effort.initiative.record, effort.initiative.name))
