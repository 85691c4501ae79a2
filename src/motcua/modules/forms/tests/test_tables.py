"""Decision tables say what their rows say; who is not meant to file is told why."""

import operator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.forms.rules import FormErrors, check, parse_form, unmet_term, visible
from motcua.modules.forms.words import sentence

TODAY = date(2026, 11, 22)
ORDERS = {"<=": operator.le, ">=": operator.ge, "!=": operator.ne, "<": operator.lt,
          ">": operator.gt}  # fmt: skip
GROUPS = ("child", "elderly", "none")


def words(text: str) -> dict[str, object]:
    return {"vi": text, "en": text}


def a_form(rules: list[dict[str, object]], **more: object) -> dict[str, object]:
    choices = [{"key": key, "label": words(key)} for key in GROUPS]
    questions = [
        {"key": "group", "kind": "single_choice", "label": words("g"), "choices": choices},
        {"key": "age", "kind": "whole_number", "label": words("Tuổi"), "most": 150},
    ]
    following = {"key": "share", "kind": "computed", "label": words("s"), "value": "tables.relief"}
    table = {"key": "relief", "title": words("Mức giảm"),
             "inputs": ["answers.group", "answers.age"], "rules": rules} | more  # fmt: skip
    pages = [
        {"key": "who", "title": words("w"), "questions": questions},
        {"key": "sum", "title": words("s"), "questions": [following]},
    ]
    return {"form": 1, "title": words("f"), "tables": [table], "pages": pages}


cells_of_group = st.sampled_from(["-", "", *GROUPS, "child, elderly", '"none"'])
bounds = st.integers(0, 120)


@st.composite
def cells_of_age(draw: st.DrawFn) -> str:
    low, high = sorted((draw(bounds), draw(bounds)))
    sign = draw(st.sampled_from(["<", "<=", ">", ">=", "!="]))
    return draw(
        st.sampled_from(["-", str(low), f"{low}, {high}", f"{low}..{high}", f"{sign} {low}"])
    )


rows = st.lists(
    st.tuples(cells_of_group, cells_of_age(), st.integers(0, 100)), min_size=1, max_size=6
)


def fits(cell: str, answer: str | int) -> bool:
    """The rule of a cell, told another way."""
    cell = cell.replace('"', "")
    if cell in ("-", ""):
        return True
    if ".." in cell:
        low, high = cell.split("..")
        return int(low) <= int(answer) <= int(high)
    for sign, holds in ORDERS.items():
        if cell.startswith(sign):
            return bool(holds(int(answer), int(cell.removeprefix(sign))))
    return str(answer) in [each.strip() for each in cell.split(",")]


@given(rows, st.none() | st.integers(0, 100), st.sampled_from(GROUPS), st.integers(0, 130))
def test_the_first_row_that_fits_says_what_follows(
    found: list[tuple[str, str, int]], otherwise: int | None, group: str, age: int
) -> None:
    rules: list[dict[str, object]] = [
        {"when": [one, other], "then": share} for one, other, share in found
    ]
    more: dict[str, object] = {} if otherwise is None else {"otherwise": otherwise}
    form = parse_form(a_form(rules, **more))

    told = visible(form, {"group": group, "age": age}).answers.get("share")

    fitting = [share for one, other, share in found if fits(one, group) and fits(other, age)]
    assert told == (fitting[0] if fitting else otherwise)


def test_nothing_follows_from_what_was_not_answered() -> None:
    rules: list[dict[str, object]] = [
        {"when": ["child", "-"], "then": 100},
        {"when": ["-", ">= 60"], "then": 50},
    ]
    form = parse_form(a_form(rules, otherwise=0))

    assert "share" not in visible(form, {}).answers
    assert "share" not in visible(form, {"group": "none"}).answers
    # A child's age does not matter, so it need not be known.
    assert visible(form, {"group": "child"}).answers["share"] == 100


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rules": [{"when": ["child"], "then": 1}]}, "row-width"),
        ({"rules": [{"when": ["chidl", "-"], "then": 1}]}, "bad-expression"),
        ({"rules": [{"when": ["-", ">= old"], "then": 1}]}, "bad-expression"),
        ({"rules": [{"when": ["-", "-"], "then": 1}, {"when": ["-", "-"], "then": "yes"}]},
         "bad-expression"),
        ({"inputs": ["answers.group", "answers.nobody"]}, "bad-expression"),
        ({"rules": [{"when": ["-", "-"]}]}, "needed"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_table_is_told(change: dict[str, object], code: str) -> None:
    tree = a_form([{"when": ["child", "-"], "then": 1}])
    tree["tables"] = [{**tree["tables"][0], **change}]  # type: ignore[index] # our own tree

    with pytest.raises(FormErrors) as caught:
        parse_form(tree)

    assert code in {finding.code for finding in caught.value.findings}


def test_a_table_is_not_read_before_its_questions() -> None:
    tree = a_form([{"when": ["child", "-"], "then": 1}])
    first = {"key": "early", "title": words("e"), "when": "tables.relief > 0",
             "questions": [{"key": "x", "kind": "yes_no", "label": words("x")}]}  # fmt: skip
    tree["pages"] = [first, *tree["pages"]]  # type: ignore[misc] # our own tree

    with pytest.raises(FormErrors) as caught:
        parse_form(tree)

    assert [f.code for f in caught.value.findings] == ["refers-ahead"]


def test_who_is_not_meant_is_told_why() -> None:
    tree = a_form([{"when": ["child", "-"], "then": 1}])
    term = {"key": "grown", "that": "answers.age >= 18", "say": words("Bạn chưa đủ 18 tuổi."),
            "instead": "1.001193"}  # fmt: skip
    form = parse_form({**tree, "eligibility": [term]})

    assert unmet_term(form, {}, today=TODAY) is None
    assert unmet_term(form, {"age": 18}, today=TODAY) is None
    unmet = unmet_term(form, {"age": 17}, today=TODAY)
    assert unmet is not None
    assert unmet.instead == "1.001193"
    (problem,) = check(form, {"group": "none", "age": 17}, today=TODAY)
    assert (problem.code, problem.key) == ("not-eligible", "age")
    assert sentence(form, problem) == "Bạn chưa đủ 18 tuổi."
