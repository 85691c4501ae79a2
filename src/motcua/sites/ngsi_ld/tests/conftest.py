"""A source with a token, and a client that speaks NGSI-LD."""

from dataclasses import dataclass
from typing import Any

import msgspec
import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from motcua.design.page import now
from motcua.kernel.actors import SYSTEM
from motcua.kernel.words import Text
from motcua.modules.observations import operations as observations
from motcua.modules.observations.rules.registering import SourceFacts
from motcua.sites.ngsi_ld import bodies, contexts
from motcua.sites.ngsi_ld.contexts import REL

V1 = "/ngsi-ld/v1"
LD = "application/ld+json"
CORE = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.8.jsonld"


@dataclass(frozen=True)
class Speaker:
    """Sends what it is told, with its token; reads answers as JSON."""

    token: str

    def ask(
        self,
        method: str,
        path: str,
        told: Any = None,
        kind: str = "application/json",
        raw: bytes | None = None,
        **headers: str,
    ) -> HttpResponse:
        body = raw if raw is not None else b"" if told is None else msgspec.json.encode(told)
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        answer = Client().generic(
            method, f"{V1}{path}", body, content_type=kind,
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )  # fmt: skip
        assert isinstance(answer, HttpResponse)
        return answer

    def get(self, path: str, **headers: str) -> Any:
        """The JSON of a GET that must succeed."""
        answer = self.ask("GET", path, None, "application/json", None, **headers)
        assert answer.status_code == 200, answer.content
        return msgspec.json.decode(answer.content)

    def make(self, told: Any) -> None:
        """Create an entity that must be new."""
        answer = self.ask(
            "POST", "/entities", told, kind=LD if "@context" in told else "application/json"
        )
        assert answer.status_code == 201, answer.content


def link(url: str) -> str:
    return f'<{url}>; rel="{REL}"; type="application/ld+json"'


def problem(answer: HttpResponse) -> tuple[int, str]:
    """Status and the last word of the type."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.content
    told = msgspec.json.decode(answer.content)
    assert told["status"] == answer.status_code
    return answer.status_code, told["type"].rpartition("/")[2]


@pytest.fixture(autouse=True)
def as_machines_find_it(settings: Settings) -> None:
    """The addresses of machines' doors alone."""
    settings.ROOT_URLCONF = "motcua.config.machine_urls"


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Tests roll back: what a process remembers of one is wrong in the next."""
    bodies._believed.clear()
    contexts.forget()


@pytest.fixture
def air(db: None) -> Speaker:
    """The city's air network."""
    del db
    facts = SourceFacts("air", Text("Mạng quan trắc", "Air network"), "H26", "CC-BY-4.0")
    observations.register_source(source=facts, by=SYSTEM, at=now())
    return Speaker(observations.issue_token(source="air", by=SYSTEM, at=now()))


@pytest.fixture
def stranger(air: Speaker) -> Speaker:
    """Somebody without a token."""
    del air
    return Speaker("")
