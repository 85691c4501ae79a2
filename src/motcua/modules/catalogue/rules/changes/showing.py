"""What stands in a file as people would read it, in Vietnamese, the language of the original."""

import difflib
from collections.abc import Mapping
from typing import Any

from .trees import MISSING, is_words

MOST_LINES = 40


def shown(value: Any) -> str:
    """A value in one paragraph; nothing where nothing stands."""
    if is_words(value):
        return value if isinstance(value, str) else _both(value)
    if isinstance(value, Mapping):
        return _table(value)
    if isinstance(value, list):
        return "; ".join(filter(None, map(shown, value)))
    if value is None or isinstance(value, bool):
        return _SPELT[value]
    return "" if value is MISSING else str(value)


_SPELT: Mapping[bool | None, str] = {None: "", True: "có", False: "không"}


def _table(value: Mapping[str, Any]) -> str:
    """By its name where it has one, else part by part."""
    for name in ("label", "title", "name", "say"):
        if is_words(value.get(name)):
            return shown(value[name])
    parts = ((key, shown(part)) for key, part in value.items())
    return "; ".join(f"{key}: {part}" for key, part in parts if part)


def lines_between(before: Any, after: Any) -> tuple[str, str]:
    """Only the lines of two long texts that differ: what went and what came."""
    old = str(before).splitlines() if isinstance(before, str) else []
    new = str(after).splitlines() if isinstance(after, str) else []
    went, came = [], []
    for line in difflib.ndiff(old, new):
        if line.startswith("- "):
            went.append(line[2:])
        elif line.startswith("+ "):
            came.append(line[2:])
    return _cut(went), _cut(came)


def _both(words: Mapping[str, str]) -> str:
    english = words.get("en")
    return f"{words['vi']} / {english}" if english else str(words["vi"])


def _cut(lines: list[str]) -> str:
    more = ["…"] if len(lines) > MOST_LINES else []
    return "\n".join([*lines[:MOST_LINES], *more])
