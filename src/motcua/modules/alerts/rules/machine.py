"""The life of one message of warning, from its proposal to its end.

Whoever proposes does not confirm. What one wishes to say after a message went out is another
message, which names the first (CAP 1.2, 3.2.1, references).
"""

from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.actors import Role
from motcua.kernel.errors import NotAllowed, WrongMoment


class State(StrEnum):
    PROPOSED = "proposed"
    ISSUED = "issued"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    UPDATED = "updated"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Act(StrEnum):
    CONFIRM = "confirm"
    ISSUE_BY_RULE = "issue_by_rule"
    REJECT = "reject"
    LAPSE = "lapse"
    SUPERSEDE = "supersede"
    CANCEL = "cancel"
    EXPIRE = "expire"


@dataclass(frozen=True, slots=True)
class Move:
    sources: frozenset[State]
    target: State
    by: frozenset[Role]


def _move(*sources: State, to: State, by: frozenset[Role]) -> Move:
    return Move(frozenset(sources), to, by)


#: Who is on duty in the operations centre; either may propose.
ON_DUTY = frozenset({Role.OPERATOR, Role.DUTY_HEAD})
_HEAD = frozenset({Role.DUTY_HEAD})
_SYSTEM = frozenset({Role.SYSTEM})

MOVES: dict[Act, Move] = {
    Act.CONFIRM: _move(State.PROPOSED, to=State.ISSUED, by=_HEAD),
    Act.ISSUE_BY_RULE: _move(State.PROPOSED, to=State.ISSUED, by=_SYSTEM),
    Act.REJECT: _move(State.PROPOSED, to=State.REJECTED, by=ON_DUTY),
    Act.LAPSE: _move(State.PROPOSED, to=State.LAPSED, by=_SYSTEM),
    Act.SUPERSEDE: _move(State.ISSUED, to=State.UPDATED, by=_HEAD | _SYSTEM),
    Act.CANCEL: _move(State.ISSUED, to=State.CANCELLED, by=_HEAD | _SYSTEM),
    Act.EXPIRE: _move(State.ISSUED, to=State.EXPIRED, by=_SYSTEM),
}
CLOSED = frozenset(State) - {State.PROPOSED, State.ISSUED}


class AlertMoved(WrongMoment):
    """The message is no longer where the act begins: another came first."""

    code = "alert-moved"


def next_state(state: State, act: Act, *, by: frozenset[Role]) -> State:
    """Where the act leads.

    :raises NotAllowed: none of the roles may do this
    :raises AlertMoved: the act exists, but not in this state
    """
    move = MOVES[act]
    if not by & move.by:
        raise NotAllowed(f"{act} is for {sorted(move.by)}")
    if state not in move.sources:
        raise AlertMoved(f"cannot {act} an alert that is {state}", act=act.value, state=state.value)
    return move.target


def acts_open_to(by: frozenset[Role], state: State) -> list[Act]:
    """What a screen may offer: the same table the operations obey."""
    return [act for act, move in MOVES.items() if by & move.by and state in move.sources]
