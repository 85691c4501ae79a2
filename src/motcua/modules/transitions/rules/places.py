"""Where a dossier stands in a route, and where it stands in the next one.

A dossier's state says who has it; its place is the first step of that role in its agency's route.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from motcua.kernel.actors import Role
from motcua.modules.catalogue.rules import Route
from motcua.modules.dossiers.rules import State
from motcua.modules.organisation.rules import AgencyKind

#: Who has a dossier in these states. In any other one there is nothing left to move: a decision is
#: drafted, made or given up by what was asked then.
ROLES: Mapping[State, Role] = {
    State.SUBMITTED: Role.RECEIVER,
    State.AWAITING_PAYMENT_INTAKE: Role.RECEIVER,
    State.INTAKE_SUPPLEMENT: Role.RECEIVER,
    State.ACCEPTED: Role.CASE_OFFICER,
    State.IN_PROCESS: Role.CASE_OFFICER,
    State.WAITING_COORDINATION: Role.CASE_OFFICER,
    State.PROCESS_SUPPLEMENT: Role.CASE_OFFICER,
    State.AWAITING_FINANCIAL_OBLIGATION: Role.CASE_OFFICER,
}
MOVABLE = frozenset(ROLES)


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Why a place leads nowhere; `code` is told in words by `planning`."""

    code: str
    kind: AgencyKind
    step: str
    to: str


def place_in(route: Route, state: State) -> str:
    """The step at which a dossier in this state stands."""
    step = route.step_of(ROLES[state])
    return step.key if step else ""


def moved_to(step: str, new: Route, mapped: Mapping[str, str]) -> str:
    """The step of the new route for one of the old: as decided, else the one of its name."""
    return mapped.get(step, step if any(each.key == step for each in new.steps) else "")


def misplaced(
    kind: AgencyKind, old: Route, new: Route, mapped: Mapping[str, str]
) -> Iterator[Misplaced]:
    """Every place where a dossier may stand now and that has no good place in the new route."""
    known = {step.key: step for step in new.steps}
    for role in dict.fromkeys(ROLES.values()):
        step = old.step_of(role)
        if step is None:
            continue
        to = moved_to(step.key, new, mapped)
        if to not in known:
            yield Misplaced("place-unknown", kind, step.key, to)
        elif known[to].role is not role:
            yield Misplaced("place-of-another-role", kind, step.key, to)
        elif not reaches_end(new, to):
            yield Misplaced("place-without-end", kind, step.key, to)


def reaches_end(route: Route, step: str) -> bool:
    """Whether from this step the result can be decided and handed back: the law's minimum."""
    found, ahead = {step}, [step]
    while ahead:
        for each in route.following(ahead.pop()):
            if each.key not in found:
                found.add(each.key)
                ahead.append(each.key)
    roles = {route.step(key).role for key in found}
    return {Role.SIGNATORY, Role.CLERK, Role.RETURNER} <= roles


def proposed(old: Route, new: Route, step: str) -> str:
    """Where a step's dossiers would best go on: the same role, else what follows and is left."""
    role = old.step(step).role
    if (same := new.step_of(role)) is not None:
        return same.key
    ahead = [step]
    while ahead:
        for each in old.following(ahead.pop(0)):
            if any(left.key == each.key for left in new.steps):
                return each.key
            ahead.append(each.key)
    return new.steps[-1].key if new.steps else ""
