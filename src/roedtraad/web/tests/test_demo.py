"""The door of a demonstration: open in one, and not there in a real installation."""

import pytest
from django.test import Client
from people import World, a_world
from pytest_django import DjangoAssertNumQueries, Settings

from roedtraad.operations.settings_checks import check_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def test_a_real_installation_has_no_such_door(client: Client, world: World) -> None:
    assert client.get("/demo").status_code == 404
    assert client.post("/demo", {"user": world.ada.pk}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_in_a_demonstration_anybody_is_logged_in_with_all_rights(
    client: Client, world: World, settings: Settings
) -> None:
    settings.IS_DEMO = True
    assert str(world.ada) in client.get("/demo").content.decode()
    assert client.post("/demo", {"user": world.ada.pk}).headers["Location"] == "/skrivebord"
    assert client.get("/journal").status_code == 200


def test_what_was_opened_in_a_demonstration_is_no_second_factor_afterwards(
    client: Client, world: World, settings: Settings
) -> None:
    settings.IS_DEMO = True
    client.post("/demo", {"user": world.ada.pk})
    settings.IS_DEMO = False
    assert client.get("/journal").status_code == 302


@pytest.mark.parametrize("chosen", ["", "0", "999999", "x", "-1", "9" * 30, "²"])
def test_nobody_is_nobody(client: Client, world: World, settings: Settings, chosen: str) -> None:
    settings.IS_DEMO = True
    assert client.post("/demo", {"user": chosen}).status_code == 404


def test_the_number_of_queries_is_the_same_for_many_people(
    client: Client, world: World, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.IS_DEMO = True
    with django_assert_num_queries(2):
        client.get("/demo")


def test_a_demonstration_that_others_can_reach_is_refused(settings: Settings) -> None:
    settings.IS_DEMO = True
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://klyngen.example", ["klyngen.example"]
    assert "roedtraad.E005" in [fault.id for fault in check_settings()]
    settings.BASE_URL, settings.ALLOWED_HOSTS = "http://127.0.0.1:8000", ["127.0.0.1"]
    assert "roedtraad.E005" not in [fault.id for fault in check_settings()]
