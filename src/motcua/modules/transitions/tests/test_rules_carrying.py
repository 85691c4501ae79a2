"""What a plan makes of answers: nothing is lost, and what is moved fits."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.modules.catalogue.rules import Package
from motcua.modules.catalogue.rules.changes import Decision
from motcua.modules.catalogue.tests.edits import (
    EDITS,
    WITHOUT_ANSWERS,
    Edit,
    added,
    base,
    changed_form,
    dropped,
    edited,
    package_of,
    set_in,
)
from motcua.modules.dossiers.rules import State
from motcua.modules.forms import rules as forms
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.proposals.rules.deciding import Decided
from motcua.modules.transitions.rules.carrying import Held, carry
from motcua.modules.transitions.rules.fates import Fate, Reason, before_answers, fate_of
from motcua.modules.transitions.rules.planning import Plan, faults

from .generated import DAY, answers, held, plans

KIND = AgencyKind.COMMUNE_COMMITTEE
FULL: dict[str, Any] = {"size": 30, "colour": "green", "name": "Én"}
BASE = base()


def _held(**given: Any) -> Held:
    return Held({**FULL, **given}, "online", "citizen", DAY)


def _plan(*edits: Edit, **decided: Decided) -> Plan:
    after = package_of(edited(*edits), **WITHOUT_ANSWERS)
    return Plan(BASE, after, {f"form.{key.replace('__', '.')}": d for key, d in decided.items()})


def _fate(plan: Plan, dossier: Held, state: State = State.SUBMITTED) -> Fate:
    early = before_answers(plan, state, KIND)
    return (early or fate_of(plan, carry(plan, dossier), state, KIND)).fate


@settings(max_examples=120, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=5), st.data())
def test_whatever_is_changed_and_decided(edits: list[Edit], data: st.DataObject) -> None:
    after = changed_form(edits)
    if after is None:
        return
    plan = data.draw(plans(BASE, after))
    assert not faults(plan)
    for dossier in data.draw(st.lists(held(), min_size=10, max_size=25)):
        _holds(plan, dossier)


def _holds(plan: Plan, dossier: Held) -> None:
    original = forms.show(plan.before.form, dossier.answers, "vi")
    untouched = deepcopy(dict(dossier.answers))
    carried = carry(plan, dossier)
    # No answer is ever lost: it stands as it was, or is set aside as it was.
    for key, answer in untouched.items():
        stands = key in carried.answers and carried.answers[key] == answer
        assert stands or carried.set_aside[key] == answer
    # The original reads as before under its own revision.
    assert dossier.answers == untouched
    assert forms.show(plan.before.form, dossier.answers, "vi") == original
    # What goes on without being asked has nothing wrong under the new form.
    outcome = fate_of(plan, carried, State.SUBMITTED, KIND)
    problems = forms.check(plan.after.form, carried.answers, today=dossier.day)
    if outcome.fate is Fate.MOVED:
        assert not problems
    if outcome.fate is Fate.ASKED:
        assert {problem.key for problem in problems} <= set(carried.asked)
    # Carrying over what was carried over changes nothing.
    assert forms.clean(plan.after.form, carried.answers) == carried.answers
    assert carry(plan, dossier) == carried


@settings(max_examples=200, deadline=None)
@given(answers())
def test_generated_answers_may_be_filed(given_answers: dict[str, Any]) -> None:
    assert not forms.check(BASE.form, given_answers, today=DAY)


@settings(max_examples=200, deadline=None)
@given(held())
def test_without_a_change_everything_stays(dossier: Held) -> None:
    carried = carry(Plan(BASE, BASE, {}), dossier)
    assert carried.answers == dict(dossier.answers)
    assert not carried.set_aside
    assert not carried.asked


def test_a_new_required_question_is_asked() -> None:
    plan = _plan(added({"key": "extra", "kind": "short_text", "label": "Thêm"}))
    carried = carry(plan, _held())
    assert carried.asked == ("extra",)
    assert _fate(plan, _held()) is Fate.ASKED


def test_it_may_be_decided_that_nobody_is_asked() -> None:
    edit = added({"key": "extra", "kind": "short_text", "label": "Thêm"})
    plan = _plan(edit, extra=Decided(Decision.KEEP))
    assert _fate(plan, _held()) is Fate.KEPT


def test_a_new_question_may_be_answered_from_old_answers() -> None:
    edit = added({"key": "extra", "kind": "short_text", "label": "Thêm"})
    source = 'has(answers.name) ? answers.name : "Diều"'
    plan = _plan(edit, extra=Decided(Decision.TRANSFORM, source))
    assert carry(plan, _held()).answers["extra"] == "Én"
    assert (
        carry(plan, Held({"size": 1, "colour": "blue"}, "online", "citizen", DAY)).answers["extra"]
        == "Diều"
    )


def test_a_renamed_question_takes_its_answer_along() -> None:
    edits = (dropped("flyers"), added({
        "key": "pilots", "kind": "group", "label": "Người thả", "item": "Người",
        "questions": [{"key": "who", "kind": "short_text", "label": "Tên"}],
    }))  # fmt: skip
    rows = [{"who": "An"}]
    plan = _plan(*edits, pilots=Decided(Decision.TRANSFORM, "answers.flyers"))
    carried = carry(plan, _held(flyers=rows))
    assert carried.answers["pilots"] == rows
    assert carried.set_aside == {"flyers": rows}


def test_a_renamed_choice_is_turned_as_proposed() -> None:
    edit = set_in("colour", "choices", [
        {"key": "red", "label": "Đỏ"}, {"key": "blue", "label": "Xanh"},
        {"key": "leaf", "label": "Lục"}])  # fmt: skip
    plan = _plan(edit)
    assert carry(plan, _held()).answers["colour"] == "leaf"
    assert carry(plan, _held(colour="blue")).answers["colour"] == "blue"
    assert carry(plan, _held()).set_aside == {"colour": "green"}


def test_two_choices_that_went_are_both_turned() -> None:
    edit = set_in("colour", "choices", [
        {"key": "red", "label": "Đỏ"}, {"key": "cold", "label": "Lạnh"}])  # fmt: skip
    turned = {
        f"colour__choices__{was}": Decided(
            Decision.TRANSFORM, f'answers.colour == "{was}" ? "cold" : answers.colour'
        )
        for was in ("blue", "green")
    }
    plan = _plan(edit, **turned)
    assert not faults(plan)
    for was, now in (("red", "red"), ("blue", "cold"), ("green", "cold")):
        assert carry(plan, _held(colour=was, height=1)).answers["colour"] == now


def test_an_answer_that_fits_nowhere_blocks_unless_somebody_is_asked() -> None:
    edit = set_in("size", "most", 20)
    moved = _plan(edit, size__most=Decided(Decision.MOVE))
    assert _fate(moved, _held()) is Fate.BLOCKED
    assert _fate(moved, _held(size=10)) is Fate.MOVED
    assert _fate(_plan(edit), _held()) is Fate.ASKED
    assert _fate(_plan(edit, size__most=Decided(Decision.KEEP)), _held()) is Fate.KEPT
    assert _fate(_plan(edit, size__most=Decided(Decision.KEEP)), _held(size=10)) is Fate.MOVED


def test_what_was_written_becomes_the_code_of_what_is_called_so() -> None:
    question = {"key": "name", "kind": "reference_choice", "label": "Dân tộc"}
    listed = (dropped("name"), added(question | {"list": "ethnic_groups/1979"}))
    plan = _plan(*listed, name__kind=Decided(Decision.MOVE))
    carried = carry(plan, _held(name="Kinh"))
    assert carried.answers["name"] == "01"
    assert carried.set_aside == {"name": "Kinh"}
    assert _fate(plan, _held(name="Kinh")) is Fate.MOVED
    assert _fate(plan, _held(name="Én")) is Fate.ASKED


def test_another_unit_asks_even_though_the_number_still_fits() -> None:
    carried = carry(_plan(set_in("size", "unit", "m")), _held())
    assert carried.asked == ("size",)
    assert carried.set_aside == {"size": 30}
    turned = _plan(set_in("size", "unit", "mm"),
                   size__unit=Decided(Decision.TRANSFORM, "answers.size * 10"))  # fmt: skip
    assert carry(turned, _held(size=3)).answers["size"] == 30


def test_a_question_that_went_is_set_aside() -> None:
    carried = carry(_plan(dropped("name")), _held())
    assert carried.set_aside == {"name": "Én"}
    assert "name" not in carried.answers


@pytest.mark.parametrize("state", [State.DRAFT_RESULT, State.SIGNING, State.RESOLVED])
def test_once_a_decision_is_drafted_nothing_moves(state: State) -> None:
    plan = _plan(set_in("size", "label", "Kích cỡ"))
    outcome = before_answers(plan, state, KIND)
    assert outcome is not None
    assert (outcome.fate, outcome.reason) == (Fate.KEPT, Reason.TOO_LATE)


def test_bad_expressions_are_told_with_their_change() -> None:
    edit = added({"key": "extra", "kind": "short_text", "label": "Thêm"})
    for source in ("answers.nowhere", "answers.size", "1 +", "answers.flyers.who"):
        found = faults(_plan(edit, extra=Decided(Decision.TRANSFORM, source)))
        assert [(f.code, f.key) for f in found] == [("bad-expression", "form.extra")]
        assert found[0].says.vi


def _routed(route: dict[str, Any]) -> Package:
    return package_of(edited(), **WITHOUT_ANSWERS, route=route)


_STEPS = [
    {"key": "receive", "name": "Nhận", "role": "receiver"},
    {"key": "draft", "name": "Soạn", "role": "case_officer"},
    {"key": "sign", "name": "Ký", "role": "signatory"},
    {"key": "issue", "name": "Vào số", "role": "clerk"},
    {"key": "return", "name": "Trả", "role": "returner"},
]


def test_a_step_that_went_gets_the_place_of_its_role() -> None:
    steps = [dict(step) for step in _STEPS]
    steps[1]["key"] = "appraise"
    before, after = _routed({"commune_committee": _STEPS}), _routed({"commune_committee": steps})
    plan = Plan(before, after, {})
    assert plan.mapped == {KIND: {"draft": "appraise"}}
    assert not faults(plan)
    outcome = fate_of(plan, carry(plan, _held()), State.IN_PROCESS, KIND)
    assert (outcome.place_before, outcome.place_after) == ("draft", "appraise")


def test_a_place_from_which_the_end_is_out_of_reach_is_refused() -> None:
    steps = [*map(dict, _STEPS), {"key": "aside", "name": "Bên lề", "role": "case_officer"}]
    steps[1]["key"] = "appraise"
    before, after = _routed({"commune_committee": _STEPS}), _routed({"commune_committee": steps})
    key = "route.commune_committee.draft"
    for to, code in (("aside", "place-without-end"), ("sign", "place-of-another-role"),
                     ("nowhere", "place-unknown")):  # fmt: skip
        plan = Plan(before, after, {key: Decided(Decision.TRANSFORM, to)})
        assert [(f.code, f.key) for f in faults(plan)] == [(code, key)]
    kept = Plan(before, after, {key: Decided(Decision.KEEP)})
    assert not faults(kept)
    assert before_answers(kept, State.IN_PROCESS, KIND) is not None
    assert before_answers(kept, State.SUBMITTED, KIND) is None
