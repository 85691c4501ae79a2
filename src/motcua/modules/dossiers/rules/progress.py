"""How far a dossier is, as a share that may be told to anybody who knows its number."""

from .life import State

_PERCENT: dict[State, int] = {
    State.DRAFT: 0,
    State.SUBMITTED: 10,
    State.AWAITING_PAYMENT_INTAKE: 10,
    State.INTAKE_SUPPLEMENT: 10,
    State.ACCEPTED: 25,
    State.IN_PROCESS: 40,
    State.WAITING_COORDINATION: 50,
    State.PROCESS_SUPPLEMENT: 40,
    State.AWAITING_FINANCIAL_OBLIGATION: 50,
    State.WITHDRAW_REQUESTED: 40,
    State.DRAFT_RESULT: 65,
    State.SIGNING: 75,
    State.ISSUING: 85,
    State.RESOLVED: 95,
    State.REFUSED: 95,
    State.RETURNED: 100,
    State.REJECTED_AT_INTAKE: 100,
    State.WITHDRAWN: 100,
    State.STOPPED: 100,
}


def completion(state: State) -> int:
    """Percent of the way to an end, whatever the end is."""
    return _PERCENT[state]
