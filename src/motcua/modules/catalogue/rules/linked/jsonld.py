"""Spells a graph as JSON-LD 1.1: its prefixes as context, its nodes as a list that can flow."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from .graph import Literal, Node, Value
from .terms import PREFIXES

MEDIA_TYPE = "application/ld+json; charset=utf-8"
Json = str | dict[str, str]
_UNFIT = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def spell(nodes: Iterable[Node]) -> Iterator[str]:
    """The document in parts: the context, then one part per node, then the end."""
    yield f'{{"@context":{_json(dict(PREFIXES))},"@graph":['
    for number, node in enumerate(nodes):
        yield ("," if number else "") + "\n" + _json(_node(node))
    yield "\n]}\n"


def _node(node: Node) -> dict[str, str | list[str] | list[Json]]:
    found: dict[str, str | list[str] | list[Json]] = {"@id": _iri(node.iri)}
    if node.types:
        found["@type"] = list(node.types)
    values: dict[str, list[Json]] = {}
    for term, value in node.facts:
        values.setdefault(term, []).append(_value(value))
    return {**found, **values}


def _value(value: Value) -> Json:
    if not isinstance(value, Literal):
        return {"@id": _iri(value.iri)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    return {"@value": value.value, "@type": value.datatype} if value.datatype else value.value


@lru_cache(maxsize=4096)
def _iri(iri: str) -> str:
    return _UNFIT.sub(lambda found: f"%{ord(found.group()):02X}", iri)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
