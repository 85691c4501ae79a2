"""A source with two series, its token, and a client that shows it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, override_settings

from motcua.kernel.actors import SYSTEM
from motcua.modules.observations import operations
from motcua.modules.observations.tests import factories

OBSERVATIONS = "/gate/v1/observations"
SERIES = "hk-01:pm2_5"


@dataclass(frozen=True, slots=True)
class Station:
    """A machine of the source, which knows its token."""

    token: str
    client: Client

    def posts(
        self,
        body: bytes | str,
        kind: str = "application/json",
        path: str = OBSERVATIONS,
        **more: str,
    ) -> tuple[int, dict[str, object]]:
        """Status and JSON of the answer; further headers by their names."""
        headers = {"Authorization": f"Bearer {self.token}"} | {
            name.replace("_", "-"): value for name, value in more.items()
        }
        answer = self.client.post(path, body, content_type=kind, headers=headers)
        return answer.status_code, answer.json()

    def gets(self, path: str, **more: str) -> tuple[int, dict[str, object]]:
        headers = {"Authorization": f"Bearer {self.token}"} | {
            name.replace("_", "-"): value for name, value in more.items()
        }
        answer = self.client.get(path, headers=headers)
        return answer.status_code, answer.json()


@pytest.fixture(autouse=True)
def machines_only() -> Iterator[None]:
    """The addresses of the machine lane, as in the web server."""
    with override_settings(ROOT_URLCONF="motcua.config.machine_urls"):
        yield


@pytest.fixture
def station(db: None) -> Station:
    factories.a_series()
    operations.declare_rules(by=SYSTEM, at=factories.NOON)
    token = operations.issue_token(source=factories.AIR, by=SYSTEM, at=factories.NOON)
    return Station(token, Client())


@pytest.fixture
def ago() -> Callable[[int], str]:
    """The time so many minutes ago, as stations write it."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    return lambda minutes: (now - timedelta(minutes=minutes)).isoformat()
