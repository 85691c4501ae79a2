"""Entities over HTTP, as the clauses of ETSI GS CIM 009 v1.8.1 have it."""

from typing import Any

import msgspec
import pytest

from .conftest import CORE, LD, Speaker, link, problem

ROOM = {
    "id": "urn:ngsi-ld:Room:1",
    "type": "Room",
    "temperature": {
        "type": "Property",
        "value": 21.5,
        "unitCode": "CEL",
        "observedAt": "2026-11-17T01:00:00Z",
        "accuracy": {"type": "Property", "value": 0.5},
    },
    "isIn": {"type": "Relationship", "object": "urn:ngsi-ld:House:1"},
    "location": {"type": "GeoProperty", "value": {"type": "Point", "coordinates": [105.85, 21.03]}},
    "name": {"type": "LanguageProperty", "languageMap": {"vi": "Phòng", "en": "Room"}},
    "category": {"type": "VocabProperty", "vocab": "Office"},
    "raw": {"type": "JsonProperty", "json": {"a": [1, {"b": None}]}},
    "list": {"type": "ListProperty", "valueList": [1, "x", True]},
    "route": {"type": "ListRelationship", "objectList": ["urn:x:1", {"object": "urn:x:2"}]},
}
ONE = "/entities/urn:ngsi-ld:Room:1"


def test_what_is_created_is_told_back(air: Speaker) -> None:
    made = air.ask("POST", "/entities", ROOM)
    assert (made.status_code, made.headers["Location"]) == (201, f"/ngsi-ld/v1{ONE}")
    objects = [{"object": "urn:x:1"}, {"object": "urn:x:2"}]
    assert air.get(ONE) == {**ROOM, "route": {"type": "ListRelationship", "objectList": objects}}


def test_shorter_forms(air: Speaker) -> None:
    air.make(ROOM)
    simple = air.get(f"{ONE}?options=keyValues")
    assert simple == air.get(f"{ONE}?format=simplified")
    assert simple == {
        "id": "urn:ngsi-ld:Room:1",
        "type": "Room",
        "temperature": 21.5,
        "isIn": "urn:ngsi-ld:House:1",
        "location": ROOM["location"]["value"],  # type: ignore[index] # it is one
        "name": {"languageMap": {"vi": "Phòng", "en": "Room"}},
        "category": {"vocab": "Office"},
        "raw": {"json": {"a": [1, {"b": None}]}},
        "list": [1, "x", True],
        "route": ["urn:x:1", "urn:x:2"],
    }
    concise = air.get(f"{ONE}?options=concise")
    assert concise["isIn"] == {"object": "urn:ngsi-ld:House:1"}
    assert concise["location"] == ROOM["location"]["value"]  # type: ignore[index] # it is one
    assert concise["temperature"]["accuracy"] == 0.5
    spoken = air.get(f"{ONE}?lang=fr,en;q=0.5&attrs=name")
    assert spoken["name"] == {"type": "Property", "value": "Room", "lang": "en"}
    stamped = air.get(f"{ONE}?options=sysAttrs&pick=id,temperature")
    assert stamped.keys() == {"id", "temperature", "createdAt", "modifiedAt"}
    assert stamped["temperature"]["createdAt"] == stamped["createdAt"]
    assert "temperature" not in air.get(f"{ONE}?omit=temperature")


def test_concise_is_taken_too(air: Speaker) -> None:
    concise = {
        "id": "urn:x:1",
        "type": ["A", "B"],
        "scope": "/Hanoi/Air",
        "a": 1,
        "b": {"value": "x", "c": 2},
        "d": {"object": "urn:x:2"},
        "e": {"type": "Point", "coordinates": [1, 2]},
        "f": [1, 2],
        "g": {"street": "Hàng Bạc"},
    }
    air.make(concise)
    told = air.get("/entities/urn:x:1")
    assert told["a"] == {"type": "Property", "value": 1}
    assert told["b"] == {"type": "Property", "value": "x", "c": {"type": "Property", "value": 2}}
    assert told["e"]["type"] == "GeoProperty"
    assert told["f"]["value"] == [1, 2]
    assert told["g"]["value"] == {"street": "Hàng Bạc"}
    assert (told["type"], told["scope"]) == (["A", "B"], "/Hanoi/Air")
    again = air.get("/entities/urn:x:1?options=concise")
    assert air.ask("PUT", "/entities/urn:x:1", again).status_code == 204
    assert air.get("/entities/urn:x:1") == told


