"""A person of the register gets a user; what the user may do follows from the seats."""

import pytest
from people import TODAY, World, a_body, a_person, a_seat, a_world
from refusing import refused

from roedtraad.accounts.models import JournalEntry, RecordKind
from roedtraad.accounts.records import register
from roedtraad.bodies.actions import invite
from roedtraad.bodies.models import SeatRole
from roedtraad.bodies.policy import viewer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def test_a_secretary_invites_a_member_who_then_has_the_rights_of_the_seat(world: World) -> None:
    rigmor = a_person()
    a_seat(rigmor, world.political)
    user = invite(viewer=world.viewer(world.sara), person=rigmor, email="Rigmor@Region.example")
    rigmor.refresh_from_db()
    assert (rigmor.user, user.email, user.name) == (user, "rigmor@region.example", "Rigmor Sandhave")
    assert not user.has_usable_password()
    assert viewer_of(user, on=TODAY).tokens == {
        f"person:{rigmor.pk}",
        f"circle:{world.political.pk}",
        f"members:{world.political.pk}",
    }
    assert [entry.act for entry in JournalEntry.objects.all()] == [
        "accounts.user.made",
        "bodies.person.invited",
    ]


def test_a_member_cannot_invite(world: World) -> None:
    with refused("bodies.register"):
        invite(viewer=world.viewer(world.mads), person=a_person(), email="x@region.example")


def test_the_secretariat_of_every_body_concerned_is_needed(world: World) -> None:
    rigmor = a_person()
    a_seat(rigmor, world.political)
    a_seat(rigmor, a_body("Et andet organ"), SeatRole.SECRETARIAT)
    with refused("bodies.rights"):
        invite(viewer=world.viewer(world.sara), person=rigmor, email="rigmor@region.example")
    invite(viewer=world.viewer(world.ada), person=rigmor, email="rigmor@region.example")


def test_nobody_gets_two_users(world: World) -> None:
    with refused("bodies.person.has_user"):
        invite(viewer=world.viewer(world.sara), person=world.mads.person, email="anden@region.example")


def test_the_address_of_another_user_is_refused(world: World) -> None:
    with refused("accounts.user.exists"):
        invite(viewer=world.viewer(world.sara), person=a_person(), email="MADS@vestbaelt.example")


def test_a_row_that_is_another_person_invites_that_one(world: World) -> None:
    rigmor, twin = a_person(), a_person("R. Sandhave")
    twin.same_as = rigmor
    twin.save()
    user = invite(viewer=world.viewer(world.ada), person=twin, email="rigmor@region.example")
    rigmor.refresh_from_db()
    assert rigmor.user == user


def test_whoever_was_shown_papers_elsewhere_is_invited_by_an_administrator(world: World) -> None:
    rigmor = a_person()
    register(RecordKind.ITEM, audience=[f"person:{rigmor.pk}", f"members:{a_body('Et andet organ').pk}"])
    with refused("bodies.person.invite"):
        invite(viewer=world.viewer(world.sara), person=rigmor, email="rigmor@region.example")
    invite(viewer=world.viewer(world.ada), person=rigmor, email="rigmor@region.example")
