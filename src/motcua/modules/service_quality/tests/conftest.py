"""The people and offices the counter's stories are told of."""

import pytest

from motcua.modules.dossiers.tests.world import World, found_world


@pytest.fixture
def world(db: None) -> World:
    return found_world()