def test_geojson(air: Speaker) -> None:
    air.make(ROOM)
    one = air.get(f"{ONE}?options=keyValues&attrs=temperature", Accept="application/geo+json")
    assert one["type"] == "Feature"
    assert one["geometry"] == {"type": "Point", "coordinates": [105.85, 21.03]}
    assert one["properties"] == {"type": "Room", "temperature": 21.5}
    several = air.get("/entities?type=Room", Accept="application/geo+json")
    assert several["type"] == "FeatureCollection"
    assert several["features"][0]["id"] == "urn:ngsi-ld:Room:1"


def test_contexts(air: Speaker) -> None:
    context = {
        "@context": {"ex": "https://example.org/", "temp": "ex:temperature", "Hall": "ex:Hall"}
    }
    made = air.ask("POST", "/jsonldContexts", context)
    assert made.status_code == 201
    url = f"http://testserver{made.headers['Location']}"
    assert air.get(made.headers["Location"].removeprefix("/ngsi-ld/v1")) == context
    assert url in air.get("/jsonldContexts")
    air.make({"id": "urn:x:1", "type": "Hall", "temp": 5, "@context": [url, CORE]})

    assert air.get("/entities/urn:x:1", Link=link(url))["temp"]["value"] == 5
    assert air.get("/entities/urn:x:1")["https://example.org/temperature"]["value"] == 5
    answer = air.ask("GET", "/entities?type=Hall", Link=link(url))
    assert answer.headers["Link"] == link(url)
    assert len(msgspec.json.decode(answer.content)) == 1
    ld = air.get("/entities/urn:x:1", Link=link(url), Accept=LD)
    assert ld["@context"] == [url, CORE]
    inline = {"@context": {"temp": "https://example.org/temperature"}, "value": 6}
    assert air.ask("PATCH", "/entities/urn:x:1/attrs/temp", inline, kind=LD).status_code == 204
    assert air.get("/entities/urn:x:1?options=keyValues", Link=link(url))["temp"] == 6

    where = made.headers["Location"].removeprefix("/ngsi-ld/v1")
    assert air.ask("DELETE", where).status_code == 204
    assert problem(air.ask("GET", "/entities?type=Hall", Link=link(url))) == (
        503,
        "LdContextNotAvailable",
    )
    assert problem(air.ask("GET", where)) == (404, "ResourceNotFound")


def test_the_core_cannot_be_redefined(air: Speaker) -> None:
    context = {"location": "https://example.org/elsewhere", "Property": "https://example.org/P"}
    air.make(
        {
            "id": "urn:x:1",
            "type": "T",
            "@context": context,
            "location": {"type": "Point", "coordinates": [1, 2]},
        }
    )
    near = "georel=near;maxDistance==10&geometry=Point&coordinates=%5B1,2%5D"
    assert [each["id"] for each in air.get(f"/entities?{near}")] == ["urn:x:1"]


