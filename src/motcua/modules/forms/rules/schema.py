"""A form as JSON Schema (draft 2020-12), for those who file by machine.

It describes the answers that count. Whatever it refuses, the form refuses as well; the form knows
more (check digits, places, conditions over several answers), and tells it when asked. A condition
that JSON Schema can say makes a question required where it holds; every condition also stands
beside its question in words of the form's own language, as `x-when`.

Of a reference list the codes are named here, or where they are many in a schema of their own that
is referred to; `x-list` is where their names are. `x-proof` marks an address that must be proved.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from motcua.kernel.expressions import Expression, Node
from motcua.kernel.expressions.tree import Binary, Call, Items, Name, Unary
from motcua.kernel.expressions.tree import Literal as Constant

from .definition import Form, Question
from .kinds.email import Email
from .kinds.group import Group
from .kinds.kind import Schema
from .kinds.phone import Phone
from .kinds.reference_choice import ReferenceChoice
from .lists import ReferenceList

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
    lists = address.rpartition("/")[0] + "/lists/"
    return {
        "$schema": DRAFT,
        "$id": address,
        "title": form.title.in_(language),
        **_record(asked, "answers", language, lists),
    }


def schema_of_list(listed: ReferenceList, *, address: str, language: str = "vi") -> Schema:
    """Every code of a list; `address` is its `$id`."""
    codes = [entry.code for entry in listed.entries]
    title = listed.title.in_(language)
    return {"$schema": DRAFT, "$id": address, "title": title, "type": "string", "enum": codes}


def list_in(form: Form, question: str) -> ReferenceList | None:
    """The list that a question asks from; `members.from` is one that is asked in each row."""
    key, _, inner = question.partition(".")
    found = form.question(key)
    if found is not None and inner and isinstance(found.kind, Group):
        found = next((each for each in found.kind.questions if each.key == inner), None)
    elif inner:
        return None
    return found.kind.listed if found and isinstance(found.kind, ReferenceChoice) else None


def _record(
    asked: Iterable[tuple[Expression | None, Question]], root: Root, language: str, lists: str
) -> dict[str, object]:
    """An object with a property for each question; needed outright, or where a condition holds."""
    properties: dict[str, object] = {}
    needed: list[str] = []
    depending: list[Schema] = []
    for around, question in asked:
        properties[question.key] = _property(question, language, lists)
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


def _property(question: Question, language: str, lists: str) -> dict[str, object]:
    kind = _kind(question, language, lists)
    found: dict[str, object] = {"title": question.label.in_(language), **kind}
    if question.hint is not None:
        found["description"] = question.hint.in_(language)
    if question.when is not None:
        found["x-when"] = question.when.source
    if isinstance(question.kind, Email | Phone) and question.kind.proof:
        found["x-proof"] = True
    return found | {"x-kind": question.kind.name}


def _kind(question: Question, language: str, lists: str) -> Schema:
    kind = question.kind
    if isinstance(kind, ReferenceChoice):
        return _one_of(kind, lists + question.key)
    if not isinstance(kind, Group):
        return kind.schema
    inner = f"{lists}{question.key}."
    row = _record(((None, cell) for cell in kind.questions), "item", language, inner)
    return {"type": "array", "items": row, "minItems": kind.least, "maxItems": kind.most}


def _one_of(kind: ReferenceChoice, address: str) -> Schema:
    """The codes here, or where they are."""
    elsewhere = {} if kind.is_named else {"$ref": f"{address}.schema.json"}
    return {**kind.schema, **elsewhere, "x-list": address}


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
