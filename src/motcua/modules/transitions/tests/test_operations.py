"""Dossiers go on by a changed procedure and back; what was filed is never touched."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotAllowed, WrongMoment
from motcua.modules.catalogue.rules.changes import Decision
from motcua.modules.catalogue.tests.edits import (
    EDITS,
    FORM,
    WITHOUT_ANSWERS,
    Edit,
    Tree,
    added,
    after_edits,
    base,
    edited,
    package_of,
    set_in,
)
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import Item, State
from motcua.modules.dossiers.tests.world import TUESDAY, WARD, World, found_world
from motcua.modules.forms import rules as forms
from motcua.modules.proposals.rules.deciding import Decided
from motcua.modules.transitions import operations
from motcua.modules.transitions import queries as runs
from motcua.modules.transitions.rules.fates import Fate, Reason
from motcua.modules.transitions.rules.planning import Plan
from motcua.modules.transitions.rules.runs import State as RunState

from .factories import (
    ANSWERS,
    GIANG,
    MINUTE,
    MONDAY,
    Changing,
    a_dossier,
    changing,
    run_through,
    the_procedure,
)
from .generated import answers, plans

pytestmark = pytest.mark.django_db

CODE = "9.000001"
EXTRA: Edit = added({"key": "extra", "kind": "short_text", "label": "Thêm"})
LEAF: Edit = set_in("colour", "choices", [
    {"key": "red", "label": "Đỏ"}, {"key": "blue", "label": "Xanh"},
    {"key": "leaf", "label": "Lá"}])  # fmt: skip


@pytest.fixture
def world() -> World:
    return found_world()


def _digest(dossier: UUID) -> str:
    return queries.state_digest(dossier, by=SYSTEM)


def _changed(*edits: Edit, before: UUID) -> Changing:
    return changing(CODE, before, edited(*edits))


def _rendered(dossier: UUID, world: World) -> object:
    """The original in words, under the revision it was filed on."""
    filed, digest = queries.original(dossier, by=world.an)
    form = queries.form_filed_on(dossier, by=world.an)
    return forms.show(form, filed, "vi", places=plugs.get(forms.PlaceNames)), filed, digest


def test_a_dossier_is_moved_with_its_answers_turned(world: World) -> None:
    before = the_procedure()
    dossier = a_dossier(world)
    original = _rendered(dossier, world)
    change = _changed(LEAF, before=before)

    run = change.start()
    run_through(run)

    card = queries.dossier(dossier, by=world.an)
    assert (card.revision, card.filed_on) == (change.after, before)
    assert queries.current_answers(dossier, by=world.an)["colour"] == "leaf"
    assert _rendered(dossier, world) == original
    found = runs.run(run, by=GIANG)
    assert (found.moved, found.asked, found.kept, found.blocked) == (1, 0, 0, 0)
    assert found.state is RunState.DONE
    assert "dossier.carried_over" in [each.kind for each in queries.story(dossier, by=world.an)]


def test_an_applicant_answers_what_is_new(world: World) -> None:
    before = the_procedure()
    dossier = a_dossier(world)
    original = _rendered(dossier, world)
    change = _changed(EXTRA, before=before)
    due = queries.dossier(dossier, by=world.an).answer_by
    run_through(change.start())

    with pytest.raises(dossiers.Incomplete, match="new-answers-awaited"):
        dossiers.accept(dossier_id=dossier, by=world.receiver, at=MONDAY)
    with pytest.raises(dossiers.Incomplete):
        dossiers.give_new_answers(dossier_id=dossier, by=world.an, at=MONDAY)
    dossiers.save_answers(
        dossier_id=dossier, answers={"extra": "Vì gió"}, by=world.an, at=MONDAY + MINUTE
    )
    dossiers.give_new_answers(dossier_id=dossier, by=world.an, at=MONDAY + MINUTE)

    assert queries.current_answers(dossier, by=world.an) == {**ANSWERS, "extra": "Vì gió"}
    assert queries.supplements(dossier, by=world.an) == []
    card = queries.dossier(dossier, by=world.an)
    assert (card.state, card.answer_by) == (State.SUBMITTED, due)
    assert _rendered(dossier, world) == original
    dossiers.accept(dossier_id=dossier, by=world.receiver, at=MONDAY + MINUTE)


def test_the_promised_date_does_not_move(world: World) -> None:
    before = the_procedure()
    dossier = a_dossier(world)
    dossiers.accept(dossier_id=dossier, by=world.receiver, at=TUESDAY)
    due = queries.dossier(dossier, by=world.an).due_at
    form = edited(LEAF)
    after = changing(CODE, before, form)
    run_through(after.start())
    clock = queries.clock_of(dossier, by=world.an, now=MONDAY)
    assert clock is not None
    assert clock.due.due_at == due == queries.dossier(dossier, by=world.an).due_at


@pytest.mark.parametrize("edit", [EXTRA, LEAF], ids=["asked", "moved"])
def test_undone_everything_is_as_it_was(world: World, edit: Edit) -> None:
    before = the_procedure()
    dossier = a_dossier(world)
    change = _changed(edit, before=before)
    there = _digest(dossier)
    run = change.start()
    run_through(run)
    assert _digest(dossier) != there

    operations.undo(run_id=run, reason="Nhầm", by=GIANG, at=MONDAY)
    run_through(run)

    assert _digest(dossier) == there
    assert runs.run(run, by=GIANG).undone == 1
    assert queries.current_answers(dossier, by=world.an) == dict(ANSWERS)


def test_one_is_taken_back_with_a_reason(world: World) -> None:
    before = the_procedure()
    one, other = a_dossier(world), a_dossier(world, key="2")
    change = _changed(EXTRA, before=before)
    there = _digest(one)
    run = change.start()
    run_through(run)
    operations.carry_back(run_id=run, dossier_id=one, reason="Xin riêng", by=GIANG, at=MONDAY)
    assert _digest(one) == there
    assert queries.dossier(other, by=world.an).revision == change.after
    assert not runs.public_sums()
    (card,) = queries.carried(one, by=world.case_officer)
    assert card.undone_reason == "Xin riêng"


def test_once_the_applicant_acted_there_is_no_way_back(world: World) -> None:
    before = the_procedure()
    dossier = a_dossier(world)
    run = _changed(EXTRA, before=before).start()
    run_through(run)
    dossiers.save_answers(
        dossier_id=dossier, answers={"extra": "A"}, by=world.an, at=MONDAY + MINUTE
    )
    with pytest.raises(WrongMoment, match="applicant-acted"):
        operations.carry_back(run_id=run, dossier_id=dossier, reason="x", by=GIANG, at=MONDAY)
    operations.undo(run_id=run, reason="Nhầm", by=GIANG, at=MONDAY)
    run_through(run)
    assert runs.run(run, by=GIANG).undone == 0


def test_an_officer_takes_one_back(world: World) -> None:
    before = the_procedure()
    dossier = a_dossier(world)
    there = _digest(dossier)
    run_through(_changed(EXTRA, before=before).start())
    with pytest.raises(NotAllowed):
        dossiers.carry_back(dossier_id=dossier, reason="x", by=world.an, at=MONDAY)
    dossiers.carry_back(dossier_id=dossier, reason="Gấp", by=world.receiver, at=MONDAY)
    assert _digest(dossier) == there


def test_a_supplement_being_written_goes_on_in_the_new_form(world: World) -> None:
    before = the_procedure()
    dossier = a_dossier(world)
    item = Item("Cỡ", "Chưa rõ", "1/2026/QH")
    dossiers.ask_supplement(
        dossier_id=dossier, items=[item], contact="Chi", reply_by=MONDAY + 6000 * MINUTE,
        by=world.receiver, at=TUESDAY,
    )  # fmt: skip
    dossiers.save_answers(dossier_id=dossier, answers={"size": 31}, by=world.an, at=TUESDAY)
    there = _digest(dossier)
    run = _changed(EXTRA, LEAF, before=before).start()
    run_through(run)
    draft = queries.draft(dossier, by=world.an)
    assert draft.answers == {**ANSWERS, "size": 31, "colour": "leaf"}
    operations.carry_back(run_id=run, dossier_id=dossier, reason="x", by=GIANG, at=MONDAY)
    assert _digest(dossier) == there


def test_a_supplement_answers_the_new_questions_too(world: World) -> None:
    before = the_procedure()
    dossier = a_dossier(world)
    run_through(_changed(EXTRA, before=before).start())
    item = Item("Cỡ", "Chưa rõ", "1/2026/QH")
    dossiers.ask_supplement(
        dossier_id=dossier, items=[item], contact="Chi", reply_by=MONDAY + 6000 * MINUTE,
        by=world.receiver, at=MONDAY + MINUTE,
    )  # fmt: skip
    dossiers.save_answers(
        dossier_id=dossier, answers={"extra": "B", "size": 2}, by=world.an, at=MONDAY + 2 * MINUTE
    )
    dossiers.give_supplement(dossier_id=dossier, by=world.an, at=MONDAY + 2 * MINUTE)
    assert queries.current_answers(dossier, by=world.an) == {**ANSWERS, "extra": "B", "size": 2}
    dossiers.accept(dossier_id=dossier, by=world.receiver, at=MONDAY + 3 * MINUTE)


def test_a_draft_goes_on_with_the_new_form_and_is_told(world: World) -> None:
    before = the_procedure()
    draft = dossiers.start_draft(procedure=CODE, agency=WARD, by=world.an, at=TUESDAY)
    dossiers.save_answers(
        dossier_id=draft, answers={"size": 5, "colour": "green"}, by=world.an, at=TUESDAY
    )
    change = _changed(LEAF, EXTRA, before=before)
    run = change.start()
    run_through(run)
    card = queries.draft(draft, by=world.an)
    assert card.revision == change.after
    assert card.answers == {"size": 5, "colour": "leaf"}
    notice = queries.notice_of(draft, by=world.an)
    assert notice is not None
    assert (notice.begun_on, notice.set_aside) == (before, {"colour": "green"})
    found = runs.run(run, by=GIANG)
    assert (found.drafts, found.total) == (1, 0)


def test_what_is_decided_late_stays(world: World) -> None:
    before = the_procedure()
    dossier = a_dossier(world)
    dossiers.accept(dossier_id=dossier, by=world.receiver, at=TUESDAY)
    dossiers.take_up(dossier_id=dossier, by=world.case_officer, at=TUESDAY)
    dossiers.draft_result(
        dossier_id=dossier, values={"size": 30}, by=world.case_officer, at=TUESDAY
    )
    run = _changed(LEAF, before=before).start()
    run_through(run)
    assert runs.outcome_of(run, dossier, by=GIANG).reason is Reason.TOO_LATE
    assert queries.dossier(dossier, by=world.an).revision == before
    dossiers.sign(dossier_id=dossier, by=world.signatory, at=MONDAY)


def test_a_trial_changes_nothing(world: World) -> None:
    before = the_procedure()
    dossier = a_dossier(world)
    change = _changed(LEAF, EXTRA, before=before)
    there = _digest(dossier)
    trial = change.start(trial=True)
    run_through(trial)
    assert _digest(dossier) == there
    assert runs.run(trial, by=GIANG).asked == 1
    (row,) = runs.fates(trial, Fate.ASKED, by=GIANG)
    assert (row.dossier, row.about) == (dossier, ("extra",))


def test_samples_hide_what_people_wrote(world: World) -> None:
    before = the_procedure()
    a_dossier(world)
    trial = _changed(LEAF, EXTRA, before=before).start(trial=True)
    run_through(trial)
    (hidden,) = runs.samples(trial, language="vi", by=GIANG, at=MONDAY)
    shown = {line.label: (line.before, line.after) for line in hidden.lines}
    assert shown["Tên diều"] == ("•••", "•••")
    assert shown["Màu"] == ("Lục", "Lá")
    assert [line.label for line in hidden.lines if line.is_asked] == ["Thêm"]


def test_stopped_anywhere_it_ends_the_same(world: World) -> None:
    before = the_procedure()
    found = [a_dossier(world, key=str(number)) for number in range(5)]
    change = _changed(EXTRA, before=before)
    run = change.start()
    assert operations.advance(run_id=run, by=SYSTEM, at=MONDAY, batch=2) == "more"
    operations.pause(run_id=run, by=GIANG, at=MONDAY)
    assert operations.advance(run_id=run, by=SYSTEM, at=MONDAY, batch=2) == "over"
    assert runs.run(run, by=GIANG).asked == 2
    operations.go_on(run_id=run, by=GIANG, at=MONDAY)
    run_through(run, batch=2)
    card = runs.run(run, by=GIANG)
    assert (card.asked, card.state) == (5, RunState.DONE)
    assert {queries.dossier(each, by=world.an).revision for each in found} == {change.after}
    assert not runs.public_sums()


def test_only_who_changes_procedures_may(world: World) -> None:
    run = _changed(LEAF, before=the_procedure()).start()
    for reader in (world.an, world.receiver):
        with pytest.raises(NotAllowed):
            runs.run(run, by=reader)
        with pytest.raises(NotAllowed):
            operations.undo(run_id=run, reason="x", by=reader, at=MONDAY)


_COUNT = iter(range(1, 900_000))


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(EDITS, min_size=1, max_size=4), st.data())
def test_whatever_is_changed_decided_and_filed(
    world: World, edits: list[Edit], data: st.DataObject
) -> None:
    form: Tree = after_edits(edits)
    if form == FORM:
        return
    plan: Plan = data.draw(plans(base(), package_of(form, **WITHOUT_ANSWERS)))
    filed: list[dict[str, Any]] = data.draw(st.lists(answers(), min_size=1, max_size=6))
    batch = data.draw(st.integers(1, 4))
    for given_answers in filed:
        given_answers.pop("photo", None)
    code = f"9.{next(_COUNT):06}"
    before = the_procedure(code)
    keys = [a_dossier(world, code, each, key=str(n)) for n, each in enumerate(filed)]
    there = {key: (_digest(key), _rendered(key, world)) for key in keys}
    change = changing(code, before, form)
    run = change.start(plan.decisions)
    run_through(run, batch=batch)

    card = runs.run(run, by=GIANG)
    # Every dossier has one fate, and the numbers add up.
    assert card.total == len(keys)
    assert card.busy == 0
    assert not runs.public_sums()
    for key, given_answers in zip(keys, filed, strict=True):
        digest, original = there[key]
        outcome = runs.outcome_of(run, key, by=GIANG)
        goes_on = outcome.fate in (Fate.MOVED, Fate.ASKED)
        assert (_digest(key) != digest) is goes_on
        assert _rendered(key, world) == original
        # No answer is lost.
        now = queries.current_answers(key, by=world.an)
        aside = {k: v for each in queries.carried(key, by=world.an)
                 for k, v in each.set_aside.items()}  # fmt: skip
        for name, answer in given_answers.items():
            assert now.get(name) == answer or aside.get(name) == answer
    operations.undo(run_id=run, reason="Thử", by=GIANG, at=MONDAY)
    run_through(run, batch=3)
    assert {key: (_digest(key), _rendered(key, world)) for key in keys} == there


def test_a_decision_to_keep_keeps(world: World) -> None:
    before = the_procedure()
    dossier = a_dossier(world)
    run = _changed(EXTRA, before=before).start({"form.extra": Decided(Decision.KEEP)})
    run_through(run)
    row = runs.outcome_of(run, dossier, by=GIANG)
    assert (row.fate, row.reason, row.about) == (Fate.KEPT, Reason.DECIDED, ("form.extra",))
