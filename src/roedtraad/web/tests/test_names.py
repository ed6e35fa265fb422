"""Somebody of the register is written by name: suggested while it is typed, asked about where several fit, with or without scripts."""

import pytest
from django.test import Client
from people import World, a_party, a_person, a_seat, a_world, known_to_their_body
from sessions import log_in

from roedtraad.bodies.models import Seat, SeatRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = a_world()
    a_seat(a_person("Åse Østergård"), made.political, party=a_party("Skovlund Kommune"))
    known_to_their_body(made)
    return made


@pytest.fixture
def sara(world: World) -> Client:
    return log_in(Client(), world.sara)


def suggested(client: Client, what: str, typed: str) -> str:
    return client.get(f"/opslag/{what}", {"person": typed}).content.decode()


def given(world: World, sara: Client, **who: str) -> str:
    page = f"/organ/{world.political.record.public_id}/skriv/plads"
    told = {"role": "observer", "deputy_order": "1", "first": "2026-02-01", **who}
    return sara.post(page, told, follow=True).content.decode()


@pytest.mark.parametrize("typed", ["øster", "ØSTER", "åse ø", "Østergård Åse"])
def test_a_part_of_a_name_suggests_the_person_with_their_party(sara: Client, typed: str) -> None:
    assert 'value="Åse Østergård, Skovlund Kommune"' in suggested(sara, "personer", typed)


def test_parties_bodies_and_collaborations_are_suggested_too(sara: Client) -> None:
    assert 'value="Skovlund Kommune"' in suggested(sara, "parter", "skov")
    assert "politisk niveau" in suggested(sara, "organer", "vestbælt politisk")
    assert 'value="Sundhedsklynge Vestbælt"' in suggested(sara, "samarbejder", "vestb")
    assert suggested(sara, "samarbejder", "   ").strip() == ""
    assert sara.get("/opslag/alt").status_code == 404


def test_nobody_is_suggested_whom_the_viewer_may_not_see(world: World, sara: Client) -> None:
    a_person("Otto Brændholt")
    assert "Otto" not in suggested(sara, "personer", "otto")
    assert "Otto" in suggested(log_in(Client(), world.ada), "personer", "otto")


def test_a_member_and_a_stranger_look_nobody_up(world: World) -> None:
    assert log_in(Client(), world.mads).get("/opslag/personer?q=ase").status_code == 403
    assert Client().get("/opslag/personer?q=ase").status_code == 302


def test_the_line_that_was_suggested_and_the_name_alone_both_mean_the_person(
    world: World, sara: Client
) -> None:
    given(world, sara, person="Åse Østergård, Skovlund Kommune")
    assert Seat.objects.filter(role=SeatRole.OBSERVER, person__name="Åse Østergård").count() == 1
    given(world, sara, person="mads ravn")
    assert Seat.objects.filter(role=SeatRole.OBSERVER, person__name="Mads Ravn").count() == 1


def test_a_part_of_a_name_is_never_taken_for_somebody_but_tells_who_fits(world: World, sara: Client) -> None:
    page = given(world, sara, person="Åse")
    assert "Skriv, hvilken af disse det er: “Åse Østergård, Skovlund Kommune”" in page
    assert (
        '<option value="Åse Østergård, Skovlund Kommune">' in page
    )  # the browser suggests it, without scripts
    assert 'value="Åse"' in page
    assert not Seat.objects.filter(role=SeatRole.OBSERVER).exists()


def test_two_of_one_name_and_party_are_told_apart(world: World, sara: Client) -> None:
    twin = a_person("Åse Østergård")
    a_seat(twin, world.political, party=a_party("Skovlund Kommune"))
    known_to_their_body(world)
    assert "Skriv, hvilken af disse" in given(world, sara, person="Åse Østergård")
    given(world, sara, person=f"Åse Østergård, Skovlund Kommune ({twin.record.public_id})")
    assert Seat.objects.get(role=SeatRole.OBSERVER).person == twin


def test_a_name_that_nobody_has_is_said(world: World, sara: Client) -> None:
    assert "Det navn står ikke i registret" in given(world, sara, person="Xerxes")


def test_looking_up_costs_the_same_for_few_and_for_many(
    world: World,
    sara: Client,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    with django_assert_num_queries(6):
        suggested(sara, "personer", "mads")
    for number in range(30):
        a_seat(a_person(f"Person Nummer {number}"), world.political, party=a_party(f"Kommune {number}"))
    known_to_their_body(world)
    with django_assert_num_queries(6):
        assert suggested(sara, "personer", "person").count("<option") == 12
