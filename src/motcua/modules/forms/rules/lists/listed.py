"""A list as a value: found by code, searched by words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from motcua.kernel.words import Text, fold

MOST_FOUND = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """`also` are other names it goes by; they are searched, not shown."""

    code: str
    name: Text
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """`key` names it in a form: `countries/2026`, or the key of the form's own list.

    `source` says where the entries come from, `as_of` the day on which they were compared with it;
    a form's own list says neither.
    """

    key: str
    title: Text
    #: Not hashed: lists are looked up often, and told apart by their key.
    entries: tuple[Entry, ...] = field(repr=False, hash=False)
    source: str = field(default="", repr=False, hash=False)
    as_of: str = field(default="", repr=False, hash=False)

    def entry(self, code: object) -> Entry | None:
        return _by_code(self).get(code) if isinstance(code, str) else None

    def exactly(self, words: str) -> Entry | None:
        """The one of this code, or the only one of this name; None where several bear it.

        What something is called comes before what others are called as well: `Thổ` is a people of
        its own, though `Tày` are called so in places.
        """
        sought = fold(words)
        if entry := self.entry(words):
            return entry
        if not sought:
            return None
        named = [each for each, *_ in _folded(self) if sought in _names(each)]
        found = named or [each for each, names in _folded(self) if sought in names[1:]]
        return found[0] if len(found) == 1 else None

    def search(self, words: str, *, most: int = MOST_FOUND) -> list[Entry]:
        """The best ones first: by code, by how a name begins, by how its words begin, by parts."""
        sought = fold(words)
        if not sought:
            return []
        ranked = sorted(self._ranked(sought), key=lambda found: found[:2])
        return [entry for *_, entry in ranked[:most]]

    def _ranked(self, sought: str) -> Iterator[tuple[int, int, Entry]]:
        parts = sought.split()
        for n, (entry, names) in enumerate(_folded(self)):
            ranks = [rank for name in names if (rank := _rank(name, sought, parts)) is not None]
            if ranks:
                yield min(ranks), n, entry


def _names(entry: Entry) -> tuple[str, ...]:
    return tuple(map(fold, filter(None, (entry.name.vi, entry.name.en))))


def _rank(name: str, sought: str, parts: list[str]) -> int | None:
    if name == sought:
        return 0
    if name.startswith(sought):
        return 1
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in parts):
        return 2
    return 3 if all(part in name for part in parts) else None


# Lists are few, large and immutable: what is looked up in them is made ready once for each.
@lru_cache(maxsize=32)
def _by_code(listed: ReferenceList) -> dict[str, Entry]:
    return {entry.code: entry for entry in listed.entries}


@lru_cache(maxsize=32)
def _folded(listed: ReferenceList) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
    """Each entry with all it can be called, in small letters without marks; its code first."""
    return tuple(
        (each, tuple(map(fold, filter(None, (each.code, each.name.vi, each.name.en, *each.also)))))
        for each in listed.entries
    )


NO_LIST = ReferenceList("", Text(""), ())
