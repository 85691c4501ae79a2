"""What a definition may say, and what is found wrong with it, and where."""

import re
from copy import deepcopy
from pathlib import Path as FilePath
from typing import TypeAlias

import pytest
import yaml

from motcua.modules.forms.rules import (
    SOURCES,
    Form,
    FormErrors,
    Level,
    answer_types,
    parse_form,
    prefilled,
)
from motcua.modules.forms.rules.findings import SENTENCES, Path
from motcua.modules.forms.rules.kinds.group import Group
from motcua.modules.forms.rules.kinds.registry import KINDS

HANDBOOK = FilePath(__file__).parents[5] / "docs" / "handbook" / "forms.md"
Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | int | bool | None"


def words(vi: str) -> Tree:
    return {"vi": vi, "en": vi}


def question(key: str, kind: str = "short_text", **more: Tree) -> dict[str, Tree]:
    return {"key": key, "kind": kind, "label": words(key), **more}


def page(key: str, *questions: Tree, **more: Tree) -> dict[str, Tree]:
    return {"key": key, "title": words(key), "questions": list(questions), **more}


def form(*pages: Tree, **more: Tree) -> Tree:
    return {"form": 1, "title": words("Tờ khai"), "pages": list(pages), **more}


YES_OR_NO: list[Tree] = [{"key": "a", "label": words("a")}, {"key": "b", "label": words("b")}]
PICK = question("pick", "single_choice", choices=YES_OR_NO)
MEMBERS = question(
    "members",
    "group",
    item=words("Người"),
    questions=[question("age", "whole_number"), question("kin", when="item.age > 3")],
)


def findings(tree: Tree) -> list[tuple[str, Path]]:
    with pytest.raises(FormErrors) as caught:
        parse_form(tree)
    errors = [each for each in caught.value.findings if each.level is Level.ERROR]
    for each in errors:
        assert "{" not in each.text.vi.replace("{ vi", "")
        assert each.text.en
    return [(each.code, each.path) for each in errors]


