"""The bank of questions that many forms share, and how a package takes what it uses along.

`use: person.full_name` in `form.yaml` stands for a question of the bank; what is written beside it
comes before what the bank says. A package carries the questions it uses in its own
`questions.yaml`, so that it means the same in every city and for ever, whatever becomes of the
bank: it is read, hashed and signed with them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from motcua.modules.forms.rules import FormErrors, Question, parse_form

from .findings import Findings
from .sources import Json, Listing, Node, Scalar, Table, json_of, text_of, tree_of

FILE = "questions.yaml"
FORM = "form.yaml"
VERSION = 1
#: Beside a folder of packages lies the folder of the bank.
FOLDER = "questions"
LARGEST_UNFOLDED = 512 * 1024
#: What the bank says of a question for designers, and no part of it in a form.
_ASIDE = frozenset({"name", "says"})


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """One question of the bank. `says` tells designers when to use it; `tree` is as written."""

    name: str
    says: str
    question: Question
    tree: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Bank:
    """By name, in the order of the files."""

    questions: Mapping[str, BankQuestion]


def read_bank(files: Mapping[str, bytes]) -> Bank:
    """The bank these files make.

    :raises PackageErrors: with everything that is wrong
    """
    found = Findings()
    known: dict[str, BankQuestion] = {}
    for file, content in sorted(files.items()):
        text = text_of(content, file, found)
        tree = None if text is None else tree_of(text, file, found)
        if tree is None:
            continue
        for name, table in _entries(tree, found):
            if name in known:
                found.add("twice", table.mark, name=name)
            elif (made := _made(name, table, found)) is not None:
                known[name] = made
    found.refuse_if_any()
    return Bank(known)


def bank_beside(folder: Path) -> Bank | None:
    """The bank of the folder in which a package's folder lies, if there is one."""
    return bank_in(folder.resolve().parent.parent / FOLDER)


def bank_in(place: Path) -> Bank | None:
    """The bank of a folder; None where there is no such folder."""
    if not place.is_dir():
        return None
    return read_bank({path.name: path.read_bytes() for path in sorted(place.glob("*.yaml"))})


def used_in(form: Node) -> list[str]:
    """The names a form uses, in order."""
    return [name for table in _tables(form) if (name := _use(table))]


def completed(files: Mapping[str, bytes], bank: Bank | None) -> dict[str, bytes]:
    """The files with the questions they use; those of the package come before the bank's.

    Files that cannot be read, and names that the bank does not know, are left for who checks them.
    """
    if bank is None or b"use:" not in files.get(FORM, b""):
        return dict(files)
    tree = _tree(files, FORM)
    names = [] if tree is None else used_in(tree)
    own: dict[str, Json] = {}
    if FILE in files:
        carried = _tree(files, FILE)
        if carried is None:
            return dict(files)
        own = {name: json_of(table) for name, table in _entries(carried, Findings())}
    missing = set(names) & bank.questions.keys() - own.keys()
    if not missing:
        return dict(files)
    whole = {**own, **{name: dict(bank.questions[name].tree) for name in sorted(missing)}}
    return {**files, FILE: _written([whole[name] for name in sorted(whole)])}


def _tree(files: Mapping[str, bytes], file: str) -> Node | None:
    found = Findings()
    text = text_of(files[file], file, found)
    return None if text is None else tree_of(text, file, found)


def _written(questions: list[Json]) -> bytes:
    """The `questions.yaml` of a package that uses these."""
    tree = {"bank": VERSION, "questions": questions}
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=100).encode()


def laid_out(form: Node, questions: Node | None, found: Findings) -> Node:
    """The form with every question it uses written out in full."""
    known = {} if questions is None else dict(_entries(questions, found))
    sizes = {name: len(json.dumps(json_of(table))) for name, table in known.items()}
    # A short form must not unfold into gigabytes.
    if sum(sizes.get(name, 0) for name in used_in(form)) > LARGEST_UNFOLDED:
        found.add("uses-too-much", form.mark)
        return form
    return _laid(form, known, found)


def _laid(node: Node, known: Mapping[str, Table], found: Findings) -> Node:
    if isinstance(node, Listing):
        return replace(node, items=tuple(_laid(item, known, found) for item in node.items))
    if not isinstance(node, Table):
        return node
    entries = {key: _laid(value, known, found) for key, value in node.entries.items()}
    laid = replace(node, entries=entries)
    name = _use(node)
    if not name:
        return laid
    if name not in known:
        found.unknown("not-in-bank", node.key_marks["use"], name, known)
        return laid
    return _over(known[name], laid, name)


def _over(bank: Table, own: Table, name: str) -> Table:
    """The bank's words in the place where they are used, under what is written there."""
    theirs = {key: value for key, value in bank.entries.items() if key not in _ASIDE}
    key = {"key": Scalar(name.rpartition(".")[2], is_plain=True, mark=own.mark)}
    marks = dict.fromkeys((*key, *theirs), own.key_marks["use"])
    return Table({**key, **theirs, **own.entries}, {**marks, **own.key_marks}, own.mark)


def _use(table: Table) -> str:
    use = table.entries.get("use")
    return use.value.strip() if isinstance(use, Scalar) else ""


def _tables(node: Node) -> Iterator[Table]:
    if isinstance(node, Listing):
        for item in node.items:
            yield from _tables(item)
    if isinstance(node, Table):
        yield node
        for value in node.entries.values():
            yield from _tables(value)


def _entries(tree: Node, found: Findings) -> Iterator[tuple[str, Table]]:
    """The questions of a file of the bank, by name."""
    version = tree.entries.get("bank") if isinstance(tree, Table) else None
    listed = tree.entries.get("questions") if isinstance(tree, Table) else None
    if not isinstance(version, Scalar) or version.value != str(VERSION):
        found.add("missing-key", tree.mark, name="bank")
    if not isinstance(listed, Listing):
        found.add("missing-key", tree.mark, name="questions")
        return
    for item in listed.items:
        name = item.entries.get("name") if isinstance(item, Table) else None
        if isinstance(item, Table) and isinstance(name, Scalar) and name.value:
            yield name.value, item
        else:
            found.add("missing-key", item.mark, name="name")


def _made(name: str, table: Table, found: Findings) -> BankQuestion | None:
    """A question of the bank as it would be asked."""
    whole = json_of(table)
    assert isinstance(whole, dict)
    asked = {key: value for key, value in whole.items() if key not in _ASIDE}
    key = name.rpartition(".")[2]
    title = {"vi": name, "en": name}
    questions: list[Json] = [{"key": key, **asked}]
    page: dict[str, Json] = {"key": "page", "title": dict(title), "questions": questions}
    try:
        form = parse_form({"form": 1, "title": title, "pages": [page]}, file=name)
    except FormErrors as wrong:
        for finding in wrong.findings:
            found.add("form", table.mark, problem=finding.text)
        return None
    says = whole.get("says")
    question = form.question(key)
    assert question is not None
    return BankQuestion(name, says if isinstance(says, str) else "", question, whole)
