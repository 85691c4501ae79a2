"""The types an expression may have."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.kernel import words


@dataclass(frozen=True, slots=True)
class Nothing:
    """The type of `null`, which fits beside any other in `c ? a : null`."""


@dataclass(frozen=True, slots=True)
class Bool:
    pass


@dataclass(frozen=True, slots=True)
class Int:
    """A whole number of 64 bits."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words; where only certain ones can occur (a choice), `among` names them."""

    among: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date, without a time or a zone."""


@dataclass(frozen=True, slots=True)
class ListOf:
    item: "Type"


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """Named values. Reading a field of a list of records gives the list of that field's values."""

    fields: Mapping[str, "Type"]


Type = Nothing | Bool | Int | Text | Day | ListOf | Record

BOOL, INT, TEXT, DAY = Bool(), Int(), Text(), Day()


def join(one: Type, other: Type) -> Type | None:
    """The type that holds values of both, or None if there is none."""
    match one, other:
        case (Record(), _) | (_, Record()):
            return None  # records are read by their fields, never carried about
        case (Nothing(), kind) | (kind, Nothing()):
            return kind
        case Text(among), Text(others):
            return Text(among | others) if among is not None and others is not None else TEXT
        case ListOf(item), ListOf(of):
            inner = join(item, of)
            return None if inner is None else ListOf(inner)
        case _:
            return one if one == other else None


def name_of(kind: Type) -> words.Text:
    """What people call the type."""
    return _NAMES[type(kind)]


_NAMES: Mapping[type[Type], words.Text] = {
    Nothing: words.Text("không có gì", "nothing"),
    Bool: words.Text("đúng/sai", "true or false"),
    Int: words.Text("số nguyên", "a whole number"),
    Text: words.Text("chữ", "a text"),
    Day: words.Text("ngày", "a date"),
    ListOf: words.Text("danh sách", "a list"),
    Record: words.Text("nhóm giá trị", "a record"),
}
