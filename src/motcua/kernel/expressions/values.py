"""Values as expressions see them, read out of facts of any shape.

Facts are JSON-like: what does not have the type that was declared counts as nothing, so evaluation
never meets a value it cannot handle. None stands for nothing.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from .types import Bool, Day, Int, ListOf, Nothing, Record, Text, Type

Value = bool | int | str | date | tuple["Value", ...] | Mapping[str, object]

_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: Facts are dictionaries nearly always, and asking that first is ten times quicker.
_MAPPINGS = (dict, Mapping)
LARGEST = 2**63 - 1
SMALLEST = -(2**63)


def bounded(number: int) -> int | None:
    """The number, or nothing where it is beyond 64 bits."""
    return number if SMALLEST <= number <= LARGEST else None


def look_up(facts: object, path: tuple[str, ...], kind: Type) -> Value | None:
    """The value under the path, or nothing. Passing through a list collects from its items."""
    if not path:
        return fit(facts, kind)
    if isinstance(kind, ListOf):
        found = (look_up(item, path, kind.item) for item in _items(facts))
        return tuple(value for value in found if value is not None)
    if not isinstance(kind, Record) or not isinstance(facts, _MAPPINGS):
        return () if _ends_in_list(path, kind) else None
    return look_up(facts.get(path[0]), path[1:], kind.fields[path[0]])


def _ends_in_list(path: tuple[str, ...], kind: Type) -> bool:
    for step in path:
        if isinstance(kind, ListOf):
            return True
        if isinstance(kind, Record):
            kind = kind.fields[step]
    return isinstance(kind, ListOf)


def fit(value: object, kind: Type) -> Value | None:  # noqa: PLR0911 one branch a type
    """The value if it has the type, else nothing; a list that is not there is empty."""
    match kind:
        case ListOf(item):
            found = (fit(each, item) for each in _items(value))
            return tuple(each for each in found if each is not None)
        case Text(among):
            return _text(value, among)
        case Bool():
            return value if isinstance(value, bool) else None
        case Int():
            return None if isinstance(value, bool) or not isinstance(value, int) else bounded(value)
        case Day():
            return _day(value)
        case Record():
            return value if isinstance(value, Mapping) and value else None
        case Nothing():
            return None


def _text(value: object, among: frozenset[str] | None) -> str | None:
    """A text that says something: an empty one counts as nothing."""
    if not isinstance(value, str) or value == "":
        return None
    return value if among is None or value in among else None


def _items(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple) else ()


def _day(value: object) -> date | None:
    """A date, or one written `2026-11-22`, and in no other way."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _WRITTEN.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
