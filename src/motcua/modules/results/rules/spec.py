"""Reads `result.yaml`: what a result is called, how it is numbered, what the officer fills in.

The fields are questions of the forms language; they are handed on as they are, for the catalogue to
read with the forms module, which stands beside this one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from motcua.kernel.errors import Invalid
from motcua.kernel.words import Text

from .content import at_path

Path = tuple[str | int, ...]
_KEYS = ("name", "code", "symbol", "subject", "recipients", "fields", "propose", "document_type")
_NEEDED = ("name", "symbol", "fields")
_CODE = re.compile(r"KQ\.[A-Z][0-9]{2}\.[0-9]{6}")
_SYMBOL = re.compile(r"[A-ZĐ0-9]+(-(\{agency\}|[A-ZĐ0-9]+))*")
_FIELD_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SOURCES = ("answers.", "applicant.", "submitter.", "dossier.")


@dataclass(frozen=True, slots=True)
class Finding:
    """`path` leads into the tree (mapping keys and list positions), so that the line is known."""

    path: Path
    code: str
    text: Text


class SpecErrors(Invalid):
    """result.yaml cannot be used; `findings` say why."""

    code: ClassVar[str] = "result-invalid"

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        places = (".".join(map(str, each.path)) for each in findings)
        said = zip(places, findings, strict=True)
        super().__init__("\n".join(f"{place}: {each.text.en}" for place, each in said))


@dataclass(frozen=True, slots=True)
class ResultSpec:
    """What `result.yaml` says. `questions` is the raw list under `fields`.

    `document_type` is what the paper is where another procedure asks for it: a type of document.
    """

    name: Text
    symbol: str
    questions: tuple[Mapping[str, object], ...]
    code: str = ""
    subject: str = "applicant.full_name"
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT")
    propose: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    document_type: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(str(question["key"]) for question in self.questions)

    def form_tree(self) -> dict[str, object]:
        """The fields as a definition for `forms.rules.parse_form`: one page called `result`.

        A finding of the forms module at `pages, 0, questions, …` is one at `fields, …` here.
        """
        title = {"vi": self.name.vi, "en": self.name.en or self.name.vi}
        page = {"key": "result", "title": title, "questions": list(self.questions)}
        return {"form": 1, "title": title, "pages": [page]}

    def proposal(self, data: Mapping[str, object]) -> dict[str, object]:
        """First values of the fields, from the data of the dossier; only those that are there.

        Of several paths the first that leads somewhere counts.
        """
        found: dict[str, object] = {}
        for key, paths in self.propose.items():
            values = (at_path(data, path) for path in paths)
            there = [value for value in values if value not in (None, "", [])]
            if there:
                found[key] = there[0]
        return found

    def sources(self, values: Mapping[str, object], data: Mapping[str, object]) -> dict[str, str]:
        """Where the values come from that the dossier proposed and the officer left as they were.

        What the officer wrote has no source here: the decision itself is one.
        """
        known = data.get("sources")
        known = known if isinstance(known, Mapping) else {}
        found: dict[str, str] = {}
        for key, paths in self.propose.items():
            for path in paths:
                value, (root, *rest) = at_path(data, path), path.split(".")
                if value in (None, "", []):
                    continue
                if root == "answers" and value == values.get(key) and rest[0] in known:
                    found[key] = str(known[rest[0]])
                break
        return found

    def result_data(
        self, values: Mapping[str, object], words: Mapping[str, str]
    ) -> dict[str, object]:
        """The keys `result` and `result_words` of the template's data; every field is there."""
        kept = {key: values.get(key) for key in self.keys}
        return {
            "result": {key: None if value == "" else value for key, value in kept.items()},
            "result_words": {key: words.get(key) or None for key in self.keys},
        }


def parse_result(tree: object) -> ResultSpec:
    """The specification, or everything that is wrong with it.

    :raises SpecErrors: with the path of each finding
    """
    if not isinstance(tree, Mapping):
        raise SpecErrors([_finding((), "not-a-mapping")])
    reader = _Reader(tree)
    spec = reader.read()
    if reader.findings:
        raise SpecErrors(reader.findings)
    return spec


