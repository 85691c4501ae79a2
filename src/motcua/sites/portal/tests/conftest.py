"""The world of the portal's tests, and who stands before its door."""

from collections.abc import Iterator

import pytest

from motcua.foundation import plugs
from motcua.modules.dossiers.tests.world import World, found_world
from motcua.modules.forms.rules import PlaceNames
from motcua.modules.forms.tests.places import FewPlaces

from .phones import Phone


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with plugs.instead(PlaceNames, FewPlaces()):
        yield found_world()


@pytest.fixture
def an(world: World) -> Phone:
    """An, signed in."""
    return Phone(world.an)


@pytest.fixture
def binh(world: World) -> Phone:
    """Her brother, signed in at a phone of his own."""
    return Phone(world.binh)


@pytest.fixture
def anybody(world: World) -> Phone:
    """Nobody in particular."""
    return Phone(None)
