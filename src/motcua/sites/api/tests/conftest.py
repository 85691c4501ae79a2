"""The city the API answers for."""

import pytest
from django.test import Client

from motcua.modules.dossiers.tests.world import found_world


@pytest.fixture
def caller(db: None) -> Client:
    """Some other system, not signed in to anything."""
    found_world()
    return Client()
