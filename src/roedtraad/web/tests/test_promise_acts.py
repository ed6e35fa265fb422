"""What can be done on the page of a promise: by whom, with what words, and what is refused in a sentence."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from people import World, a_party, a_person, a_seat, a_world
from promises import a_promise
from sessions import log_in

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.records import set_audience
from roedtraad.commitments.facts import Named
from roedtraad.commitments.models import Commitment, Owner, State
from roedtraad.meetings.actions import Particulars, plan_meeting
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def promise(world: World) -> Commitment:
    """One that everybody sees, and that Mads owes."""
    row = a_promise(world)
    publish_minutes(row.item.meeting, viewer=world.viewer(world.sara))
    return row


def page(client: Client, row: Commitment) -> str:
    answer = client.get(address(row.record, row.text))
    assert answer.status_code == 200
    return str(answer.content.decode()).replace(danish.NBSP, " ")


def do(client: Client, row: Commitment, name: str, *, status: int = 200, **data: object) -> str:
    path = f"/loefte/{row.record.public_id}/gjort"
    answer = client.post(path, {"goer": name, **data}, follow=True)  # type: ignore[arg-type]
    assert answer.status_code == status, answer
    row.refresh_from_db()
    return str(answer.content.decode()).replace(danish.NBSP, " ")


def offered(said: str) -> set[str]:
    names = ("meld", "holdt", "retur", "ryk", "flyt", "skylder", "bortfald", "genaabn")
    return {name for name in names if f'name="goer" value="{name}"' in said}


def test_each_is_offered_what_they_may_do(world: World, promise: Commitment) -> None:
    every = {"meld", "holdt", "ryk", "flyt", "skylder", "bortfald"}
    for user, names in (
        (None, set()),
        (world.vibe, set()),
        (world.mads, {"meld"}),
        (world.lone, every),
        (world.sara, every),
    ):
        assert offered(page(log_in(Client(), user), promise)) == names


def test_the_owner_reports_and_the_secretariat_says_that_it_is_kept(
    world: World, promise: Commitment
) -> None:
    mads, sara = log_in(Client(), world.mads), log_in(Client(), world.sara)
    assert "Hvad kom der ud af det?</a>:" in do(mads, promise, "meld", ord="  ")
    assert promise.state == State.OPEN
    do(mads, promise, "meld", ord="377 er fulgt hjem")
    assert promise.state == State.REPORTED
    assert "377 er fulgt hjem" not in page(Client(), promise)
    said = do(sara, promise, "holdt")
    assert "Det er skrevet i løftets historie." in said
    assert promise.state == State.KEPT
    assert "377 er fulgt hjem" in page(Client(), promise)
    assert offered(page(sara, promise)) == {"genaabn"}


def test_what_shows_nothing_is_not_kept_and_what_was_typed_stays(world: World, promise: Commitment) -> None:
    sara = log_in(Client(), world.sara)
    assert "Skriv, hvad der kom ud af det" in do(sara, promise, "holdt")
    do(sara, promise, "holdt", ord="x" * 2001)
    assert promise.state == State.OPEN


def test_an_answer_is_sent_back_dropped_and_opened_again_with_a_reason(
    world: World, promise: Commitment
) -> None:
    mads, sara = log_in(Client(), world.mads), log_in(Client(), world.sara)
    do(mads, promise, "meld", ord="Det går godt")
    do(sara, promise, "retur")
    assert promise.state == State.REPORTED
    do(sara, promise, "retur", grund="Tallene mangler")
    assert promise.state == State.OPEN
    do(sara, promise, "bortfald", grund=" ")
    assert promise.state == State.OPEN
    do(sara, promise, "bortfald", grund="Fjordby gør det alene")
    assert promise.state == State.DROPPED
    do(sara, promise, "genaabn", grund="Alligevel ikke")
    assert promise.state == State.OPEN
    said = page(Client(), promise)
    assert "Tallene mangler" in said
    assert "Alligevel ikke" in said


def test_it_is_moved_to_a_day_a_meeting_or_an_event(world: World, promise: Commitment) -> None:
    sara, today = log_in(Client(), world.sara), timezone.localdate()
    coming = plan_meeting(
        world.political, Particulars(held_on=today + timedelta(40)), viewer=world.viewer(world.sara)
    )
    later = (today + timedelta(30)).isoformat()
    assert "Sig hvornår" in do(sara, promise, "flyt", grund="Afventer Vesterø")
    assert "Vælg enten" in do(sara, promise, "flyt", moede=coming.pk, dag=later, grund="Afventer Vesterø")
    assert "Den dag er gået" in do(sara, promise, "flyt", dag="2020-01-01", grund="Afventer Vesterø")
    assert "Eller en dag</a>:" in do(sara, promise, "flyt", dag="i morgen", grund="Afventer Vesterø")
    assert "gyldig" in do(sara, promise, "flyt", moede="999999", grund="Afventer Vesterø")
    before = promise.due_on
    do(sara, promise, "flyt", dag=later)
    assert promise.due_on == before
    do(sara, promise, "flyt", dag=later, grund="Afventer Vesterø")
    assert promise.due_on == date.fromisoformat(later)
    do(sara, promise, "flyt", moede=coming.pk, grund="På mødet")
    assert promise.due_meeting_id == coming.pk
    do(sara, promise, "flyt", afventer="den nationale ramme foreligger", dag=later, grund="Ikke før")
    assert promise.awaits == "den nationale ramme foreligger"
    assert promise.watch_on == date.fromisoformat(later)


def test_somebody_else_owes_it(world: World, promise: Commitment) -> None:
    sara = log_in(Client(), world.sara)
    lone = world.lone.person
    assert lone is not None
    assert "Lone Dalsminde" not in page(sara, promise)  # whom the viewer may not know of is not offered
    set_audience([lone.record], tokens=[], is_public=True)
    assert "Lone Dalsminde" in page(sara, promise)
    do(sara, promise, "skylder", personer=[lone.pk], organer=[world.strategic.pk], andre="Holdet\n\nFærgen")
    standing = Owner.objects.filter(commitment=promise, released_on__isnull=True)
    assert {str(one) for one in standing} == {"Lone Dalsminde", world.strategic.name, "Holdet", "Færgen"}
    assert "Skriv, hvem der skylder løftet." in do(sara, promise, "skylder")
    assert "gyldig" in do(sara, promise, "skylder", personer=["0"])
    assert "højst have 200 bogstaver" in do(sara, promise, "skylder", andre="x" * 201)
    assert standing.count() == 4


def test_where_each_answers_it_is_said_for_whom(world: World) -> None:
    owners = tuple(Named(party_id=a_party(name).pk) for name in ("Hedelund Kommune", "Kirkenæs Kommune"))
    row = a_promise(world, "Hver kommune gør status", owners=owners, is_each=True)
    sara = log_in(Client(), world.sara)
    one, other = Owner.objects.filter(commitment=row)
    assert "Vælg en af dem, der skylder løftet." in do(sara, row, "meld", ord="Færdig")
    assert "gyldig" in do(sara, row, "meld", ord="Færdig", hvem="0")
    do(sara, row, "holdt", ord="Færdig", hvem=one.pk)
    one.refresh_from_db()
    assert (one.state, row.state) == (State.KEPT, State.OPEN)
    do(sara, row, "holdt", ord="Alle færdige")
    other.refresh_from_db()
    assert (other.state, row.state) == (State.KEPT, State.KEPT)


def test_who_may_not_is_told_so_and_nothing_happens(world: World, promise: Commitment) -> None:
    for user, status in ((None, 401), (world.vibe, 403), (world.mads, 403)):
        do(log_in(Client(), user), promise, "bortfald", grund="Fordi", status=status)
    sara = log_in(Client(), world.sara)
    do(sara, promise, "genaabn", grund="Fordi", status=403)
    assert "Det kan du gøre" in do(sara, promise, "noget andet")
    assert sara.get(f"/loefte/{promise.record.public_id}/gjort", follow=True).status_code == 200
    assert sara.post("/loefte/zzzzzzzzzz/gjort", {"goer": "ryk"}).status_code == 404
    assert promise.state == State.OPEN
    assert promise.events.count() == 1


def test_many_people_cost_as_many_queries_as_few(world: World, promise: Commitment) -> None:
    sara = log_in(Client(), world.sara)

    def queries() -> int:
        page(sara, promise)
        with CaptureQueriesContext(connection) as captured:
            page(sara, promise)
        return len(captured)

    few = queries()
    for number in range(15):
        a_seat(a_person(f"Medlem {number}"), world.political)
    assert queries() == few <= 38
