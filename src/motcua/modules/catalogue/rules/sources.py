"""YAML as a tree that remembers where everything stood.

Only the plain part of YAML is read: no anchors, no aliases, no tags, no second document, no
duplicate keys. A scalar keeps its own spelling, so `2.000635` stays a code and never a number.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from motcua.kernel.words import nfc

from .findings import Findings, Mark

DEEPEST = 24
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True)
class Scalar:
    value: str
    is_plain: bool
    mark: Mark


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple["Node", ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Table:
    entries: Mapping[str, "Node"]
    key_marks: Mapping[str, Mark]
    mark: Mark


Node: TypeAlias = Scalar | Listing | Table


class _Stop(Exception):
    """The file cannot be read any further; the finding is already recorded."""


def text_of(content: bytes, file: str, found: Findings) -> str | None:
    """Clean UTF-8 text in composed form with plain line ends, or None with a finding."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        found.add("not-text", Mark(file, line, 1))
        return None
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    if bad := _CONTROL.search(text):
        before = text[: bad.start()]
        found.add("not-text", Mark(file, before.count("\n") + 1, bad.start() - before.rfind("\n")))
        return None
    return text


def tree_of(text: str, file: str, found: Findings) -> Node | None:
    """The one document of a file as a tree, or None with findings."""
    grower = _Grower(text, file, found)
    try:
        return grower.grow()
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Mark(file, mark.line + 1, mark.column + 1) if mark else Mark(file)
        found.add("not-yaml", where, problem=error.problem or error.context or "?")
        return None
    except yaml.YAMLError as error:
        found.add("not-yaml", Mark(file), problem=str(error).splitlines()[0])
        return None


def json_of(node: Node) -> Json:
    """The tree as plain values: null, true, false and whole numbers by spelling, the rest text."""
    if isinstance(node, Scalar):
        return _plain(node.value) if node.is_plain else node.value
    if isinstance(node, Listing):
        return [json_of(item) for item in node.items]
    return {key: json_of(value) for key, value in node.entries.items()}


def place_of(node: Node, path: tuple[str | int, ...]) -> Mark:
    """Where a path into the tree stands; as near as the tree goes, when it ends earlier."""
    mark = node.mark
    for step in path:
        if isinstance(node, Table) and step in node.entries:
            mark, node = node.key_marks[str(step)], node.entries[str(step)]
        elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            mark = node.mark
        else:
            break
    return mark


def _plain(value: str) -> Json:
    if value in {"", "~", "null"}:
        return None
    if value in {"true", "false"}:
        return value == "true"
    return int(value) if _WHOLE.fullmatch(value) else value


class _Grower:
    """Builds the tree from the parser's events, which are flat: nothing recurses unbounded."""

    def __init__(self, text: str, file: str, found: Findings) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._file = file
        self._found = found

    def grow(self) -> Node | None:
        document: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if document is not None:
                    self._stop("not-yaml", event, problem="a second document")
                document = self._node(next(self._events), depth=1)
        if document is None:
            self._found.add("empty-file", Mark(self._file, 1, 1))
        return document

    def _node(self, event: yaml.Event, *, depth: int) -> Node:
        self._refuse_tricks(event)
        if depth > DEEPEST:
            self._stop("too-deep", event, limit=DEEPEST)
        mark = self._mark(event)
        if isinstance(event, yaml.ScalarEvent):
            # Escapes such as "\0" and "\u0300" hide what the file's own text did not show.
            if _CONTROL.search(event.value):
                self._found.add("not-text", mark)
            return Scalar(nfc(event.value), bool(event.implicit[0]), mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return Listing(tuple(self._items(depth)), mark)
        return self._table(mark, depth)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth=depth + 1)

    def _table(self, mark: Mark, depth: int) -> Table:
        entries: dict[str, Node] = {}
        marks: dict[str, Mark] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth=depth + 1)
            value = self._node(next(self._events), depth=depth + 1)
            if not isinstance(key, Scalar):
                self._found.add("key-not-word", key.mark)
            elif key.value in entries:
                first = marks[key.value].line
                self._found.add("duplicate-key", key.mark, name=key.value, first=first)
            else:
                entries[key.value], marks[key.value] = value, key.mark
        return Table(entries, marks, mark)

    def _refuse_tricks(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            self._stop("alias-refused", event)
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._stop("tag-refused", event, tag=str(tag))

    def _mark(self, event: yaml.Event) -> Mark:
        start = event.start_mark
        return Mark(self._file, start.line + 1, start.column + 1) if start else Mark(self._file)

    def _stop(self, code: str, event: yaml.Event, **params: object) -> None:
        self._found.add(code, self._mark(event), **params)
        raise _Stop