Q, Q2 = ("pages", 0, "questions", 0), ("pages", 0, "questions", 1)
WRONG: list[tuple[Tree, str, Path]] = [
    ("form", "not-a-mapping", ()),
    (form(), "empty-list", ("pages",)),
    ({"form": 2, "title": "x", "pages": [page("p", question("a"))]}, "wrong-version", ("form",)),
    ({"title": "x", "pages": [page("p", question("a"))]}, "needed", ()),
    (form(page("p", question("a")), colour="red"), "unknown-key", ("colour",)),
    (form(page("p", question("a"), colour="red")), "unknown-key", ("pages", 0, "colour")),
    (form(page("p", question("a", colour="red"))), "unknown-key", (*Q, "colour")),
    (
        form(page("p", question("a", label={"vi": "a", "fr": "a"}))),
        "unknown-key",
        (*Q, "label", "fr"),
    ),
    (form(page("p", question("a", most=9, choices=YES_OR_NO))), "unknown-key", (*Q, "choices")),
    (form(page("p", {"key": "a", "kind": "short_text"})), "needed", Q),
    (form(page("p", question("a", label={"en": "a"}))), "no-vietnamese", (*Q, "label")),
    (form(page("p", question("a", label=3))), "not-a-mapping", (*Q, "label")),
    (form(page("p", question("a", when=3))), "not-text", (*Q, "when")),
    (form(page("P", question("a"))), "bad-key", ("pages", 0, "key")),
    (form(page("p", question("a-b"))), "bad-key", (*Q, "key")),
    (form(page("p", question("a"), question("a"))), "repeated-key", (*Q2, "key")),
    (form(page("p", question("a")), page("p", question("b"))), "repeated-key", ("pages", 1, "key")),
    (form(page("p", question("a", "colour"))), "not-among", (*Q, "kind")),
    (form(page("p", question("a", required="yes"))), "not-flag", (*Q, "required")),
    (form(page("p", question("a", most="9"))), "not-number", (*Q, "most")),
    (form(page("p", question("a", most=501))), "not-number", (*Q, "most")),
    (form(page("p", question("a", least=9, most=3))), "least-above-most", (*Q, "least")),
    (form(page("p", question("a", "date", latest="soon"))), "not-date", (*Q, "latest")),
    (form(page("p", question("a", "file", accept="pdf"))), "not-a-list", (*Q, "accept")),
    (form(page("p", question("a", "file", accept=["exe"]))), "not-among", (*Q, "accept", 0)),
    (form(page("p", question("a", "single_choice"))), "needed", Q),
    (
        form(page("p", question("a", "single_choice", choices=[{"key": "a", "label": "a"}]))),
        "too-few",
        (*Q, "choices"),
    ),
    (
        form(page("p", question("a", "single_choice", choices=YES_OR_NO * 2))),
        "repeated-key",
        (*Q, "choices", 2, "key"),
    ),
    (
        form(page("p", *[question(f"a{n}") for n in range(61)])),
        "too-many",
        ("pages", 0, "questions"),
    ),
    (form(page("p", question("a", prefill="applicant.shoe"))), "not-among", (*Q, "prefill")),
    (form(page("p", question("a", prefill="applicant.phone"))), "wrong-prefill", (*Q, "prefill")),
    (
        form(
            page("p", PICK),
            tables=[
                {
                    "key": "t",
                    "title": words("t"),
                    "inputs": ["answers.pick"],
                    "rules": [{"when": ["a", "b"], "then": 1}],
                }
            ],
        ),
        "row-width",
        ("tables", 0, "rules", 0, "when"),
    ),
    (
        form(
            page(
                "p",
                question(
                    "a", "group", item=words("x"), questions=[question("b", "computed", value="7")]
                ),
            )
        ),
        "asks-nothing",
        (*Q, "questions"),
    ),
    (
        form(page("p", PICK), eligibility=[{"key": "e", "that": "1 < 2", "say": words("e")}]),
        "reads-nothing",
        ("eligibility", 0, "that"),
    ),
    (form(page("p", question("a", "time", earliest="8"))), "not-clock", (*Q, "earliest")),
    (form(page("p", question("a", "decimal", most="1,5"))), "not-decimal", (*Q, "most")),
    (
        form(
            page(
                "p",
                question("a", "decimal", unit="m", units=[{"key": "m", "label": words("m")}]),
            )
        ),
        "not-both",
        (*Q, "units"),
    ),
    (
        form(page("p", PICK), lists=[{"key": "l", "title": words("l"), "rows": "a | A\na | B"}]),
        "bad-list-row",
        ("lists", 0, "rows"),
    ),
    (
        form(page("p", question("a", "reference_choice", list="countries"))),
        "not-among",
        (*Q, "list"),
    ),
    (
        form(page("p", question("a"), question("b", "computed", value="[answers.a]"))),
        "formula-of-list",
        (*Q2, "value"),
    ),
    (
        form(page("p", PICK, question("b", when="answers.pick = 1"))),
        "bad-expression",
        (*Q2, "when"),
    ),
    (
        form(page("p", PICK, question("b", when='answers.pick == "c"'))),
        "bad-expression",
        (*Q2, "when"),
    ),
    (form(page("p", PICK, question("b", when="answers.pick"))), "bad-expression", (*Q2, "when")),
    (
        form(page("p", PICK, question("b", when="answers.pock == 'a'"))),
        "bad-expression",
        (*Q2, "when"),
    ),
    (form(page("p", PICK, question("b", when="today == today"))), "bad-expression", (*Q2, "when")),
    (
        form(page("p", question("b", when='answers.pick == "a"'), PICK)),
        "refers-ahead",
        (*Q, "when"),
    ),
    (form(page("p", question("b", when="has(answers.b)"))), "refers-ahead", (*Q, "when")),
    (form(page("p", PICK, when='answers.pick == "a"')), "refers-ahead", ("pages", 0, "when")),
    (
        form(page("p", question("a", checks=[{"key": "c", "say": words("c")}]))),
        "needed",
        (*Q, "checks", 0),
    ),
    (
        form(page("p", question("g", "group", item=words("i"), questions=[question("f", "file")]))),
        "kind-not-here",
        (*Q, "questions", 0, "kind"),
    ),
    (
        form(page("p", question("t", "table", columns=[question("x")], totals=["x"]))),
        "not-added-up",
        (*Q, "totals"),
    ),
    (
        form(
            page(
                "p",
                question(
                    "g",
                    "group",
                    item=words("i"),
                    questions=[question("x", prefill="applicant.phone")],
                ),
            )
        ),
        "unknown-key",
        (*Q, "questions", 0, "prefill"),
    ),
    (
        form(
            page(
                "p",
                question(
                    "g",
                    "group",
                    item=words("i"),
                    questions=[question("x", when="has(item.y)"), question("y")],
                ),
            )
        ),
        "refers-ahead",
        (*Q, "questions", 0, "when"),
    ),
]


