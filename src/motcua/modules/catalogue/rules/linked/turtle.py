"""Spells a graph as Turtle (W3C, 2014), node by node, so that a long one can flow."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from .graph import Fact, Literal, Node, Ref, Value
from .terms import PREFIXES

MEDIA_TYPE = "text/turtle; charset=utf-8"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f]')
#: What an address may not hold in Turtle: percent-encoded, as an address would be anyway.
_UNFIT = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def spell(nodes: Iterable[Node]) -> Iterator[str]:
    """The document in parts: the prefixes, then one part per node."""
    yield "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    for node in nodes:
        yield _node(node)


def _node(node: Node) -> str:
    kinds = ", ".join(node.types)
    said = [f"a {kinds}"] if kinds else []
    said.extend(_fact(fact) for fact in node.facts)
    return f"\n{_iri(node.iri)} " + " ;\n    ".join(said) + " .\n" if said else ""


def _fact(fact: Fact) -> str:
    term, value = fact
    return f"{term} {_value(value)}"


def _value(value: Value) -> str:
    if isinstance(value, Ref):
        return _iri(value.iri)
    text = f'"{_SPECIAL.sub(_escaped, value.value)}"'
    return text + _mark(value)


def _mark(literal: Literal) -> str:
    if literal.language:
        return f"@{literal.language}"
    return f"^^{literal.datatype}" if literal.datatype else ""


def _escaped(found: re.Match[str]) -> str:
    letter = found.group()
    return _ESCAPES.get(letter) or f"\\u{ord(letter):04X}"


@lru_cache(maxsize=4096)
def _iri(iri: str) -> str:
    return f"<{_UNFIT.sub(lambda found: f'%{ord(found.group()):02X}', iri)}>"
