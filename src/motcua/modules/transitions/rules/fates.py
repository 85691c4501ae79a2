"""What becomes of one dossier in flight, and why: moved, asked, kept or blocked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.words import Text
from motcua.modules.catalogue.rules.changes import Decision
from motcua.modules.dossiers.rules import CLOSED, State
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.proposals.rules.deciding import Decided

from .carrying import Carried
from .places import MOVABLE, moved_to, place_in
from .planning import Plan


class Fate(StrEnum):
    """Every dossier in flight has exactly one. Who is asked has been moved, and is counted so."""

    MOVED = "moved"
    ASKED = "asked"
    KEPT = "kept"
    BLOCKED = "blocked"


class Reason(StrEnum):
    """Why it is not moved; empty where it is."""

    NONE = ""
    DECIDED = "decided"  # the designer decided so
    TOO_LATE = "too_late"  # a decision is drafted or made: it goes by what was asked then
    NO_ROUTE = "no_route"  # its agency does not decide the procedure any more
    MISFIT = "misfit"  # an answer fits nowhere and nobody decided what to do
    TAKEN_OVER = "taken_over"  # it came from another system, without answers of ours
    ASKED_ALREADY = "asked_already"  # answers asked of the applicant before are still awaited


SAYS: Mapping[Reason, Text] = {
    Reason.NONE: Text(""),
    Reason.DECIDED: Text("Quyết định giữ theo bản đã nộp", "Decided to go on as filed"),
    Reason.TOO_LATE: Text(
        "Đã soạn hoặc đã ra quyết định, hoặc người dân xin rút",
        "A decision is drafted or made, or a withdrawal was asked for",
    ),
    Reason.NO_ROUTE: Text(
        "Cơ quan đang giữ không còn giải quyết thủ tục này",
        "The agency that has it no longer decides this procedure",
    ),
    Reason.MISFIT: Text(
        "Có câu trả lời không vừa biểu mẫu mới", "An answer does not fit the new form"
    ),
    Reason.TAKEN_OVER: Text(
        "Chuyển từ hệ thống khác, không có câu trả lời ở đây",
        "Taken over from another system, without answers here",
    ),
    Reason.ASKED_ALREADY: Text(
        "Đang chờ câu trả lời đã hỏi lần trước", "Answers asked before are still awaited"
    ),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a dossier. `about`: the changes or questions that are the reason."""

    fate: Fate
    reason: Reason = Reason.NONE
    about: tuple[str, ...] = ()
    place_before: str = ""
    place_after: str = ""

    @property
    def goes_on(self) -> bool:
        return self.fate in (Fate.MOVED, Fate.ASKED)


def before_answers(
    plan: Plan, state: State, kind: AgencyKind, *, waits: bool = False
) -> Outcome | None:
    """Why a dossier is not even looked into; None where its answers decide.

    `waits`: an earlier change asked its applicant for answers that have not come.
    """
    if state not in MOVABLE or state in CLOSED:
        return Outcome(Fate.KEPT, Reason.TOO_LATE)
    if waits:
        return Outcome(Fate.KEPT, Reason.ASKED_ALREADY)
    if kind not in plan.after.routes or kind not in plan.before.routes:
        return Outcome(Fate.KEPT, Reason.NO_ROUTE)
    step = place_in(plan.before.routes[kind], state)
    for key in (f"route.{kind}.{step}", f"route.{kind}.{step}.role"):
        if plan.decisions.get(key, Decided(Decision.MOVE)).decision is Decision.KEEP:
            return Outcome(Fate.KEPT, Reason.DECIDED, (key,))
    return None


def fate_of(plan: Plan, carried: Carried, state: State, kind: AgencyKind) -> Outcome:
    """What becomes of it, once its answers were carried over."""
    if carried.kept_by:
        return Outcome(Fate.KEPT, Reason.DECIDED, carried.kept_by)
    if carried.misfits:
        return Outcome(Fate.BLOCKED, Reason.MISFIT, carried.misfits)
    step = place_in(plan.before.routes[kind], state)
    to = moved_to(step, plan.after.routes[kind], plan.mapped.get(kind, {}))
    fate = Fate.ASKED if carried.asked else Fate.MOVED
    return Outcome(fate, Reason.NONE, carried.asked, step, to)
