"""The type of a tree, or what is wrong with it."""

from .faults import BadExpression
from .functions import FUNCTIONS
from .tree import Binary, Call, Fork, Items, Literal, Name, Node, Unary
from .types import (
    BOOL,
    DAY,
    INT,
    TEXT,
    Bool,
    Day,
    Int,
    ListOf,
    Nothing,
    Record,
    Text,
    Type,
    join,
    name_of,
)


def type_of(node: Node, names: Record) -> Type:  # noqa: PLR0911 one branch a node
    """The type the tree has where these names can be read.

    :raises BadExpression: at the column of the first part that does not fit
    """
    match node:
        case Literal():
            return _literal(node)
        case Name():
            return _named(node, names)
        case Items(items):
            return ListOf(_common(items, names))
        case Unary(sign, operand):
            return _need(operand, BOOL if sign == "!" else INT, names)
        case Binary():
            return _binary(node, names)
        case Fork(condition, then, otherwise):
            _need(condition, BOOL, names)
            return _joined(node.column, type_of(then, names), type_of(otherwise, names))
        case Call():
            return _called(node, names)


def _literal(node: Literal) -> Type:
    match node.value:
        case None:
            return Nothing()
        case bool():
            return BOOL
        case int():
            return INT
        case str():
            return TEXT
        case _:
            return DAY


def _named(node: Name, names: Record) -> Type:
    kind: Type = names
    in_list = False
    for step in node.path:
        if isinstance(kind, ListOf) and not in_list:
            in_list, kind = True, kind.item
        if not isinstance(kind, Record) or step not in kind.fields:
            raise BadExpression("unknown-name", node.column, name=str(node))
        kind = kind.fields[step]
    if in_list and isinstance(kind, ListOf):
        raise BadExpression("list-in-list", node.column)
    return ListOf(kind) if in_list else kind


def _binary(node: Binary, names: Record) -> Type:
    match node.sign:
        case "&&" | "||":
            _need(node.left, BOOL, names)
            return _need(node.right, BOOL, names)
        case "+" | "-" | "*" | "/" | "%":
            _need(node.left, INT, names)
            if node.sign in "/%" and node.right == Literal(0):
                raise BadExpression("zero-divisor", node.column)
            return _need(node.right, INT, names)
        case "in":
            return _membership(node, names)
        case _:
            return _comparison(node, names)


def _comparison(node: Binary, names: Record) -> Type:
    left, right = type_of(node.left, names), type_of(node.right, names)
    if isinstance(left, Nothing) or isinstance(right, Nothing):
        raise BadExpression("compared-with-null", node.column)
    both = _joined(node.column, left, right)
    if not isinstance(both, Bool | Int | Text | Day):
        raise BadExpression("not-comparable", node.column, found=name_of(both))
    if node.sign not in ("==", "!=") and not isinstance(both, Int | Day):
        raise BadExpression("not-ordered", node.column)
    _check_choices(node.left, right)
    _check_choices(node.right, left)
    return BOOL


def _membership(node: Binary, names: Record) -> Type:
    item, whole = type_of(node.left, names), type_of(node.right, names)
    if not isinstance(whole, ListOf):
        expected, found = name_of(ListOf(item)), name_of(whole)
        raise BadExpression("wrong-type", node.right.column, expected=expected, found=found)
    if isinstance(item, Nothing):
        raise BadExpression("compared-with-null", node.column)
    _joined(node.column, item, whole.item)
    _check_choices(node.left, whole.item)
    for each in node.right.items if isinstance(node.right, Items) else ():
        _check_choices(each, item)
    return BOOL


def _check_choices(node: Node, other: Type) -> None:
    """A misspelt choice would make a comparison that is never true; it is caught here."""
    if not isinstance(other, Text) or other.among is None:
        return
    if isinstance(node, Literal) and node.value not in other.among:
        choices = ", ".join(sorted(other.among))
        raise BadExpression("unknown-choice", node.column, word=node.value, choices=choices)


def _called(node: Call, names: Record) -> Type:
    function = FUNCTIONS.get(node.function)
    if function is None:
        raise BadExpression("unknown-function", node.column, name=node.function)
    if len(node.arguments) not in function.counts:
        raise BadExpression(
            "wrong-count", node.column, name=node.function, expected=function.count_words
        )
    kinds = [type_of(argument, names) for argument in node.arguments]
    return function.type_of(node, kinds)


def _common(items: tuple[Node, ...], names: Record) -> Type:
    kinds = [type_of(item, names) for item in items]
    common = kinds[0]
    for item, kind in zip(items, kinds, strict=True):
        if not isinstance(kind, Bool | Int | Text | Day):
            raise BadExpression("not-comparable", item.column, found=name_of(kind))
        common = _joined(item.column, common, kind)
    return common


def _joined(column: int, left: Type, right: Type) -> Type:
    both = join(left, right)
    if both is None:
        raise BadExpression("different-types", column, left=name_of(left), right=name_of(right))
    return both


def _need(node: Node, kind: Type, names: Record) -> Type:
    found = type_of(node, names)
    if type(found) is not type(kind):
        raise BadExpression("wrong-type", node.column, expected=name_of(kind), found=name_of(found))
    return found
