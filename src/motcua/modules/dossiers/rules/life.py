"""The states of a dossier and the moves between them: one table that operations and screens obey.

The states follow the one-stop process of Decree 118/2025 and map onto the ten states of the
national portal (see `national`). Overdue is a question asked of the clock, never a state.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.actors import Actor, Role
from motcua.kernel.errors import NotAllowed, WrongMoment

#: What the journal, money and papers call a dossier they belong to.
SUBJECT = "dossier"


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    AWAITING_PAYMENT_INTAKE = "awaiting_payment_intake"
    INTAKE_SUPPLEMENT = "intake_supplement"
    REJECTED_AT_INTAKE = "rejected_at_intake"
    ACCEPTED = "accepted"
    IN_PROCESS = "in_process"
    WAITING_COORDINATION = "waiting_coordination"
    PROCESS_SUPPLEMENT = "process_supplement"
    AWAITING_FINANCIAL_OBLIGATION = "awaiting_financial_obligation"
    DRAFT_RESULT = "draft_result"
    SIGNING = "signing"
    ISSUING = "issuing"
    RESOLVED = "resolved"
    REFUSED = "refused"
    RETURNED = "returned"
    WITHDRAW_REQUESTED = "withdraw_requested"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


class Act(StrEnum):
    FILE = "file"
    ASK_PAYMENT_AT_INTAKE = "ask_payment_at_intake"
    NOTE_PAYMENT_AT_INTAKE = "note_payment_at_intake"
    ACCEPT = "accept"
    REFUSE_AT_INTAKE = "refuse_at_intake"
    ASK_SUPPLEMENT_AT_INTAKE = "ask_supplement_at_intake"
    SUPPLEMENT_AT_INTAKE = "supplement_at_intake"
    ASSIGN = "assign"
    TAKE_UP = "take_up"
    ASK_OPINION = "ask_opinion"
    NOTE_OPINION = "note_opinion"
    ASK_SUPPLEMENT = "ask_supplement"
    SUPPLEMENT = "supplement"
    ASK_PAYMENT = "ask_payment"
    NOTE_PAYMENT = "note_payment"
    DRAFT_RESULT = "draft_result"
    DRAFT_REFUSAL = "draft_refusal"
    RETURN_DRAFT = "return_draft"
    SIGN = "sign"
    NOTE_SIGNATURE = "note_signature"
    ISSUE = "issue"
    NOTE_RESULT = "note_result"
    NOTE_REFUSAL = "note_refusal"
    DELIVER_ONLINE = "deliver_online"
    HAND_OVER = "hand_over"
    WITHDRAW = "withdraw"
    ASK_WITHDRAWAL = "ask_withdrawal"
    AGREE_WITHDRAWAL = "agree_withdrawal"
    DECLINE_WITHDRAWAL = "decline_withdrawal"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Move:
    """From which states an act leads where, and which roles may do it."""

    sources: frozenset[State]
    target: State
    by: frozenset[Role]


def _move(*sources: State, to: State, by: Iterable[Role]) -> Move:
    return Move(frozenset(sources), to, frozenset(by))


_S, _R = State, Role
_APPLICANT, _SYSTEM = (_R.APPLICANT,), (_R.SYSTEM,)
_INTAKE = (_R.RECEIVER, _R.CENTER_HEAD)
_CASE = (_R.CASE_OFFICER,)
_UNDER_WAY = (
    _S.ACCEPTED, _S.IN_PROCESS, _S.WAITING_COORDINATION, _S.PROCESS_SUPPLEMENT,
    _S.AWAITING_FINANCIAL_OBLIGATION,
)  # fmt: skip

MOVES: dict[Act, Move] = {
    Act.FILE: _move(_S.DRAFT, to=_S.SUBMITTED, by=_APPLICANT),
    Act.ASK_PAYMENT_AT_INTAKE: _move(
        _S.SUBMITTED, to=_S.AWAITING_PAYMENT_INTAKE, by=(*_SYSTEM, *_INTAKE)
    ),
    Act.NOTE_PAYMENT_AT_INTAKE: _move(
        _S.AWAITING_PAYMENT_INTAKE, to=_S.SUBMITTED, by=_SYSTEM
    ),
    Act.ACCEPT: _move(_S.SUBMITTED, to=_S.ACCEPTED, by=_INTAKE),
    Act.REFUSE_AT_INTAKE: _move(_S.SUBMITTED, to=_S.REJECTED_AT_INTAKE, by=_INTAKE),
    Act.ASK_SUPPLEMENT_AT_INTAKE: _move(_S.SUBMITTED, to=_S.INTAKE_SUPPLEMENT, by=_INTAKE),
    Act.SUPPLEMENT_AT_INTAKE: _move(_S.INTAKE_SUPPLEMENT, to=_S.SUBMITTED, by=_APPLICANT),
    Act.ASSIGN: _move(
        _S.ACCEPTED, _S.IN_PROCESS, to=_S.IN_PROCESS, by=(_R.DEPT_HEAD, _R.CENTER_HEAD)
    ),
    Act.TAKE_UP: _move(_S.ACCEPTED, to=_S.IN_PROCESS, by=_CASE),
    Act.ASK_OPINION: _move(_S.IN_PROCESS, to=_S.WAITING_COORDINATION, by=_CASE),
    Act.NOTE_OPINION: _move(
        _S.WAITING_COORDINATION, to=_S.IN_PROCESS, by=(*_CASE, _R.DEPT_HEAD)
    ),
    Act.ASK_SUPPLEMENT: _move(_S.IN_PROCESS, to=_S.PROCESS_SUPPLEMENT, by=_CASE),
    Act.SUPPLEMENT: _move(_S.PROCESS_SUPPLEMENT, to=_S.IN_PROCESS, by=_APPLICANT),
    Act.ASK_PAYMENT: _move(_S.IN_PROCESS, to=_S.AWAITING_FINANCIAL_OBLIGATION, by=_CASE),
    Act.NOTE_PAYMENT: _move(_S.AWAITING_FINANCIAL_OBLIGATION, to=_S.IN_PROCESS, by=_SYSTEM),
    Act.DRAFT_RESULT: _move(_S.IN_PROCESS, to=_S.DRAFT_RESULT, by=_CASE),
    Act.DRAFT_REFUSAL: _move(_S.IN_PROCESS, to=_S.DRAFT_RESULT, by=_CASE),
    Act.RETURN_DRAFT: _move(_S.DRAFT_RESULT, to=_S.IN_PROCESS, by=(_R.SIGNATORY,)),
    Act.SIGN: _move(_S.DRAFT_RESULT, to=_S.SIGNING, by=(_R.SIGNATORY,)),
    Act.NOTE_SIGNATURE: _move(_S.SIGNING, to=_S.ISSUING, by=_SYSTEM),
    Act.ISSUE: _move(_S.ISSUING, to=_S.ISSUING, by=(_R.CLERK,)),
    Act.NOTE_RESULT: _move(_S.ISSUING, to=_S.RESOLVED, by=_SYSTEM),
    Act.NOTE_REFUSAL: _move(_S.ISSUING, to=_S.REFUSED, by=_SYSTEM),
    Act.DELIVER_ONLINE: _move(
        _S.RESOLVED, _S.REFUSED, to=_S.RETURNED, by=(*_SYSTEM, _R.RETURNER)
    ),
    Act.HAND_OVER: _move(_S.RESOLVED, _S.REFUSED, to=_S.RETURNED, by=(_R.RETURNER, _R.RECEIVER)),
    Act.WITHDRAW: _move(
        _S.SUBMITTED, _S.AWAITING_PAYMENT_INTAKE, _S.INTAKE_SUPPLEMENT,
        to=_S.WITHDRAWN, by=_APPLICANT,
    ),
    Act.ASK_WITHDRAWAL: _move(*_UNDER_WAY, to=_S.WITHDRAW_REQUESTED, by=_APPLICANT),
    Act.AGREE_WITHDRAWAL: _move(
        _S.WITHDRAW_REQUESTED, to=_S.WITHDRAWN, by=(*_CASE, *_INTAKE)
    ),
    Act.DECLINE_WITHDRAWAL: _move(
        _S.WITHDRAW_REQUESTED, to=_S.IN_PROCESS, by=(*_CASE, *_INTAKE)
    ),
    Act.STOP: _move(
        _S.INTAKE_SUPPLEMENT, *_UNDER_WAY, to=_S.STOPPED, by=(_R.SIGNATORY, _R.CENTER_HEAD)
    ),
}  # fmt: skip

CLOSED = frozenset({
    State.REJECTED_AT_INTAKE, State.RETURNED, State.WITHDRAWN, State.STOPPED,
})  # fmt: skip
OPEN = frozenset(State) - CLOSED

#: States in which a date runs that one apology may move, and who may move it; who may let an
#: officer ask the applicant a second time (Decree 61/2018, Article 19; Decree 118/2025).
EXTENDABLE = frozenset({
    State.ACCEPTED, State.IN_PROCESS, State.WAITING_COORDINATION, State.DRAFT_RESULT,
    State.SIGNING, State.ISSUING,
})  # fmt: skip
EXTENDERS = frozenset({Role.CASE_OFFICER, Role.DEPT_HEAD, Role.SIGNATORY})
SUPERVISORS = frozenset({Role.CENTER_HEAD, Role.DEPT_HEAD})

#: Where something may be asked of the applicant.
ASKABLE = MOVES[Act.ASK_SUPPLEMENT_AT_INTAKE].sources | MOVES[Act.ASK_SUPPLEMENT].sources

#: What only the machine does, as the consequence of somebody's act or of the outside world.
UNSEEN = frozenset(act for act, move in MOVES.items() if move.by == frozenset({Role.SYSTEM}))


def relation_of(actor: Actor, *, agency: str, people: Iterable[str]) -> frozenset[Role]:
    """As what an actor meets a dossier: its applicant, an officer of its agency, the system.

    `people` are the ids of the applicant, the submitter and the representative.
    """
    if actor.id == "system":
        return frozenset({Role.SYSTEM})
    if actor.person is not None and actor.person in people:
        return frozenset({Role.APPLICANT})
    return frozenset(post.role for post in actor.posts if post.agency == agency)


def next_state(state: State, act: Act, *, by: frozenset[Role]) -> State:
    """Where the act leads.

    :raises NotAllowed: none of the actor's roles may do this
    :raises WrongMoment: not in this state
    """
    move = MOVES[act]
    if not by & move.by:
        raise NotAllowed(f"{act} is not for {', '.join(sorted(by)) or 'nobody'}", act=act)
    if state not in move.sources:
        raise WrongMoment(f"cannot {act} a dossier that is {state}", act=act, state=state)
    return move.target


def acts_open_to(by: frozenset[Role], state: State) -> list[Act]:
    """What the screen may offer: the same table the operations obey."""
    return [act for act, move in MOVES.items() if by & move.by and state in move.sources]
