"""The world of the desk's tests."""

import pytest

from motcua.modules.dossiers.tests.world import World, found_world


@pytest.fixture
def world(db: None) -> World:
    return found_world()
