"""A package is read whole, or refused with every fault at its file and line."""

import pytest

from motcua.kernel.clock import Allowance, Unit
from motcua.modules.catalogue.rules import Finding, PackageErrors, read

from .factories import REAL, changed, real_package, small_files


def _findings(files: dict[str, bytes]) -> tuple[Finding, ...]:
    with pytest.raises(PackageErrors) as refused:
        read(files)
    return refused.value.findings


def _where(files: dict[str, bytes]) -> list[tuple[str, str, int]]:
    return [(finding.code, finding.file, finding.line) for finding in _findings(files)]


@pytest.mark.parametrize("code", REAL)
def test_the_real_packages_are_whole_in_both_languages(code: str) -> None:
    package = real_package(code)

    assert package.code == code
    assert package.warnings == ()


def test_a_small_package_is_read() -> None:
    package = read(small_files())

    assert package.procedure.name.in_("en") == "In English, Xin giấy phép thả diều"
    assert [question.key for question in package.form.questions()] == ["size", "colour", "photo"]
    assert package.procedure.intake.allowance == Allowance.of(8, Unit.HOUR)
    assert package.warnings == ()


#: file, what stands there, what is put instead, the finding, its line
BROKEN = [
    ("procedure.yaml", "format: 1", "format: 2", "wrong-format", 1),
    ("procedure.yaml", "code: 9.000001", "code: 9.1", "wrong-pattern", 2),
    ("procedure.yaml", "levels:", "level:", "unknown-key", 7),
    ("procedure.yaml", "levels: [commune]", "levels: [comune]", "unknown-word", 7),
    ("procedure.yaml", "levels: [commune]", "levels: commune", "not-a-list", 7),
    ("procedure.yaml", "levels: [commune]", "levels: []", "empty", 7),
    ("procedure.yaml", "levels: [commune]", "levels: [commune, commune]", "twice", 7),
    ("procedure.yaml", "sector:", "sector: x #", "not-yaml", 5),
    ("procedure.yaml", "audience: [citizen]", "audience: [citizen", "not-yaml", 12),
    ("procedure.yaml", "audience: [citizen]", "audience: &a [citizen]", "alias-refused", 11),
    ("procedure.yaml", "audience: [citizen]", "audience: !!python/name:os", "tag-refused", 11),
    ("procedure.yaml", "audience: [citizen]", "code: 9.000002", "duplicate-key", 11),
    ("procedure.yaml", "audience: [citizen]", "? [a]\n: b", "key-not-word", 11),
    ("procedure.yaml", "amount: 2", "amount: two", "not-whole", 19),
    ("procedure.yaml", "amount: 2", "amount: 0", "out-of-range", 19),
    ("procedure.yaml", "amount: 2\n", "\n", "missing-key", 18),
    ("procedure.yaml", "  number: 1/QĐ\n", "", "missing-key", 14),
    ("procedure.yaml", "number: 1/QĐ", "number: ''", "empty", 15),
    ("procedure.yaml", "number: 1/QĐ", f"number: {'x' * 600}", "too-long", 15),
    ("procedure.yaml", "number: 1/QĐ", "number: [1]", "not-a-text", 15),
    ("procedure.yaml", "decision:", "decision: none\nx:", "not-a-table", 14),
    ("procedure.yaml", "from: 2026-01-01", "from: 2026-02-30", "not-a-date", 34),
    ("procedure.yaml", "from: 2026-01-01", "from: 2026-01-01\n  to: 2025-01-01",
     "effective-backwards", 35),
    ("procedure.yaml", "effective:", "cases: [{ code: 8.1, name: { vi: a, en: b } }]\neffective:",
     "case-foreign", 33),
    ("procedure.yaml", "effective:", "owner:\n  - full_name: who\neffective:",
     "no-such-question", 34),
    ("route.yaml", "commune_committee:", "commune_police:", "agency-not-competent", 1),
    ("route.yaml", "commune_committee:", "commune_police:", "agency-without-route", 1),
    ("route.yaml", "commune_committee:", "commune_comittee:", "unknown-word", 1),
    ("form.yaml", "kind: whole_number", "kind: number", "form", 8),
    ("components.yaml", "question: photo", "question: foto", "no-such-question", 6),
    ("components.yaml", "question: photo", "question: size", "question-not-file", 6),
    ("components.yaml", "  question: photo\n", "", "upload-without-question", 1),
    ("components.yaml", "  question: photo\n", "", "file-without-component", 16),
    ("components.yaml", "need: required", "need: shown\n  when: answers.size >", "expression", 5),
    ("components.yaml", "need: required", "need: shown\n  when: true", "missing-key", 1),
    ("fees.yaml", "1000 * answers.size", "1000 * answers.sise", "expression", 10),
    ("fees.yaml", "1000 * answers.size", "answers.colour", "expression", 10),
    ("fees.yaml", "counter:", "post:", "channel-not-offered", 12),
    ("fees.yaml", "counter:", "post:", "channel-unpriced", 8),
    ("fees.yaml", "percent: 50", "percent: 150", "out-of-range", 19),
    ("route.yaml", "hours: 8", "hours: 80", "route-over-time", 1),
    ("route.yaml", "role: clerk", "role: case_officer", "route-role-missing", 1),
    ("route.yaml", "role: clerk", "role: applicant", "unknown-word", 5),
    ("route.yaml", "role: clerk", "role: clerk, after: [drft]", "no-such-step", 5),
    ("result.yaml", "code: KQ.H26.000001", "code: KQ.H26.000002", "result-unknown", 2),
    ("result.yaml", "symbol: GP-{agency}", "symbol: gp", "result", 3),
    ("result.yaml", "kind: whole_number", "kind: number", "form", 6),
    ("result.yaml", "size: answers.size", "size: answers.sice", "no-such-question", 9),
    ("result.typ", "data.result_words.size", 'read("/etc/passwd")', "template-unsafe", 3),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code", "line"), BROKEN)
def test_each_fault_is_told_in_its_place(
    file: str, old: str, new: str, code: str, line: int
) -> None:
    found = _where(changed(small_files(), file, old, new))

    assert (code, line) in [(what, where) for what, _, where in found]


def test_every_fault_has_a_sentence_in_both_languages() -> None:
    for file, old, new, _, _ in BROKEN:
        for finding in _findings(changed(small_files(), file, old, new)):
            assert finding.says().vi
            assert finding.says().en
            assert "{" not in finding.says().en.replace("{agency}", "")


def test_all_faults_are_told_at_once() -> None:
    files = changed(small_files(), "procedure.yaml", "levels: [commune]", "levels: [comune]")
    files = changed(files, "fees.yaml", "percent: 50", "percent: 0")
    files = changed(files, "route.yaml", "hours: 8", "hours: eight")

    assert [(code, file) for code, file, _ in _where(files)] == [
        ("out-of-range", "fees.yaml"),
        ("unknown-word", "procedure.yaml"),
        ("not-whole", "route.yaml"),
    ]


def test_the_nearest_name_is_offered() -> None:
    misspelt = changed(small_files(), "procedure.yaml", "returning:", "returnings:")

    missing, unknown = _findings(misspelt)

    assert missing.says().en == "The key returning is missing."
    assert unknown.says().en == "There is no key returnings here. Did you mean returning?"
    assert str(unknown).startswith("procedure.yaml:26:1: ")


def test_an_expression_is_told_to_the_column() -> None:
    files = changed(small_files(), "fees.yaml", "1000 * answers.size", "1000 * answers.sise")

    (finding,) = _findings(files)

    assert (finding.line, finding.column) == (10, len("        amount: 1000 * ") + 1)


def test_a_file_nobody_asked_for_and_a_file_that_is_missing() -> None:
    files = {**small_files(), "proceedure.yaml": b"x: 1"}
    del files["route.yaml"]

    assert _where(files) == [
        ("unknown-file", "proceedure.yaml", 0),
        ("half-complete", "route.yaml", 0),
    ]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"name: \x00", b"name: \x1b[31m"])
