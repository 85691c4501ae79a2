"""The machine of results: what follows what, and who may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.kernel.errors import NotAllowed, WrongMoment
from motcua.modules.results.rules.life import (
    ACTS_OF_PEOPLE,
    CLOSED,
    MOVES,
    STANDING,
    Act,
    SameHands,
    State,
    acts_open_to,
    must_be_other_hands,
    next_state,
)

HERE, ELSEWHERE = "H26.101", "H26.102"
PEOPLE = [role for role in Role if role is not Role.SYSTEM]
EVERYBODY = Actor("officer:all", frozenset(Post(HERE, role) for role in PEOPLE))


def somebody(act: Act) -> Actor:
    return EVERYBODY if act in ACTS_OF_PEOPLE else SYSTEM


@given(st.lists(st.sampled_from(Act), max_size=40))
def test_no_walk_leaves_a_closed_state_or_signs_in_the_wrong_order(acts: list[Act]) -> None:
    state, walked = State.DRAFTED, [State.DRAFTED]
    for act in acts:
        try:
            state = next_state(state, act, by=somebody(act), agency=HERE)
        except WrongMoment:
            continue
        assert walked[-1] not in CLOSED
        walked.append(state)
    if state in STANDING:
        assert State.SIGNED in walked
        assert State.NUMBERED in walked
        assert walked.index(State.SIGNED) < walked.index(State.NUMBERED)


def test_every_state_is_reached_and_every_open_one_left() -> None:
    reached, todo = {State.DRAFTED}, [State.DRAFTED]
    while todo:
        state = todo.pop()
        onward = {m.target for m in MOVES.values() if state in m.sources}
        assert (state in CLOSED) == (not onward)
        todo += onward - reached
        reached |= onward
    assert reached == set(State)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("state", State)
def test_the_screen_and_the_machine_agree(state: State, act: Act) -> None:
    offered = act in acts_open_to(EVERYBODY, state, agency=HERE, drafter="officer:other")
    try:
        next_state(state, act, by=EVERYBODY, agency=HERE)
    except (WrongMoment, NotAllowed):
        assert not offered
    else:
        assert offered


@pytest.mark.parametrize("act", sorted(ACTS_OF_PEOPLE))
def test_a_role_elsewhere_is_no_role_here(act: Act) -> None:
    stranger = Actor("officer:all", frozenset(Post(ELSEWHERE, role) for role in Role))
    source = min(MOVES[act].sources)
    with pytest.raises(NotAllowed):
        next_state(source, act, by=stranger, agency=HERE)
    assert acts_open_to(stranger, source, agency=HERE, drafter="x") == []


@pytest.mark.parametrize("act", [Act.SIGN, Act.ISSUE, Act.REPLACE])
def test_nobody_claims_a_signature_was_made(act: Act) -> None:
    with pytest.raises(NotAllowed):
        next_state(min(MOVES[act].sources), act, by=EVERYBODY, agency=HERE)


def test_four_eyes() -> None:
    must_be_other_hands(drafter="officer:a", signatory="officer:b")
    with pytest.raises(SameHands):
        must_be_other_hands(drafter="officer:a", signatory="officer:a")
