"""Whatever is sent, the gate answers what is wrong with it, and never breaks."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import SERIES, Station

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
times = st.datetimes().map(lambda time: time.isoformat()) | st.text(max_size=30) | values
row = st.fixed_dictionaries(
    {},
    optional={
        "series": st.just(SERIES) | values, "time": times, "value": st.floats() | values,
        "unit": st.sampled_from(["ug/m3", "mg/m3", "Cel", ""]) | values, "thing": values,
        "property": values, "procedure": values, "other": values,
    },
)  # fmt: skip
texts = (
    st.lists(row, max_size=5).map(json.dumps)
    | row.map(json.dumps)
    | st.lists(row, max_size=5).map(lambda found: json.dumps({"observations": found}))
    | st.lists(row, max_size=5).map(lambda found: "\n".join(map(json.dumps, found)))
    | st.text(max_size=200)
    | st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=5).map(
        lambda table: "series,time,value\n" + "\n".join(",".join(line) for line in table)
    )
)
bodies = texts.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=200)
kinds = st.sampled_from(
    ["application/json", "application/x-ndjson", "text/csv", "text/plain", "", "x"]
)
packings = st.sampled_from(["", "identity", "gzip", "br"])


@settings(
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(body=bodies, kind=kinds, packing=packings)
def test_the_gate_never_breaks(station: Station, body: bytes, kind: str, packing: str) -> None:
    status, told = station.posts(body, kind, Content_Encoding=packing)

    assert status in (201, 413, 415, 422)
    if status == 201:
        counts = told["counts"]
        assert isinstance(counts, dict)
        parts = ("accepted", "duplicate", "quarantined", "refused")
        assert counts["rows"] == sum(counts[part] for part in parts)
    else:
        assert told["code"]
        assert told["title"]


@pytest.mark.parametrize(
    "path", ["/gate/", "/gate/v1", "/gate/v1/batches/x", "/gate/%00", "/gate//"]
)
def test_no_address_breaks(station: Station, path: str) -> None:
    assert station.gets(path)[0] in (401, 404, 422)
