"""A form as JSON Schema (draft 2020-12), for those who file by machine.

It describes the answers that count. Whatever it refuses, the form refuses as well; the form knows
more (check digits, places, conditions over several answers), and tells it when asked. A condition
that JSON Schema can say makes a question required where it holds; every condition also stands
beside its question in words of the form's own language, as `x-when`.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from motcua.kernel.expressions import Expression, Node
from motcua.kernel.expressions.tree import Binary, Call, Items, Name, Unary
from motcua.kernel.expressions.tree import Literal as Constant

from .definition import Form, Question
from .kinds.group import Group
from .kinds.kind import Schema

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Root = Literal["answers", "item"]
_ALWAYS: Schema = {}
_NEVER: Schema = {"not": {}}
_BOUNDS = {
    "<": "exclusiveMaximum",
    "<=": "maximum",
    ">": "exclusiveMinimum",
    ">=": "minimum",
}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


def schema_of(form: Form, *, address: str, language: str = "vi") -> dict[str, object]:
    """The whole form as one document; `address` is its `$id`."""
    asked = [(page.when, question) for page in form.pages for question in page.questions]
    return {
        "$schema": DRAFT,
        "$id": address,
        "title": form.title.in_(language),
        **_record(asked, "answers", language),
    }


def _record(
    asked: Iterable[tuple[Expression | None, Question]], root: Root, language: str
) -> dict[str, object]:
    """An object with a property for each question; needed outright, or where a condition holds."""
    properties: dict[str, object] = {}
    needed: list[str] = []
    depending: list[Schema] = []
    for around, question in asked:
        properties[question.key] = _property(question, language)
        if not question.required:
            continue
        conditions = [when for when in (around, question.when) if when is not None]
        holds = [_true(when.tree, root) for when in conditions]
        if not conditions:
            needed.append(question.key)
        elif all(each is not None for each in holds):
            then = {"required": [question.key]}
            depending.append({"if": _all(each for each in holds if each is not None), "then": then})
    found: dict[str, object] = {"type": "object", "properties": properties, "required": needed}
    return found | ({"allOf": depending} if depending else {})


def _property(question: Question, language: str) -> dict[str, object]:
    found: dict[str, object] = {"title": question.label.in_(language), **_kind(question, language)}
    if question.hint is not None:
        found["description"] = question.hint.in_(language)
    if question.when is not None:
        found["x-when"] = question.when.source
    return found | {"x-kind": question.kind.name}


def _kind(question: Question, language: str) -> Schema:
    kind = question.kind
    if not isinstance(kind, Group):
        return kind.schema
    row = _record(((None, cell) for cell in kind.questions), "item", language)
    return {"type": "array", "items": row, "minItems": kind.least, "maxItems": kind.most}


# Conditions. Each of the two says exactly when the expression is true (false), or that it cannot:
# an expression over an answer that is not there is neither.


def _true(node: Node, root: Root) -> Schema | None:
    return _when(node, root, truth=True)


def _when(node: Node, root: Root, *, truth: bool) -> Schema | None:  # noqa: PLR0911 one a node
    match node:
        case Constant(bool() as value):
            return _ALWAYS if value is truth else _NEVER
        case Name(path):
            return _about(path, root, {"const": truth})
        case Unary("!", operand):
            return _when(operand, root, truth=not truth)
        case Binary("&&" | "||" as sign, left, right):
            sides = _when(left, root, truth=truth), _when(right, root, truth=truth)
            return _both(sides, every=(sign == "&&") is truth)
        case Call("has", (Name(path),)):
            return _there(path, root, truth=truth)
        case Binary("in", Name(path), Items(items)):
            return _listed(path, root, items, truth=truth)
        case Binary(sign, left, right) if sign in _MIRRORED:
            return _comparison(sign if truth else _OPPOSITE[sign], left, right, root)
        case _:
            return None


def _comparison(sign: str, left: Node, right: Node, root: Root) -> Schema | None:
    match left, right:
        case Name(path), Constant(value):
            return _compared(path, root, sign, value)
        case Constant(value), Name(path):
            return _compared(path, root, _MIRRORED[sign], value)
        case _:
            return None


def _about(path: tuple[str, ...], root: Root, worth: Schema) -> Schema | None:
    """The answer is there and is like this; only of one question here, never of a part of it."""
    if len(path) != 2 or path[0] != root:
        return None
    return {"required": [path[1]], "properties": {path[1]: worth}}


def _there(path: tuple[str, ...], root: Root, *, truth: bool) -> Schema | None:
    found = _about(path, root, _ALWAYS)
    return found if truth or found is None else {"not": {"required": [path[1]]}}


def _listed(
    path: tuple[str, ...], root: Root, items: tuple[Node, ...], *, truth: bool
) -> Schema | None:
    values = [item.value for item in items if isinstance(item, Constant)]
    if len(values) < len(items) or not all(isinstance(value, str) for value in values):
        return None
    listed: Mapping[str, object] = {"enum": values}
    return _about(path, root, listed if truth else {"not": listed})


def _compared(path: tuple[str, ...], root: Root, sign: str, value: object) -> Schema | None:
    if isinstance(value, str | bool) and sign in ("==", "!="):
        same: Mapping[str, object] = {"const": value}
        return _about(path, root, same if sign == "==" else {"not": same})
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    if sign in ("==", "!="):
        same = {"const": value}
        return _about(path, root, same if sign == "==" else {"not": same})
    return _about(path, root, {"type": "integer", _BOUNDS[sign]: value})


def _both(sides: tuple[Schema | None, Schema | None], *, every: bool) -> Schema | None:
    left, right = sides
    if left is None or right is None:
        return None
    return {"allOf" if every else "anyOf": [left, right]}


def _all(schemas: Iterable[Schema]) -> Schema:
    listed = list(schemas)
    return listed[0] if len(listed) == 1 else {"allOf": listed}
