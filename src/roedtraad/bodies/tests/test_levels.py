"""Levels are rows that an administrator keeps; a region may call them by names of its own."""

import pytest
from people import a_level, a_party
from refusing import refused

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions import change_level, create_level, name_level
from roedtraad.bodies.models import PartyKind
from roedtraad.bodies.queries import level_name, levels_in

pytestmark = pytest.mark.django_db


def test_a_level_has_another_name_in_one_region(ada: Viewer) -> None:
    level = a_level("strategic", "Fagligt strategisk niveau", 2)
    here, there = a_party("Region Bæltet", PartyKind.REGION), a_party("Region Sundet", PartyKind.REGION)
    name_level(viewer=ada, level=level, region=here, name="Fagligt niveau", source="Regionens hjemmeside")
    assert level_name(level, region=here) == "Fagligt niveau"
    assert level_name(level, region=there) == "Fagligt strategisk niveau"
    assert level_name(level, region=None) == "Fagligt strategisk niveau"


def test_levels_are_listed_from_the_highest_in_two_queries(ada: Viewer, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    region = a_party("Region Bæltet", PartyKind.REGION)
    for number in (1, 6):
        for rank in range(10, 10 + number):
            name_level(
                viewer=ada, level=a_level(f"l{rank}", f"Niveau {rank}", rank), region=region, name=f"N{rank}"
            )
        with django_assert_num_queries(2):
            found = levels_in(region)
        assert [one.level.rank for one in found] == sorted(one.level.rank for one in found)
        assert found[-1].name == f"N{9 + number}"


def test_a_new_level_is_a_row(ada: Viewer) -> None:
    level = create_level(viewer=ada, key="coordinating", name="Koordinerende niveau", rank=3)
    assert (level.key, level.rank) == ("coordinating", 3)


def test_a_secretary_cannot_change_what_all_collaborations_share(sara: Viewer) -> None:
    for act in (
        lambda: create_level(viewer=sara, key="new", name="Nyt", rank=9),
        lambda: change_level(viewer=sara, level=a_level(), name="Andet", rank=1),
        lambda: name_level(viewer=sara, level=a_level(), region=a_party(), name="Andet"),
    ):
        with refused("bodies.levels", saying="administrator"):
            act()


@pytest.mark.parametrize("key", ["", "Politisk niveau", "æ", "a b"])
def test_the_key_of_a_level_is_plain(ada: Viewer, key: str) -> None:
    with refused("bodies.level.key"):
        create_level(viewer=ada, key=key, name="Politisk", rank=1)


def test_a_key_is_one_level(ada: Viewer) -> None:
    a_level("political")
    with refused("bodies.level.key_taken", saying="political"):
        create_level(viewer=ada, key="political", name="Politisk", rank=1)


def test_a_level_is_renamed_and_moved(ada: Viewer) -> None:
    level = change_level(viewer=ada, level=a_level(), name="Politisk forum", rank=2)
    level.refresh_from_db()
    assert (level.key, level.name, level.rank) == ("political", "Politisk forum", 2)
