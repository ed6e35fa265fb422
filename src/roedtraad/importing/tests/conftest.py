"""The world of these tests, and how its people look at it."""

import pytest
from people import World, a_world

from roedtraad.accounts.policy import Viewer


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def sara(world: World) -> Viewer:
    """The secretary of the political level."""
    return world.viewer(world.sara)


@pytest.fixture
def ada(world: World) -> Viewer:
    """An administrator, who may accept for every body."""
    return world.viewer(world.ada)
