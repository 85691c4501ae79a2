"""Searches, pages, counts, batches and discovery over HTTP."""

import re

import msgspec
import pytest

from motcua.foundation import rows
from motcua.modules.entities.queries import bounded as bounding
from motcua.modules.entities.queries import finding
from motcua.modules.entities.rules.problems import TooComplexQuery

from .conftest import Speaker, problem


@pytest.fixture
def rooms(air: Speaker) -> Speaker:
    told = [
        {
            "id": f"urn:ngsi-ld:Room:{n}",
            "type": "Room",
            "temperature": n,
            "scope": f"/H/{n % 2}",
            "location": {"type": "Point", "coordinates": [105 + n / 100, 21]},
        }
        for n in range(5)
    ]
    answer = air.ask("POST", "/entityOperations/create", told)
    assert answer.status_code == 201
    assert msgspec.json.decode(answer.content) == [each["id"] for each in told]
    return air


def names(several: list[dict[str, str]]) -> str:
    return "".join(each["id"][-1] for each in several)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("type=Room", "01234"),
        ("type=Room&q=temperature>2", "34"),
        ("q=temperature==1,3", "13"),
        ("q=temperature!=1", "0234"),
        ("q=temperature<1|temperature>3", "04"),
        ("type=Room&q=(temperature>0;temperature<3)|temperature==4", "124"),
        ("type=House", ""),
        ("type=House,Room&q=temperature==1..2", "12"),
        ("id=urn:ngsi-ld:Room:1,urn:ngsi-ld:Room:4", "14"),
        ("type=Room&idPattern=.*[34]$", "34"),
        ("attrs=temperature", "01234"),
        ("attrs=nothing", ""),
        ("type=Room&scopeQ=/H/1", "13"),
        ("type=Room&scopeQ=/H/%23", "01234"),
        ("type=Room&scopeQ=/H/%2B;/H/0", "024"),
        ("georel=near;maxDistance==1500&geometry=Point&coordinates=%5B105.01,21%5D", "012"),
        (
            "georel=within&geometry=Polygon&coordinates=[[[105.005,20],[105.035,20],[105.035,22],"
            "[105.005,22],[105.005,20]]]",
            "123",
        ),
        ("local=true", "01234"),
        ("type=Room&limit=2", "01"),
        ("type=Room&limit=2&offset=3", "34"),
    ],
)
def test_what_is_found(rooms: Speaker, query: str, wanted: str) -> None:
    assert names(rooms.get(f"/entities?{query}")) == wanted


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", (400, "BadRequestData")),
        ("q=temperature>>2", (400, "BadRequestData")),
        ("q=(temperature>2", (400, "BadRequestData")),
        ('q=t=="', (400, "BadRequestData")),
        ("type=Room&limit=-1", (400, "BadRequestData")),
        ("type=Room&limit=0", (400, "BadRequestData")),
        ("type=Room&limit=1001", (403, "TooManyResults")),
        ("type=(A", (400, "BadRequestData")),
        ("type=Room&idPattern=(", (400, "BadRequestData")),
        ("type=Room&idPattern=(a%2B)%2B$", (400, "BadRequestData")),
        ("type=Room&options=nonsense", (400, "BadRequestData")),
        ("type=Room&id=no%20uri", (400, "BadRequestData")),
        ("georel=near&geometry=Point&coordinates=[1,2]", (400, "BadRequestData")),
        ("georel=within&geometry=Polygon", (400, "BadRequestData")),
        ("georel=within&geometry=Polygon&coordinates=[1", (400, "BadRequestData")),
        (
            "georel=near;maxDistance==1&geometry=LineString&coordinates=[[1,2],[2,3]]",
            (422, "OperationNotSupported"),
        ),
    ],
)
def test_what_is_not_understood(rooms: Speaker, query: str, wanted: tuple[int, str]) -> None:
    assert problem(rooms.ask("GET", f"/entities?{query}")) == wanted


def test_pages_and_counts(rooms: Speaker) -> None:
    found, path = "", "/entities?type=Room&limit=2&count=true"
    for _ in range(3):
        answer = rooms.ask("GET", path)
        assert answer.headers["NGSILD-Results-Count"] == "5"
        found += names(msgspec.json.decode(answer.content))
        following = re.search(r'<([^>]*)>; rel="next"', answer.headers["Link"])
        path = following[1].removeprefix("/ngsi-ld/v1") if following else ""
    assert (found, path) == ("01234", "")
    assert 'rel="prev"' in answer.headers["Link"]
    answer = rooms.ask("GET", "/entities?q=temperature>=3&limit=0&count=true")
    assert (answer.content, answer.headers["NGSILD-Results-Count"]) == (b"[]", "2")


def test_by_post(rooms: Speaker) -> None:
    query = {
        "type": "Query",
        "entities": [{"type": "Room"}],
        "q": "temperature>1",
        "attrs": ["temperature"],
        "geoQ": {
            "georel": "near;maxDistance==2500",
            "geometry": "Point",
            "coordinates": [105.01, 21],
        },
    }
    answer = rooms.ask("POST", "/entityOperations/query?limit=10", query)
    assert answer.status_code == 200, answer.content
    told = msgspec.json.decode(answer.content)
    assert names(told) == "23"
    assert told[0].keys() == {"id", "type", "scope", "temperature"}
    assert problem(rooms.ask("POST", "/entityOperations/query", {"type": "X"})) == (
        400,
        "BadRequestData",
    )


