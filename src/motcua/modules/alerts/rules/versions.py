"""The life of a version of a threshold rule: drafted by one, put in force by another."""

from enum import StrEnum

from motcua.kernel.errors import WrongMoment


class State(StrEnum):
    DRAFTED = "drafted"
    IN_FORCE = "in_force"
    RETIRED = "retired"
    DROPPED = "dropped"


class Act(StrEnum):
    PUBLISH = "publish"
    DROP = "drop"
    RETIRE = "retire"


MOVES: dict[Act, tuple[frozenset[State], State]] = {
    Act.PUBLISH: (frozenset({State.DRAFTED}), State.IN_FORCE),
    Act.DROP: (frozenset({State.DRAFTED}), State.DROPPED),
    Act.RETIRE: (frozenset({State.IN_FORCE}), State.RETIRED),
}


def next_state(state: State, act: Act) -> State:
    """:raises WrongMoment: the act exists, but not in this state"""
    sources, target = MOVES[act]
    if state not in sources:
        raise WrongMoment(f"cannot {act} a rule that is {state}", act=act.value, state=state.value)
    return target
