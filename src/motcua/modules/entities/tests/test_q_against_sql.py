"""A query means the same in the database as in the rules, whatever is asked of whatever is kept."""

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.modules.entities import operations, queries
from motcua.modules.entities.queries import Search, finding
from motcua.modules.entities.rules import facts, q
from motcua.modules.entities.rules.matching import Subject, answers

from .factories import AT, CORE, SOURCE, payload

pytestmark = pytest.mark.django_db

MOMENTS = st.sampled_from(["2026-11-17T01:00:00Z", "2026-11-17T08:00:00+07:00", "2026-11-17",
                           "2026-11-17T01:00:00.5Z", "2027-01-01T00:00:00Z"])  # fmt: skip
TEXTS = st.one_of(st.sampled_from(["x", "xy", "Hà Nội", "10", "", 'q"q', "a\\b"]), MOMENTS)
NUMBERS = st.one_of(st.integers(-3, 3), st.sampled_from([0.5, 1.0, 1e20, 10**20, -2.25]))
SCALARS = st.one_of(NUMBERS, TEXTS, st.booleans())
INNER = st.dictionaries(st.sampled_from("ef"), st.one_of(SCALARS, st.lists(SCALARS, max_size=2)),
                        max_size=2)  # fmt: skip
VALUES = st.one_of(SCALARS, st.lists(st.one_of(SCALARS, INNER), max_size=3), INNER,
                   st.just({"@type": "DateTime", "@value": "2026-11-17T01:00:00Z"}))  # fmt: skip
URIS = st.sampled_from(["urn:x:1", "urn:x:2"])


@st.composite
def instances(draw: st.DrawFn, deep: int = 1) -> dict[str, Any]:
    kind, main, values = draw(st.sampled_from([
        ("Property", "value", VALUES), ("Property", "value", SCALARS),
        ("Relationship", "object", st.one_of(URIS, st.lists(URIS, min_size=1, max_size=2))),
        ("LanguageProperty", "languageMap", st.just({"en": "x", "vi": "Hà Nội"})),
        ("VocabProperty", "vocab", st.just("x")), ("JsonProperty", "json", VALUES),
        ("ListProperty", "valueList", st.lists(SCALARS, max_size=10)),
        ("ListRelationship", "objectList", st.lists(URIS, max_size=2)),
    ]))  # fmt: skip
    told: dict[str, Any] = {"type": kind, main: draw(values)}
    if draw(st.booleans()):
        told["observedAt"] = draw(MOMENTS.filter(lambda text: "T" in text))
    if draw(st.booleans()):
        told["unitCode"] = draw(st.sampled_from(["CEL", "x"]))
    if deep and draw(st.booleans()):
        told[draw(st.sampled_from("ab"))] = draw(instances(deep=deep - 1))
    return told


@st.composite
def attributes(draw: st.DrawFn) -> Any:
    first = draw(instances())
    if not draw(st.booleans()):
        return first
    return [first, {**draw(instances()), "datasetId": "urn:d:1"}]


ENTITIES = st.lists(st.dictionaries(st.sampled_from("abc"), attributes(), max_size=3),
                    min_size=1, max_size=4)  # fmt: skip
PATHS = st.sampled_from([
    "a", "b", "c", "a.b", "a.a.b", "a.observedAt", "b.modifiedAt", "a.createdAt", "a.unitCode",
    "a[e]", "a[e.f]", "b[en]", "a.b[e]", "modifiedAt", "createdAt", "a.b.observedAt", "a.datasetId",
])  # fmt: skip
QUOTED = TEXTS.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
PLAIN_NUMBERS = NUMBERS.map(
    lambda n: f"{n:.2f}" if isinstance(n, float) and abs(n) < 9 else repr(n).replace("+", "")
)
WORDS = st.one_of(QUOTED, PLAIN_NUMBERS, MOMENTS, URIS)
RANGES = st.one_of(
    *(st.tuples(kind, kind).map("..".join) for kind in (QUOTED, PLAIN_NUMBERS, MOMENTS))
)


@st.composite
def terms(draw: st.DrawFn) -> str:
    path = draw(PATHS)
    operator = draw(st.sampled_from(["", "==", "!=", ">", "<", ">=", "<=", "~=", "!~="]))
    if not operator:
        return path
    if operator.endswith("~="):
        return path + operator + draw(st.sampled_from(['"^x"', ".*N[ộo]i$", "(x|1)", "Z$"]))
    if operator in ("==", "!="):
        several = st.lists(st.one_of(WORDS, RANGES), min_size=1, max_size=3).map(",".join)
        return path + operator + draw(st.one_of(st.sampled_from(["true", "false"]), several))
    return path + operator + draw(WORDS)


QUERIES = st.recursive(
    terms(),
    lambda inner: st.tuples(inner, st.sampled_from(";|"), inner).map(
        lambda three: f"({three[0]}{three[1]}{three[2]})"
    ),
    max_leaves=4,
)


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(several=ENTITIES, asked=QUERIES)
def test_the_database_answers_as_the_rules_do(several: list[dict[str, Any]], asked: str) -> None:
    told = [payload({"id": f"urn:x:{n}", "type": "T", **each}) for n, each in enumerate(several)]
    ids = [str(each.id) for each in told]
    operations.create_batch(told=told, by=SOURCE, at=AT)
    try:
        node = q.parsed(asked, CORE.expand)
        kept = queries.public_entities(Search(ids=tuple(ids)), limit=10, stamps=True)
        wanted = [
            each.id
            for each in kept
            if answers(
                node,
                Subject(
                    msgspec.json.decode(each.document),
                    msgspec.json.decode(each.stamps or ""),
                    each.created,
                    each.modified,
                ),
            )
        ]
        search = Search(q=node)
        assert [each.id for each in queries.public_entities(search, limit=10)] == wanted
        assert queries.public_count(search) == len(wanted)
        if facts.anchor(node) is not None:
            few, finding.FEW = finding.FEW, 0
            try:
                assert [each.id for each in queries.public_entities(search, limit=10)] == wanted
            finally:
                finding.FEW = few
    finally:
        operations.delete_batch(ids=ids, by=SOURCE, at=AT)
