"""Answers in an address: taken as typed, never beyond what the form takes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.modules.forms.rules import File, Form, parse_form
from motcua.modules.forms.rules.kinds.declaration import Declaration
from motcua.modules.forms.rules.linking import linked

from . import strategies

FORM = parse_form({
    "form": 1,
    "title": {"vi": "Tờ khai", "en": "Form"},
    "pages": [{
        "key": "p",
        "title": {"vi": "Trang", "en": "Page"},
        "questions": [
            {"key": "copies", "kind": "whole_number", "most": 9, "label": {"vi": "Số", "en": "n"}},
            {"key": "born_on", "kind": "date", "label": {"vi": "Ngày sinh", "en": "Born"}},
            {"key": "country", "kind": "reference_choice", "list": "nationalities/2026",
             "label": {"vi": "Quốc tịch", "en": "Nationality"}},
            {"key": "truthful", "kind": "declaration", "label": {"vi": "Hứa", "en": "I declare"}},
        ],
    }],
})  # fmt: skip


def test_answers_are_typed_by_part() -> None:
    given_parts = {
        "a.copies": ["3"], "a.born_on.day": ["5"], "a.born_on.month": ["3"],
        "a.born_on.year": ["1996"], "agency": ["H26"],
    }  # fmt: skip

    assert linked(FORM, given_parts, strategies.SCENE) == {"copies": 3, "born_on": "1996-03-05"}


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"a.country": ["FR"]}, {"country": "FR"}),
        ({"a.country": ["Pháp"]}, {"country": "FR"}),
        ({"a.country.search": ["viet nam"]}, {"country": "VN"}),
        ({"a.country": ["Atlantis"]}, {}),
        ({"a.country.search": ["guinea"], "a.country": ["FR"]}, {"country": "GN"}),
        ({"a.country.search": ["qu"]}, {}),
    ],
)
def test_of_a_list_by_code_or_by_name(
    said: dict[str, list[str]], answer: dict[str, object]
) -> None:
    assert linked(FORM, said, strategies.SCENE) == answer


def test_nobody_promises_by_an_address() -> None:
    assert linked(FORM, {"a.truthful": ["yes"]}, strategies.SCENE) == {}


def test_what_the_form_refuses_is_left_out() -> None:
    assert linked(FORM, {"a.copies": ["99"], "a.colour": ["red"]}, strategies.SCENE) == {}


@settings(max_examples=300, deadline=None)
@given(strategies.forms.flatmap(lambda form: st.tuples(
    st.just(form),
    st.dictionaries(
        st.sampled_from(
            [f"a.{q.key}{'.' + part if part else ''}"
             for q in form.questions() for part in q.kind.parts] + ["a.", "b"]
        ),
        st.lists(st.text(max_size=20) | st.sampled_from(["yes", "a", "3", "2000"]), max_size=2),
    ),
)))  # fmt: skip
def test_whatever_stands_there_is_a_right_answer_or_nothing(
    case: tuple[Form, dict[str, list[str]]],
) -> None:
    form, said = case

    for key, answer in linked(form, said, strategies.SCENE).items():
        question = form.question(key)
        assert question is not None
        assert question.kind.clean(answer) == answer
        assert not question.kind.check(answer, strategies.SCENE)
        assert not isinstance(question.kind, File | Declaration)
