"""Taking over dossiers of another system: whole, once, and able to go on here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from motcua.foundation import jobs, journal, partitions
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM
from motcua.kernel.clock import Standing
from motcua.kernel.errors import NotAllowed
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import Act, State
from motcua.modules.dossiers.rules.past import PastAct, PastCharge, PastDossier
from motcua.modules.payments import queries as charges

from . import past, stories
from .world import TUESDAY, WARD, World

pytestmark = pytest.mark.django_db
LATER = TUESDAY + timedelta(hours=4)


@pytest.fixture(autouse=True)
def room(db: None) -> None:
    """The journal's months of before."""
    partitions.cover("foundation_entry", first=date(2025, 3, 1), last=date(2025, 3, 1))


def take_over(*batch: PastDossier) -> dossiers.TakenOver:
    return dossiers.take_over(batch=batch, by=SYSTEM, at=LATER)


def found(one: PastDossier, world: World) -> UUID:
    return queries.find(one.number, by=world.an)


def test_a_finished_dossier_is_here_with_all_that_happened(world: World) -> None:
    one = past.a_returned_one(world)

    take_over(one)

    key = found(one, world)
    card = queries.dossier(key, by=world.an)
    assert (card.code, card.state, card.ended_at) == (one.code, State.RETURNED, past.after(90))
    assert queries.original(key, by=world.an)[0] == dict(one.answers)
    acts = [event.act for event in queries.story(key, by=world.an) if event.act]
    assert acts == [step.act.value for step in one.history]
    clock = queries.clock_of(key, by=world.an, now=LATER)
    assert clock is not None
    assert clock.standing is Standing.ON_TIME
    assert card.due_at == clock.due.due_at
    charge = charges.charge_of(("dossier", str(key)), by=world.an)
    assert charge is not None
    assert charge.is_paid


def test_the_books_balance_after_it(world: World) -> None:
    take_over(past.a_returned_one(world), past.one_to_pay(world, number=2))

    assert charges.imbalances(by=SYSTEM) == []
    assert charges.balance_of(f"bank:{WARD}", by=SYSTEM) == 24_000
    assert charges.balance_of(f"receivable:{WARD}", by=SYSTEM) == 24_000


def test_the_batch_is_one_fact_and_its_dossiers_queue_nothing(world: World) -> None:
    before = jobs.health().waiting
    taken = take_over(past.a_returned_one(world), past.a_returned_one(world, number=2))

    (entry,) = journal.timeline(("batch", str(taken.batch)))
    assert (entry.kind, entry.fact["taken"]) == ("dossier.taken_over/2", 2)
    assert entry.fact["digest"] == taken.digest
    (span,) = entry.fact["spans"]
    assert span == {"agency": WARD, "first_on": "2025-03-04", "last_on": "2025-03-04"}
    # The one job is the batch's own: the figures of its days are counted again.
    assert jobs.health().waiting == before + 1


def test_the_same_batch_again_changes_nothing(world: World) -> None:
    batch = (past.a_returned_one(world), past.an_open_one(world, number=2))
    first = take_over(*batch)

    again = take_over(*batch, past.one_to_pay(world, number=3))

    assert (first.taken, first.known) == (2, 0)
    assert (again.taken, again.known) == (1, 2)
    assert len(queries.my_dossiers(by=world.an).items) == 3


def test_our_numbers_go_on_after_theirs(world: World) -> None:
    take_over(past.an_open_one(world, number=41))

    dossier = stories.an_accepted_dossier(world)

    assert queries.dossier(dossier, by=world.an).code == f"{WARD}-261117-0042"


def test_what_was_in_hand_is_decided_here(world: World) -> None:
    one = past.an_open_one(world)
    take_over(one)
    key = found(one, world)

    assert [row.id for row in queries.waiting_for(by=world.case_officer, now=LATER).items] == [key]
    dossiers.draft_result(dossier_id=key, values=stories.RESULT, by=world.case_officer, at=LATER)

    assert queries.dossier(key, by=world.an).state is State.DRAFT_RESULT


def test_what_was_asked_for_is_given_here(world: World) -> None:
    one = past.one_to_complete(world)
    take_over(one)
    key = found(one, world)

    dossiers.save_answers(dossier_id=key, answers={"copies": 2}, by=world.an, at=LATER)
    dossiers.give_supplement(dossier_id=key, by=world.an, at=LATER)

    assert queries.dossier(key, by=world.an).state is State.IN_PROCESS
    assert queries.current_answers(key, by=world.an)["copies"] == 2
    assert queries.original(key, by=world.an)[0]["copies"] == 3


def test_what_was_owed_is_paid_here(world: World) -> None:
    one = past.one_to_pay(world)
    take_over(one)

    stories.pay(found(one, world), world, at=LATER)

    assert queries.dossier(found(one, world), by=world.an).state is State.SUBMITTED


def test_only_an_administrator_takes_over(world: World) -> None:
    with pytest.raises(NotAllowed):
        dossiers.take_over(batch=[past.a_returned_one(world)], by=world.receiver, at=LATER)


Change = Callable[[PastDossier], PastDossier]


