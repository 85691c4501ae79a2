"""Prints what is beyond the sizes we look at again: files, functions, templates."""

import ast
import sys
from pathlib import Path

FILE, FUNCTION, TEMPLATE = 300, 40, 150


def long_functions(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION:
                found.append((lines, f"{path}:{node.lineno} {node.name}"))
    return found


def main(root: Path) -> None:
    rows = []
    for path in root.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        lines = len(path.read_text().splitlines())
        if lines > FILE:
            rows.append((lines, str(path)))
        rows += long_functions(path)
    for path in root.rglob("*.html"):
        lines = len(path.read_text().splitlines())
        if lines > TEMPLATE:
            rows.append((lines, str(path)))
    for lines, what in sorted(rows, reverse=True):
        sys.stdout.write(f"{lines:5} {what}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
