"""The syntax tree. Columns are kept for messages and do not take part in equality."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Literal:
    value: bool | int | str | date | None
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    path: tuple[str, ...]
    column: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Items:
    """A list written out; never empty."""

    items: tuple["Node", ...]
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Unary:
    sign: str
    operand: "Node"
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """`column` is that of the sign."""

    sign: str
    left: "Node"
    right: "Node"
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Fork:
    """`condition ? then : otherwise`."""

    condition: "Node"
    then: "Node"
    otherwise: "Node"
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple["Node", ...]
    column: int = field(default=0, compare=False)


Node = Literal | Name | Items | Unary | Binary | Fork | Call


def children(node: Node) -> tuple[Node, ...]:
    match node:
        case Items(items):
            return items
        case Unary(_, operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Fork(condition, then, otherwise):
            return (condition, then, otherwise)
        case Call(_, arguments):
            return arguments
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(children(node))


def replaced(  # noqa: PLR0911 one branch a node
    node: Node, meanings: Mapping[tuple[str, ...], Node]
) -> Node:
    """The tree with meanings put in the places of names."""

    def put(each: Node) -> Node:
        return replaced(each, meanings)

    match node:
        case Name(path):
            return meanings.get(path, node)
        case Items(items):
            return replace(node, items=tuple(map(put, items)))
        case Unary(_, operand):
            return replace(node, operand=put(operand))
        case Binary(_, left, right):
            return replace(node, left=put(left), right=put(right))
        case Fork(condition, then, otherwise):
            return Fork(put(condition), put(then), put(otherwise), node.column)
        case Call(_, arguments):
            return replace(node, arguments=tuple(map(put, arguments)))
    return node


def depth(node: Node) -> int:
    """Levels from the root to the furthest leaf."""
    level, levels = [node], 0
    while level:
        level, levels = [child for each in level for child in children(each)], levels + 1
    return levels
