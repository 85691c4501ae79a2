"""Addresses of officers and of the API turn away who is not signed in, or in the wrong role."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.design.requests import SESSION_KEY
from motcua.foundation.identifiers import new_id

#: What is open to anybody, with the reason why. Names are of addresses, with their namespaces.
OPEN = {
    "api-reference": "the documentation of the API",
    "api:openapi-json": "the documentation of the API",
    "api:api-root": "leads to the documentation",
    "api-nothing": "there is nothing: says so to everybody",
    "api:search": "the catalogue is public by law",
    "api:procedure": "the catalogue is public by law",
    "api:schema": "what a procedure asks is public by law",
    "api:choices": "what a procedure asks is public by law",
    "api:choices_schema": "what a procedure asks is public by law",
    "api:check": "a verdict on answers that nobody keeps",
    "oauth-token": "this is where a program shows its secret",
    "api:catalogue-jsonld": "the catalogue is public by law",
    "api:catalogue-ttl": "the catalogue is public by law",
    "api:one_jsonld": "the catalogue is public by law",
    "api:one_turtle": "the catalogue is public by law",
    "api:procedure_levels": "the public numbers",
    "api:procedure_level_list": "the public numbers",
    "api:due": "when would it be ready? asks nothing about anybody",
}
#: Open while the city is a demonstration only: pages that show what pages look like.
SHOWN = re.compile(r"studio:pattern.*")
DUMMIES = {"uuid": "018f0000-0000-7000-8000-000000000000", "int": "1"}
HOLE = re.compile(r"<(?:(\w+):)?\w+>")


@dataclass(frozen=True, slots=True)
class Door:
    """An address with its holes filled in."""

    name: str
    path: str


def _doors(
    patterns: list[URLPattern | URLResolver], *, prefix: str = "/", space: str = ""
) -> Iterator[Door]:
    for pattern in patterns:
        path = prefix + HOLE.sub(lambda hole: DUMMIES.get(hole[1], "x"), str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _doors(pattern.url_patterns, prefix=path, space=inside)
        else:
            yield Door(f"{space}{pattern.name or path}", path)


def _closed() -> list[Door]:
    return [
        door
        for door in _doors(get_resolver().url_patterns)
        if door.path.startswith(("/desk/", "/studio/", "/control-room/", "/api/"))
        and door.name not in OPEN
        and not SHOWN.fullmatch(door.name)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("door", _closed(), ids=lambda door: door.name)
def test_it_turns_strangers_away(door: Door) -> None:
    assert _refused(Client(), door.path)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "door", [d for d in _closed() if not d.path.startswith("/api/")], ids=lambda door: door.name
)
def test_doors_of_officers_turn_citizens_away(door: Door) -> None:
    assert _refused(_signed_in_as(f"person:{new_id()}"), door.path)


@pytest.mark.django_db
def test_there_are_doors_of_officers() -> None:
    assert any(door.path.startswith("/desk/") for door in _closed())


def test_no_exception_outlives_its_door() -> None:
    there = {door.name for door in _doors(get_resolver().url_patterns)}
    assert set(OPEN) - there == set()


def _refused(client: Client, path: str) -> bool:
    """Whether both reading and posting are refused, or sent to sign in first.

    A method the door does not know is no refusal by itself: one of the two must be known.
    """
    answers = [client.get(path), client.post(path)]
    known = [answer for answer in answers if answer.status_code != 405]
    return bool(known) and all(
        answer.status_code in (401, 403)
        or (answer.status_code == 302 and "/sign-in" in answer.headers["Location"])
        for answer in known
    )


def _signed_in_as(who: str) -> Client:
    client = Client()
    session = client.session
    session[SESSION_KEY] = who
    session.save()
    return client
