"""What may become of a document between the hand and the officer's eye."""

from collections.abc import Mapping
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


#: A scanner that is away leaves it in CHECKING; it is looked into again later.
MOVES: Mapping[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.CHECKING}),
    State.CHECKING: frozenset({State.CHECKING, State.READY, State.QUARANTINED, State.UNREADABLE}),
    State.READY: frozenset(),
    State.QUARANTINED: frozenset(),
    State.UNREADABLE: frozenset(),
}
#: Nobody but those who guard the city opens these; they cannot be filed.
REFUSED = frozenset({State.QUARANTINED, State.UNREADABLE})
WAITING = frozenset({State.RECEIVED, State.CHECKING})


def must_move(before: State, after: State) -> None:
    """:raises WrongMoment: it was looked into already, or never begun"""
    if after not in MOVES[before]:
        raise WrongMoment(f"{before} does not become {after}", state=str(before))
