"""A provider of the tests' own, and a browser that walks the whole way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from motcua.adapters.identity.demo.provider import DemoProvider
from motcua.adapters.identity.doors import Doors
from motcua.adapters.identity.standing import stand_alone
from motcua.design.page import now
from motcua.foundation import plugs
from motcua.modules.people.ports import IdentityProvider

from .walks import BASE, Browser


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[DemoProvider]:
    """The demo provider at the address of Django's test client."""
    kept = {port: plugs.get(port) for port in (DemoProvider, Doors, IdentityProvider)}
    yield stand_alone(
        profile="test", base_url=BASE, client_secret="s e:cret", keys=tmp_path, clock=now
    )
    for port, before in kept.items():
        plugs.provide(port, before)


@pytest.fixture
def browser(demo: DemoProvider) -> Browser:
    return Browser(Client(enforce_csrf_checks=True))
