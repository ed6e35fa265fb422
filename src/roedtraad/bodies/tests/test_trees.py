"""The bodies of a collaboration as a tree on a day: shared ones too, and nothing falls out."""

from datetime import date

import pytest
from people import TODAY, World, a_body, a_collaboration, a_level, a_person, a_seat

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Body, BodySharing
from roedtraad.bodies.queries import BodyNode, ancestors_of, collaborations_on, overview_of, tree_of

pytestmark = pytest.mark.django_db


def drawn(tree: tuple[BodyNode, ...]) -> list[str]:
    return ["  " * depth + node.body.name for root in tree for depth, node in root.walk()]


@pytest.fixture
def forum(world: World) -> Body:
    """A forum with two fora below it, under the strategic level."""
    operational = a_level("operational", "Driftsforum", 5)
    cluster = world.strategic.collaboration
    chefforum = a_body(
        "Chefforum",
        collaboration=cluster,
        level=a_level("management", "Chefforum", 4),
        parent=world.strategic,
    )
    for name in ("Driftsforum Ældre", "Driftsforum Børn"):
        a_body(name, collaboration=cluster, level=operational, parent=chefforum)
    return chefforum


def test_the_tree_stands_under_the_highest_level(world: World, forum: Body, ada: Viewer) -> None:
    assert drawn(tree_of(world.political.collaboration, on=TODAY, viewer=ada)) == [
        "Sundhedsklynge Vestbælt – politisk niveau",
        "  Sundhedsklynge Vestbælt – fagligt strategisk niveau",
        "    Chefforum",
        "      Driftsforum Børn",
        "      Driftsforum Ældre",
    ]


def test_a_body_shared_by_four_clusters_stands_in_each_tree(world: World, ada: Viewer) -> None:
    owner = world.political.collaboration
    common = a_body("Fælles driftsforum", collaboration=owner, level=a_level("operational", "Driftsforum", 5))
    for number in range(3):
        other = a_collaboration(f"Klynge {number}")
        a_body(f"Klynge {number} – politisk", collaboration=other)
        BodySharing.objects.create(body=common, collaboration=other)
        tree = tree_of(other, on=TODAY, viewer=ada)
        assert [(node.body.name, node.is_shared) for node in tree] == [
            (f"Klynge {number} – politisk", False),
            ("Fælles driftsforum", True),
        ]
    assert not any(node.is_shared for node in tree_of(owner, on=TODAY, viewer=ada))


def test_a_body_whose_parent_has_ended_or_is_hidden_does_not_fall_out(
    world: World, forum: Body, ada: Viewer
) -> None:
    Body.objects.filter(pk=forum.pk).update(valid_to=date(2026, 1, 31))
    assert drawn(tree_of(forum.collaboration, on=TODAY, viewer=ada))[-2:] == [
        "Driftsforum Børn",
        "Driftsforum Ældre",
    ]
    Record.objects.filter(pk=world.political.pk).update(is_public=False)
    assert drawn(tree_of(forum.collaboration, on=TODAY, viewer=world.viewer(None)))[0].endswith(
        "strategisk niveau"
    )


def test_a_body_stands_in_the_tree_on_its_own_days_only(world: World, ada: Viewer) -> None:
    Body.objects.filter(pk=world.strategic.pk).update(
        valid_from=date(2022, 7, 1), valid_to=date(2026, 12, 31)
    )
    for day, stands in (
        (date(2022, 6, 30), False),
        (date(2022, 7, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ):
        tree = drawn(tree_of(world.strategic.collaboration, on=day, viewer=ada))
        assert any("fagligt strategisk" in line for line in tree) == stands


def test_collaborations_stand_on_their_own_days(world: World, ada: Viewer, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    cluster, council = world.political.collaboration, a_collaboration("Sundhedsråd Bælt Nord")
    cluster.valid_to, council.valid_from = date(2026, 12, 31), date(2027, 1, 1)
    cluster.save()
    council.save()
    with django_assert_num_queries(1):
        assert [(one.name, one.region) for one in collaborations_on(date(2026, 12, 31), viewer=ada)] == [
            (cluster.name, None)
        ]
    assert list(collaborations_on(date(2027, 1, 1), viewer=ada)) == [council]


def test_the_bodies_above_are_listed_from_the_nearest(world: World, forum: Body) -> None:
    child = forum.children.first()
    assert child is not None
    assert ancestors_of(child) == (forum, world.strategic, world.political)


def test_a_tree_costs_one_query_and_an_overview_three(
    world: World, ada: Viewer, django_assert_num_queries, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    cluster = world.political.collaboration
    for more in (0, 20):
        for number in range(more):
            body = a_body(f"Arbejdsgruppe {number}", collaboration=cluster, parent=world.strategic)
            a_seat(a_person(f"Medlem {number}"), body)
        with django_assert_num_queries(1):
            assert len(drawn(tree_of(cluster, on=TODAY, viewer=ada))) == 2 + more
        with django_assert_max_num_queries(3):
            overview = overview_of(cluster, on=TODAY, viewer=ada)
        assert len(overview.rosters) == 2 + more
    assert [one.person.name for one in overview.roster(world.strategic).seatings if one.person] == [
        "Vibe Krog"
    ]
