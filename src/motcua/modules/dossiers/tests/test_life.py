"""The machine: no walk leaves a closed state, every open state has a way on, all is reachable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.kernel.errors import NotAllowed, WrongMoment
from motcua.modules.dossiers.rules import (
    CLOSED,
    MOVES,
    OPEN,
    Act,
    Delivery,
    Finance,
    State,
    acts_open_to,
    national_state,
    next_state,
    relation_of,
)

EVERYBODY = frozenset(Role)
walks = st.lists(st.sampled_from(Act), max_size=60)


@given(walks)
def test_no_walk_leaves_a_closed_state(walk: list[Act]) -> None:
    state = State.DRAFT
    for act in walk:
        try:
            after = next_state(state, act, by=EVERYBODY)
        except WrongMoment:
            continue
        assert state not in CLOSED
        state = after


@pytest.mark.parametrize("state", sorted(OPEN))
def test_every_open_state_has_a_way_to_an_end(state: State) -> None:
    reached, frontier = {state}, {state}
    while frontier:
        frontier = {move.target for move in MOVES.values() if move.sources & frontier} - reached
        reached |= frontier
    assert reached & CLOSED


def test_every_state_is_reachable_from_a_draft() -> None:
    reached = {State.DRAFT}
    for _ in State:
        reached |= {m.target for m in MOVES.values() if m.sources & reached}
    assert reached == set(State)


@pytest.mark.parametrize("act", sorted(Act))
@pytest.mark.parametrize("role", sorted(Role))
def test_only_the_roles_of_the_table_may_act(act: Act, role: Role) -> None:
    source = min(MOVES[act].sources)
    if role in MOVES[act].by:
        assert next_state(source, act, by=frozenset({role})) is MOVES[act].target
    else:
        with pytest.raises(NotAllowed):
            next_state(source, act, by=frozenset({role}))


@given(st.sampled_from(State), st.frozensets(st.sampled_from(Role)))
def test_the_screen_offers_exactly_what_would_be_done(state: State, by: frozenset[Role]) -> None:
    for act in Act:
        offered = act in acts_open_to(by, state)
        try:
            next_state(state, act, by=by)
            done = True
        except (NotAllowed, WrongMoment):
            done = False
        assert offered is done


@given(st.sampled_from(State), st.sampled_from(Finance), st.sampled_from(Delivery))
def test_the_national_state_is_one_of_ten(
    state: State, finance: Finance, delivery: Delivery
) -> None:
    number = national_state(state, finance, delivery)
    assert (number is None) is (state is State.DRAFT)
    assert number is None or 1 <= number <= 10


@pytest.mark.parametrize(
    ("state", "finance", "delivery", "number"),
    [
        (State.SUBMITTED, Finance.NONE, Delivery.NONE, 1),
        (State.ACCEPTED, Finance.PAID, Delivery.NONE, 2),
        (State.REJECTED_AT_INTAKE, Finance.NONE, Delivery.NONE, 3),
        (State.SIGNING, Finance.PAID, Delivery.NONE, 4),
        (State.PROCESS_SUPPLEMENT, Finance.NONE, Delivery.NONE, 5),
        (State.AWAITING_PAYMENT_INTAKE, Finance.OPEN, Delivery.NONE, 6),
        (State.AWAITING_PAYMENT_INTAKE, Finance.PAID, Delivery.NONE, 1),
        (State.AWAITING_FINANCIAL_OBLIGATION, Finance.PAID, Delivery.NONE, 4),
        (State.WITHDRAWN, Finance.NONE, Delivery.NONE, 7),
        (State.STOPPED, Finance.NONE, Delivery.NONE, 8),
        (State.RESOLVED, Finance.PAID, Delivery.READY, 9),
        (State.REFUSED, Finance.PAID, Delivery.READY, 9),
        (State.RESOLVED, Finance.PAID, Delivery.DONE, 10),
        (State.RETURNED, Finance.PAID, Delivery.DONE, 10),
    ],
)
def test_national_states_as_the_portal_numbers_them(
    state: State, finance: Finance, delivery: Delivery, number: int
) -> None:
    assert national_state(state, finance, delivery) == number


def test_a_stranger_and_an_officer_elsewhere_have_no_relation() -> None:
    clerk = Actor("officer:1", frozenset({Post("H26.102", Role.CLERK)}))
    assert relation_of(clerk, agency="H26.101", people=["p"]) == frozenset()
    assert relation_of(Actor("person:x"), agency="H26.101", people=["p"]) == frozenset()
    assert relation_of(Actor("person:p"), agency="H26.101", people=["p"]) == {Role.APPLICANT}
    assert relation_of(SYSTEM, agency="H26.101", people=[]) == {Role.SYSTEM}