@pytest.mark.parametrize(("tree", "code", "path"), WRONG)
def test_it_is_found_where_it_is_wrong(tree: Tree, code: str, path: Path) -> None:
    assert (code, path) in findings(deepcopy(tree))


def test_every_finding_has_been_met() -> None:
    warnings = {"no-english"}
    assert {code for _, code, _ in WRONG} | warnings == set(SENTENCES)


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = findings(form(page("p", question("A", "colour"), {"key": "b"}), size=3))
    assert {code for code, _ in found} == {"bad-key", "not-among", "needed", "unknown-key"}


def test_missing_english_is_a_warning() -> None:
    read = parse_form({"form": 1, "title": "Tờ khai", "pages": [page("p", question("a"))]})
    assert [(each.code, each.path) for each in read.findings] == [("no-english", ("title",))]
    assert read.title.in_("en") == "Tờ khai"


def test_the_error_names_file_and_place() -> None:
    with pytest.raises(FormErrors, match=r"form\.yaml: pages\.0\.questions\.0\.kind: .*not one of"):
        parse_form(form(page("p", question("a", "colour"))))


def test_a_condition_may_read_earlier_questions_and_the_same_row() -> None:
    read = parse_form(
        form(
            page("one", PICK, MEMBERS),
            page("two", question("why"), when='answers.pick == "a" && size(answers.members) > 1'),
        )
    )
    group = read.question("members")
    assert group is not None
    assert isinstance(group.kind, Group)
    assert [each.key for each in group.kind.questions] == ["age", "kin"]


def test_fees_see_the_types_of_the_answers() -> None:
    read = parse_form(form(page("p", PICK, MEMBERS)))
    assert set(answer_types(read).fields) == {"pick", "members"}


def more(kind: str) -> dict[str, Tree]:
    """The options a kind cannot do without."""
    if kind != "single_choice":
        return {}
    choices: list[Tree] = [
        {"key": key, "label": words(key)} for key in ("male", "female", "single")
    ]
    return {"choices": choices}


def everything() -> Form:
    questions = [
        question(f"q{n}", sorted(kinds)[-1], prefill=source, **more(sorted(kinds)[-1]))
        for n, (source, kinds) in enumerate(SOURCES.items())
    ]
    return parse_form(form(page("p", *questions)))


def test_prefill_takes_what_is_known_in_the_shape_of_an_answer() -> None:
    read = everything()
    known: dict[str, object] = {
        "applicant.full_name": " Nguyễn Thị  An ",
        "applicant.birth_on": "1999-09-01",
        "applicant.phone": "+84912345678",
        "applicant.address": {"province": "01"},
    }
    keys = {each.prefill: each.key for each in read.questions()}
    assert prefilled(read, known) == {
        keys["applicant.full_name"]: "Nguyễn Thị An",
        keys["applicant.birth_on"]: "1999-09-01",
        keys["applicant.phone"]: "0912345678",
    }


def test_the_handbook_knows_each_kind_and_its_example_is_a_form() -> None:
    handbook = HANDBOOK.read_text(encoding="utf-8")
    assert [name for name in KINDS if f"| `{name}` |" not in handbook] == []
    example = re.search(r"```yaml\n(form: 1.*?)```", handbook, re.DOTALL)
    assert example is not None
    assert parse_form(yaml.safe_load(example[1])).findings == ()