def test_batches(rooms: Speaker) -> None:
    told = [
        {"id": "urn:ngsi-ld:Room:1", "type": "Room", "humidity": 5},
        {"id": "urn:ngsi-ld:Room:9", "type": "Room", "humidity": 5},
        {"id": "urn:ngsi-ld:Room:8", "type": "Room", "humidity": {"type": "Nonsense", "value": 1}},
    ]
    mixed = rooms.ask("POST", "/entityOperations/create", told)
    assert mixed.status_code == 207
    result = msgspec.json.decode(mixed.content)
    assert result["success"] == ["urn:ngsi-ld:Room:9"]
    assert [
        (e["entityId"][-1], e["error"]["type"].rpartition("/")[2]) for e in result["errors"]
    ] == [
        ("8", "BadRequestData"),
        ("1", "AlreadyExists"),
    ]
    assert rooms.ask("POST", "/entityOperations/upsert?options=update", told[:2]).status_code == 204
    assert rooms.get("/entities/urn:ngsi-ld:Room:1")["temperature"]["value"] == 1
    assert rooms.ask("POST", "/entityOperations/upsert", told[:1]).status_code == 204
    assert "temperature" not in rooms.get("/entities/urn:ngsi-ld:Room:1")
    merged = [{"id": "urn:ngsi-ld:Room:1", "humidity": None, "x": 1}]
    assert rooms.ask("POST", "/entityOperations/merge", merged).status_code == 204
    assert rooms.get("/entities/urn:ngsi-ld:Room:1?options=keyValues&omit=scope") == {
        "id": "urn:ngsi-ld:Room:1",
        "type": "Room",
        "x": 1,
    }
    missing = rooms.ask(
        "POST", "/entityOperations/update", [{"id": "urn:x:0", "type": "T", "x": 1}]
    )
    assert missing.status_code == 207
    gone = [f"urn:ngsi-ld:Room:{n}" for n in (0, 1, 2)]
    assert rooms.ask("POST", "/entityOperations/delete", gone).status_code == 204
    assert names(rooms.get("/entities?type=Room")) == "349"
    assert problem(rooms.ask("POST", "/entityOperations/delete", [])) == (400, "BadRequestData")
    assert problem(rooms.ask("POST", "/entityOperations/create", {"a": 1})) == (
        400,
        "BadRequestData",
    )


def test_discovery(rooms: Speaker) -> None:
    assert rooms.get("/types")["typeList"] == ["Room"]
    (detail,) = rooms.get("/types?details=true")
    assert (detail["typeName"], detail["attributeNames"]) == ("Room", ["temperature", "location"])
    room = rooms.get("/types/Room")
    assert (room["type"], room["entityCount"]) == ("EntityTypeInfo", 5)
    assert {each["attributeName"]: each["attributeTypes"] for each in room["attributeDetails"]} == {
        "temperature": ["Property"],
        "location": ["GeoProperty"],
    }
    assert problem(rooms.ask("GET", "/types/House")) == (404, "ResourceNotFound")
    assert set(rooms.get("/attributes")["attributeList"]) == {"temperature", "location"}
    assert rooms.get("/attributes?details=true")[0]["typeNames"] == ["Room"]
    temperature = rooms.get("/attributes/temperature")
    assert (temperature["attributeCount"], temperature["attributeTypes"]) == (5, ["Property"])
    assert problem(rooms.ask("GET", "/attributes/none")) == (404, "ResourceNotFound")


def test_a_question_has_bounds(rooms: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    line = [[105 + n / 1000, 21] for n in range(201)]
    geo = "georel=intersects&geometry=LineString&coordinates="

    assert rooms.ask("GET", f"/entities?{geo}{line}".replace(" ", "")).status_code == 400
    assert rooms.ask("GET", "/entities?type=Room&offset=100001").status_code == 400
    assert rooms.ask("GET", "/entities?type=Room&idPattern=(ab){21}").status_code == 400
    assert rooms.ask("GET", "/entities?type=Room&idPattern=((a{2}b){2}c){2}").status_code == 400
    assert rooms.ask("GET", "/entities?type=Room&idPattern=(ab){20}c{30}").status_code == 200

    short = f"/entities?type=Room&{geo}{line[:9]}&count=true".replace(" ", "")
    assert rooms.ask("GET", short).headers["NGSILD-Results-Count"] == "1"
    monkeypatch.setattr(finding, "MOST_PAIRS", 8)
    assert problem(rooms.ask("GET", short)) == (403, "TooComplexQuery")


@pytest.mark.django_db
def test_what_takes_too_long_is_too_complex(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounding, "MOST_SECONDS", 0.01)
    with pytest.raises(TooComplexQuery), bounding.bounded():
        rows.fetch("SELECT pg_sleep(10)::text")