@pytest.mark.parametrize(
    ("kind", "told", "headers", "wanted"),
    [
        ("application/json", {**ROOM, "@context": CORE}, {}, (400, "BadRequestData")),
        (LD, ROOM, {}, (400, "BadRequestData")),
        (LD, {**ROOM, "@context": CORE}, {"Link": link(CORE)}, (400, "BadRequestData")),
        (LD, {**ROOM, "@context": "https://example.org/none"}, {}, (503, "LdContextNotAvailable")),
        (LD, {**ROOM, "@context": 5}, {}, (400, "BadRequestData")),
        ("text/plain", ROOM, {}, (415, "InvalidRequest")),
        ("application/json", {"type": "T"}, {}, (400, "BadRequestData")),
        ("application/json", {"id": "urn:x:1"}, {}, (400, "BadRequestData")),
        ("application/json", {"id": "no uri", "type": "T"}, {}, (400, "BadRequestData")),
        ("application/json", [ROOM], {}, (400, "BadRequestData")),
        ("application/json", ROOM, {"NGSILD-Tenant": "x"}, (404, "NonexistentTenant")),
        ("application/json", ROOM, {"Authorization": "Bearer no"}, (401, "InvalidRequest")),
    ],
)
def test_what_is_refused(
    air: Speaker, kind: str, told: Any, headers: dict[str, str], wanted: tuple[int, str]
) -> None:
    assert problem(air.ask("POST", "/entities", told, kind, None, **headers)) == wanted


@pytest.mark.parametrize(
    "attribute",
    [
        {"type": "Property"},
        {"type": "Property", "value": None},
        {"type": "Nonsense", "value": 1},
        {"type": "Relationship", "object": "no uri"},
        {"type": "Relationship", "value": "urn:x:1"},
        {"value": 1, "object": "urn:x:1"},
        {"value": 1, "observedAt": "yesterday"},
        {"value": 1, "observedAt": "2026-13-01T00:00:00Z"},
        {"value": 1, "unitCode": 5},
        {"value": 1, "datasetId": "no uri"},
        {"languageMap": {"vi": 5}},
        {"languageMap": {}},
        {"type": "GeoProperty", "value": {"type": "Point", "coordinates": [200, 0]}},
        {"type": "GeoProperty", "value": {"type": "Polygon", "coordinates": [[[1, 2], [2, 3]]]}},
        {"type": "ListProperty", "valueList": 5},
        {"objectList": ["no uri"]},
        {},
        None,
        [{"value": 1}, {"value": 2}],
        {"value": 1, "a b": 2},
        {"value": 1, "@id": 2},
        {"value": "nul \0"},
        {"vocab": 5},
    ],
)
def test_attributes_that_are_none(air: Speaker, attribute: Any) -> None:
    told = {"id": "urn:x:1", "type": "T", "a": attribute}
    assert problem(air.ask("POST", "/entities", told)) == (400, "BadRequestData")


def test_the_rest_of_the_manners(air: Speaker, stranger: Speaker) -> None:
    air.make(ROOM)
    assert problem(air.ask("POST", "/entities", ROOM)) == (409, "AlreadyExists")
    assert problem(air.ask("POST", "/entities", raw=b"{")) == (400, "InvalidRequest")
    assert problem(air.ask("POST", "/entities", raw=b"[" * 100_000)) == (400, "InvalidRequest")
    assert problem(stranger.ask("POST", "/entities", ROOM)) == (401, "InvalidRequest")
    assert stranger.get(ONE) == air.get(ONE)
    assert problem(air.ask("GET", "/entities/urn:x:none")) == (404, "ResourceNotFound")
    assert problem(air.ask("GET", ONE, Accept="text/html")) == (406, "InvalidRequest")
    assert problem(air.ask("GET", "/nothing")) == (404, "ResourceNotFound")
    wrong = air.ask("DELETE", "/entities")
    assert (problem(wrong), wrong.headers["Allow"]) == (
        (405, "OperationNotSupported"),
        "GET, POST, HEAD, OPTIONS",
    )
    assert air.ask("OPTIONS", ONE).headers["Allow"] == "GET, PUT, PATCH, DELETE, HEAD, OPTIONS"


