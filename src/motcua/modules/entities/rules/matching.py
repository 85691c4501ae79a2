"""Whether an entity answers a query: the meaning of `q`, against which the SQL is tested."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from . import q

#: Where the values of attributes lie, by what is compared.
FOR_NUMBERS = (("value",), ("json",), ("valueList",))
FOR_TEXTS = (
    ("value",), ("object",), ("vocab",), ("json",), ("valueList",), ("value", "@value"),
    ("objectList", "object"), ("languageMap", "*"),
)  # fmt: skip
FOR_INNER = ("value", "json", "languageMap")
STAMP_OF = {"observedAt": "o", "createdAt": "c", "modifiedAt": "m"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a query looks at: the document, its stamps, and the entity's own two moments."""

    document: dict[str, Any]
    stamps: dict[str, Any]
    created: float
    modified: float


def answers(node: q.Node, subject: Subject) -> bool:
    """The meaning of a query for one entity."""
    if isinstance(node, q.All):
        return all(answers(part, subject) for part in node.parts)
    if isinstance(node, q.Any):
        return any(answers(part, subject) for part in node.parts)
    if isinstance(node, q.Exists):
        return bool(list(_there(node.path, subject)))
    if node.operator in ("!=", "!~="):
        positive = q.Compare(node.path, "==" if node.operator == "!=" else "~=", node.values)
        return bool(list(_there(node.path, subject))) and not answers(positive, subject)
    return any(
        _holds(found, node.operator, value)
        for value in node.values
        for found in _compared(node.path, value, subject)
    )


def kind_of(value: q.Literal | q.Range) -> type:
    return type(value.low) if isinstance(value, q.Range) else type(value)


def is_of_entity(path: q.Path) -> bool:
    return path.attribute in ("createdAt", "modifiedAt") and not path.subs


def stamp_of(path: q.Path) -> str:
    """The stamp an attribute's path ends in, or ''."""
    if len(path.subs) == 1 and not path.inner:
        return STAMP_OF.get(path.subs[0], "")
    return ""


def _there(path: q.Path, subject: Subject) -> Iterator[Any]:
    if is_of_entity(path):
        yield True
        return
    stamp = stamp_of(path)
    if stamp in ("c", "m"):
        yield from _members([subject.stamps.get(path.attribute)], stamp)
        return
    found = list(_nodes(path, subject))
    if path.inner:
        for base in FOR_INNER:
            yield from _walk(_members(found, base), path.inner)
    else:
        yield from found


def _nodes(path: q.Path, subject: Subject) -> Iterator[Any]:
    if path.attribute in subject.document:
        yield from _walk([subject.document[path.attribute]], path.subs)


def _compared(path: q.Path, value: q.Literal | q.Range, subject: Subject) -> Iterator[Any]:
    kind = kind_of(value)
    if is_of_entity(path):
        if kind is q.Moment:
            yield subject.created if path.attribute == "createdAt" else subject.modified
    elif kind is q.Moment and not path.inner and (stamp_of(path) or not path.subs):
        stamps = [subject.stamps.get(path.attribute)]
        yield from _unwrapped(_members(stamps, stamp_of(path) or "t"))
    else:
        found = list(_nodes(path, subject))
        for way in ways(path, value):
            yield from _unwrapped(_walk(found, way))


def ways(path: q.Path, value: q.Literal | q.Range) -> list[tuple[str, ...]]:
    """From the node a path ends at to what is compared."""
    if path.inner:
        return [(base, *path.inner) for base in FOR_INNER]
    if path.subs and path.subs[-1] in q.META:
        return [()]
    return list(FOR_NUMBERS if kind_of(value) in (q.Number, q.Truth) else FOR_TEXTS)


def _holds(found: Any, operator: str, value: q.Literal | q.Range) -> bool:
    if isinstance(value, q.Range):
        return _holds(found, ">=", value.low) and _holds(found, "<=", value.high)
    wanted = value.value
    if isinstance(value, q.Moment) and isinstance(found, str):
        wanted = value.text
    if isinstance(value, q.Truth) != isinstance(found, bool):
        return False
    if isinstance(wanted, str) != isinstance(found, str) or not isinstance(
        found, str | int | float
    ):
        return False
    return bool(_OPERATIONS[operator](found, wanted))


_OPERATIONS: dict[str, Any] = {
    "==": lambda found, wanted: found == wanted,
    ">": lambda found, wanted: found > wanted,
    "<": lambda found, wanted: found < wanted,
    ">=": lambda found, wanted: found >= wanted,
    "<=": lambda found, wanted: found <= wanted,
    "~=": lambda found, wanted: re.search(wanted, found) is not None,
}


def _walk(found: Iterable[Any], names: Iterable[str]) -> Iterable[Any]:
    for name in names:
        found = list(_members(found, name))
    return found


def _members(found: Iterable[Any], name: str) -> Iterator[Any]:
    """Members of objects, and of objects in a list, as the lax mode of SQL/JSON has it."""
    for each in _unwrapped(found):
        if isinstance(each, dict):
            if name == "*":
                yield from each.values()
            elif name in each:
                yield each[name]


def _unwrapped(found: Iterable[Any]) -> Iterator[Any]:
    for each in found:
        if isinstance(each, list):
            yield from each
        else:
            yield each
