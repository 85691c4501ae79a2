"""The value of a type-checked tree. Always ends, never raises; None stands for nothing.

Logic has three values, as in SQL and as CEL treats errors: nothing is passed on by arithmetic and
comparison, `false && nothing` is false, `true || nothing` is true, a fork takes its second branch
unless its condition is true.
"""

from collections.abc import Callable
from datetime import date

from .functions import FUNCTIONS
from .tree import Binary, Call, Fork, Literal, Name, Node, Unary, children
from .values import Value, bounded

Read = Callable[[Name], Value | None]


def value_of(node: Node, read: Read) -> Value | None:
    match node:
        case Literal(value):
            return value
        case Name():
            return read(node)
        case Binary("&&" | "||"):
            return _logic(node, read)
        case Fork(condition, then, otherwise):
            return value_of(then if value_of(condition, read) is True else otherwise, read)
        case _:
            return _combined(node, [value_of(child, read) for child in children(node)])


def _combined(node: Node, values: list[Value | None]) -> Value | None:
    match node:
        case Unary(sign):
            return _unary(sign, values[0])
        case Binary(sign):
            return _binary(sign, values[0], values[1])
        case Call(name):
            return _called(name, values)
        case _:
            return tuple(value for value in values if value is not None)


def _called(name: str, values: list[Value | None]) -> Value | None:
    function = FUNCTIONS[name]
    if None in values and not function.sees_nothing:
        return None
    return function.value(values)


def _unary(sign: str, value: Value | None) -> Value | None:
    if isinstance(value, bool):
        return not value
    return bounded(-value) if isinstance(value, int) and sign == "-" else None


def _logic(node: Binary, read: Read) -> bool | None:
    """`&&` is settled by a false, `||` by a true, whatever stands on the other side."""
    settled = node.sign == "||"
    left = value_of(node.left, read)
    if left is settled:
        return settled
    right = value_of(node.right, read)
    if right is settled:
        return settled
    return None if left is None or right is None else not settled


def _binary(sign: str, left: Value | None, right: Value | None) -> Value | None:
    if left is None or right is None:
        return None
    if sign == "in":
        return isinstance(right, tuple) and left in right
    if sign in ("==", "!="):
        return (left == right) is (sign == "==")
    if isinstance(left, int) and isinstance(right, int):
        return _arithmetic(sign, left, right) if sign in "+-*/%" else _order(sign, left - right)
    if isinstance(left, date) and isinstance(right, date):
        return _order(sign, (left - right).days)
    return None


def _order(sign: str, difference: int) -> bool:
    match sign:
        case "<":
            return difference < 0
        case "<=":
            return difference <= 0
        case ">":
            return difference > 0
        case _:
            return difference >= 0


def _arithmetic(sign: str, left: int, right: int) -> int | None:
    match sign:
        case "+":
            return bounded(left + right)
        case "-":
            return bounded(left - right)
        case "*":
            return bounded(left * right)
    if right == 0:
        return None
    quotient = abs(left) // abs(right)
    quotient = quotient if (left < 0) == (right < 0) else -quotient
    return bounded(quotient) if sign == "/" else left - right * quotient
