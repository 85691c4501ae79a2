"""Compiled contexts mean what a JSON-LD processor says they mean; PyLD is the oracle."""

from typing import Any

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st
from pyld import jsonld

from motcua.modules.entities.rules import contexts, core
from motcua.modules.entities.rules.problems import BadContent, LdContextNotAvailable

CORE = core.document()["@context"]
NAMES = st.sampled_from([
    "a", "b", "ab", "c", "speed", "name", "Vehicle", "ex", "exa", "location", "unitCode", "type",
    "schema", "schema:name", "ex:a", "x-y",
])  # fmt: skip
IRIS = st.sampled_from([
    "https://example.org/", "https://example.org/a", "https://example.org/ns#", "ex:a", "ex:b",
    "schema:name", "urn:x:y", "https://example.org/abc", "https://uri.etsi.org/ngsi-ld/speed",
])  # fmt: skip
DEFINITIONS = st.one_of(
    IRIS,
    st.builds(lambda iri: {"@id": iri}, IRIS),
    st.builds(lambda iri, kind: {"@id": iri, "@type": kind}, IRIS,
              st.sampled_from(["@id", "@vocab", "@json", "https://example.org/T"])),
    st.builds(lambda iri: {"@id": iri, "@prefix": bool(iri)},
              st.sampled_from(["https://example.org/", "https://example.org/ns#"])),
    st.none(),
)  # fmt: skip
CONTEXTS = st.dictionaries(NAMES, DEFINITIONS, max_size=5)
ASKED = st.one_of(NAMES, IRIS, st.sampled_from(["ex:zz", "schema:x", "nowhere", "a:b", "exa:q"]))


def never(url: str) -> object:
    """Nothing is pinned."""
    del url
    return None


def oracle_expands(told: object, name: str) -> str | None:
    """The IRI PyLD gives to a property of that name."""
    document = {"@context": [told, CORE], name: "x"}
    (found, *_) = jsonld.expand(document) or [{}]
    return next(iter(found), None)


@given(told=CONTEXTS, name=ASKED)
def test_names_expand_as_the_oracle_says(told: dict[str, Any], name: str) -> None:
    try:
        wanted = oracle_expands(told, name)
    except (jsonld.JsonLdError, TypeError):
        # A TypeError: the oracle itself stumbles over a prefix that is taken out of use.
        reject()
    assume(wanted is None or not wanted.startswith("@"))
    context = contexts.compiled(told, never)
    if wanted is None or ":" not in wanted:
        return
    assert context.expand(name) == wanted


@given(told=CONTEXTS, name=ASKED)
def test_a_short_name_leads_back(told: dict[str, Any], name: str) -> None:
    try:
        context = contexts.compiled(told, never)
        iri = context.expand(name)
    except BadContent:
        reject()
    assert context.expand(context.compact(iri)) == iri


def test_short_names_are_the_oracles() -> None:
    told = {"ex": "https://example.org/", "speed": "ex:speed", "velocity": "ex:speed"}
    context = contexts.compiled(told, never)
    for iri in ("https://example.org/speed", "https://example.org/other", core.LOCATION,
                core.DEFAULT + "thing", "urn:x:y"):  # fmt: skip
        compacted = jsonld.compact({iri: "x"}, [told, CORE])
        (name,) = compacted.keys() - {"@context"}
        assert context.compact(iri) == name


def test_every_core_term_is_as_the_oracle_has_it() -> None:
    context = contexts.core_context()
    for name in CORE:
        if not name.startswith("@") and name not in ("id", "type"):
            assert context.expand(name) == oracle_expands({}, name) or name in (
                "ngsi-ld", "geojson",
            )  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [5, "", {"a": 5}, {"@vocab": 5}, {"a": {"@id": 5}}, {"a": {"@type": 5, "@id": "urn:x:y"}},
     {"a": "b:c", "b": "a:c"}, [[[[[[[[[[{}]]]]]]]]]], {"@id": "urn:x:y"}],
)  # fmt: skip
def test_what_is_no_context(told: Any) -> None:
    with pytest.raises((BadContent, LdContextNotAvailable)):
        contexts.compiled(told, never)


def test_a_long_chain_of_terms_is_refused() -> None:
    def chain(length: int) -> dict[str, str]:
        return {f"t{n}": f"t{n + 1}:x" for n in range(length)} | {
            f"t{length}": "https://a.example/"
        }

    contexts.compiled(chain(30), never)
    with pytest.raises(BadContent):
        contexts.compiled(chain(3000), never)


def test_nothing_is_fetched() -> None:
    with pytest.raises(LdContextNotAvailable):
        contexts.compiled("https://example.org/context.jsonld", never)
    with pytest.raises(LdContextNotAvailable):
        contexts.compiled({"@import": "https://example.org/context.jsonld"}, never)


def test_contexts_build_on_contexts() -> None:
    pinned = {
        "https://a/": {"@context": ["https://b/", {"x": "b:x"}]},
        "https://b/": {"@context": {"b": "https://b#"}},
    }
    context = contexts.compiled(["https://a/", {"y": "b:y"}], pinned.get)
    assert (context.expand("x"), context.expand("y")) == ("https://b#x", "https://b#y")
