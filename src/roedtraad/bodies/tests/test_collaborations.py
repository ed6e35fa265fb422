"""Collaborations have members from day to day; a party may take part in several."""

from datetime import date

import pytest
from people import World, a_collaboration, a_party
from refusing import refused

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions import (
    CollaborationDetails,
    Days,
    add_member,
    change_collaboration,
    correct_membership,
    create_collaboration,
    end_collaboration,
    end_membership,
    withdraw_membership,
)
from roedtraad.bodies.models import Collaboration, Correction
from roedtraad.bodies.queries import collaborations_of, members_in, memberships_of

pytestmark = pytest.mark.django_db
CLUSTER = Collaboration.Kind.HEALTH_CLUSTER


def test_a_secretary_enters_a_collaboration_with_its_members(sara: Viewer) -> None:
    cluster = create_collaboration(
        viewer=sara, details=CollaborationDetails("Sundhedsklynge Østbælt", CLUSTER), aliases=["Østklyngen"]
    )
    fjordby = a_party()
    add_member(viewer=sara, collaboration=cluster, party=fjordby, days=Days(date(2022, 7, 1)))
    assert list(members_in(cluster, on=date(2022, 7, 1))) == [fjordby]
    assert list(members_in(cluster, on=date(2022, 6, 30))) == []
    assert cluster.aliases.get().name == "Østklyngen"


def test_a_member_cannot_enter_a_collaboration(mads: Viewer) -> None:
    with refused("bodies.register"):
        create_collaboration(viewer=mads, details=CollaborationDetails("Østbælt", CLUSTER))


def test_the_secretariat_of_another_collaboration_cannot_change_the_members(
    world: World, sara: Viewer
) -> None:
    elsewhere = create_collaboration(viewer=sara, details=CollaborationDetails("Østbælt", CLUSTER))
    world.strategic.collaboration = elsewhere
    world.strategic.save()
    for act in (
        lambda: add_member(viewer=sara, collaboration=elsewhere, party=a_party()),
        lambda: change_collaboration(
            viewer=sara, collaboration=elsewhere, details=CollaborationDetails("Vores", CLUSTER)
        ),
        lambda: end_collaboration(viewer=sara, collaboration=elsewhere, last_day=date(2026, 12, 31)),
    ):
        with refused("bodies.collaboration", saying="Østbælt"):
            act()


def test_a_municipality_takes_part_in_two_clusters(world: World, sara: Viewer, ada: Viewer) -> None:
    vesteroe = a_party("Vesterø Kommune")
    one, other = world.political.collaboration, a_collaboration("Sundhedsklynge Østbælt")
    add_member(viewer=sara, collaboration=one, party=vesteroe)
    add_member(viewer=ada, collaboration=other, party=vesteroe, days=Days(date(2023, 1, 1)))
    assert set(collaborations_of(vesteroe, on=date(2024, 1, 1), viewer=sara)) == {one, other}
    assert set(collaborations_of(vesteroe, on=date(2022, 1, 1), viewer=sara)) == {one}


def test_a_region_is_in_the_collaborations_that_it_leads(sara: Viewer) -> None:
    region = a_party("Region Bæltet")
    cluster = create_collaboration(
        viewer=sara, details=CollaborationDetails("Østbælt", CLUSTER, region=region)
    )
    assert list(collaborations_of(region, on=date(2024, 1, 1), viewer=sara)) == [cluster]


def test_the_same_party_twice_on_a_day_is_refused(world: World, sara: Viewer) -> None:
    cluster, fjordby = world.political.collaboration, a_party()
    add_member(
        viewer=sara, collaboration=cluster, party=fjordby, days=Days(date(2022, 7, 1), date(2023, 12, 31))
    )
    with refused("bodies.membership.twice", saying="1. juli 2022"):
        add_member(viewer=sara, collaboration=cluster, party=fjordby, days=Days(date(2023, 12, 31)))
    add_member(viewer=sara, collaboration=cluster, party=fjordby, days=Days(date(2024, 1, 1)))
    assert memberships_of(fjordby).count() == 2


def test_a_party_leaves_and_the_day_is_kept(world: World, sara: Viewer) -> None:
    cluster, fjordby = world.political.collaboration, a_party()
    membership = add_member(viewer=sara, collaboration=cluster, party=fjordby)
    end_membership(viewer=sara, membership=membership, last_day=date(2025, 12, 31), reason="Udtrådt")
    assert not members_in(cluster, on=date(2026, 1, 1)).exists()
    assert Correction.objects.get().after == "2025-12-31"


def test_a_membership_that_never_was_is_taken_back_and_can_be_entered_anew(
    world: World, sara: Viewer
) -> None:
    cluster, fjordby = world.political.collaboration, a_party()
    membership = add_member(viewer=sara, collaboration=cluster, party=fjordby)
    withdraw_membership(viewer=sara, membership=membership, reason="Forkert kommune")
    assert not members_in(cluster, on=date(2024, 1, 1)).exists()
    assert not memberships_of(fjordby).exists()
    add_member(viewer=sara, collaboration=cluster, party=fjordby)
    assert memberships_of(fjordby).count() == 1


def test_a_member_cannot_put_right_or_take_back_a_membership(
    world: World, sara: Viewer, mads: Viewer
) -> None:
    membership = add_member(viewer=sara, collaboration=world.political.collaboration, party=a_party())
    with refused("bodies.collaboration"):
        correct_membership(viewer=mads, membership=membership, days=Days(date(2022, 1, 1)), source="")
    with refused("bodies.collaboration"):
        withdraw_membership(viewer=mads, membership=membership, reason="")


def test_a_collaboration_that_changes_its_name_keeps_the_old_one(world: World, sara: Viewer) -> None:
    cluster = world.political.collaboration
    change_collaboration(
        viewer=sara,
        collaboration=cluster,
        details=CollaborationDetails("Sundhedsklynge Bæltet Vest", CLUSTER),
    )
    assert cluster.aliases.get().name == "Sundhedsklynge Vestbælt"


def test_a_collaboration_ends_on_a_day_that_can_be_put_right(world: World, sara: Viewer) -> None:
    cluster = world.political.collaboration
    end_collaboration(viewer=sara, collaboration=cluster, last_day=date(2026, 12, 31))
    end_collaboration(
        viewer=sara, collaboration=cluster, last_day=date(2027, 6, 30), reason="Loven er udskudt"
    )
    cluster.refresh_from_db()
    assert cluster.valid_to == date(2027, 6, 30)
    assert [correction.before for correction in Correction.objects.all()] == ["", "2026-12-31"]
