"""A catalogue with one procedure in force, its offices staffed, and no dossier in flight."""

from collections.abc import Iterator

import pytest

from motcua.foundation import plugs
from motcua.modules.proposals.ports import DossiersInFlight

from .factories import SoMany


@pytest.fixture
def in_flight() -> Iterator[SoMany]:
    many = SoMany()
    with plugs.instead(DossiersInFlight, many):
        yield many
