"""Definition files read: YAML, every value with its line, made one typed definition or findings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import yaml

from motcua.kernel.words import nfc

from .checking import Fields, Path, check
from .definition import Definition, from_json, to_json
from .findings import Finding, Mark, PackErrors

LARGEST = 200_000
_AT = re.compile(r" - at `\$?(?P<path>[^`]*)`$")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]|\[\.\.\.\]")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A definition, and the file it was written in."""

    definition: Definition
    source: str
    file: str


def read_pack(files: Mapping[str, bytes], sources: Mapping[str, Fields]) -> list[Loaded]:
    """Every definition of a pack; file by file, so that all that is wrong is told at once.

    :raises PackErrors: something is wrong in one of the files
    """
    found: list[Finding] = []
    loaded: list[Loaded] = []
    first: dict[str, str] = {}
    for name, content in sorted(files.items()):
        one = _Reader(name, found).read(content, sources)
        if one is None:
            continue
        if one.definition.code in first:
            found.append(Finding("twice", Mark(name), {"name": one.definition.code}))
        first[one.definition.code] = name
        loaded.append(one)
    if found:
        raise PackErrors(found)
    return loaded


class _Reader:
    """Reads one file; what is wrong goes to the common list with its place."""

    def __init__(self, file: str, found: list[Finding]) -> None:
        self._file = file
        self._found = found
        self._marks: dict[Path, Mark] = {(): Mark(file)}

    def read(self, content: bytes, sources: Mapping[str, Fields]) -> Loaded | None:
        before = len(self._found)
        text = self._text(content)
        tree = None if text is None else self._tree(text)
        if text is None or len(self._found) > before:
            return None
        try:
            # Once through JSON, so that 50 and 50.0 are one number and have one digest.
            definition = from_json(to_json(msgspec.convert(tree, type=Definition, strict=True)))
        except msgspec.ValidationError as wrong:
            self._misshapen(str(wrong))
            return None
        check(definition, sources, self._add)
        return Loaded(definition, text, self._file) if len(self._found) == before else None

    # -- text and tree ---------------------------------------------------------------

    def _text(self, content: bytes) -> str | None:
        if len(content) > LARGEST:
            self._add("too-large", (), limit=LARGEST)
            return None
        try:
            return nfc(content.decode("utf-8"))
        except UnicodeDecodeError:
            self._add("not-text", ())
            return None

    def _tree(self, text: str) -> object:
        try:
            if any(isinstance(e, yaml.AliasEvent) for e in yaml.parse(text, yaml.CSafeLoader)):
                self._add("alias", ())
                return None
            node = yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            place = Mark(self._file, mark.line + 1, mark.column + 1) if mark else Mark(self._file)
            problem = getattr(error, "problem", None) or str(error).splitlines()[0]
            self._found.append(Finding("not-yaml", place, {"problem": problem}))
            return None
        return self._plain(node, ()) if node else None

    def _plain(self, node: yaml.Node, path: Path) -> object:
        """The value of a node; where each part stood is kept."""
        start = node.start_mark
        self._marks.setdefault(path, Mark(self._file, start.line + 1, start.column + 1))
        if isinstance(node, yaml.MappingNode):
            return self._table(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, (*path, n)) for n, item in enumerate(node.value)]
        return _scalar(node)

    def _table(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in node.value:
            here = (*path, str(key.value))
            start = key.start_mark
            self._marks[here] = Mark(self._file, start.line + 1, start.column + 1)
            if key.value in found:
                self._add("twice", here, name=key.value)
            found[str(key.value)] = self._plain(value, here)
        return found

    # -- findings --------------------------------------------------------------------

    def _add(self, code: str, path: Path, **params: object) -> None:
        """At the place of the path; as near as the tree goes."""
        while path not in self._marks:
            path = path[:-1]
        self._found.append(Finding(code, self._marks[path], params))

    def _misshapen(self, message: str) -> None:
        told = _AT.search(message)
        path: list[str | int] = []
        for name, number in _STEP.findall(told["path"]) if told else ():
            if name or number:
                path.append(name or int(number))
        self._add("shape", tuple(path), problem=_AT.sub("", message))


def _scalar(node: yaml.Node) -> object:
    """Numbers, `true`, `false` and `null` as such; everything else is text as it is spelt."""
    value = str(node.value)
    match node.tag.rsplit(":", 1)[-1]:
        case "int" if re.fullmatch(r"-?(0|[1-9][0-9]*)", value):
            return int(value)
        case "float" if re.fullmatch(r"-?[0-9]+\.[0-9]+(e[-+]?[0-9]+)?", value):
            return float(value)
        case "bool" if value in {"true", "false"}:
            return value == "true"
        case "null":
            return None
        case _:
            return value.strip()
