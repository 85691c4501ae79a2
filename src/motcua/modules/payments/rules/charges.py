"""The life of a charge: one state, one table of moves."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.errors import AlreadyDone, WrongMoment


class Kind(StrEnum):
    """Phí or lệ phí (Law 97/2015/QH13, Article 3); each is accounted for separately."""

    USER_FEE = "user_fee"
    STATE_CHARGE = "state_charge"


class State(StrEnum):
    OPEN = "open"
    PAID = "paid"
    CANCELLED = "cancelled"
    REFUND_ASKED = "refund_asked"
    REFUNDED = "refunded"


class Act(StrEnum):
    PAY = "pay"
    CANCEL = "cancel"
    ASK_REFUND = "ask_refund"
    KEEP = "keep"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Move:
    sources: frozenset[State]
    target: State


def _move(*sources: State, to: State) -> Move:
    return Move(frozenset(sources), to)


MOVES: dict[Act, Move] = {
    Act.PAY: _move(State.OPEN, to=State.PAID),
    Act.CANCEL: _move(State.OPEN, to=State.CANCELLED),
    Act.ASK_REFUND: _move(State.PAID, to=State.REFUND_ASKED),
    Act.KEEP: _move(State.REFUND_ASKED, to=State.PAID),
    Act.REFUND: _move(State.REFUND_ASKED, to=State.REFUNDED),
}
CLOSED = frozenset({State.CANCELLED, State.REFUNDED})
SETTLED = frozenset({State.PAID, State.REFUND_ASKED, State.REFUNDED})


def next_state(state: State, act: Act) -> State:
    """Where the act leads.

    :raises AlreadyDone: the charge is there already
    :raises WrongMoment: the act exists, but not in this state
    """
    move = MOVES[act]
    if state is move.target:
        raise AlreadyDone(f"the charge is {state} already", state=state)
    if state not in move.sources:
        raise WrongMoment(f"cannot {act} a charge that is {state}", act=act, state=state)
    return move.target


def by_kind(lines: Iterable[tuple[str, int]]) -> dict[Kind, int]:
    """How much of some lines, given as kind and amount, is phí and how much lệ phí."""
    sums: Counter[Kind] = Counter()
    for kind, amount in lines:
        sums[Kind(kind)] += amount
    return dict(sums)


def acts_open(state: State) -> list[Act]:
    """What may happen next: the same table the operations obey."""
    return [act for act, move in MOVES.items() if state in move.sources]


class RefundState(StrEnum):
    """Money to give back: owed until it left, or until the refund was dropped."""

    OWED = "owed"
    PAID_BACK = "paid_back"
    DROPPED = "dropped"


class RefundReason(StrEnum):
    SURPLUS = "surplus"
    ASKED = "asked"


def close_refund(state: RefundState, *, to: RefundState) -> RefundState:
    """An owed refund is paid back or dropped, once.

    :raises AlreadyDone: it is there already
    :raises WrongMoment: it ended the other way
    """
    if state is to:
        raise AlreadyDone(f"the refund is {state} already", state=state)
    if state is not RefundState.OWED:
        raise WrongMoment(f"the refund is {state}", state=state)
    return to
