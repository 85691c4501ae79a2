"""Edits by path, made in the text itself and proved: read again, it must say just what was meant.

A path is the way from the top: `("pages", 2, "questions", 0, "label")`. Where a text is written in
a way these edits do not know, they refuse rather than rewrite it: it is then edited as text.
"""

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import yaml

from motcua.kernel.errors import Invalid
from motcua.kernel.words import nfc
from motcua.modules.catalogue.rules.findings import Findings
from motcua.modules.catalogue.rules.sources import Json, json_of, tree_of

from . import writing
from .layout import (
    Step,
    composed,
    end_of,
    is_flow,
    items_of,
    line_end,
    line_start,
    node_at,
    pair_at,
)

Path: TypeAlias = Sequence[Step]


class CannotEdit(Invalid):
    """The file is broken or written in a way that only its text can be edited."""

    code = "proposal-cannot-edit"


def value_at(text: str, path: Path) -> Json:
    """
    :raises CannotEdit: the file cannot be read, or nothing is there
    """
    return _inside(_read(text), path)


def set_value(text: str, path: Path, value: Json) -> str:
    """Put a value where one stands, or add the key to its table.

    :raises CannotEdit: the file cannot be read, or its parent is not there
    """

    def meant(tree: Json) -> None:
        parent = _inside(tree, path[:-1])
        if isinstance(parent, dict):
            parent[str(path[-1])] = value
        elif isinstance(parent, list) and isinstance(path[-1], int):
            parent[path[-1]] = value
        else:
            raise CannotEdit("nothing can be put there", at=str(path))

    if isinstance(_inside(_read(text), path[:-1]), dict) and not _has(text, path):
        return _proved(text, meant, lambda top: _added(text, top, path, value))
    return _proved(text, meant, lambda top: _replaced(text, top, path, value))


def remove(text: str, path: Path) -> str:
    """Take a key out of a table, or an item out of a list.

    :raises CannotEdit: the file cannot be read, or nothing is there
    """

    def meant(tree: Json) -> None:
        parent = _inside(tree, path[:-1])
        if isinstance(parent, dict):
            del parent[str(path[-1])]
        elif isinstance(parent, list) and isinstance(path[-1], int):
            del parent[path[-1]]

    value_at(text, path)
    return _proved(text, meant, lambda top: _removed(text, top, path))


def insert(text: str, path: Path, index: int, value: Json) -> str:
    """Put an item into a list before the one that stands at `index`, or at the end.

    :raises CannotEdit: the file cannot be read, or no list is there
    """

    def meant(tree: Json) -> None:
        items = _inside(tree, path)
        if not isinstance(items, list):
            raise CannotEdit("a list is needed there", at=str(path))
        items.insert(index, value)

    return _proved(text, meant, lambda top: _inserted(text, top, path, index, value))


def add_to(text: str, path: Path, value: Json) -> str:
    """Put an item at the end of a list; the list is made if its table lacks it.

    :raises CannotEdit: the file cannot be read, or no list can be there
    """
    if path and not _has(text, path):
        return set_value(text, path, [value])
    items = value_at(text, path)
    return insert(text, path, len(items) if isinstance(items, list) else 0, value)


def move(text: str, path: Path, source: int, target: int) -> str:
    """Put the item at `source` where it stands at `target` afterwards.

    :raises CannotEdit: the file cannot be read, or there are no such items
    """

    def meant(tree: Json) -> None:
        items = _inside(tree, path)
        if not isinstance(items, list) or not (0 <= source < len(items) > target >= 0):
            raise CannotEdit("no such item", at=str(path))
        items.insert(target, items.pop(source))

    if source == target:
        return text
    return _proved(text, meant, lambda top: _moved(text, top, path, source, target))


# -- what is meant, on plain values ---------------------------------------------------


def _read(text: str) -> Json:
    found = Findings()
    tree = tree_of(text, "file", found)
    if tree is None or len(found):
        raise CannotEdit("the file cannot be read")
    return json_of(tree)


def _inside(tree: Json, path: Path) -> Json:
    for step in path:
        if isinstance(tree, dict) and str(step) in tree:
            tree = tree[str(step)]
        elif isinstance(tree, list) and isinstance(step, int) and 0 <= step < len(tree):
            tree = tree[step]
        else:
            raise CannotEdit("nothing is there", at=".".join(map(str, path)))
    return tree


def _has(text: str, path: Path) -> bool:
    parent = _inside(_read(text), path[:-1])
    return isinstance(parent, dict) and str(path[-1]) in parent


def _proved(text: str, meant: Callable[[Json], None], make: Callable[[yaml.Node], str]) -> str:
    """The edited text, if reading it gives what was meant."""
    wanted = copy.deepcopy(_read(text))
    meant(wanted)
    top = composed(text)
    made = make(top)
    try:
        got = _read(made)
    except CannotEdit:
        got = None
    if got != _normal(wanted):
        raise CannotEdit("this passage can only be edited as text")
    return made


