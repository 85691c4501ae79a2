"""The life of one attempt to pay through a gateway.

A gateway may say "failed" first and "succeeded" later; money that came beats money that did not,
so a failed or expired attempt can still succeed, and a successful one never unsucceeds.
"""

from enum import StrEnum

from motcua.kernel.errors import WrongMoment

from . import charges


class State(StrEnum):
    STARTED = "started"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    EXPIRED = "expired"
    DUPLICATE = "duplicate"


class Act(StrEnum):
    SUCCEED = "succeed"
    FAIL = "fail"
    EXPIRE = "expire"
    DUPLICATE = "duplicate"


_UNPAID = frozenset({State.STARTED, State.FAILED, State.EXPIRED})

MOVES: dict[Act, tuple[frozenset[State], State]] = {
    Act.SUCCEED: (_UNPAID, State.SUCCEEDED),
    Act.FAIL: (frozenset({State.STARTED, State.EXPIRED}), State.FAILED),
    Act.EXPIRE: (frozenset({State.STARTED}), State.EXPIRED),
    Act.DUPLICATE: (_UNPAID, State.DUPLICATE),
}
CLOSED = frozenset({State.SUCCEEDED, State.DUPLICATE})


class Heard(StrEnum):
    """What a gateway's word comes to: money is there, money is not there, or nothing is known."""

    MONEY = "money"
    NO_MONEY = "no_money"
    NOTHING = "nothing"


class Outcome(StrEnum):
    """What a gateway's word led to here."""

    PAID = "paid"
    FAILED = "failed"
    SURPLUS = "surplus"
    MISMATCH = "mismatch"
    CONTRADICTED = "contradicted"
    UNKNOWN_REFERENCE = "unknown_reference"
    PENDING = "pending"
    REPEATED = "repeated"
    FORGED = "forged"


def next_state(state: State, act: Act) -> State:
    """Where the act leads.

    :raises WrongMoment: the act exists, but not in this state
    """
    sources, target = MOVES[act]
    if state not in sources:
        raise WrongMoment(f"cannot {act} an attempt that is {state}", act=act.value, state=state)
    return target


def judge(*, heard: Heard, paid: int, owed: int, attempt: State, charge: charges.State) -> Outcome:
    """What a verified word of the gateway means. `paid` and `owed` in dong.

    The order of questions is that of VNPAY's notice protocol: the amount before the state.
    Success for a charge that is no longer open is money to give back, never an error to forget.
    """
    if heard is Heard.NOTHING:
        return Outcome.PENDING
    if heard is Heard.NO_MONEY:
        return Outcome.CONTRADICTED if attempt in CLOSED else Outcome.FAILED
    if paid != owed:
        return Outcome.MISMATCH
    if charge is charges.State.OPEN and attempt not in CLOSED:
        return Outcome.PAID
    return Outcome.SURPLUS
