"""The machines of charges and attempts: every walk, every word of a gateway."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import AlreadyDone, Refusal, WrongMoment
from motcua.modules.payments.rules import attempts, charges
from motcua.modules.payments.rules.attempts import Heard, Outcome, judge


@given(st.lists(st.sampled_from(charges.Act)))
def test_no_walk_of_a_charge_leaves_a_closed_state(acts: list[charges.Act]) -> None:
    state = charges.State.OPEN
    for act in acts:
        before = state
        try:
            state = charges.next_state(state, act)
        except Refusal:
            assert state is before
        assert before not in charges.CLOSED or state is before


def test_every_state_of_a_charge_is_reachable_and_open_ones_have_a_way_on() -> None:
    reached = {charges.State.OPEN} | {move.target for move in charges.MOVES.values()}

    assert reached == set(charges.State)
    assert {s for s in charges.State if not charges.acts_open(s)} == charges.CLOSED


@pytest.mark.parametrize("act", charges.Act)
@pytest.mark.parametrize("state", charges.State)
def test_the_screen_offers_what_the_machine_allows(state: charges.State, act: charges.Act) -> None:
    if act in charges.acts_open(state):
        assert charges.next_state(state, act) is charges.MOVES[act].target
    else:
        with pytest.raises((WrongMoment, AlreadyDone)):
            charges.next_state(state, act)


def test_paying_twice_is_told_apart_from_paying_too_late() -> None:
    with pytest.raises(AlreadyDone):
        charges.next_state(charges.State.PAID, charges.Act.PAY)
    with pytest.raises(WrongMoment):
        charges.next_state(charges.State.CANCELLED, charges.Act.PAY)


@given(st.lists(st.sampled_from(attempts.Act)))
def test_an_attempt_that_took_money_stays_so(acts: list[attempts.Act]) -> None:
    state = attempts.State.STARTED
    for act in acts:
        before = state
        try:
            state = attempts.next_state(state, act)
        except WrongMoment:
            continue
        assert before not in attempts.CLOSED


@pytest.mark.parametrize("charge", charges.State)
@pytest.mark.parametrize("attempt", attempts.State)
@pytest.mark.parametrize("heard", Heard)
@pytest.mark.parametrize("paid", [8000, 7999])
def test_every_word_of_a_gateway_has_one_meaning(
    heard: Heard, paid: int, attempt: attempts.State, charge: charges.State
) -> None:
    outcome = judge(heard=heard, paid=paid, owed=8000, attempt=attempt, charge=charge)

    if heard is Heard.MONEY and paid == 8000:
        assert outcome in (Outcome.PAID, Outcome.SURPLUS)
        payable = charge is charges.State.OPEN and attempt not in attempts.CLOSED
        assert (outcome is Outcome.PAID) == payable
    else:
        assert outcome not in (Outcome.PAID, Outcome.SURPLUS)
    if outcome is Outcome.PAID:
        assert attempts.next_state(attempt, attempts.Act.SUCCEED)
        assert charges.next_state(charge, charges.Act.PAY)
