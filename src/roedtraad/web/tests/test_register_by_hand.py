"""Collaborations, bodies and parties written by hand: founded, renamed, placed, shared, succeeded; who may, and from when."""

from datetime import date

import pytest
from django.test import Client
from people import World, a_body, a_collaboration, a_level, a_party, a_person, a_world, known_to_their_body
from sessions import log_in

from roedtraad.bodies import queries
from roedtraad.bodies.models import (
    Body,
    BodySharing,
    Collaboration,
    CollaborationMember,
    Figure,
    Office,
    OfficeHolding,
    Party,
    PartyKind,
    Seat,
    SeatRole,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = a_world()
    known_to_their_body(made)
    return made


@pytest.fixture
def sara(world: World) -> Client:
    return log_in(Client(), world.sara)


@pytest.fixture
def ada(world: World) -> Client:
    return log_in(Client(), world.ada)


def page_of(thing: Body | Collaboration | Party, what: str = "") -> str:
    stem = {Body: "organ", Collaboration: "samarbejde", Party: "part"}[type(thing)]
    page = f"/{stem}/{thing.record.public_id}"
    return f"{page}/skriv/{what}" if what else page


def words_of(client: Client, path: str) -> str:
    return client.get(path, follow=True).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def sent(client: Client, path: str, **told: object) -> str:
    return client.post(path, told, follow=True).content.decode().replace("\N{NO-BREAK SPACE}", " ")


# collaborations


def test_an_administrator_founds_a_collaboration_in_a_region_from_a_day(ada: Client) -> None:
    region = a_party("Region Bæltet", PartyKind.REGION)
    page = sent(
        ada,
        "/samarbejder/nyt",
        name="Sundhedsråd  Nord",
        kind="health_council",
        region="region bæltet",
        first="2027-01-01",
    )
    made = Collaboration.objects.get(name="Sundhedsråd Nord")
    assert (made.region, made.valid_from, made.record.is_public) == (region, date(2027, 1, 1), True)
    assert "Opret et organ" in page
    assert "Lad en part være med" in page


def test_a_party_joins_leaves_and_one_that_never_took_part_is_taken_back(world: World, sara: Client) -> None:
    cluster, town = world.political.collaboration, a_party("Hedelund Kommune")
    sent(sara, page_of(cluster, "part"), party="Hedelund Kommune", first="2025-01-01", source="Referat")
    row = CollaborationMember.objects.get(party=town)
    assert (row.valid_from, row.valid_to, row.source) == (date(2025, 1, 1), None, "Referat")
    assert "Hedelund Kommune" in words_of(Client(), page_of(cluster))
    assert "allerede" in sent(sara, page_of(cluster, "part"), party="Hedelund Kommune", first="2026-01-01")
    sent(sara, page_of(cluster, "forlad"), membership=row.pk, last="2026-06-30", reason="Egen klynge")
    assert "Hedelund Kommune" not in words_of(Client(), page_of(cluster))
    assert "Hedelund Kommune" in words_of(Client(), f"{page_of(cluster)}?dag=2026-06-30")
    sent(sara, page_of(cluster, "aldrig"), membership=row.pk, reason="Forkert klynge")
    assert "Hedelund Kommune" not in words_of(Client(), f"{page_of(cluster)}?dag=2026-06-30")


def test_the_first_body_of_a_collaboration_is_founded_with_a_new_secretary(ada: Client) -> None:
    council, level = a_collaboration("Sundhedsråd Nord"), a_level()
    told = {"name": "Sundhedsrådet", "kind": "standing", "level": level.pk, "first": "2027-01-01"}
    sent(ada, page_of(council, "organ"), **told, new_secretary="Ditte Rask", members="on", minutes="on")
    body = Body.objects.get(name="Sundhedsrådet")
    seat = Seat.objects.get(body=body)
    assert (seat.person and seat.person.name, seat.role) == ("Ditte Rask", SeatRole.SECRETARIAT)
    assert (body.level, body.valid_from, body.publishes, body.shows_closed_numbers) == (
        level,
        date(2027, 1, 1),
        True,
        False,
    )


def test_a_collaboration_is_succeeded_by_a_new_one_and_ends_the_day_before(
    world: World, sara: Client
) -> None:
    cluster = world.political.collaboration
    told = {"new_name": "Sundhedsråd Bælt", "kind": "health_council", "first": "2027-01-01", "ends": "on"}
    sent(sara, page_of(cluster, "efterfoelger"), **told, text="Rådet overtager klyngens opgaver")
    cluster.refresh_from_db()
    council = Collaboration.objects.get(name="Sundhedsråd Bælt")
    assert (cluster.valid_to, council.valid_from) == (date(2026, 12, 31), date(2027, 1, 1))
    assert "Sundhedsråd Bælt" in words_of(Client(), page_of(cluster))
    assert "Sundhedsklynge Vestbælt" in words_of(Client(), page_of(council))


def test_a_successor_must_be_said_and_only_once(world: World, sara: Client) -> None:
    there = page_of(world.political.collaboration, "efterfoelger")
    told = {"first": "2027-01-01", "text": "Rådet overtager"}
    assert "Skriv, hvad der kommer efter" in sent(sara, there, **told)
    council = a_collaboration("Sundhedsråd Bælt")
    assert "Skriv, hvad der kommer efter" in sent(sara, there, **told, known=council.name, new_name="Et råd")


# bodies


def test_a_body_is_renamed_from_a_day_and_its_old_name_is_told(world: World, sara: Client) -> None:
    body, old = world.political, world.political.name
    told = {"name": "Politisk forum Vestbælt", "kind": "standing", "renamed_on": "2026-03-01"}
    sent(sara, page_of(body, "ret"), **told)
    page = words_of(Client(), page_of(body))
    assert "<h1>Politisk forum Vestbælt</h1>" in page
    assert f"{old}, til 28. feb. 2026" in page
    body.refresh_from_db()
    assert (body.level, body.parent) == (world.political.level, None)


def test_a_name_of_the_future_is_refused_until_its_day(world: World, sara: Client) -> None:
    told = {"name": "Nyt navn", "kind": "standing", "renamed_on": "2099-01-01"}
    assert "Skriv det den dag eller senere" in sent(sara, page_of(world.political, "ret"), **told)
    world.political.refresh_from_db()
    assert world.political.name != "Nyt navn"


def test_a_body_is_placed_below_another_and_never_below_itself(world: World, sara: Client) -> None:
    forum = a_body("Regionalt forum", collaboration=a_collaboration("Region Bæltet i fællesskab"))
    sent(sara, page_of(world.political, "placer"), parent=forum.name, level=world.political.level_id)
    world.political.refresh_from_db()
    assert world.political.parent == forum
    below = f"{world.strategic.name}"
    assert "kan ikke stå over sig selv" in sent(sara, page_of(world.political, "placer"), parent=below)
    sent(sara, page_of(world.political, "placer"), parent="")
    world.political.refresh_from_db()
    assert (world.political.parent, world.political.level) == (None, None)


def test_a_body_is_shared_with_another_collaboration_until_a_day(world: World, sara: Client) -> None:
    other = a_collaboration("Sundhedsklynge Østbælt")
    sent(sara, page_of(world.political, "del"), collaboration=other.name, first="2026-01-01")
    assert world.political.name in words_of(Client(), page_of(other))
    sharing = BodySharing.objects.get()
    sent(sara, page_of(world.political, "del-slut"), sharing=sharing.pk, last="2026-02-28")
    assert world.political.name not in words_of(Client(), page_of(other))
    assert world.political.name in words_of(Client(), f"{page_of(other)}?dag=2026-02-28")


def test_what_a_body_publishes_and_its_other_names_are_written(world: World, sara: Client) -> None:
    sent(sara, page_of(world.political, "offentliggoer"), minutes="on", reason="Besluttet")
    world.political.refresh_from_db()
    assert (world.political.publishes, world.political.publishes_members) == (True, False)
    sent(sara, page_of(world.political, "navne"), name="PSOF")
    alias = world.political.aliases.get()
    assert alias.name == "PSOF"
    assert "Skriv et navn mere" in sent(sara, page_of(world.political, "navne"), name=" ")
    sent(sara, page_of(world.political, "navne"), gone=alias.pk)
    alias.refresh_from_db()
    assert alias.withdrawn_at is not None


def test_a_body_is_succeeded_by_one_that_stands_in_the_register(world: World, sara: Client) -> None:
    council = a_body("Sundhedsrådet", collaboration=a_collaboration("Sundhedsråd Bælt"))
    told = {"known": "Sundhedsrådet", "first": "2027-01-01", "text": "Rådet overtager"}
    sent(sara, page_of(world.political, "efterfoelger"), **told)
    assert [kin.thing for kin in queries.successors_of(world.political)] == [council]
    world.political.refresh_from_db()
    assert world.political.valid_to is None  # it was not ticked that it ends


def test_an_end_that_was_written_wrongly_is_corrected_on_the_page_of_days(world: World, ada: Client) -> None:
    Body.objects.filter(pk=world.strategic.pk).update(valid_to=date(2026, 1, 31))
    assert "Ret dagene i stedet" in sent(ada, page_of(world.strategic, "nedlaeg"), last_day="2026-03-31")
    sent(ada, page_of(world.strategic, "dage"), first="2022-07-01", last="2026-03-31", reason="Tastefejl")
    world.strategic.refresh_from_db()
    assert (world.strategic.valid_from, world.strategic.valid_to) == (date(2022, 7, 1), date(2026, 3, 31))


# parties


def test_a_party_gets_a_name_more_inhabitants_with_a_source_and_another_name_from_a_day(sara: Client) -> None:
    town = a_party("Fjordby Kommune")
    sent(sara, page_of(town, "navne"), name="Fjordby")
    told = {"on": "2026-01-01", "value": "41250", "source": "Danmarks Statistik, FOLK1A"}
    sent(sara, page_of(town, "indbyggere"), **told)
    assert "41.250" in words_of(Client(), page_of(town))
    sent(sara, page_of(town, "indbyggere"), **{**told, "value": "41251"})
    assert Figure.objects.get().value == 41251
    assert "Kilde" in sent(sara, page_of(town, "indbyggere"), on="2026-01-01", value="1")
    told = {"name": "Nyfjord Kommune", "kind": "municipality", "renamed_on": "2026-02-01"}
    sent(sara, page_of(town, "ret"), **told)
    assert "Fjordby Kommune, til 31. jan. 2026" in words_of(Client(), page_of(town))
    assert set(town.aliases.values_list("name", flat=True)) == {"Fjordby", "Fjordby Kommune"}


def test_an_office_is_created_passed_on_renamed_and_left(world: World, sara: Client) -> None:
    town = a_party("Havneby Kommune")
    sent(sara, page_of(town, "hverv"), title="Borgmester", new_name="Ditte Rask", first="2022-01-01")
    office = Office.objects.get(party=town)
    seats = page_of(world.political, "plads")
    told = {"role": "member", "deputy_order": "1", "first": "2024-01-01"}
    sent(sara, seats, **told, office="Borgmester, Havneby Kommune")
    assert "Ditte Rask" in words_of(Client(), page_of(world.political))
    told = {"which": office.pk, "new_name": "Oluf Birk", "first": "2026-01-01"}
    sent(sara, page_of(town, "hverv-skift"), **told)
    assert "Oluf Birk" in words_of(Client(), page_of(town))
    assert "Oluf Birk" in words_of(Client(), page_of(world.political))
    sent(sara, page_of(town, "hverv-navn"), which=office.pk, title="Rådmand")
    assert "Rådmand" in words_of(Client(), page_of(town))
    holding = OfficeHolding.objects.get(person__name="Oluf Birk")
    sent(sara, page_of(town, "hverv-slut"), which=holding.pk, last="2026-02-28")
    assert "ubesat" in words_of(Client(), page_of(town))


def test_an_office_need_not_be_held_and_is_not_created_twice(sara: Client) -> None:
    town = a_party("Havneby Kommune")
    sent(sara, page_of(town, "hverv"), title="Borgmester")
    assert "har allerede hvervet" in sent(sara, page_of(town, "hverv"), title="Borgmester")
    assert Office.objects.count() == 1
    assert not OfficeHolding.objects.exists()


def test_a_party_is_entered_and_stands_in_the_list(sara: Client) -> None:
    sent(sara, "/parter/ny", name="Almen praksis i Bæltet", kind="general_practice")
    assert "Almen praksis i Bæltet" in words_of(Client(), "/parter")


def test_the_holder_of_an_office_whom_the_viewer_may_not_see_is_not_told(world: World) -> None:
    town = a_party("Havneby Kommune")
    office = Office.objects.create(party=town, title="Borgmester")
    OfficeHolding.objects.create(office=office, person=a_person("Otto Brændholt"))
    page = words_of(Client(), page_of(town))
    assert "Otto" not in page
    assert "navnet vises ikke" in page


# who may


def test_a_member_and_a_stranger_write_nothing_and_see_no_links(world: World) -> None:
    party, cluster = a_party("Hedelund Kommune"), world.political.collaboration
    for page in (page_of(cluster, "part"), page_of(party, "navne"), "/parter/ny", "/samarbejder/nyt"):
        assert log_in(Client(), world.mads).get(page).status_code == 403
        assert log_in(Client(), world.mads).post(page, {"name": "Nyt"}).status_code == 403
        assert Client().post(page, {"name": "Nyt"}).status_code == 401
    for page in (page_of(cluster), page_of(party), "/samarbejder", "/parter"):
        for client in (log_in(Client(), world.mads), Client()):
            words = words_of(client, page)
            assert "/skriv/" not in words
            assert "/nyt" not in words


def test_a_secretary_elsewhere_changes_no_other_collaboration(world: World, sara: Client) -> None:
    other = a_collaboration("Sundhedsklynge Østbælt")
    a_body("Østbælt – politisk niveau", collaboration=other)
    assert sara.post(page_of(other, "ret"), {"name": "Overtaget", "kind": "other"}).status_code == 403
    assert "/skriv/" not in words_of(sara, page_of(other))