def _normal(value: Json) -> Json:
    """As it is read again: in composed Unicode."""
    if isinstance(value, dict):
        return {nfc(key): _normal(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_normal(each) for each in value]
    return nfc(value) if isinstance(value, str) else value


# -- the same, in the text ------------------------------------------------------------


def _replaced(text: str, top: yaml.Node, path: Path, value: Json) -> str:
    node = node_at(top, path)
    start, end = node.start_mark.index, end_of(text, node)
    parent = node_at(top, path[:-1])
    if is_flow(parent):
        return text[:start] + writing.flow(value) + text[end:]
    if isinstance(parent, yaml.SequenceNode):
        return text[:start] + writing.block(value, node.start_mark.column) + text[end:]
    key, _ = pair_at(parent, path[-1])
    colon = text.index(":", key.end_mark.index) + 1
    if is_flow(node) and node.value and isinstance(value, dict | list):
        return text[:start] + writing.flow(value) + text[end:]
    return text[:colon] + writing.after_key(value, key.start_mark.column) + text[end:]


def _added(text: str, top: yaml.Node, path: Path, value: Json) -> str:
    parent = node_at(top, path[:-1])
    assert isinstance(parent, yaml.MappingNode)
    name = writing.flow(str(path[-1]))
    if is_flow(parent):
        written = f"{name}: {writing.flow(value)}"
        return _into_flow(text, parent, written, is_empty=not parent.value)
    column = parent.start_mark.column
    at = line_end(text, end_of(text, parent))
    line = f"{' ' * column}{name}:{writing.after_key(value, column)}\n"
    return _ended(text[:at]) + line + text[at:]


def _removed(text: str, top: yaml.Node, path: Path) -> str:
    parent = node_at(top, path[:-1])
    spans = items_of(text, parent)
    index = path[-1]
    if isinstance(parent, yaml.MappingNode):
        index = [key.value for key, _ in parent.value].index(str(path[-1]))
    assert isinstance(index, int)
    if len(spans) == 1:
        empty = "{}" if isinstance(parent, yaml.MappingNode) else "[]"
        start, end = parent.start_mark.index, end_of(text, parent)
        if not is_flow(parent) and len(path) > 1 and isinstance(path[-2], str):
            key, _ = pair_at(node_at(top, path[:-2]), path[-2])
            start = text.index(":", key.end_mark.index) + 1
            empty = " " + empty
        return text[:start] + empty + text[end:]
    start, end = spans[index]
    if is_flow(parent):
        if index + 1 < len(spans):
            return text[:start] + text[spans[index + 1][0] :]
        return text[: spans[index - 1][1]] + text[end:]
    if text[line_start(text, start) : start].strip():
        # `- key: …`: the first key of an item stands on the line of its dash.
        return text[:start] + text[spans[index + 1][0] :]
    return text[: line_start(text, start)] + text[line_end(text, end) :]


def _inserted(text: str, top: yaml.Node, path: Path, index: int, value: Json) -> str:
    node = node_at(top, path)
    assert isinstance(node, yaml.SequenceNode)
    if not node.value and path and not is_flow(node_at(top, path[:-1])):
        return _replaced(text, top, path, [value])
    spans = items_of(text, node)
    if is_flow(node):
        written = writing.flow(value)
        if not spans or index >= len(spans):
            return _into_flow(text, node, written, is_empty=not spans)
        return text[: spans[index][0]] + f"{written}, " + text[spans[index][0] :]
    column = node.start_mark.column
    has_flow_items = all(is_flow(item) for item in node.value)
    is_short = has_flow_items and isinstance(value, dict)
    written = writing.flow(value) if is_short else writing.block(value, column + 2)
    lines = f"{' ' * column}- {written}\n"
    gap = "\n" if _stand_apart(text, spans) else ""
    if index == 0:
        at = line_start(text, spans[0][0])
        return text[:at] + lines + gap + text[at:]
    at = line_end(text, spans[min(index, len(spans)) - 1][1])
    return _ended(text[:at]) + gap + lines + text[at:]


def _moved(text: str, top: yaml.Node, path: Path, source: int, target: int) -> str:
    node = node_at(top, path)
    assert isinstance(node, yaml.SequenceNode)
    spans = items_of(text, node)
    if not is_flow(node):
        spans = [_with_comments(text, spans, number) for number in range(len(spans))]
    order = list(range(len(spans)))
    order.insert(target, order.pop(source))
    made = [text[: spans[0][0]]]
    for place, item in enumerate(order):
        piece = text[slice(*spans[item])]
        made.append(piece if is_flow(node) else _ended(piece))
        until = spans[place + 1][0] if place + 1 < len(spans) else len(text)
        made.append(text[spans[place][1] : until])
    return "".join(made)


def _with_comments(text: str, spans: list[tuple[int, int]], index: int) -> tuple[int, int]:
    """Whole lines of an item, with the comments that stand right above it."""
    start, end = line_start(text, spans[index][0]), line_end(text, spans[index][1])
    floor = line_end(text, spans[index - 1][1]) if index else start
    while start > floor:
        above = line_start(text, start - 1)
        if above < floor or not text[above:start].lstrip().startswith("#"):
            break
        start = above
    return start, end


def _into_flow(text: str, node: yaml.Node, written: str, *, is_empty: bool) -> str:
    close = node.end_mark.index - 1
    blanks = len(text[:close]) - len(text[:close].rstrip())
    if is_empty:
        pad = " " if text[close] == "}" else ""
        return text[: node.start_mark.index + 1] + pad + written + pad + text[close:]
    return text[: close - blanks] + ", " + written + text[close - blanks :]


def _stand_apart(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether blank lines stand between the items."""
    return len(spans) > 1 and "\n\n" in text[spans[0][1] : spans[1][0]]


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def rename_keys(text: str, names: Mapping[str, str]) -> str:
    """Give keys of the file's top table other names where they stand.

    :raises CannotEdit: the file cannot be read, or a name would be there twice
    """
    top = composed(text)
    if not isinstance(top, yaml.MappingNode):
        raise CannotEdit("a table is needed there")

    def meant(tree: Json) -> None:
        assert isinstance(tree, dict)
        renamed = {names.get(key, key): value for key, value in tree.items()}
        tree.clear()
        tree.update(renamed)

    def made(node: yaml.Node) -> str:
        changed = text
        for key, _value in reversed(node.value):
            if key.value in names:
                start, end = key.start_mark.index, end_of(text, key)
                changed = changed[:start] + writing.flow(names[key.value]) + changed[end:]
        return changed

    return _proved(text, meant, made)
