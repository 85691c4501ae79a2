"""The differences of two trees of plain values; items of a list are matched by their names.

Whatever differs between two canonical forms lies at or below the path of some difference.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Path = tuple[str, ...]
Tree = Mapping[str, Any]

NAMES = ("key", "code", "group")
ORDER = "@order"


class _Missing:
    """What stands where nothing stands; null is something."""

    def __repr__(self) -> str:
        return "nothing"

    def __bool__(self) -> bool:
        return False


MISSING = _Missing()


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that differs. `MISSING` on a side: there is no such place."""

    path: Path
    before: Any
    after: Any

    @property
    def name(self) -> str:
        return self.path[-1]

    @property
    def is_new(self) -> bool:
        return self.before is MISSING

    @property
    def is_gone(self) -> bool:
        return self.after is MISSING


def differences(before: Any, after: Any, path: Path = ()) -> Iterator[Difference]:
    """Every place where the trees differ, as near to the leaves as both sides have it."""
    if same(before, after):
        return
    if is_words(before) and is_words(after):
        yield Difference(path, before, after)
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _of_tables(before, after, path)
    elif isinstance(before, list) and isinstance(after, list) and (before or after):
        yield from _of_lists(before, after, path)
    else:
        yield Difference(path, before, after)


def same(one: Any, other: Any) -> bool:
    """Equal as the canonical form spells it: 1 is not true."""
    if one is MISSING or other is MISSING:
        return one is other
    return _spelt(one) == _spelt(other)


def is_words(value: Any) -> bool:
    """A text, or one with its English."""
    if isinstance(value, Mapping):
        return "vi" in value and set(value) <= {"vi", "en"}
    return isinstance(value, str)


def is_translation(before: Any, after: Any) -> bool:
    """Whether the Vietnamese is the same: its English came, went or was put better."""
    if not (is_words(before) and is_words(after)):
        return False
    return _vietnamese(before) == _vietnamese(after)


def _vietnamese(words: Any) -> str:
    return words if isinstance(words, str) else str(words["vi"])


def _spelt(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _of_tables(before: Tree, after: Tree, path: Path) -> Iterator[Difference]:
    for key in dict.fromkeys((*before, *after)):
        yield from differences(before.get(key, MISSING), after.get(key, MISSING), (*path, key))


def _of_lists(before: list[Any], after: list[Any], path: Path) -> Iterator[Difference]:
    if not all(isinstance(item, Mapping) for item in (*before, *after)):
        yield Difference(path, before, after)
        return
    old, new = _named(before), _named(after)
    if old is None or new is None:
        old, new = _numbered(before), _numbered(after)
    yield from _of_tables(old, new, path)
    yield from order(list(old), list(new), path)


def order(before: list[str], after: list[str], path: Path) -> Iterator[Difference]:
    """That what both have stands in another order; new and gone ones tell of themselves."""
    old = [name for name in before if name in after]
    new = [name for name in after if name in before]
    if old != new:
        yield Difference((*path, ORDER), old, new)


def _named(items: list[Any]) -> dict[str, Any] | None:
    """By name; None where an item has none, or two share one."""
    for key in NAMES:
        names = [item.get(key) for item in items]
        if all(isinstance(name, str) for name in names) and len({*names}) == len(names):
            return dict(zip(names, items, strict=True))
    return None


def _numbered(items: list[Any]) -> dict[str, Any]:
    return {str(number): item for number, item in enumerate(items, start=1)}
