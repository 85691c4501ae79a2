"""The world every test of joined procedures starts from."""

import pytest

from .world import World, found_world


@pytest.fixture
def world(db: None) -> World:
    return found_world()