class _Reader:
    """Walks the tree once and gathers findings instead of stopping at the first."""

    def __init__(self, tree: Mapping[object, object]) -> None:
        self._tree = tree
        self.findings: list[Finding] = []

    def read(self) -> ResultSpec:
        for key in self._tree:
            if key not in _KEYS:
                self._add((str(key),), "key-unknown")
        for key in _NEEDED:
            if key not in self._tree:
                self._add((), "key-missing", key=key)
        questions = self._questions()
        return ResultSpec(
            name=self._name(),
            symbol=self._matching("symbol", _SYMBOL, "symbol-wrong"),
            questions=questions,
            code=self._matching("code", _CODE, "code-wrong"),
            subject=self._subject({str(q["key"]) for q in questions}),
            recipients=self._recipients(),
            propose=self._propose({str(q["key"]) for q in questions}),
            document_type=self._matching("document_type", _FIELD_KEY, "type-wrong"),
        )

    def _name(self) -> Text:
        name = self._tree.get("name", "?")
        if isinstance(name, str) and name.strip():
            return Text(name.strip())
        if isinstance(name, Mapping) and isinstance(name.get("vi"), str):
            return Text(str(name["vi"]), str(name.get("en") or ""))
        self._add(("name",), "words-wrong")
        return Text("")

    def _matching(self, key: str, pattern: re.Pattern[str], code: str) -> str:
        value = self._tree.get(key, "")
        if key in self._tree and not (isinstance(value, str) and pattern.fullmatch(value)):
            self._add((key,), code)
        return str(value)

    def _questions(self) -> tuple[Mapping[str, object], ...]:
        raw = self._tree.get("fields", [])
        if not isinstance(raw, list):
            self._add(("fields",), "not-a-list")
            return ()
        kept = []
        for place, question in enumerate(raw):
            key = question.get("key") if isinstance(question, Mapping) else None
            if not isinstance(key, str) or not _FIELD_KEY.fullmatch(key):
                self._add(("fields", place), "field-without-key")
            elif question.get("kind") in ("file", "declaration"):
                self._add(("fields", place, "kind"), "kind-not-here")
            else:
                kept.append(question)
        return tuple(kept)

    def _subject(self, keys: set[str]) -> str:
        path = self._tree.get("subject", "applicant.full_name")
        known = isinstance(path, str) and (
            path.startswith(_SOURCES) or path.removeprefix("result.") in keys
        )
        if not known:
            self._add(("subject",), "path-wrong")
        return str(path)

    def _recipients(self) -> tuple[str, ...]:
        raw = self._tree.get("recipients", ["Như trên", "Lưu: VT"])
        if not isinstance(raw, list) or not all(isinstance(line, str) for line in raw):
            self._add(("recipients",), "not-a-list")
            return ()
        return tuple(raw)

    def _propose(self, keys: set[str]) -> dict[str, tuple[str, ...]]:
        raw = self._tree.get("propose", {})
        if not isinstance(raw, Mapping):
            self._add(("propose",), "not-a-mapping")
            return {}
        proposed: dict[str, tuple[str, ...]] = {}
        for key, given in raw.items():
            paths = given if isinstance(given, list) else [given]
            if key not in keys:
                self._add(("propose", str(key)), "field-unknown")
            elif not all(isinstance(path, str) and path.startswith(_SOURCES) for path in paths):
                self._add(("propose", str(key)), "path-wrong")
            proposed[str(key)] = tuple(map(str, paths))
        return proposed

    def _add(self, path: Path, code: str, **params: str) -> None:
        self.findings.append(_finding(path, code, **params))


def _finding(path: Path, code: str, **params: str) -> Finding:
    says = SENTENCES[code]
    return Finding(path, code, Text(says.vi.format(**params), says.en.format(**params)))


SENTENCES: Mapping[str, Text] = {
    "not-a-mapping": Text("Chỗ này phải là các cặp tên: giá trị.", "A mapping is needed here."),
    "not-a-list": Text("Chỗ này phải là danh sách.", "A list is needed here."),
    "key-unknown": Text("Không có mục này trong result.yaml.", "result.yaml knows no such key."),
    "key-missing": Text("Thiếu mục {key}.", "The key {key} is missing."),
    "words-wrong": Text("Cần tên bằng tiếng Việt.", "A name in Vietnamese is needed."),
    "symbol-wrong": Text(
        "Ký hiệu gồm chữ hoa và gạch nối, ví dụ TLKS-{{agency}}.",
        "A symbol is capitals and hyphens, such as TLKS-{{agency}}.",
    ),
    "code-wrong": Text(
        "Mã kết quả có dạng KQ.G15.000342.", "A result's code looks like KQ.G15.000342."
    ),
    "field-without-key": Text(
        "Mỗi trường cần một key gồm chữ thường, số và _.",
        "Every field needs a key of small letters, digits and _.",
    ),
    "kind-not-here": Text(
        "Kết quả không dùng loại câu hỏi này.", "A result has no use for this kind of question."
    ),
    "field-unknown": Text("Không có trường này trong fields.", "fields has no such field."),
    "type-wrong": Text(
        "Loại giấy tờ là một từ tiếng Anh nhỏ như birth_certificate.",
        "A type of document is a small English word such as birth_certificate.",
    ),
    "path-wrong": Text(
        "Cần một đường dẫn như answers.full_name hoặc applicant.full_name.",
        "A path such as answers.full_name or applicant.full_name is needed.",
    ),
}
