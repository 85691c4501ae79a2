"""A package as a tree in which a question is found by its key, whatever page it stands on."""

import json
from typing import Any

from ..package import Package

#: Beside a name an author chose there may stand another one of ours.
PAGES, QUESTIONS, TITLE = "@pages", "@questions", "@title"


def flattened(package: Package) -> dict[str, Any]:
    """By stem of the file; templates under `@templates` by their file's name."""
    content = json.loads(package.canonical)
    files: dict[str, Any] = dict(content["files"])
    files["@format"] = content.get("format")
    files["@templates"] = content.get("templates", {})
    for key in content.keys() - {"files", "format", "templates"}:
        files[f"@{key}"] = content[key]
    if isinstance(files.get("form"), dict):
        files["form"] = _form(files["form"])
    return files


def _form(tree: dict[str, Any]) -> dict[str, Any]:
    """Pages and questions side by side; where a question stands is a part of it.

    A form that `read` took has pages and questions with keys that differ.
    """
    pages: list[dict[str, Any]] = []
    questions: list[dict[str, Any]] = []
    for page in tree["pages"]:
        pages.append({key: value for key, value in page.items() if key != "questions"})
        questions += [{**question, "@page": page["key"]} for question in page["questions"]]
    rest = {f"@{key}": value for key, value in tree.items() if key != "pages"}
    return {**rest, PAGES: pages, QUESTIONS: questions}
