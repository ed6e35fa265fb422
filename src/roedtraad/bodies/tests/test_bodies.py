"""Bodies are founded, named anew, ended with their seats, shared, and say what they publish."""

from datetime import date

import pytest
from people import TODAY, World, a_body, a_collaboration, a_person, a_seat
from refusing import refused

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions import (
    BodyDetails,
    Days,
    PublishingPolicy,
    add_alias,
    change_body,
    correct_body_days,
    correct_sharing,
    create_body,
    end_body,
    set_publishing,
    share_body,
    withdraw_sharing,
)
from roedtraad.bodies.models import Body, Seat, SeatRole
from roedtraad.bodies.queries import tree_of

pytestmark = pytest.mark.django_db
GROUP = BodyDetails("Ad hoc-gruppe om lægedækning", kind=Body.Kind.AD_HOC)


def test_an_ad_hoc_group_is_set_up_and_comes_to_a_conclusion(world: World, sara: Viewer) -> None:
    group = create_body(
        viewer=sara,
        collaboration=world.political.collaboration,
        details=BodyDetails(GROUP.name, kind=Body.Kind.AD_HOC, parent=world.political),
        days=Days(date(2024, 3, 1)),
    )
    keeper = world.viewer(world.sara)
    end_body(
        viewer=keeper, body=group, last_day=date(2024, 9, 30), conclusion="Tre indsatser blev anbefalet."
    )
    group.refresh_from_db()
    assert (group.valid_to, group.conclusion) == (date(2024, 9, 30), "Tre indsatser blev anbefalet.")


def test_whoever_founds_a_body_is_its_secretariat(world: World, sara: Viewer) -> None:
    group = create_body(viewer=sara, collaboration=world.political.collaboration, details=GROUP)
    assert group.seats.get().person == world.sara.person
    change_body(viewer=world.viewer(world.sara), body=group, details=BodyDetails("Lægegruppen"))
    assert group.name == "Lægegruppen"


def test_an_administrator_founds_a_body_for_a_named_secretariat(world: World, ada: Viewer) -> None:
    vera = a_person("Vera Lund")
    group = create_body(viewer=ada, collaboration=a_collaboration("Ny"), details=GROUP, secretariat=[vera])
    seat = group.seats.get()
    assert (seat.person, seat.role) == (vera, SeatRole.SECRETARIAT)


def test_a_member_cannot_found_a_body(world: World, mads: Viewer) -> None:
    with refused("bodies.collaboration", saying="Vestbælt"):
        create_body(viewer=mads, collaboration=world.political.collaboration, details=GROUP)


def test_the_secretariat_of_one_collaboration_cannot_found_a_body_in_another(sara: Viewer) -> None:
    elsewhere = a_body("Østbælt – politisk niveau", collaboration=a_collaboration("Østbælt"))
    with refused("bodies.collaboration", saying="Østbælt"):
        create_body(viewer=sara, collaboration=elsewhere.collaboration, details=GROUP)


def test_the_secretariat_of_one_body_cannot_change_another(world: World, sara: Viewer) -> None:
    for act in (
        lambda: change_body(viewer=sara, body=world.strategic, details=GROUP),
        lambda: end_body(viewer=sara, body=world.strategic, last_day=TODAY),
        lambda: correct_body_days(viewer=sara, body=world.strategic, days=Days()),
        lambda: set_publishing(viewer=sara, body=world.strategic, publishing=PublishingPolicy()),
        lambda: share_body(viewer=sara, body=world.strategic, collaboration=a_collaboration("Ny")),
        lambda: add_alias(viewer=sara, of=world.strategic, name="FSN"),
    ):
        with refused("bodies.keep", saying="fagligt strategisk niveau"):
            act()


def test_a_body_that_changes_its_name_keeps_the_old_one(world: World, sara: Viewer) -> None:
    old = world.political.name
    change_body(viewer=sara, body=world.political, details=BodyDetails("Politisk forum Vestbælt"))
    assert world.political.aliases.get().name == old


