"""Which entities by type (`A,(B;C)`, clause 4.17) and by scope (`/Hanoi/#`, clause 4.19)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from . import names
from .problems import BadContent
from .q import Expand

MOST_TERMS = 64
DEEPEST = 16
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Every:
    parts: tuple["Selection", ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple["Selection", ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A type's IRI, or a scope as a regular expression."""

    text: str


Selection = Every | Either | Leaf


def types(text: str, expand: Expand) -> Selection:
    """Types: `,` and `|` either, `;` every; brackets.

    :raises BadContent: it is none
    """
    return _parsed(text, "type", lambda name: expand(names.checked(name, "type")))


def scopes(text: str) -> Selection:
    """Scopes: `,` and `|` either, `;` every; `+` stands for one level, `/#` for all below.

    :raises BadContent: it is none
    """
    return _parsed(text, "scopeQ", _scope)


def _scope(text: str) -> str:
    if not re.fullmatch(r"/?(#|[\w+-]+(/[\w+-]+)*(/#)?)", text):
        raise BadContent("scopeQ: a scope is a path such as /Hanoi/Air")
    path = text.strip("/")
    levels = ["[^/]+" if level == "+" else re.escape(level) for level in path.split("/")]
    if levels[-1] == re.escape("#"):
        return "^" + "".join(f"/{level}" for level in levels[:-1]) + "(/.*)?$"
    return "^/" + "/".join(levels) + "$"


def _parsed(text: str, what: str, leaf: Expand) -> Selection:
    if not text or len(text) > LONGEST:
        raise BadContent(f"{what} is empty or too long")
    signs = [sign for sign in re.split(r"([,|;()])", text) if sign]
    if len(signs) > MOST_TERMS * 4:
        raise BadContent(f"{what} has too many terms")
    reader = _Reader(signs, what, leaf)
    found = reader.some()
    if reader.place != len(signs):
        raise BadContent(f"{what}: unexpected {signs[reader.place]!r}")
    return found


class _Reader:
    def __init__(self, signs: list[str], what: str, leaf: Expand) -> None:
        self.signs, self.what, self.leaf = signs, what, leaf
        self.place = self.depth = 0

    @property
    def sign(self) -> str:
        return self.signs[self.place] if self.place < len(self.signs) else ""

    def some(self) -> Selection:
        parts = self.between({",", "|"}, self.every)
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def every(self) -> Selection:
        parts = self.between({";"}, self.one)
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def between(self, signs: set[str], read: Callable[[], Selection]) -> list[Selection]:
        found = [read()]
        while self.sign in signs:
            self.place += 1
            found.append(read())
        return found

    def one(self) -> Selection:
        sign = self.sign
        if sign in ("", ",", "|", ";", ")"):
            raise BadContent(f"{self.what}: a name is missing")
        self.place += 1
        if sign != "(":
            return Leaf(self.leaf(sign))
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadContent(f"{self.what}: brackets are nested too deeply")
        inside = self.some()
        self.depth -= 1
        if self.sign != ")":
            raise BadContent(f"{self.what}: a bracket is not closed")
        self.place += 1
        return inside


def is_selected(selection: Selection, of: list[str]) -> bool:
    """The meaning of a selection of types."""
    if isinstance(selection, Every):
        return all(is_selected(part, of) for part in selection.parts)
    if isinstance(selection, Either):
        return any(is_selected(part, of) for part in selection.parts)
    return selection.text in of
