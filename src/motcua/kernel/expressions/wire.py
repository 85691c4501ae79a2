"""An expression as JSON, for another evaluator: the browser's works on exactly this.

A node is a list that begins with what it is: `["v", true]`, `["i", "42"]` (whole numbers as text,
so that all 64 bits arrive), `["d", "2026-11-22"]`, `["n", path, types]`, `["[", …]`, `["!", x]`,
`["-", x]`, `[sign, left, right]`, `["?", if, then, else]`, `["f", function, …]`. The types of a
name are `"b"`, `"i"`, `"t"`, `"d"`, `["t", choices]`, `["l", item]`, `["r", {field: type}]`, only
as far as the path goes. Of long lists of choices the codes are left out: who sends answers sends
only such as are among them.
"""

from datetime import date
from typing import TypeAlias

from .tree import Binary, Call, Fork, Items, Literal, Name, Node, Unary
from .types import Bool, Day, Int, ListOf, Record, Text, Type

Wire: TypeAlias = "bool | str | list[Wire] | dict[str, Wire] | None"
MOST_CHOICES = 100


def wire_of(node: Node, names: Record) -> list[Wire]:  # noqa: PLR0911 one branch a node
    """The tree in wire form; `names` are those it was checked with."""
    match node:
        case Literal(value):
            return _literal(value)
        case Name(path):
            return ["n", list(path), _types(names, path)]
        case Items(items):
            return ["[", *(wire_of(item, names) for item in items)]
        case Unary(sign, operand):
            return [sign, wire_of(operand, names)]
        case Binary(sign, left, right):
            return [sign, wire_of(left, names), wire_of(right, names)]
        case Fork(condition, then, otherwise):
            return ["?", *(wire_of(each, names) for each in (condition, then, otherwise))]
        case Call(function, arguments):
            return ["f", function, *(wire_of(each, names) for each in arguments)]


def _literal(value: bool | int | str | date | None) -> list[Wire]:  # noqa: FBT001 a value, no flag
    match value:
        case bool() | str() | None:
            return ["v", value]
        case int():
            return ["i", str(value)]
        case _:
            return ["d", value.isoformat()]


def _types(kind: Type, path: tuple[str, ...]) -> Wire:
    match kind:
        case ListOf(item):
            return ["l", _types(item, path)]
        case Record(fields) if path:
            return ["r", {path[0]: _types(fields[path[0]], path[1:])}]
        case Record():
            return ["r", {}]
        case Text(among) if among is not None and len(among) <= MOST_CHOICES:
            choices: list[Wire] = [*sorted(among)]
            return ["t", choices]
        case _:
            return _PLAIN[type(kind)]


_PLAIN: dict[type[Type], str] = {Bool: "b", Int: "i", Text: "t", Day: "d"}
