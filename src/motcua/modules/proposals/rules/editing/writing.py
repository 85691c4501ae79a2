"""How a value is written in YAML, in the manner of the packages: plain where it can be."""

import json
import textwrap

from motcua.modules.catalogue.rules.findings import Findings
from motcua.modules.catalogue.rules.sources import Json, Table, json_of, tree_of

WIDTH = 100


def flow(value: Json) -> str:
    """On one line: `{ key: red, label: Đỏ }`."""
    if isinstance(value, dict):
        inside = ", ".join(f"{_key(key)}: {flow(each)}" for key, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(flow(each) for each in value)}]"
    return _scalar(value, in_flow=True)


def after_key(value: Json, indent: int) -> str:
    """What stands after `key:`, with the blank or line break before it; no line break at the end.

    `indent` is the column of the key.
    """
    if isinstance(value, dict | list) and value:
        return f"\n{' ' * (indent + 2)}{block(value, indent + 2)}"
    return f" {inline(value, indent)}"


def inline(value: Json, indent: int) -> str:
    """A text, number or empty collection at the end of a line of a block."""
    if isinstance(value, dict | list):
        return flow(value)
    if isinstance(value, str) and ("\n" in value or len(value) + indent > WIDTH):
        return _long(value, indent)
    return _scalar(value, in_flow=False)


def block(value: Json, indent: int) -> str:
    """Lines of a table or list from a column on; the first line without its indent."""
    pad = "\n" + " " * indent
    if isinstance(value, dict) and value:
        return pad.join(f"{_key(key)}:{after_key(each, indent)}" for key, each in value.items())
    if isinstance(value, list) and value:
        return pad.join(f"- {block(each, indent + 2)}" for each in value)
    return inline(value, indent)


def _key(name: str) -> str:
    return _scalar(name, in_flow=True)


def _scalar(value: str | int | bool | None, *, in_flow: bool) -> str:  # noqa: FBT001 - a YAML value
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return value if _is_plain(value, in_flow=in_flow) else json.dumps(value, ensure_ascii=False)


def _is_plain(text: str, *, in_flow: bool) -> bool:
    """Whether the text may stand without quotes and still be read as just this text."""
    if not text or "\n" in text:
        return False
    return _reads_as(f"k: {{ k: {text}, z: 1 }}\n" if in_flow else f"k: {text}\n", text)


def _long(text: str, indent: int) -> str:
    """Folded over lines where nothing is lost by it, else in quotes on one line."""
    pad = " " * (indent + 2)
    folded = textwrap.wrap(
        text, WIDTH - indent - 2, break_long_words=False, break_on_hyphens=False
    )  # fmt: skip
    tries = [
        ">-\n" + "\n".join(pad + line for line in folded),
        "|-\n" + "\n".join(pad + line if line else "" for line in text.split("\n")),
    ]
    for written in tries if "\n" not in text else tries[1:]:
        if _reads_as(f"{' ' * indent}k: {written}\n", text):
            return written
    return json.dumps(text, ensure_ascii=False)


def _reads_as(source: str, text: str) -> bool:
    tree = tree_of(source, "x", Findings())
    if not isinstance(tree, Table) or "k" not in tree.entries:
        return False
    read = json_of(tree.entries["k"])
    if isinstance(read, dict):
        return read == {"k": text, "z": 1}
    return read == text
