"""What may happen to a clock, in which order, and in what phase it therefore is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.kernel.calendar import NaiveTime
from motcua.kernel.errors import WrongMoment


class ActKind(StrEnum):
    START = "START"
    PAUSE = "PAUSE"
    RESUME = "RESUME"
    RESTART = "RESTART"
    EXTEND = "EXTEND"
    STOP = "STOP"


class PauseReason(StrEnum):
    """Whose time is not the authority's.

    SUPPLEMENT follows the procedure's policy; the others always pause: the applicant's time to
    pay, an announced incident of the system, a third person who must confirm (Decree 301/2026).
    """

    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    INCIDENT = "incident"
    CONFIRMATION = "confirmation"


class ClockActRefused(WrongMoment):
    """An act the clock cannot follow; params: problem (a stable word), act."""

    code = "clock-act-refused"


@dataclass(frozen=True, slots=True)
class ClockAct:
    """Something that happened to the clock. `ref` points to the paper behind it.

    `until` is the new date of an EXTEND; a PAUSE's reason is one of `PauseReason`.
    """

    kind: ActKind
    at: datetime
    reason: str = ""
    ref: str = ""
    until: datetime | None = None


class Phase(StrEnum):
    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class ClockState:
    """The phase at a moment, since when, and the reason given for it."""

    phase: Phase
    since: datetime | None = None
    reason: str = ""


MOVES: dict[ActKind, tuple[frozenset[Phase], Phase]] = {
    ActKind.START: (frozenset({Phase.NOT_STARTED}), Phase.RUNNING),
    ActKind.PAUSE: (frozenset({Phase.RUNNING}), Phase.PAUSED),
    ActKind.RESUME: (frozenset({Phase.PAUSED}), Phase.RUNNING),
    ActKind.RESTART: (frozenset({Phase.RUNNING, Phase.PAUSED}), Phase.RUNNING),
    ActKind.EXTEND: (frozenset({Phase.RUNNING}), Phase.RUNNING),
    ActKind.STOP: (frozenset({Phase.RUNNING, Phase.PAUSED}), Phase.STOPPED),
}


def state_of(acts: Sequence[ClockAct], now: datetime) -> ClockState:
    """The clock's phase at `now`; acts after `now` have not happened yet.

    :raises ClockActRefused: the acts contradict each other
    """
    state = ClockState(Phase.NOT_STARTED)
    for act in checked(acts):
        if act.at > now:
            break
        phase = MOVES[act.kind][1]
        if phase is not state.phase or act.kind is ActKind.RESTART:
            state = ClockState(phase, act.at, act.reason)
    return state


def checked(acts: Iterable[ClockAct]) -> list[ClockAct]:
    """The acts, if they can have happened in this order.

    :raises ClockActRefused: `problem` is `out-of-order`, `not-started`, `already-started`,
        `already-paused`, `not-paused`, `paused`, `stopped`, `unknown-reason` or `no-new-date`
    :raises NaiveTime: a time without a zone
    """
    phase, last, found = Phase.NOT_STARTED, None, []
    for act in acts:
        if act.at.utcoffset() is None:
            raise NaiveTime("an act needs a zone")
        if last is not None and act.at < last:
            raise refused("out-of-order", act)
        sources, target = MOVES[act.kind]
        if phase not in sources:
            raise refused(_problem(phase, act.kind), act)
        _check_content(act)
        phase, last = target, act.at
        found.append(act)
    return found


def refused(problem: str, act: ClockAct) -> ClockActRefused:
    return ClockActRefused(f"{act.kind}: {problem}", problem=problem, act=act.kind.value)


def _check_content(act: ClockAct) -> None:
    if act.kind is ActKind.PAUSE and act.reason not in set(PauseReason):
        raise refused("unknown-reason", act)
    if act.kind is ActKind.EXTEND and act.until is None:
        raise refused("no-new-date", act)


def _problem(phase: Phase, kind: ActKind) -> str:
    if phase is Phase.PAUSED:
        return {ActKind.START: "already-started", ActKind.PAUSE: "already-paused"}.get(
            kind, "paused"
        )
    if phase is Phase.RUNNING:
        return "not-paused" if kind is ActKind.RESUME else "already-started"
    return "not-started" if phase is Phase.NOT_STARTED else "stopped"
