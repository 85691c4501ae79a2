"""A dossier with its history as another system kept it, and what is wrong with it, if anything.

A history is a walk through the table of moves, so a dossier that is taken over is one that could
have lived here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from motcua.kernel.actors import Role
from motcua.kernel.clock import ClockAct, ClockActRefused, Phase, state_of
from motcua.kernel.money import Dong
from motcua.kernel.words import Text

from .guards import Item
from .life import CLOSED, MOVES, OPEN, Act, State

HERE = ZoneInfo("Asia/Ho_Chi_Minh")

#: A decision is drafted, signed and numbered in one system; whoever moves while a paper is half
#: made hands the dossier over as it stood before the draft.
HALF_MADE = frozenset({
    State.DRAFT, State.DRAFT_RESULT, State.SIGNING, State.ISSUING, State.RESOLVED, State.REFUSED,
})  # fmt: skip
CARRIED = CLOSED | (OPEN - HALF_MADE)

_REASONED = frozenset({
    Act.REFUSE_AT_INTAKE, Act.DRAFT_REFUSAL, Act.RETURN_DRAFT, Act.DECLINE_WITHDRAWAL, Act.STOP,
})  # fmt: skip
_WITH_BASIS = frozenset({Act.REFUSE_AT_INTAKE, Act.DRAFT_REFUSAL, Act.STOP})
_DRAFTS = frozenset({Act.DRAFT_RESULT, Act.DRAFT_REFUSAL})
_ASKS = frozenset({Act.ASK_SUPPLEMENT_AT_INTAKE, Act.ASK_SUPPLEMENT})
_GIVES = frozenset({Act.SUPPLEMENT_AT_INTAKE, Act.SUPPLEMENT})
_WAITS_FOR_MONEY = frozenset({
    State.AWAITING_PAYMENT_INTAKE, State.AWAITING_FINANCIAL_OBLIGATION,
})  # fmt: skip
_ENDS_WORK = CLOSED | {State.RESOLVED, State.REFUSED}


@dataclass(frozen=True, slots=True)
class PastAct:
    """One step of a history. `by` is `person:…`, `officer:…`, `client:…` or `system`."""

    act: Act
    at: datetime
    by: str
    reason: str = ""
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class PastSupplement:
    """What the applicant was asked for, and the whole form as it stood with the answer."""

    items: tuple[Item, ...]
    contact: str
    asked_by: str
    asked_at: datetime
    reply_by: datetime
    answers: Mapping[str, object] | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PastOpinion:
    of_agency: str
    question: str
    asked_by: str
    asked_at: datetime
    reply_by: datetime
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PastLine:
    """One fee of a charge; `kind` is `user_fee` or `state_charge`."""

    code: str
    kind: str
    name: Text
    amount: Dong
    basis: str


@dataclass(frozen=True, slots=True)
class PastCharge:
    """What was owed; `paid_at` is None while it still is."""

    lines: tuple[PastLine, ...]
    opened_at: datetime
    paid_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PastDossier:
    """One dossier with everything that happened to it, in order.

    `code` is empty before acceptance; `submission_number` is empty where there was none but the
    code. `clock` is given from the acceptance on; the due date is counted from it, not given.
    """

    code: str
    submission_number: str
    procedure: str
    revision: UUID
    agency: str
    channel: str
    return_method: str
    applicant: UUID
    submitter: UUID
    applicant_name: str
    state: State
    answers: Mapping[str, object]
    history: tuple[PastAct, ...]
    clock: tuple[ClockAct, ...] = ()
    supplements: tuple[PastSupplement, ...] = ()
    opinions: tuple[PastOpinion, ...] = ()
    charges: tuple[PastCharge, ...] = ()
    handler: str = ""
    applicant_kind: str = "citizen"
    language: str = "vi"

    @property
    def number(self) -> str:
        """What it is known by before acceptance."""
        return self.submission_number or self.code


@dataclass(slots=True)
class Road:
    """Where a history leads: the state before and after each act, and the moments that count."""

    moves: list[tuple[State, State]] = field(default_factory=list)
    reached: State = State.DRAFT
    filed_at: datetime | None = None
    accepted_at: datetime | None = None
    ended_at: datetime | None = None
    is_refusal: bool = False


def walk(past: PastDossier) -> tuple[Road, list[str]]:
    """Follow the history through the table of moves; and every problem of the dossier, by code."""
    road = Road()
    problems = [*_follow(past, road)]
    if not problems:
        problems += [*_numbers(past, road), *_clock(past, road), *_waits(past, road)]
    return road, problems


def _follow(past: PastDossier, road: Road) -> Iterator[str]:
    people = {f"person:{past.applicant}", f"person:{past.submitter}"}
    drafted_by, last = "", None
    for step in past.history:
        move = MOVES[step.act]
        if road.reached not in move.sources:
            yield f"history: {step.act} after {road.reached}"
            return
        if step.at.utcoffset() is None or (last is not None and step.at < last):
            yield f"history: {step.act} is out of order"
            return
        if not _may(step, move.by, people) or (step.act is Act.SIGN and step.by == drafted_by):
            yield f"history: {step.act} is not for {step.by}"
        yield from _grounds(step)
        if step.act in _DRAFTS:
            drafted_by = step.by
        last = step.at
        _note(road, step, move.target)
    if road.reached is not past.state:
        yield f"state: {past.state}, but the history leads to {road.reached}"
    elif road.reached not in CARRIED:
        yield f"state: a dossier that is {road.reached} is not taken over"


def _note(road: Road, step: PastAct, after: State) -> None:
    if step.act is Act.FILE:
        road.filed_at = step.at
    elif step.act is Act.ACCEPT:
        road.accepted_at = step.at
    elif step.act is Act.DRAFT_REFUSAL:
        road.is_refusal = True
    elif step.act is Act.RETURN_DRAFT:
        road.is_refusal = False
    if road.ended_at is None and after in _ENDS_WORK:
        road.ended_at = step.at
    road.moves.append((road.reached, after))
    road.reached = after


def _may(step: PastAct, allowed: frozenset[Role], people: set[str]) -> bool:
    kind = step.by.partition(":")[0]
    if kind == "system":
        return Role.SYSTEM in allowed
    if kind == "person":
        return Role.APPLICANT in allowed and step.by in people
    return kind in ("officer", "client") and bool(allowed - {Role.SYSTEM, Role.APPLICANT})


def _grounds(step: PastAct) -> Iterator[str]:
    if step.act in _REASONED and not step.reason.strip():
        yield f"history: {step.act} without a reason"
    if step.act in _WITH_BASIS and not step.legal_basis.strip():
        yield f"history: {step.act} without its ground in law"


def _numbers(past: PastDossier, road: Road) -> Iterator[str]:
    if not past.number:
        yield "number: neither code nor submission number"
    if road.accepted_at is None:
        if past.code:
            yield "code: there, but never accepted"
        return
    day = f"{road.accepted_at.astimezone(HERE):%y%m%d}"
    number = past.code.removeprefix(f"{past.agency}-{day}-")
    if number == past.code or not number.isdecimal() or len(number) < 4:
        yield f"code: not of {past.agency} on {day}"


def sequence(code: str) -> tuple[str, str, int]:
    """Agency, day and number of a dossier's code."""
    agency, day, number = code.rsplit("-", 2)
    return agency, day, int(number)


