"""The states of a rehearsal and of the longer pieces of work done for one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from motcua.kernel.errors import Refusal, WrongMoment

#: So many stand at once in a city: each is a schema with as many tables as the city's.
MOST_OPEN = 4
#: Longer nobody rehearses: then the space is taken down by itself.
LIFE = timedelta(days=1)
#: A space that was being made when the machine stopped is given up after so long.
MAKING = timedelta(minutes=15)

#: A walk that is not done by then was cut off for good.
LONGEST_WALK = timedelta(hours=1)


class State(StrEnum):
    PREPARING = "preparing"
    OPEN = "open"
    FAILED = "failed"
    CLOSED = "closed"


class Act(StrEnum):
    NOTE_READY = "note_ready"
    NOTE_FAILED = "note_failed"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Move:
    sources: frozenset[State]
    target: State


MOVES: Mapping[Act, Move] = {
    Act.NOTE_READY: Move(frozenset({State.PREPARING}), State.OPEN),
    Act.NOTE_FAILED: Move(frozenset({State.PREPARING}), State.FAILED),
    Act.CLOSE: Move(frozenset({State.PREPARING, State.OPEN, State.FAILED}), State.CLOSED),
}
STANDING = frozenset({State.PREPARING, State.OPEN})


class Stage(StrEnum):
    """How far a longer piece of work is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class TooManyRehearsals(Refusal):
    """As many stand as may: one must be closed first."""

    code = "too-many-rehearsals"


def next_state(state: State, act: Act) -> State:
    """
    :raises WrongMoment: not in this state
    """
    move = MOVES[act]
    if state not in move.sources:
        raise WrongMoment(f"cannot {act} a rehearsal that is {state}", act=act, state=state)
    return move.target


def must_have_room(standing: int) -> None:
    """
    :raises TooManyRehearsals: as many stand as may
    """
    if standing >= MOST_OPEN:
        raise TooManyRehearsals(f"{standing} stand", most=MOST_OPEN)