def test_a_body_never_stands_above_itself(world: World, sara: Viewer) -> None:
    with refused("bodies.body.above_itself"):
        change_body(
            viewer=sara, body=world.political, details=BodyDetails("Politisk niveau", parent=world.strategic)
        )


def test_a_body_that_ends_takes_its_seats_with_it(world: World, ada: Viewer) -> None:
    end_body(viewer=ada, body=world.strategic, last_day=TODAY)
    assert set(Seat.objects.filter(body=world.strategic).values_list("valid_to", flat=True)) == {TODAY}


def test_a_seat_that_has_ended_keeps_its_own_last_day(world: World, ada: Viewer) -> None:
    left = a_seat(a_person("Otto"), world.strategic, valid_to=date(2025, 1, 31))
    end_body(viewer=ada, body=world.strategic, last_day=TODAY)
    left.refresh_from_db()
    assert left.valid_to == date(2025, 1, 31)


def test_a_body_cannot_end_over_bodies_below_it(world: World, sara: Viewer) -> None:
    with refused("bodies.body.has_bodies", saying="fagligt strategisk niveau"):
        end_body(viewer=sara, body=world.political, last_day=TODAY)


def test_a_body_that_ended_with_the_ones_below_it_is_no_obstacle(world: World, ada: Viewer) -> None:
    end_body(viewer=ada, body=world.strategic, last_day=TODAY)
    end_body(viewer=ada, body=world.political, last_day=TODAY)
    assert world.political.valid_to == TODAY


def test_a_body_that_publishes_its_members_makes_them_public(world: World, sara: Viewer) -> None:
    set_publishing(viewer=sara, body=world.political, publishing=PublishingPolicy(members=False))
    assert not Record.objects.filter(seat__body=world.political, is_public=True).exists()
    set_publishing(viewer=sara, body=world.political, publishing=PublishingPolicy(members=True))
    assert not Record.objects.filter(seat__body=world.political, is_public=False).exists()
    assert Record.objects.get(person=world.mads.person).is_public


def test_publishing_costs_the_same_however_many_members(
    world: World, sara: Viewer, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    for more in (1, 30):
        for number in range(more):
            a_seat(a_person(f"Person {more}-{number}"), world.political)
        for members in (False, True):
            with django_assert_max_num_queries(14):
                set_publishing(
                    viewer=sara, body=world.political, publishing=PublishingPolicy(members=members)
                )


def test_a_body_serves_another_collaboration_for_a_while(world: World, sara: Viewer) -> None:
    other = a_collaboration("Sundhedsklynge Østbælt")
    sharing = share_body(
        viewer=sara,
        body=world.political,
        collaboration=other,
        days=Days(date(2025, 1, 1), date(2025, 12, 31)),
    )
    assert [node.body for node in tree_of(other, on=date(2025, 6, 1), viewer=sara)] == [world.political]
    assert tree_of(other, on=date(2026, 1, 1), viewer=sara) == ()
    correct_sharing(viewer=sara, sharing=sharing, days=Days(date(2025, 1, 1)))
    assert [node.is_shared for node in tree_of(other, on=date(2026, 1, 1), viewer=sara)] == [True]
    withdraw_sharing(viewer=sara, sharing=sharing, reason="Aldrig aftalt")
    assert tree_of(other, on=date(2025, 6, 1), viewer=sara) == ()


def test_a_body_is_not_shared_with_its_own_collaboration_nor_twice(world: World, sara: Viewer) -> None:
    with refused("bodies.sharing.own"):
        share_body(viewer=sara, body=world.political, collaboration=world.political.collaboration)
    other = a_collaboration("Østbælt")
    share_body(viewer=sara, body=world.political, collaboration=other)
    with refused("bodies.sharing.twice", saying="Østbælt"):
        share_body(viewer=sara, body=world.political, collaboration=other, days=Days(date(2025, 1, 1)))
