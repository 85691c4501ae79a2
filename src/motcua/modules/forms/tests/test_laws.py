"""What holds for every form and all answers."""

import json
from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.forms.rules import (
    Form,
    FormErrors,
    Problem,
    Section,
    check,
    clean,
    first_incomplete,
    next_page,
    page_before,
    pages_to_fill,
    parse_form,
    progress,
    show,
    visible,
)
from motcua.modules.forms.rules.filling import fill

from .places import FewPlaces
from .strategies import (
    SCENE,
    TODAY,
    answers_to,
    definitions,
    filled_forms,
    forms,
    full_forms,
    json_values,
)

Answers = dict[str, object]


def test_rows_beyond_the_limit_are_refused_and_not_dropped() -> None:
    row = {"key": "age", "kind": "whole_number", "label": "Tuổi"}
    group = {"key": "g", "kind": "group", "label": "Người", "item": "Người", "least": 2, "most": 50}
    page = {"key": "p", "title": "Trang", "questions": [group | {"questions": [row]}]}
    form = parse_form({"form": 1, "title": "Tờ khai", "pages": [page]})
    few, many = {"g": [{"age": 1}]}, {"g": [{"age": n} for n in range(60)]}
    assert [each.code for each in check(form, few, today=TODAY)] == ["too-few-rows"]
    assert [each.code for each in check(form, many, today=TODAY)] == ["too-many-rows"]


def test_a_promise_that_is_not_given_is_missing() -> None:
    promise = {"key": "true", "kind": "declaration", "label": "Tôi cam đoan"}
    page = {"key": "p", "title": "Trang", "questions": [promise]}
    form = parse_form({"form": 1, "title": "Tờ khai", "pages": [page]})
    given: list[tuple[object, str]] = [(None, "missing"), (False, "missing"), ("yes", "malformed")]
    for answer, code in given:
        assert [each.code for each in check(form, {"true": answer}, today=TODAY)] == [code]


def told(form: Form, answers: Answers) -> tuple[object, list[Problem], list[Section]]:
    """All that anybody learns of the answers."""
    filed = clean(form, answers)
    problems = check(form, answers, today=TODAY, places=FewPlaces())
    return filed, problems, show(form, answers, "vi", places=FewPlaces())


@given(st.data(), forms)
def test_a_hidden_answer_never_counts(data: st.DataObject, form: Form) -> None:
    answers = data.draw(answers_to(form))
    shown = {each.key for page in visible(form, answers).pages for each in page.questions}
    hidden = [each.key for each in form.questions() if each.key not in shown]
    other = answers | {key: data.draw(json_values) for key in hidden}

    assert told(form, answers) == told(form, other)
    assert pages_to_fill(form, answers) == pages_to_fill(form, other)


@given(filled_forms)
def test_what_is_filed_is_json_and_filing_it_again_is_the_same(
    filled: tuple[Form, Answers],
) -> None:
    form, answers = filled
    filed = clean(form, answers)
    assert json.loads(json.dumps(filed)) == filed
    assert clean(form, filed) == filed
    assert [p.key for p in visible(form, filed).pages] == [
        p.key for p in visible(form, answers).pages
    ]


@given(full_forms)
def test_full_answers_have_no_problem(filled: tuple[Form, Answers]) -> None:
    form, answers = filled
    assert check(form, answers, today=TODAY, places=FewPlaces()) == []
    assert first_incomplete(form, answers, today=TODAY, places=FewPlaces()) is None
    done = progress(form, answers, today=TODAY, places=FewPlaces())
    assert done.done == done.total == len(pages_to_fill(form, answers))


@given(filled_forms)
def test_whatever_the_draft_each_problem_is_on_a_page_that_is_asked(
    filled: tuple[Form, Answers],
) -> None:
    form, answers = filled
    problems = check(form, answers, today=TODAY, places=FewPlaces())
    asked = {page.key for page in pages_to_fill(form, answers)}
    assert {problem.page for problem in problems} <= asked
    first = first_incomplete(form, answers, today=TODAY, places=FewPlaces())
    assert (first is None) == (not problems)


@given(filled_forms)
def test_the_pages_follow_each_other_there_and_back(filled: tuple[Form, Answers]) -> None:
    form, answers = filled
    pages = pages_to_fill(form, answers)
    for one, other in pairwise(pages):
        assert next_page(form, answers, one.key) == other
        assert page_before(form, answers, other.key) == one
    if pages:
        assert next_page(form, answers, pages[-1].key) is None
        assert page_before(form, answers, pages[0].key) is None


@given(full_forms)
def test_posting_what_a_page_shows_changes_nothing(filled: tuple[Form, Answers]) -> None:
    form, answers = filled
    for page in pages_to_fill(form, answers):
        typed = {q.key: q.kind.typed(q.kind.clean(answers.get(q.key))) for q in page.questions}
        after = fill(form, page, answers, typed=typed, asked=set(typed), scene=SCENE)
        assert clean(form, after.answers) == clean(form, answers)
        assert after.problems == ()


@given(json_values | st.dictionaries(st.sampled_from(["form", "title", "pages"]), json_values))
def test_any_tree_is_a_form_or_told_why_not(tree: object) -> None:
    assert isinstance(form_or_errors(tree), Form | FormErrors)


@given(st.data(), definitions())
def test_a_spoilt_definition_is_told_why_not(data: st.DataObject, tree: Answers) -> None:
    part = data.draw(st.sampled_from(list(parts_of(tree))))
    key = data.draw(st.sampled_from([*part, "colour"]))
    part[key] = data.draw(json_values)
    found = form_or_errors(tree)
    if key == "colour":
        assert isinstance(found, FormErrors)
        assert any(each.code == "unknown-key" for each in found.findings)


def parts_of(tree: object) -> Iterator[Answers]:
    """The form, its pages and all questions."""
    if isinstance(tree, dict) and ("title" in tree or "kind" in tree):
        yield tree
    for inner in tree.values() if isinstance(tree, dict) else ():
        for each in inner if isinstance(inner, list) else ():
            yield from parts_of(each)


def form_or_errors(tree: object) -> Form | FormErrors:
    try:
        return parse_form(tree)
    except FormErrors as errors:
        assert all(each.text.vi and each.text.en for each in errors.findings)  # noqa: PT017
        return errors
