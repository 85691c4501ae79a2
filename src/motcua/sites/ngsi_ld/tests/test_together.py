"""Small writes that arrive at once are answered as if each had come alone."""

from typing import Any

import msgspec
import pytest

from motcua.foundation.front.answers import Answer
from motcua.foundation.front.doors import Scope
from motcua.sites.ngsi_ld.together import Together

from .conftest import V1, Speaker

#: A thread of a lane has no transaction around it.
pytestmark = pytest.mark.django_db(transaction=True)


def scope(air: Speaker, method: str, path: str, *headers: tuple[bytes, bytes]) -> Scope:
    """A request as the web server hands it on."""
    return {
        "method": method,
        "path": f"{V1}{path}",
        "query_string": b"",
        "headers": [
            (b"authorization", f"Bearer {air.token}".encode()),
            (b"content-type", b"application/json"),
            *headers,
        ],
    }


def sent(air: Speaker, method: str, *asked: tuple[str, Any]) -> list[tuple[int, str]]:
    """Status of each, and the last word of a problem's type."""
    told = [(scope(air, method, path), msgspec.json.encode(body)) for path, body in asked]
    return [_short(answer) for answer in Together([]).answer(told)]


def _short(answer: Answer) -> tuple[int, str]:
    assert isinstance(answer.body, bytes)
    kind = msgspec.json.decode(answer.body)["type"] if answer.body else ""
    return answer.status, kind.rpartition("/")[2]


def room(name: str, **attributes: object) -> tuple[str, dict[str, object]]:
    return "/entities", {"id": f"urn:ngsi-ld:Room:{name}", "type": "Room", **attributes}


def test_each_gets_its_own_answer(air: Speaker) -> None:
    assert sent(
        air, "POST", room("1", t=1), room("2", t={"value": 2}), room("1", t=3), ("/entities", 5),
        ("/entities", {"id": "no uri", "type": "T"}), room("3", t={"type": "Relationship"}),
    ) == [
        (201, ""), (201, ""), (409, "AlreadyExists"), (400, "BadRequestData"),
        (400, "BadRequestData"), (400, "BadRequestData"),
    ]  # fmt: skip
    first = "/entities/urn:ngsi-ld:Room:1/attrs/t"
    assert sent(
        air, "PATCH", (first, {"value": 5}), (first, {"unitCode": "CEL"}),
        (first, {"object": "urn:x:1"}), ("/entities/urn:ngsi-ld:Room:9/attrs/t", {"value": 1}),
        ("/entities/urn:ngsi-ld:Room:2/attrs/z", {"value": 1}), (first, [1]),
        ("/entities/urn:ngsi-ld:Room:2/attrs/t", {"value": 7}),
    ) == [
        (204, ""), (204, ""), (400, "BadRequestData"), (404, "ResourceNotFound"),
        (404, "ResourceNotFound"), (400, "BadRequestData"), (204, ""),
    ]  # fmt: skip
    assert air.get("/entities/urn:ngsi-ld:Room:1")["t"] == {
        "type": "Property", "value": 5, "unitCode": "CEL",
    }  # fmt: skip
    assert [each["id"][-1] for each in air.get("/entities?q=t==7")] == ["2"]
    assert air.get("/entities?q=t<=3") == []


def test_nobody_is_let_in_by_company(air: Speaker) -> None:
    assert sent(Speaker("wrong"), "POST", room("1")) == [(401, "InvalidRequest")]


def test_what_is_not_plain_goes_alone(air: Speaker) -> None:
    together = Together([])
    patch = "/entities/urn:x:1/attrs/a"
    assert together.key(scope(air, "PATCH", patch)) == together.key(scope(air, "PATCH", patch))
    assert together.key(scope(air, "POST", "/entities")) not in (
        None, together.key(scope(air, "PATCH", patch)),
    )  # fmt: skip
    for method, path in (("PUT", patch), ("PATCH", "/entities/urn:x:1"), ("POST", "/types"),
                         ("PATCH", "/entities/urn:x:1/attrs")):  # fmt: skip
        assert together.key(scope(air, method, path)) is None
    for header in ((b"link", b"<x>"), (b"ngsild-tenant", b"x")):
        assert together.key(scope(air, "PATCH", patch, header)) is None
    assert together.key({**scope(air, "PATCH", patch), "query_string": b"options=x"}) is None


def test_what_is_held_back_is_said_to_whom_it_belongs(air: Speaker) -> None:
    observed = {"observedAt": "2026-11-22T00:00:00Z", "unitCode": "CEL"}
    told = [
        (scope(air, "POST", "/entities"), msgspec.json.encode(room(name, no2=no2)[1]))
        for name, no2 in (("1", {"value": 5, **observed}), ("2", 5))
    ]
    first, second = Together([]).answer(told)
    assert (
        dict(first.headers)[b"ngsild-warning"] == b'199 motcua "no2: refused unit-of-another-kind"'
    )
    assert b"ngsild-warning" not in dict(second.headers)
