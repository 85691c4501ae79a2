"""The English of a package, kept apart in `words.en.yaml`, laid into the trees it translates.

Each key there is a path: the file's name, then keys; an item of a list goes by its `key`, `code`
or `group`, or by its number counted from 1. `form.pages.requester.title`, `procedure.steps.2`.
"""

from collections.abc import Mapping
from dataclasses import replace

from .findings import Findings
from .sources import Listing, Node, Scalar, Table


def laid_in(trees: Mapping[str, Node], words: Node, found: Findings) -> dict[str, Node]:
    """The trees (by file name without ending) with English beside the Vietnamese."""
    merged = dict(trees)
    if not isinstance(words, Table):
        found.add("not-a-table", words.mark)
        return merged
    for path, english in words.entries.items():
        mark = words.key_marks[path]
        if not isinstance(english, Scalar):
            found.add("not-a-text", english.mark)
            continue
        stem, _, rest = path.partition(".")
        if stem not in merged:
            found.unknown("words-no-such-place", mark, stem, merged)
            continue
        try:
            merged[stem] = _with(merged[stem], rest, english)
        except _NoSuchPlace as wrong:
            found.unknown("words-no-such-place", mark, wrong.name, wrong.known)
        except _NotText:
            found.add("words-not-text", mark, place=path)
    return merged


class _NoSuchPlace(Exception):
    def __init__(self, name: str, known: list[str]) -> None:
        self.name, self.known = name, known


class _NotText(Exception):
    """The path leads to something that is not words."""


def _with(node: Node, path: str, english: Scalar) -> Node:
    if not path:
        return _beside(node, english)
    if isinstance(node, Table):
        name, _, rest = path.partition(".")
        if name not in node.entries:
            raise _NoSuchPlace(name, list(node.entries))
        changed = _with(node.entries[name], rest, english)
        return replace(node, entries={**node.entries, name: changed})
    if isinstance(node, Listing):
        names = [_name_of(item, position) for position, item in enumerate(node.items, start=1)]
        position, rest = _item_named(names, path)
        items = list(node.items)
        items[position] = _with(items[position], rest, english)
        return replace(node, items=tuple(items))
    raise _NoSuchPlace(path, [])


def _item_named(names: list[str], path: str) -> tuple[int, str]:
    """Codes hold dots themselves, so the item is the longest name the path begins with."""
    fitting = [name for name in names if path == name or path.startswith(name + ".")]
    if not fitting:
        raise _NoSuchPlace(path.partition(".")[0], names)
    name = max(fitting, key=len)
    return names.index(name), path[len(name) + 1 :]


def _name_of(item: Node, position: int) -> str:
    if isinstance(item, Table):
        for key in ("key", "code", "group"):
            if isinstance(name := item.entries.get(key), Scalar):
                return name.value
    return str(position)


def _beside(node: Node, english: Scalar) -> Table:
    if isinstance(node, Scalar):
        marks = {"vi": node.mark, "en": english.mark}
        return Table({"vi": node, "en": english}, marks, node.mark)
    if isinstance(node, Table) and set(node.entries) == {"vi"}:
        entries = {**node.entries, "en": english}
        return Table(entries, {**node.key_marks, "en": english.mark}, node.mark)
    raise _NotText
