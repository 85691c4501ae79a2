"""Whatever is sent, the answer is a clear one: never a 5xx but for contexts that are not here."""

from typing import Any
from urllib.parse import quote

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import CORE, LD, Speaker

WORDS = st.sampled_from(
    [
        "id",
        "type",
        "value",
        "object",
        "observedAt",
        "@context",
        "@id",
        "@type",
        "@value",
        "location",
        "languageMap",
        "vocab",
        "json",
        "valueList",
        "objectList",
        "datasetId",
        "unitCode",
        "scope",
        "a",
        "Property",
        "Relationship",
        "GeoProperty",
        "Point",
        "Polygon",
        "coordinates",
        "urn:x:1",
        "Query",
        "urn:ngsi-ld:null",
        CORE,
        "2026-11-17T01:00:00Z",
        "https://example.org/none",
        "entities",
        "q",
        "georel",
        "near;maxDistance==10",
        "within",
        "geometry",
        "geoQ",
        "attrs",
        "LanguageProperty",
    ]
)
LEAVES = st.one_of(
    WORDS,
    st.text(max_size=8),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(WORDS, st.text(max_size=5)), inner, max_size=5),
    ),
    max_leaves=25,
)


@st.composite
def bodies(draw: st.DrawFn) -> Any:
    """Nearly an entity, quite often."""
    tree = draw(TREES)
    if draw(st.booleans()):
        tree = {"id": "urn:x:1", "type": "T", "a": tree}
    return [tree] if draw(st.booleans()) else tree


WAYS = st.sampled_from(
    [
        ("POST", "/entities"),
        ("PUT", "/entities/urn:x:1"),
        ("PATCH", "/entities/urn:x:1"),
        ("POST", "/entities/urn:x:1/attrs"),
        ("PATCH", "/entities/urn:x:1/attrs"),
        ("PATCH", "/entities/urn:x:1/attrs/a"),
        ("PUT", "/entities/urn:x:1/attrs/a"),
        ("POST", "/entityOperations/create"),
        ("POST", "/entityOperations/upsert"),
        ("POST", "/entityOperations/update"),
        ("POST", "/entityOperations/merge"),
        ("POST", "/entityOperations/delete"),
        ("POST", "/entityOperations/query"),
        ("POST", "/jsonldContexts"),
    ]
)
FORMS = ("", "?options=keyValues", "?options=concise,sysAttrs", "?lang=vi")


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=WAYS, told=bodies(), kind=st.sampled_from(["application/json", LD]))
def test_bodies(air: Speaker, way: tuple[str, str], told: Any, kind: str) -> None:
    answer = air.ask(*way, told, kind=kind)
    assert answer.status_code < 500 or answer.status_code == 503
    for form in FORMS:
        assert air.ask("GET", f"/entities/urn:x:1{form}").status_code in (200, 404)
    everything = air.ask(
        "GET", "/entities?local=true&options=concise", Accept="application/geo+json"
    )
    assert everything.status_code == 200
    air.ask("DELETE", "/entities/urn:x:1")


PIECES = st.sampled_from(
    [
        "a",
        "temperature",
        "==",
        "!=",
        ">",
        ">=",
        "~=",
        ";",
        "|",
        "(",
        ")",
        "[",
        "]",
        ".",
        "..",
        ",",
        '"',
        "'",
        "1",
        "-2.5",
        "1e400",
        "true",
        "2026-11-17T01:00:00Z",
        "\\",
        "*",
        "+",
        "urn:x:1",
        "%",
        "{",
        "}",
        "$",
        "\0",
        "é",
        " ",
        "near;maxDistance==5",
        "Point",
        "[1,2]",
        "#",
        "/",
        "\ud7ff",
        "[[[1,2],[2,3],[3,1],[1,2]]]",
        "Polygon",
        "within",
        "--",
        "@",
        "?",
        "^",
        "sysAttrs",
        "9" * 30,
    ]
)
NAMES = st.sampled_from(
    [
        "id",
        "idPattern",
        "type",
        "attrs",
        "q",
        "georel",
        "geometry",
        "coordinates",
        "geoproperty",
        "scopeQ",
        "options",
        "format",
        "lang",
        "limit",
        "offset",
        "count",
        "pick",
        "omit",
        "datasetId",
        "geometryProperty",
        "expandValues",
        "details",
        "local",
        "deleteAll",
    ]
)
PARAMS = st.dictionaries(NAMES, st.lists(PIECES, max_size=7).map("".join), max_size=5)
PLACES = st.sampled_from(
    [
        "/entities",
        "/entities/urn:x:1",
        "/types",
        "/attributes",
        "/jsonldContexts",
        "/types/a",
    ]
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=PLACES, asked=PARAMS)
def test_questions(air: Speaker, place: str, asked: dict[str, str]) -> None:
    query = "&".join(f"{name}={quote(value)}" for name, value in asked.items())
    answer = air.ask("GET", f"{place}?{query}")
    assert answer.status_code < 500, answer.content
    if answer.status_code == 200:
        msgspec.json.decode(answer.content)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.one_of(
        st.binary(max_size=60),
        st.sampled_from(
            [
                b'{"id":"urn:x:1","type":"T","a":1e999}',
                b'{"id":"urn:x:1","type":"T","a":"\\ud800"}',
                b'{"id":"urn:x:1","type":"T","a":' + b"9" * 400 + b"}",
                b'{"a":' * 5000,
                b"[" * 2000 + b"]" * 2000,
                b'{"id":"urn:x:1","type":"T","a":{"value":"\\u0000"}}',
                b'{"id":"urn:x:1","type":"T","a":1e-999}',
                b'{"id":"urn:x:1","type":"T","a":{"json":{"\\u0000":1}}}',
                b"\xff\xfe",
                b'{"id":"urn:x:1","id":2}',
                b'{"id":"urn:x:1","type":"T","a":' + b"9" * 250 + b"}",
            ]
        ),
    )
)
def test_bytes(air: Speaker, raw: bytes) -> None:
    answer = air.ask("POST", "/entities", raw=raw)
    assert answer.status_code in (201, 400, 409, 411, 415), answer.content
    assert air.ask("GET", "/entities?q=a>1&options=keyValues").status_code == 200
    air.ask("DELETE", "/entities/urn:x:1")
