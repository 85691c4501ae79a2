"""The life of a run over all dossiers in flight: tried, or done, and perhaps undone."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.errors import WrongMoment


class Kind(StrEnum):
    TRIAL = "trial"  # nothing is changed
    REAL = "real"


class State(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


class Act(StrEnum):
    PAUSE = "pause"
    GO_ON = "go_on"
    FINISH = "finish"
    UNDO = "undo"
    FINISH_UNDOING = "finish_undoing"


@dataclass(frozen=True, slots=True)
class Move:
    sources: frozenset[State]
    target: State


MOVES: dict[Act, Move] = {
    Act.PAUSE: Move(frozenset({State.RUNNING}), State.PAUSED),
    Act.GO_ON: Move(frozenset({State.PAUSED}), State.RUNNING),
    Act.FINISH: Move(frozenset({State.RUNNING}), State.DONE),
    Act.UNDO: Move(frozenset({State.RUNNING, State.PAUSED, State.DONE}), State.UNDOING),
    Act.FINISH_UNDOING: Move(frozenset({State.UNDOING}), State.UNDONE),
}
BUSY = "busy"
#: At work by itself.
AT_WORK = frozenset({State.RUNNING, State.UNDOING})


def next_state(state: State, act: Act) -> State:
    """
    :raises WrongMoment: not in this state
    """
    move = MOVES[act]
    if state not in move.sources:
        raise WrongMoment(f"cannot {act} a run that is {state}", act=act, state=state)
    return move.target


def acts_open_in(state: State, kind: Kind) -> list[Act]:
    """What a screen may offer to people."""
    ours = {Act.PAUSE, Act.GO_ON} | ({Act.UNDO} if kind is Kind.REAL else set())
    return [act for act in MOVES if act in ours and state in MOVES[act].sources]