def _without(act: Act) -> Change:
    return lambda one: replace(one, history=tuple(a for a in one.history if a.act is not act))


def _by(act: Act, who: str) -> Change:
    def changed(one: PastDossier) -> PastDossier:
        acts = (replace(a, by=who) if a.act is act else a for a in one.history)
        return replace(one, history=tuple(acts))

    return changed


def _one_signs_all(one: PastDossier) -> PastDossier:
    drafter = next(a.by for a in one.history if a.act is Act.DRAFT_RESULT)
    return _by(Act.SIGN, drafter)(one)


FAULTS: dict[str, Change] = {
    "history: note_signature after draft_result": _without(Act.SIGN),
    "state: returned, but the history leads to resolved": _without(Act.HAND_OVER),
    "history: accept is not for person": _by(Act.ACCEPT, f"person:{new_id()}"),
    "history: file is not for person": _by(Act.FILE, f"person:{new_id()}"),
    "history: note_result is not for officer": _by(Act.NOTE_RESULT, "officer:x"),
    "history: sign is not for officer": _one_signs_all,
    "history: hand_over after draft": lambda one: replace(one, history=one.history[::-1]),
    "code: not of H26.102": lambda one: replace(one, agency="H26.102"),
    "code: not of H26.101 on 250304": lambda one: replace(one, code="H26.101-250305-0001"),
    "clock: does not start with the acceptance": lambda one: replace(one, clock=()),
    "clock: ended without the work": lambda one: replace(one, clock=one.clock[:1]),
    "clock: START: already": lambda one: replace(one, clock=(one.clock[0], one.clock[0])),
    "people: applicant or submitter": lambda one: replace(one, submitter=new_id()),
    "revision: not one of the procedure": lambda one: replace(one, revision=new_id()),
    "channel: the procedure is not offered": lambda one: replace(one, channel="fax"),
    "agency: does not decide this procedure": lambda one: replace(one, agency="H26.201"),
    "return_method: BY_HORSE": lambda one: replace(one, return_method="BY_HORSE"),
    "charges: open without waiting for money": lambda one: replace(
        one, charges=(PastCharge((past.FEE,), past.after(10)),)
    ),
    "number: neither code nor submission number": lambda one: replace(
        _just_filed(one), code="", submission_number=""
    ),
}


def _just_filed(one: PastDossier) -> PastDossier:
    """Only filed, and free of charge."""
    return replace(one, state=State.SUBMITTED, history=one.history[:1], clock=(), charges=())


def test_every_dossier_out_of_order_is_told_and_none_is_taken(world: World) -> None:
    bad = [
        change(past.a_returned_one(world, number=number))
        for number, change in enumerate(FAULTS.values(), 2)
    ]

    with pytest.raises(dossiers.BatchRefused) as refused:
        take_over(past.a_returned_one(world), *bad)

    told = {
        problem: {each.row for each in refused.value.rows if each.problem.startswith(problem)}
        for problem in FAULTS
    }
    assert {row for rows in told.values() for row in rows} == set(range(2, len(FAULTS) + 2))
    assert [p for row, (p, rows) in enumerate(told.items(), 2) if row not in rows] == []
    assert queries.my_dossiers(by=world.an).items == []


def test_half_a_paper_is_not_taken_over(world: World) -> None:
    one = past.an_open_one(world)
    drafted = PastAct(Act.DRAFT_RESULT, LATER, world.case_officer.id)
    one = replace(one, state=State.DRAFT_RESULT, history=(*one.history, drafted))

    with pytest.raises(dossiers.BatchRefused, match="draft_result is not taken over"):
        take_over(one)


def test_a_refusal_without_its_ground_is_not_taken_over(world: World) -> None:
    one = past.one_to_pay(world)
    paid = PastAct(Act.NOTE_PAYMENT_AT_INTAKE, past.after(20), "system")
    refused = PastAct(Act.REFUSE_AT_INTAKE, past.after(30), world.receiver.id, "Sai nơi nộp")
    charge = replace(one.charges[0], paid_at=past.after(20))
    history = (*one.history, paid, refused)
    one = replace(one, state=State.REJECTED_AT_INTAKE, history=history, charges=(charge,))

    with pytest.raises(dossiers.BatchRefused, match="without its ground in law"):
        take_over(one)


def test_another_dossier_under_a_known_number_is_told(world: World) -> None:
    take_over(past.a_returned_one(world))

    with pytest.raises(dossiers.BatchRefused, match="another dossier has it"):
        take_over(replace(past.a_returned_one(world), applicant_name="Ai đó"))


def test_the_same_number_twice_in_a_batch_is_told(world: World) -> None:
    with pytest.raises(dossiers.BatchRefused, match=r"row 2 .*twice in the batch"):
        take_over(past.a_returned_one(world), past.a_returned_one(world))


def test_nothing_of_the_future_is_taken_over(world: World) -> None:
    with pytest.raises(dossiers.BatchRefused, match="beyond the present"):
        dossiers.take_over(batch=[past.an_open_one(world)], by=SYSTEM, at=TUESDAY)
