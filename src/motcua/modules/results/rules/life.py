"""What may happen to a result. Pure: no database, no clock, no framework.

The order is the clerical law's (Decree 30/2020): the signatory signs, then the clerk gives number
and date, then the organisation signs. Signing itself is done by the machinery, on an order given
by a person: APPROVED and NUMBERED are orders waiting to be carried out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotAllowed, Refusal, WrongMoment


class State(StrEnum):
    DRAFTED = "drafted"
    RETURNED = "returned"
    APPROVED = "approved"
    SIGNED = "signed"
    NUMBERED = "numbered"
    ISSUED = "issued"
    DELIVERED = "delivered"
    HANDED_OVER = "handed_over"
    REPLACED = "replaced"
    RECALLED = "recalled"


class Act(StrEnum):
    REDRAFT = "redraft"
    RETURN = "return"
    APPROVE = "approve"
    SIGN = "sign"
    NUMBER = "number"
    ISSUE = "issue"
    DELIVER = "deliver"
    HAND_OVER = "hand_over"
    REPLACE = "replace"
    RECALL = "recall"


@dataclass(frozen=True, slots=True)
class Move:
    sources: frozenset[State]
    target: State
    by: frozenset[Role]


def _move(*sources: State, to: State, by: Iterable[Role]) -> Move:
    return Move(frozenset(sources), to, frozenset(by))


#: In force: issued, and neither replaced nor recalled.
STANDING = frozenset({State.ISSUED, State.DELIVERED, State.HANDED_OVER})
CLOSED = frozenset({State.REPLACED, State.RECALLED})

MOVES: dict[Act, Move] = {
    Act.REDRAFT: _move(State.DRAFTED, State.RETURNED, to=State.DRAFTED, by={Role.CASE_OFFICER}),
    Act.RETURN: _move(
        State.DRAFTED, State.APPROVED, to=State.RETURNED, by={Role.SIGNATORY, Role.DEPT_HEAD}
    ),
    Act.APPROVE: _move(State.DRAFTED, to=State.APPROVED, by={Role.SIGNATORY}),
    Act.SIGN: _move(State.APPROVED, to=State.SIGNED, by={Role.SYSTEM}),
    Act.NUMBER: _move(State.SIGNED, to=State.NUMBERED, by={Role.CLERK}),
    Act.ISSUE: _move(State.NUMBERED, to=State.ISSUED, by={Role.SYSTEM}),
    Act.DELIVER: _move(
        State.ISSUED, to=State.DELIVERED, by={Role.RETURNER, Role.CLERK, Role.SYSTEM}
    ),
    Act.HAND_OVER: _move(
        State.ISSUED, State.DELIVERED, to=State.HANDED_OVER, by={Role.RETURNER, Role.RECEIVER}
    ),
    Act.REPLACE: _move(*STANDING, to=State.REPLACED, by={Role.SYSTEM}),
    Act.RECALL: _move(*STANDING, to=State.RECALLED, by={Role.SIGNATORY}),
}
ACTS_OF_PEOPLE = frozenset(act for act, move in MOVES.items() if move.by != {Role.SYSTEM})


class SameHands(Refusal):
    """Who drafted a result may not sign it: four eyes."""

    code = "same-hands"


def next_state(state: State, act: Act, *, by: Actor, agency: str) -> State:
    """:raises NotAllowed: no fitting role at the agency :raises WrongMoment: not in this state"""
    move = MOVES[act]
    if not _may(by, move, agency):
        raise NotAllowed(f"{act} is for {', '.join(sorted(move.by))} of {agency}")
    if state not in move.sources:
        raise WrongMoment(f"cannot {act} a result that is {state}", act=act, state=state)
    return move.target


def acts_open_to(by: Actor, state: State, *, agency: str, drafter: str) -> list[Act]:
    """What the screen may offer: the same table the operations obey."""
    return [
        act
        for act, move in MOVES.items()
        if act in ACTS_OF_PEOPLE
        and state in move.sources
        and by != SYSTEM
        and _may(by, move, agency)
        and not (act is Act.APPROVE and by.id == drafter)
    ]


def must_be_other_hands(*, drafter: str, signatory: str) -> None:
    """:raises SameHands: one person drafted and would sign"""
    if drafter == signatory:
        raise SameHands


def _may(by: Actor, move: Move, agency: str) -> bool:
    if by == SYSTEM:
        return Role.SYSTEM in move.by
    return any(by.holds(role, agency) for role in move.by)