def test_replace_merge_and_delete(air: Speaker) -> None:
    air.make(
        {"id": "urn:x:1", "type": "T", "a": 1, "b": {"value": {"x": 1, "y": 2}, "unitCode": "CEL"}}
    )
    merged = {
        "a": None,
        "b": {"value": {"y": None, "z": 3}, "unitCode": "urn:ngsi-ld:null"},
        "c": "new",
    }
    kind = "application/merge-patch+json"
    assert air.ask("PATCH", "/entities/urn:x:1", merged, kind=kind).status_code == 204
    told = air.get("/entities/urn:x:1")
    assert told == {
        "id": "urn:x:1",
        "type": "T",
        "b": {"type": "Property", "value": {"x": 1, "z": 3}},
        "c": {"type": "Property", "value": "new"},
    }
    assert air.ask("PUT", "/entities/urn:x:1", {"type": "U", "d": 1}).status_code == 204
    assert air.get("/entities/urn:x:1?options=keyValues") == {"id": "urn:x:1", "type": "U", "d": 1}
    assert air.get("/entities?type=T") == []
    assert air.ask("DELETE", "/entities/urn:x:1").status_code == 204
    assert problem(air.ask("DELETE", "/entities/urn:x:1")) == (404, "ResourceNotFound")
    assert problem(air.ask("PUT", "/entities/urn:x:1", {"d": 1})) == (404, "ResourceNotFound")


def test_attributes(air: Speaker) -> None:
    air.make({"id": "urn:x:1", "type": "T", "a": 1})
    attrs = "/entities/urn:x:1/attrs"
    assert air.ask("POST", attrs, {"a": 2, "b": 2}).status_code == 204
    left = air.ask("POST", f"{attrs}?options=noOverwrite", {"b": 3, "c": 3})
    assert left.status_code == 207
    told = msgspec.json.decode(left.content)
    assert (told["updated"], told["notUpdated"][0]["attributeName"]) == (["c"], "b")
    left = air.ask("PATCH", attrs, {"a": 4, "z": 4})
    assert left.status_code == 207
    assert air.get("/entities/urn:x:1?options=keyValues") == {
        "id": "urn:x:1",
        "type": "T",
        "a": 4,
        "b": 2,
        "c": 3,
    }
    observed = {"value": 5, "observedAt": "2026-11-17T01:00:00Z"}
    assert air.ask("PATCH", f"{attrs}/a", observed).status_code == 204
    assert air.ask("PATCH", f"{attrs}/a", {"unitCode": "CEL"}).status_code == 204
    assert air.get("/entities/urn:x:1")["a"] == {"type": "Property", "unitCode": "CEL", **observed}
    assert problem(air.ask("PATCH", f"{attrs}/a", {"object": "urn:x:1"})) == (400, "BadRequestData")
    assert problem(air.ask("PATCH", f"{attrs}/z", {"value": 1})) == (404, "ResourceNotFound")
    assert problem(air.ask("PATCH", f"{attrs}/a", [1])) == (400, "BadRequestData")
    assert air.ask("PUT", f"{attrs}/a", {"object": "urn:x:1"}).status_code == 204
    assert air.ask("DELETE", f"{attrs}/a").status_code == 204
    assert problem(air.ask("DELETE", f"{attrs}/a")) == (404, "ResourceNotFound")


def test_datasets(air: Speaker) -> None:
    several = [
        {"type": "Property", "value": 1},
        {"type": "Property", "value": 2, "datasetId": "urn:d:gps"},
    ]
    air.make({"id": "urn:x:1", "type": "T", "speed": several})
    one = "/entities/urn:x:1"
    assert air.get(one)["speed"] == several
    assert air.get(f"{one}?options=keyValues")["speed"] == {"dataset": {"@none": 1, "urn:d:gps": 2}}
    assert air.get(f"{one}?datasetId=urn:d:gps")["speed"] == several[1]
    patch = {"value": 3, "datasetId": "urn:d:gps"}
    assert air.ask("PATCH", f"{one}/attrs/speed", patch).status_code == 204
    assert [each["id"] for each in air.get("/entities?q=speed==3")] == ["urn:x:1"]
    assert air.ask("DELETE", f"{one}/attrs/speed?datasetId=urn:d:gps").status_code == 204
    assert air.get(one)["speed"] == several[0]
    assert air.ask("DELETE", f"{one}/attrs/speed?deleteAll=true").status_code == 204
    assert air.get(one) == {"id": "urn:x:1", "type": "T"}