def test_only_clean_text_is_read(content: bytes) -> None:
    assert _where({**small_files(), "procedure.yaml": b"a: 1\n" + content}) == [
        ("not-text", "procedure.yaml", 2)
    ]


@pytest.mark.parametrize("escape", ["\\0", "\\x1b", "\\uFEFF"])
def test_escapes_hide_nothing(escape: str) -> None:
    files = changed(small_files(), "procedure.yaml", "number: 1/QĐ", f'number: "1{escape}"')

    assert _where(files) == [("not-text", "procedure.yaml", 15)]


def test_a_file_nested_without_end_is_refused() -> None:
    deep = b"a: " + b"[" * 5000

    assert _where({**small_files(), "procedure.yaml": deep}) == [("too-deep", "procedure.yaml", 1)]


def test_an_empty_file_and_a_second_document() -> None:
    assert _where({**small_files(), "fees.yaml": b"# nothing\n"}) == [
        ("empty-file", "fees.yaml", 1)
    ]
    two = small_files()["fees.yaml"] + b"---\nsays: x\n"
    assert _where({**small_files(), "fees.yaml": two}) == [("not-yaml", "fees.yaml", 26)]


def test_english_stands_apart_by_path() -> None:
    files = changed(small_files(), "procedure.yaml", "{ vi: Luật Diều, en: Kite Law }", "Luật Diều")
    assert [w.code for w in read(files).warnings] == ["no-english"]

    words = b"procedure.legal_basis.1/2026/QH.name: Law of Kites\n"
    package = read({**files, "words.en.yaml": words})

    assert package.procedure.legal_basis[0].name.in_("en") == "Law of Kites"
    assert package.warnings == ()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("procedure.nme: Kite", "words-no-such-place"),
        ("prosedure.name: Kite", "words-no-such-place"),
        ("procedure.steps.2.title: Kite", "words-no-such-place"),
        ("procedure.steps: Kite", "words-not-text"),
        ("procedure.name: Kite", "words-not-text"),
        ("procedure.name: [Kite]", "not-a-text"),
        ("[Kite]", "not-a-table"),
    ],
)
def test_english_without_its_vietnamese_is_refused(words: str, code: str) -> None:
    files = {**small_files(), "words.en.yaml": f"# English\n{words}\n".encode()}

    assert _where(files) == [(code, "words.en.yaml", 2)]
