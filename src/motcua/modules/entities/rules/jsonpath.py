"""A query as one SQL/JSON path with variables, so that one prepared statement serves them all.

Names are quoted as JSON text inside the path; compared values travel as variables; a regular
expression has to stand in the path itself, quoted likewise.
"""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from . import matching, q

STAMPS, CREATED, MODIFIED = "@s", "@c", "@m"


@dataclass(slots=True)
class _Writer:
    variables: dict[str, Any] = field(default_factory=dict)

    def variable(self, value: object) -> str:
        name = f"v{len(self.variables)}"
        self.variables[name] = value
        return f"${name}"

    def node(self, node: q.Node) -> str:
        if isinstance(node, q.All):
            return "(" + " && ".join(map(self.node, node.parts)) + ")"
        if isinstance(node, q.Any):
            return "(" + " || ".join(map(self.node, node.parts)) + ")"
        if isinstance(node, q.Exists):
            return _any(f"exists ({way})" for way in _there(node.path))
        if node.operator in ("!=", "!~="):
            there = self.node(q.Exists(node.path))
            operator = "==" if node.operator == "!=" else "~="
            return f"({there} && !({self.node(q.Compare(node.path, operator, node.values))}))"
        return _any(self.compared(node.path, node.operator, value) for value in node.values)

    def compared(self, path: q.Path, operator: str, value: q.Literal | q.Range) -> str:
        ways = _compared(path, value)
        test = self.test(operator, value, as_text=not _is_stamp(path, value))
        # What nothing can be compared with is never found.
        return _any(f"exists ({way} ? ({test}))" for way in ways) if ways else "(1 == 2)"

    def test(self, operator: str, value: q.Literal | q.Range, *, as_text: bool) -> str:
        if isinstance(value, q.Range):
            low = self.test(">=", value.low, as_text=as_text)
            return f"{low} && {self.test('<=', value.high, as_text=as_text)}"
        if operator == "~=":
            return f"@ like_regex {_quoted(str(value.value))}"
        wanted = value.text if isinstance(value, q.Moment) and as_text else value.value
        return f"@ {operator} {self.variable(wanted)}"


def compiled(node: q.Node) -> tuple[str, str]:
    """The path and its variables as JSON."""
    writer = _Writer()
    path = f"$ ? ({writer.node(node)})"
    return path, msgspec.json.encode(writer.variables).decode()


def _any(tests: Any) -> str:
    return "(" + " || ".join(tests) + ")"


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()


def _steps(*names: str) -> str:
    return "".join(".*" if name == "*" else f".{_quoted(name)}" for name in names)


def _there(path: q.Path) -> list[str]:
    if matching.is_of_entity(path):
        return [f"@{_steps(CREATED)}"]
    stamp = matching.stamp_of(path)
    if stamp in ("c", "m"):
        return [f"@{_steps(STAMPS, path.attribute, stamp)}"]
    start = f"@{_steps(path.attribute, *path.subs)}"
    if not path.inner:
        return [start]
    return [start + _steps(base, *path.inner) for base in matching.FOR_INNER]


def _is_stamp(path: q.Path, value: q.Literal | q.Range) -> bool:
    return matching.kind_of(value) is q.Moment and (
        matching.is_of_entity(path)
        or bool(matching.stamp_of(path))
        or (not path.subs and not path.inner)
    )


def _compared(path: q.Path, value: q.Literal | q.Range) -> list[str]:
    kind = matching.kind_of(value)
    if matching.is_of_entity(path):
        own = CREATED if path.attribute == "createdAt" else MODIFIED
        return [f"@{_steps(own)}"] if kind is q.Moment else []
    if _is_stamp(path, value):
        return [f"@{_steps(STAMPS, path.attribute, matching.stamp_of(path) or 't')}"]
    start = f"@{_steps(path.attribute, *path.subs)}"
    return [start + _steps(*way) for way in matching.ways(path, value)]
