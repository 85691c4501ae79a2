"""Writes a tree as source with no needless brackets; reading it again gives the same tree."""

from datetime import date

from .parsing import LEVELS, TIGHTEST
from .tree import Binary, Call, Fork, Items, Literal, Name, Node, Unary

_FORK = 0


def source_of(node: Node) -> str:
    return _write(node, _FORK)


def _write(node: Node, level: int) -> str:  # noqa: PLR0911 one branch a node
    """`level` is how tightly the surroundings bind; a looser node gets brackets."""
    match node:
        case Fork(condition, then, otherwise):
            text = f"{_write(condition, 1)} ? {_write(then, _FORK)} : {_write(otherwise, _FORK)}"
            return _bracketed(text, inside=_FORK, outside=level)
        case Binary(sign, left, right):
            own = LEVELS[sign]
            text = f"{_write(left, own)} {sign} {_write(right, own + 1)}"
            return _bracketed(text, inside=own, outside=level)
        case Unary(sign, operand):
            return f"{sign}{_write(operand, TIGHTEST)}"
        case Items(items):
            return f"[{_several(items)}]"
        case Call(function, arguments):
            return f"{function}({_several(arguments)})"
        case Name():
            return str(node)
        case Literal(value):
            return _literal(value)


def _bracketed(text: str, *, inside: int, outside: int) -> str:
    return f"({text})" if inside < outside else text


def _several(nodes: tuple[Node, ...]) -> str:
    return ", ".join(_write(node, _FORK) for node in nodes)


def _literal(value: bool | int | str | date | None) -> str:  # noqa: FBT001
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            text = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            return f'"{text}"'
        case date():
            return f'date("{value.isoformat()}")'
