"""Writes a tree as YAML that reads back as the same tree: what people get of a package made here.

Only block style: one key a line, texts of several lines as they are, everything doubtful quoted.
"""

import re
from collections.abc import Iterator

from .sources import Listing, Node, Table, json_of

#: Begins with a letter and has nothing in it that YAML could take for a sign of its own.
_BARE = re.compile(r"[^\W\d_][^\n\t:#\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]*")
_SPECIAL = frozenset({"null", "true", "false"})
#: What a text of several lines must not have to be written as it is.
_NOT_AS_IT_IS = re.compile(
    r"\A\s|\s\Z|[ \t]\n|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
)
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def written(tree: Node) -> str:
    return "".join(_lines(tree, 0))


def _lines(node: Node, depth: int) -> Iterator[str]:
    margin = "  " * depth
    if isinstance(node, Table) and node.entries:
        for key, value in node.entries.items():
            yield f"{margin}{_one_line(key)}:"
            yield from _after(value, depth)
    elif isinstance(node, Listing) and node.items:
        for item in node.items:
            yield from _item(item, depth)
    else:
        yield f"{margin}{_short(node, depth + 1)}\n"


def _after(value: Node, depth: int) -> Iterator[str]:
    """What stands behind a key: on its line, or below it."""
    if isinstance(value, (Table, Listing)) and _content(value):
        yield "\n"
        yield from _lines(value, depth + 1)
    else:
        yield f" {_short(value, depth + 1)}\n"


def _item(item: Node, depth: int) -> Iterator[str]:
    margin = "  " * depth
    if not (isinstance(item, Table) and item.entries):
        if isinstance(item, Listing) and item.items:
            yield f"{margin}-\n"
            yield from _lines(item, depth + 1)
        else:
            yield f"{margin}- {_short(item, depth + 1)}\n"
        return
    first = True
    for line in _lines(item, depth + 1):
        yield f"{margin}- {line.lstrip(' ')}" if first else line
        first = False


def _short(node: Node, depth: int) -> str:
    if isinstance(node, Table):
        return "{}"
    if isinstance(node, Listing):
        return "[]"
    if node.is_plain and not isinstance(json_of(node), str):
        return node.value or "null"
    text = node.value
    if "\n" in text and not _NOT_AS_IT_IS.search(text):
        margin = "  " * depth
        lines = (f"{margin}{line}" if line else "" for line in text.split("\n"))
        return "|-\n" + "\n".join(lines)
    return _one_line(text)


def _one_line(text: str) -> str:
    if _BARE.fullmatch(text) and not text.endswith(" ") and text not in _SPECIAL:
        return text
    escaped = _ESCAPED.sub(lambda sign: _SHORT.get(sign[0], f"\\u{ord(sign[0]):04x}"), text)
    return f'"{escaped}"'


def _content(node: Table | Listing) -> bool:
    return bool(node.entries if isinstance(node, Table) else node.items)
