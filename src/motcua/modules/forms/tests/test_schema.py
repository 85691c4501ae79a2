"""The schema and the form agree: what the one takes, the other does not refuse."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from motcua.modules.forms.rules import Form, FormErrors, judge, parse_form, visible
from motcua.modules.forms.rules.kinds.computed import Computed
from motcua.modules.forms.rules.schema import schema_of

from . import strategies

ADDRESS = "https://thanhphomau.example/form.schema.json"


def faults(form: Form, answers: Any) -> list[str]:
    """What the schema finds wrong."""
    found: Validator = Draft202012Validator(schema_of(form, address=ADDRESS))
    return [error.message for error in found.iter_errors(answers)]


@settings(max_examples=300, deadline=None)
@given(strategies.forms)
def test_every_form_has_a_valid_schema(form: Form) -> None:
    Draft202012Validator.check_schema(schema_of(form, address=ADDRESS))


@settings(max_examples=500, deadline=None)
@given(strategies.full_forms)
def test_what_the_form_takes_the_schema_takes(case: tuple[Form, dict[str, object]]) -> None:
    form, answers = case
    counted, problems = judge(form, answers, today=strategies.TODAY, places=strategies.SCENE.places)
    if problems:
        return

    assert not faults(form, counted)


@settings(max_examples=500, deadline=None)
@given(strategies.full_forms)
def test_a_question_needed_by_a_plain_condition_is_needed_by_the_schema(
    case: tuple[Form, dict[str, object]],
) -> None:
    form, answers = case
    shown = visible(form, answers)
    wanting = {
        found.key
        for page in shown.pages
        for found in page.questions
        if found.answer is None and found.question.required
        and page.page.when is None and found.question.when is None
        and not isinstance(found.question.kind, Computed)
    }  # fmt: skip

    told = faults(form, shown.answers)

    assert all(any(f"'{key}' is a required" in line for line in told) for key in wanting)


CHOICES = [{"key": key, "label": {"vi": key, "en": key}} for key in ("a", "b")]
KINDS: dict[str, dict[str, object]] = {
    "a": {"kind": "single_choice", "choices": CHOICES},
    "b": {"kind": "yes_no"},
    "c": {"kind": "whole_number"},
}
CONDITIONS = st.recursive(
    st.sampled_from([
        'answers.a == "a"', 'answers.a != "b"', '"b" == answers.a', 'answers.a in ["a"]',
        "answers.b", "answers.c > 3", "5 >= answers.c", "answers.c == 4", "has(answers.a)",
        "answers.b == false", "true",
    ]),
    lambda inner: st.one_of(
        inner.map("!({})".format),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) && ({two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) || ({two[1]})"),
    ),
    max_leaves=5,
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(CONDITIONS, st.fixed_dictionaries({}, optional={
    "a": st.sampled_from(["a", "b"]), "b": st.booleans(), "c": st.integers(0, 9)}))  # fmt: skip
def test_a_condition_means_the_same_on_both_sides(
    condition: str, answers: dict[str, object]
) -> None:
    asked = [
        {"key": key, "label": {"vi": key, "en": key}, "required": False, **kind}
        for key, kind in KINDS.items()
    ]
    last = {"key": "z", "kind": "short_text", "label": {"vi": "z", "en": "z"}, "when": condition}
    try:
        page = {"key": "p", "title": {"vi": "Trang", "en": "Page"}, "questions": [*asked, last]}
        form = parse_form({"form": 1, "title": {"vi": "Tờ", "en": "Form"}, "pages": [page]})
    except FormErrors:  # a condition that reads nothing is refused where forms are written
        return

    is_asked = any(q.key == "z" for page in visible(form, answers).pages for q in page.questions)

    assert bool(faults(form, answers)) == is_asked
