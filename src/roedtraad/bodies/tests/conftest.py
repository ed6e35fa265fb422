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
def mads(world: World) -> Viewer:
    """A member, no secretary."""
    return world.viewer(world.mads)


@pytest.fixture
def ada(world: World) -> Viewer:
    """The administrator."""
    return world.viewer(world.ada)
