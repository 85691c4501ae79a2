"""What a form allows: what the search finds can be answered so; what it rules out never happens."""

from hypothesis import given, settings

from motcua.kernel.expressions import Expression
from motcua.modules.catalogue.rules.examining.situations import Facts, Situations
from motcua.modules.forms.rules import Form, clean, parse_form
from motcua.modules.forms.rules.kinds.group import Group
from motcua.modules.forms.tests import strategies


def _conditions(form: Form) -> list[Expression]:
    asked = [page.when for page in form.pages]
    asked += [question.when for question in form.questions()]
    return [when for when in asked if when is not None]


def _read(when: Expression) -> list[str]:
    return [path[1] for path in when.reads if path[0] == "answers" and len(path) > 1]


def _answers(facts: Facts) -> dict[str, object]:
    answers = facts["answers"]
    assert isinstance(answers, dict)
    return answers


@settings(max_examples=200, deadline=None)
@given(strategies.forms)
def test_what_is_found_can_be_answered(form: Form) -> None:
    situations = Situations(form, (), ())
    for when in _conditions(form):
        found = situations.find(when.holds, [when], beside=_read(when))
        if found.facts is not None:
            given = _answers(found.facts)
            kept = clean(form, given)
            # What nobody was asked about here may still be computed, also in rows.
            rows = {q.key for q in form.questions() if isinstance(q.kind, Group)}
            assert {key: kept[key] for key in given if key not in rows} == {
                key: answer for key, answer in given.items() if key not in rows
            }
            assert when.holds({"answers": kept})


@settings(max_examples=200, deadline=None)
@given(strategies.full_forms)
def test_what_is_ruled_out_never_happens(filled: tuple[Form, dict[str, object]]) -> None:
    form, answers = filled
    situations = Situations(form, (), ())
    kept = clean(form, answers)
    for when in _conditions(form):
        if situations.find(when.holds, [when], beside=_read(when)).is_impossible:
            assert not when.holds({"answers": kept})


def _form(*questions: dict[str, object]) -> Form:
    words = {"vi": "x", "en": "x"}
    asked = [{"label": words, **question} for question in questions]
    page = {"key": "p", "title": words, "questions": asked}
    return parse_form({"form": 1, "title": words, "pages": [page]})


def test_an_answer_its_check_refuses_is_no_situation() -> None:
    check = {"key": "even", "that": "answers.n % 2 == 0", "say": {"vi": "chẵn", "en": "even"}}
    form = _form(
        {"key": "n", "kind": "whole_number", "least": 1, "most": 4, "checks": [check]},
        {"key": "m", "kind": "yes_no", "when": "answers.n == 3"},
    )
    when = form.questions().__iter__()
    odd = list(when)[1].when
    assert odd is not None

    found = Situations(form, (), ()).find(odd.holds, [odd], beside=["n"])

    assert found.facts is None
    # The check computes with the number, so other numbers might have come to something else.
    assert not found.is_sure


def test_too_many_choices_prove_nothing() -> None:
    choices = [{"key": f"c{n}", "label": {"vi": "x", "en": "x"}} for n in range(40)]
    picks: list[dict[str, object]] = [
        {"key": f"q{n}", "kind": "single_choice", "choices": choices} for n in range(4)
    ]
    form = _form(
        *picks,
        {
            "key": "z",
            "kind": "yes_no",
            "when": " && ".join(f'answers.q{n} == "c39"' for n in (0, 1, 2, 3)),
        },
    )
    when = list(form.questions())[4].when
    assert when is not None

    found = Situations(form, (), ()).find(when.holds, [when], beside=["q0", "q1", "q2", "q3"])

    assert found.facts is None
    assert not found.is_impossible
