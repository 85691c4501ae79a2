"""The ten states of the national portal as a pure function of our own machines.

Numbers and meaning as in the synchronisation interface (domain: 4.5). Business lives in `life`,
finance in payments, delivery in results; none of them encodes another's progress.
"""

from enum import StrEnum

from .life import State


class Finance(StrEnum):
    NONE = "none"
    OPEN = "open"
    PAID = "paid"


class Delivery(StrEnum):
    NONE = "none"
    READY = "ready"
    DONE = "done"


NEW, RECEIVED, NOT_RECEIVED, PROCESSING, SUPPLEMENT = 1, 2, 3, 4, 5
FINANCIAL_OBLIGATION, WITHDRAWN, STOPPED, RESOLVED, RETURNED = 6, 7, 8, 9, 10

_BY_STATE: dict[State, int | None] = {
    State.DRAFT: None,
    State.SUBMITTED: NEW,
    State.AWAITING_PAYMENT_INTAKE: FINANCIAL_OBLIGATION,
    State.INTAKE_SUPPLEMENT: SUPPLEMENT,
    State.REJECTED_AT_INTAKE: NOT_RECEIVED,
    State.ACCEPTED: RECEIVED,
    State.IN_PROCESS: PROCESSING,
    State.WAITING_COORDINATION: PROCESSING,
    State.PROCESS_SUPPLEMENT: SUPPLEMENT,
    State.AWAITING_FINANCIAL_OBLIGATION: FINANCIAL_OBLIGATION,
    State.DRAFT_RESULT: PROCESSING,
    State.SIGNING: PROCESSING,
    State.ISSUING: PROCESSING,
    State.RESOLVED: RESOLVED,
    State.REFUSED: RESOLVED,
    State.RETURNED: RETURNED,
    State.WITHDRAW_REQUESTED: PROCESSING,
    State.WITHDRAWN: WITHDRAWN,
    State.STOPPED: STOPPED,
}


def national_state(business: State, finance: Finance, delivery: Delivery) -> int | None:
    """The number to report, or None for what was never filed.

    A waiting payment is reported as an obligation only until it is paid; a result handed over is
    reported as returned even if the business move has not caught up.
    """
    number = _BY_STATE[business]
    if number == FINANCIAL_OBLIGATION and finance is not Finance.OPEN:
        return NEW if business is State.AWAITING_PAYMENT_INTAKE else PROCESSING
    if number == RESOLVED and delivery is Delivery.DONE:
        return RETURNED
    return number
