"""Which entities by type (`A,(B;C)`, clause 4.17) and by scope (`/Hanoi/#`, clause 4.19)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from . import names
from .problems import BadRequestData
from .q import Expand

MOST_TERMS = 64
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
Reader = Callable[[int], tuple[Selection, int]]


def types(text: str, expand: Expand) -> Selection:
    """Types: `,` and `|` either, `;` every; brackets.

    :raises BadRequestData: it is none
    """
    return _parsed(text, "type", lambda name: expand(names.checked(name, "type")), commas=True)


def scopes(text: str) -> Selection:
    """Scopes: `,` and `|` either, `;` every; `+` stands for one level, `/#` for all below.

    :raises BadRequestData: it is none
    """
    return _parsed(text, "scopeQ", _scope, commas=True)


def _scope(text: str) -> str:
    if not re.fullmatch(r"/?(#|[\w+-]+(/[\w+-]+)*(/#)?)", text):
        raise BadRequestData("scopeQ: a scope is a path such as /Hanoi/Air")
    path = text.strip("/")
    levels = ["[^/]+" if level == "+" else re.escape(level) for level in path.split("/")]
    if levels[-1] == re.escape("#"):
        return "^" + "".join(f"/{level}" for level in levels[:-1]) + "(/.*)?$"
    return "^/" + "/".join(levels) + "$"


def _parsed(text: str, what: str, leaf: Expand, *, commas: bool) -> Selection:
    if not text or len(text) > LONGEST:
        raise BadRequestData(f"{what} is empty or too long")
    tokens = [t for t in re.split(r"([,|;()])", text) if t]
    if len(tokens) > MOST_TERMS * 4:
        raise BadRequestData(f"{what} has too many terms")
    either = {",", "|"} if commas else {"|"}

    def some(place: int) -> tuple[Selection, int]:
        parts, place = _list(every, place, either)
        return (parts[0] if len(parts) == 1 else Either(tuple(parts))), place

    def every(place: int) -> tuple[Selection, int]:
        parts, place = _list(one, place, {";"})
        return (parts[0] if len(parts) == 1 else Every(tuple(parts))), place

    def one(place: int) -> tuple[Selection, int]:
        token = tokens[place] if place < len(tokens) else ""
        if token == "(":
            inside, place = some(place + 1)
            if place >= len(tokens) or tokens[place] != ")":
                raise BadRequestData(f"{what}: a bracket is not closed")
            return inside, place + 1
        if token in ("", ",", "|", ";", ")"):
            raise BadRequestData(f"{what}: a name is missing")
        return Leaf(leaf(token)), place + 1

    def _list(read: Reader, place: int, between: set[str]) -> tuple[list[Selection], int]:
        first, place = read(place)
        found = [first]
        while place < len(tokens) and tokens[place] in between:
            following, place = read(place + 1)
            found.append(following)
        return found, place

    selection, end = some(0)
    if end != len(tokens):
        raise BadRequestData(f"{what}: unexpected {tokens[end]!r}")
    return selection


def is_selected(selection: Selection, of: list[str]) -> bool:
    """The meaning of a selection of types."""
    if isinstance(selection, Every):
        return all(is_selected(part, of) for part in selection.parts)
    if isinstance(selection, Either):
        return any(is_selected(part, of) for part in selection.parts)
    return selection.text in of
