"""The life of a proposal, from the first draft to the revision it becomes."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.errors import WrongMoment


class Kind(StrEnum):
    """What is proposed: a package to publish, or that a published one ends."""

    CHANGE = "change"
    END = "end"


class Source(StrEnum):
    """Where the first draft came from."""

    REVISION = "revision"
    ZIP = "zip"
    NOTHING = "nothing"


class State(StrEnum):
    DRAFTING = "drafting"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Act(StrEnum):
    EDIT = "edit"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    RETURN = "return"
    APPROVE = "approve"
    DISCARD = "discard"


class Outcome(StrEnum):
    """What became of one submission."""

    WAITING = "waiting"
    TAKEN_BACK = "taken_back"
    RETURNED = "returned"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Move:
    sources: frozenset[State]
    target: State


def _move(*sources: State, to: State) -> Move:
    return Move(frozenset(sources), to)


#: Being worked on: files may change.
OPEN = frozenset({State.DRAFTING, State.RETURNED})
CLOSED = frozenset({State.PUBLISHED, State.DISCARDED})

MOVES: dict[Act, Move] = {
    Act.EDIT: _move(*OPEN, to=State.DRAFTING),
    Act.SUBMIT: _move(*OPEN, to=State.SUBMITTED),
    Act.TAKE_BACK: _move(State.SUBMITTED, to=State.DRAFTING),
    Act.RETURN: _move(State.SUBMITTED, to=State.RETURNED),
    Act.APPROVE: _move(State.SUBMITTED, to=State.PUBLISHED),
    Act.DISCARD: _move(*OPEN, to=State.DISCARDED),
}
OUTCOMES: dict[Act, Outcome] = {
    Act.TAKE_BACK: Outcome.TAKEN_BACK,
    Act.RETURN: Outcome.RETURNED,
    Act.APPROVE: Outcome.APPROVED,
}


class ProposalMoved(WrongMoment):
    """The proposal is no longer where the act begins: another came first."""

    code = "proposal-moved"


def next_state(state: State, act: Act) -> State:
    """Where the act leads.

    :raises ProposalMoved: the act exists, but not in this state
    """
    move = MOVES[act]
    if state not in move.sources:
        raise ProposalMoved(
            f"cannot {act} a proposal that is {state}", act=act.value, state=state.value
        )
    return move.target


def acts_open_in(state: State) -> frozenset[Act]:
    """What a screen may offer: the same table the operations obey."""
    return frozenset(act for act, move in MOVES.items() if state in move.sources)
