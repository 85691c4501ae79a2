"""A state has one writer: `….state = …` and `state=` in a write appear only in a module's steps."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

WRITES = {"create", "bulk_create", "bulk_update", "update", "update_or_create", "get_or_create"}


def offences(source: str) -> Iterator[int]:
    """Lines that write a state, by assignment, setattr, or a query set's write."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [leaf for target in targets for leaf in ast.walk(target)]
            if any(isinstance(n, ast.Attribute) and n.attr == "state" for n in names):
                yield node.lineno
        if isinstance(node, ast.Call) and _writes_state(node):
            yield node.lineno


def _writes_state(call: ast.Call) -> bool:
    named = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if named == "setattr":
        return any(isinstance(a, ast.Constant) and a.value == "state" for a in call.args)
    return named in WRITES and any(k.arg == "state" for k in call.keywords)


def main(root: Path) -> int:
    found = []
    for path in sorted(root.rglob("*.py")):
        inside = path.relative_to(root).parts
        if (
            "tests" in inside
            or "migrations" in inside
            or inside[1:2] in (("steps.py",), ("steps",))
        ):
            continue
        found += [f"{path}:{line}: a state is written outside steps" for line in
                  offences(path.read_text())]  # fmt: skip
    sys.stdout.writelines(line + "\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
