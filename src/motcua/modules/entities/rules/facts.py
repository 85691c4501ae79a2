"""What of an entity stands in indexes, and which part of a query an index can answer alone.

A fact is one simple value of an attribute. Where an attribute has more or other than simple values
it has a wild fact instead, so that looking by facts never misses an entity.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from . import matching, q
from .names import indexed

#: An attribute with more values than this has a wild fact.
MOST = 8
#: Longer texts are indexed by their beginning.
LONGEST = 120
INFINITE = float("inf")


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the index: a number, or a text, or neither (wild)."""

    name: int
    number: float | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an index can be asked: numbers between two ends, or one of these texts."""

    name: int
    low: float | None = None
    high: float | None = None
    texts: tuple[str, ...] = ()


def moment_name(iri: str) -> int:
    return indexed(f"moment {iri}")


def of_attribute(iri: str, several: Any, stamps: Any) -> list[Fact]:
    """All facts of one attribute."""
    instances = several if isinstance(several, list) else [several]
    facts = _simple(indexed(iri), instances)
    for stamp in stamps if isinstance(stamps, list) else [stamps]:
        if "t" in stamp:
            facts.append(Fact(moment_name(iri), number=stamp["t"]))
    return facts


def _simple(name: int, instances: list[Mapping[str, Any]]) -> list[Fact]:
    values = [value for each in instances for value in _values(each)]
    if len(values) > MOST or any(isinstance(v, dict | list) for v in values):
        return [Fact(name)]
    found: dict[Fact, None] = {}
    for value in values:
        if isinstance(value, str):
            found[Fact(name, text=value[:LONGEST])] = None
        elif isinstance(value, int | float) and not isinstance(value, bool):
            number = _number(value)
            found[Fact(name) if number is None else Fact(name, number=number)] = None
    return list(found)


def _number(value: float) -> float | None:
    try:
        return float(value)
    except OverflowError:
        return None


def _values(each: Mapping[str, Any]) -> Iterator[Any]:
    for way in matching.FOR_TEXTS:
        if way[0] in each and len(way) == 1:
            value = each[way[0]]
            yield from value if isinstance(value, list) else [value]
    if "objectList" in each or "languageMap" in each:
        yield {}


def anchor(node: q.Node) -> Anchor | None:
    """A part of the query that must hold and that the index answers; None: there is none."""
    parts = node.parts if isinstance(node, q.All) else (node,)
    found = [a for part in parts if isinstance(part, q.Compare) if (a := _anchor(part)) is not None]
    # Equality first: it leaves the least to look at.
    return min(found, key=lambda a: (not a.texts, a.low != a.high), default=None)


def _anchor(part: q.Compare) -> Anchor | None:
    path = part.path
    if path.subs or path.inner or matching.is_of_entity(path):
        return None
    if part.operator == "==" and all(isinstance(v, q.Text) for v in part.values):
        texts = [v.value[:LONGEST] for v in part.values if isinstance(v, q.Text)]
        return Anchor(indexed(path.attribute), texts=tuple(texts))
    if len(part.values) != 1 or part.operator not in _BOUNDS:
        return None
    (value,) = part.values
    kind = matching.kind_of(value)
    if kind not in (q.Number, q.Moment):
        return None
    name = indexed(path.attribute) if kind is q.Number else moment_name(path.attribute)
    if isinstance(value, q.Range):
        return Anchor(name, _plain(value.low), _plain(value.high))
    low, high = _BOUNDS[part.operator]
    end = _plain(value)
    return Anchor(name, end if low else -INFINITE, end if high else INFINITE)


def _plain(value: q.Literal) -> float:
    return float(value.value) if isinstance(value, q.Number | q.Moment) else 0.0


#: Whether the value is the lower end, and whether it is the upper one.
_BOUNDS = {"==": (True, True), ">": (True, False), ">=": (True, False), "<": (False, True),
           "<=": (False, True)}  # fmt: skip
