"""Every problem has a sentence in both languages that says what to do."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

from motcua.kernel.numbers import Finding, Severity, read_personal_id, read_phone, read_tax_code
from motcua.modules.forms import words
from motcua.modules.forms.rules import Form, Problem, check, parse_form

from .places import FewPlaces
from .strategies import TODAY

RULES = Path(__file__).parents[1] / "rules"
# Codes that other rules hand on, or that are made of parts.
HANDED_ON = {"no-day", "no-month", "no-year", "no-sheet", "no-parcel", "missing", "check"}
# What the store of files and the look inside them say, by way of `FileState` and `Keeper`.
FILES = {
    *("document-store-full", "file-broken", "file-empty", "file-has-program", "file-infected"),
    *("file-kind-unknown", "file-locked", "file-of-two-kinds", "file-too-costly"),
    *("file-too-many-pages", "file-too-many-pixels", "file-unpacks-too-large", "only-photos-join"),
    *("photos-too-large", "too-many-photos", "upload-too-large"),
    *("extract-elsewhere", "extract-of-another", "extract-old", "extract-void"),
}


def codes() -> set[str]:
    """The codes written in the rules: the first word of each `Fault(...)`."""
    found = set()
    for file in RULES.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Fault":
                found |= {
                    str(each.value) for each in node.args[:1] if isinstance(each, ast.Constant)
                }
    return found


def number_codes() -> set[str]:
    typed = ["x", "1", "123456789", "+331234567", "0123456789", "00119900000"]
    findings = [*read_all(typed)]
    return {each.code for each in findings if each.severity is Severity.BLOCK}


def read_all(typed: list[str]) -> list[Finding]:
    taxes = [*typed, "0000000000", "0100109107", "0100109106000"]
    people = [f for t in typed for f in (*read_personal_id(t).findings, *read_phone(t).findings)]
    return [*people, *(f for t in taxes for f in read_tax_code(t).findings)]


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    known = {"personal-id-not-digits", "personal-id-length", "personal-id-old-card"}
    known |= {"phone-not-digits", "phone-foreign", "phone-length", "phone-prefix"}
    known |= {"tax-code-not-digits", "tax-code-length", "tax-code-prefix"}
    known |= {"tax-code-check-digit", "tax-code-branch"}
    assert number_codes() == known
    assert codes() | known | HANDED_ON | FILES == set(words.SENTENCES) | {"missing", "check"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_sentence_can_be_filled_in(language: str) -> None:
    params = dict.fromkeys(
        [
            *("label", "quoted", "most", "least", "earliest", "latest", "length", "name"),
            *("accepted", "number", "pages", "pixels"),
        ],
        "x",
    )
    with translation.override(language):
        for said in [*words.SENTENCES.values(), *words.MISSING.values()]:
            assert "%" not in str(said) % params


FORM = parse_form(
    {
        "form": 1,
        "title": {"vi": "Tờ khai", "en": "Form"},
        "pages": [
            {
                "key": "p",
                "title": {"vi": "Trang", "en": "Page"},
                "questions": [
                    {
                        "key": "name",
                        "kind": "person_name",
                        "label": {"vi": "Họ và tên", "en": "Full name"},
                    },
                    {
                        "key": "born",
                        "kind": "date",
                        "latest": "today",
                        "label": {"vi": "Ngày sinh", "en": "Date of birth"},
                    },
                    {
                        "key": "since",
                        "kind": "date",
                        "label": {"vi": "Từ ngày", "en": "From"},
                        "checks": [
                            {
                                "key": "later",
                                "that": "answers.since > answers.born",
                                "say": {
                                    "vi": "Ngày đến phải sau ngày sinh",
                                    "en": "You came after you were born",
                                },
                            }
                        ],
                    },
                    {
                        "key": "own",
                        "kind": "yes_no",
                        "label": {"vi": "Bạn là chủ hộ?", "en": "Are you the head?"},
                        "missing": {
                            "vi": "Cho biết bạn có phải là chủ hộ",
                            "en": "Say whether you are the head",
                        },
                    },
                    {
                        "key": "list",
                        "kind": "short_text",
                        "label": {"vi": "CT01 số mấy?", "en": "Which CT01?"},
                    },
                    {
                        "key": "people",
                        "kind": "group",
                        "label": {"vi": "Người đi cùng", "en": "People with you"},
                        "item": {"vi": "Người", "en": "Person"},
                        "questions": [
                            {
                                "key": "age",
                                "kind": "whole_number",
                                "most": 150,
                                "label": {"vi": "Tuổi", "en": "Age"},
                            }
                        ],
                    },
                ],
            }
        ],
    }
)


def said(form: Form, answers: dict[str, object], language: str) -> list[str]:
    problems = check(form, answers, today=TODAY, places=FewPlaces())
    with translation.override(language):
        return [words.sentence(form, problem) for problem in problems]


def test_what_is_missing() -> None:
    assert said(FORM, {}, "vi") == [
        "Nhập họ và tên",
        "Nhập ngày sinh",
        "Nhập từ ngày",
        "Cho biết bạn có phải là chủ hộ",
        "Hãy trả lời câu hỏi “CT01 số mấy?”",
        "Thêm ít nhất một mục vào danh sách người đi cùng",
    ]


def test_what_is_wrong() -> None:
    answers: dict[str, object] = {
        "name": "An 2",
        "born": "2027-01-01",
        "since": "1999-01-01",
        "own": True,
        "list": "x" * 201,
        "people": [{"age": 3}, {"age": 1500}],
    }
    assert said(FORM, answers, "vi") == [
        "Nhập họ và tên chỉ bằng chữ, như trên giấy tờ",
        "Kiểm tra lại ngày sinh: không được sau ngày 22/11/2026",
        "Ngày đến phải sau ngày sinh",
        "Rút ngắn CT01 số mấy? còn tối đa 200 ký tự",
        "Người 2: Nhập tuổi không quá 150",
    ]


def test_a_problem_of_a_question_that_is_gone_shows_its_code() -> None:
    assert words.sentence(FORM, Problem(("gone",), "missing", "p")) == "missing"


@pytest.mark.parametrize(("value", "vi", "en"), [
    (1900, "1900", "1900"), (9999, "9999", "9999"), (12000, "12.000", "12,000"),
])  # fmt: skip
def test_four_digits_stand_together_since_they_may_be_a_year(value: int, vi: str, en: str) -> None:
    form = parse_form({
        "form": 1, "title": "T", "pages": [{"key": "p", "title": "P", "questions": [
            {"key": "n", "kind": "whole_number", "label": "Năm"},
        ]}],
    })  # fmt: skip
    problem = Problem(("n",), "too-small", "p", {"least": value})

    assert [said_in(language, form, problem) for language in ("vi", "en")] == [
        f"Nhập năm từ {vi} trở lên", f"Enter năm of {en} or more"
    ]  # fmt: skip


def said_in(language: str, form: Form, problem: Problem) -> str:
    with translation.override(language):
        return words.sentence(form, problem)
