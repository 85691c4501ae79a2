"""Conditions without what their constants have settled; what they come to stays the same."""

from motcua.kernel.expressions.tree import Binary, Fork, Literal, Node, Unary


def fold(node: Node) -> Node:
    match node:
        case Unary("!", operand):
            return _negated(fold(operand))
        case Binary("&&" | "||" as sign, left, right):
            return _joined(sign, fold(left), fold(right))
        case Binary("==" | "!=" as sign, left, right):
            return _compared(sign, fold(left), fold(right))
        case Fork(condition, then, otherwise):
            return _chosen(fold(condition), fold(then), fold(otherwise))
        case _:
            return node


def _negated(node: Node) -> Node:
    value = _settled(node)
    return Unary("!", node) if value is None else Literal(not value)


def _joined(sign: str, left: Node, right: Node) -> Node:
    decides = sign == "||"
    for one, other in ((left, right), (right, left)):
        value = _settled(one)
        if value is not None:
            return one if value is decides else other
    return Binary(sign, left, right)


def _compared(sign: str, left: Node, right: Node) -> Node:
    if isinstance(left, Literal) and isinstance(right, Literal):
        return Literal((left.value == right.value) is (sign == "=="))
    return Binary(sign, left, right)


def _chosen(condition: Node, then: Node, otherwise: Node) -> Node:
    value = _settled(condition)
    if value is None:
        return Fork(condition, then, otherwise)
    return then if value else otherwise


def _settled(node: Node) -> bool | None:
    """What the node comes to in any case; None while that depends on answers."""
    is_settled = isinstance(node, Literal) and isinstance(node.value, bool)
    return bool(node.value) if isinstance(node, Literal) and is_settled else None
