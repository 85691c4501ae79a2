"""What may become of a document between the hand and the officer's eye."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.errors import WrongMoment

SUBJECT = "document"


class State(StrEnum):
    """Received, looked into, and then ready or not."""

    RECEIVED = "received"
    CHECKING = "checking"
    READY = "ready"
    QUARANTINED = "quarantined"
    UNREADABLE = "unreadable"


class Originality(StrEnum):
    """What the person says it shows: an original, a certified copy, a plain copy."""

    ORIGINAL = "original"
    CERTIFIED = "certified"
    COPY = "copy"


class Act(StrEnum):
    BEGIN_CHECK = "begin_check"
    NOTE_READY = "note_ready"
    NOTE_INFECTED = "note_infected"
    NOTE_UNREADABLE = "note_unreadable"


@dataclass(frozen=True, slots=True)
class Move:
    sources: frozenset[State]
    target: State


_BEING_CHECKED = frozenset({State.CHECKING})
#: Only the machinery moves. A scanner that is away leaves it in CHECKING, to be begun again.
MOVES: Mapping[Act, Move] = {
    Act.BEGIN_CHECK: Move(frozenset({State.RECEIVED, State.CHECKING}), State.CHECKING),
    Act.NOTE_READY: Move(_BEING_CHECKED, State.READY),
    Act.NOTE_INFECTED: Move(_BEING_CHECKED, State.QUARANTINED),
    Act.NOTE_UNREADABLE: Move(_BEING_CHECKED, State.UNREADABLE),
}
#: Nobody but those who guard the city opens these; they cannot be filed.
REFUSED = frozenset({State.QUARANTINED, State.UNREADABLE})
WAITING = frozenset({State.RECEIVED, State.CHECKING})


def next_state(state: State, act: Act) -> State:
    """:raises WrongMoment: it was looked into already, or never begun"""
    move = MOVES[act]
    if state not in move.sources:
        raise WrongMoment(f"cannot {act} a document that is {state}", state=str(state))
    return move.target


def why_not(state: State, verdict: str, trouble: str) -> str:
    """Why a document cannot be taken, as a code; '' where it can."""
    if verdict == "infected":
        return "file-infected"
    return trouble or ("file-broken" if state in REFUSED else "")