def _clock(past: PastDossier, road: Road) -> Iterator[str]:
    acts = past.clock
    if road.accepted_at is None:
        if acts:
            yield "clock: runs without an acceptance"
        return
    if not acts or acts[0].at != road.accepted_at:
        yield "clock: does not start with the acceptance"
        return
    try:
        phase = state_of(acts, acts[-1].at).phase
    except ClockActRefused as refused:
        yield f"clock: {refused.params['act']}: {refused.params['problem']}"
        return
    if (phase is Phase.STOPPED) != (road.ended_at is not None):
        yield "clock: ended without the work, or the work without it"
    waits = past.state in (State.PROCESS_SUPPLEMENT, State.AWAITING_FINANCIAL_OBLIGATION)
    if waits and phase is not Phase.PAUSED:
        yield f"clock: runs while the dossier is {past.state}"


def _waits(past: PastDossier, road: Road) -> Iterator[str]:
    """What the present state waits for is there, and what was asked and given is told."""
    asked = [step.at for step in past.history if step.act in _ASKS]
    given = [step.at for step in past.history if step.act in _GIVES]
    if [each.asked_at for each in past.supplements] != asked:
        yield "supplements: not those the history asks for"
    if [each.answered_at for each in past.supplements if each.answered_at is not None] != given:
        yield "supplements: not answered as the history says"
    if any((each.answers is None) != (each.answered_at is None) for each in past.supplements):
        yield "supplements: an answer without its moment, or a moment without an answer"
    if any(not _is_whole(item) for each in past.supplements for item in each.items):
        yield "supplements: an item without its reason or ground in law"
    open_charges = sum(charge.paid_at is None for charge in past.charges)
    if open_charges != (road.reached in _WAITS_FOR_MONEY):
        yield "charges: open without waiting for money, or the other way round"
    waiting = any(opinion.answered_at is None for opinion in past.opinions)
    if waiting != (road.reached is State.WAITING_COORDINATION):
        yield "opinions: open without waiting for one, or the other way round"


def _is_whole(item: Item) -> bool:
    return bool(item.about.strip() and item.reason.strip() and item.legal_basis.strip())
