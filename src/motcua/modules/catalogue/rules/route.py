"""`route.yaml`: who handles a dossier inside "being processed", in which order, within which time.

Data over the dossier's machine, not another machine. A step waits for those named in `after` (by
default the one before), so several steps after one fork and one step after several joins.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.actors import Role
from motcua.kernel.clock import Unit
from motcua.kernel.expressions import Expression
from motcua.kernel.words import Text
from motcua.modules.organisation.rules import POSTS, AgencyKind

from .formulas import Scope, condition
from .procedure import Channel, TimeLimit
from .reading import Fields, Once, Place

HOURS_A_DAY = 8
#: Without these nobody may accept, decide, number and hand over (Decree 118/2025; Decree 30/2020).
NEEDED_ROLES = (Role.RECEIVER, Role.CASE_OFFICER, Role.SIGNATORY, Role.CLERK, Role.RETURNER)


class Work(StrEnum):
    """What kind of work a step is; a consultation asks another agency and waits for its answer."""

    TASK = "task"
    CONSULTATION = "consultation"


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One step. `hours` are the working hours it may take; None where the law leaves it open.

    A step whose `when` does not hold is passed over: what waits for it goes on. `reads` are the
    form's questions whose answers this step works with, beside those that rules and papers use.
    """

    key: str
    name: Text
    role: Role
    work: Work
    hours: int | None
    after: tuple[str, ...]
    when: Expression | None
    reads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    agency_kind: AgencyKind
    steps: tuple[RouteStep, ...]

    def step(self, key: str) -> RouteStep:
        """:raises KeyError: no step of that name"""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    def following(self, key: str) -> tuple[RouteStep, ...]:
        """The steps that wait for this one."""
        return tuple(step for step in self.steps if key in step.after)

    def step_of(self, role: Role) -> RouteStep | None:
        """The first step a role has."""
        return next((step for step in self.steps if step.role is role), None)

    def longest_hours(self, passed_over: Collection[str] = ()) -> int:
        """Working hours along the longest chain of steps, those passed over left out."""
        reached: dict[str, int] = {}
        for step in self.steps:
            before = max((reached.get(name, 0) for name in step.after), default=0)
            own = 0 if step.key in passed_over else step.hours or 0
            reached[step.key] = before + own
        return max(reached.values(), default=0)

    @property
    def conditional(self) -> tuple[RouteStep, ...]:
        """The steps that some dossiers pass over."""
        return tuple(step for step in self.steps if step.when is not None)


def read_routes(
    at: Place,
    scope: Scope,
    kinds: tuple[AgencyKind, ...] | None,
    times: Mapping[Channel, TimeLimit],
) -> dict[AgencyKind, Route]:
    routes: dict[AgencyKind, Route] = {}
    for name, place in at.entries():
        known = {each.value for each in AgencyKind}
        if name not in known:
            at.found.unknown("unknown-word", place.mark, name, known)
            continue
        kind = AgencyKind(name)
        if kinds is not None and kind not in kinds:
            place.complain("agency-not-competent", name=name)
        routes[kind] = _route(place, kind, scope, times)
    for kind in kinds or ():
        if kind not in routes and at.is_there:
            at.complain("agency-without-route", name=kind.value)
    return routes


def _route(at: Place, kind: AgencyKind, scope: Scope, times: Mapping[Channel, TimeLimit]) -> Route:
    once = Once()
    steps: list[RouteStep] = []
    for item in at.items():
        steps.append(_step(item, scope, once, steps))
    _check_roles(at, steps)
    route = Route(kind, tuple(steps))
    allowed = shortest_hours(times)
    # Which conditional steps come together is told when the package is examined.
    certain = route.longest_hours({step.key for step in route.conditional})
    if allowed is not None and certain > allowed:
        at.complain("route-over-time", hours=certain, allowed=allowed)
    return route


def _step(at: Place, scope: Scope, once: Once, before: list[RouteStep]) -> RouteStep:
    fields = at.table("key name role", "work hours after when reads")
    known = once.names
    return RouteStep(
        key=once.see(fields["key"].key(), fields["key"]),
        name=fields["name"].words(longest=200),
        role=_role(fields["role"]),
        work=fields["work"].choice(Work) if "work" in fields else Work.TASK,
        hours=fields["hours"].whole(low=0, high=20_000) if "hours" in fields else None,
        after=tuple(_after(fields, known, before)),
        when=condition(fields["when"], scope) if "when" in fields else None,
        reads=tuple(_reads(fields["reads"], scope)),
    )


def _reads(at: Place, scope: Scope) -> Iterator[str]:
    once = Once()
    for item in at.items():
        name = once.see(item.line(), item)
        if name and name not in scope.questions:
            item.found.unknown("no-such-question", item.mark, name, scope.questions)
        yield name


def _role(at: Place) -> Role:
    role = at.choice(Role)
    if role not in POSTS and at.is_there:
        at.found.unknown("unknown-word", at.mark, role.value, POSTS)
    return role


def _after(fields: Fields, known: frozenset[str], before: list[RouteStep]) -> Iterator[str]:
    """Steps may wait for steps written above them only, so a route cannot turn in a circle."""
    if "after" not in fields:
        if before:
            yield before[-1].key
        return
    for item in fields["after"].items():
        name = item.line()
        if name and name not in known:
            item.found.unknown("no-such-step", item.mark, name, known)
        yield name


def _check_roles(at: Place, steps: list[RouteStep]) -> None:
    roles = {step.role for step in steps}
    for role in NEEDED_ROLES:
        if role not in roles and at.node is not None:
            at.complain("route-role-missing", name=role.value)


def shortest_hours(times: Mapping[Channel, TimeLimit]) -> int | None:
    """The tightest limit of all channels in working hours, where it can be told in them."""
    hours = map(working_hours, times.values())
    return min((each for each in hours if each is not None), default=None)


def working_hours(time: TimeLimit) -> int | None:
    """A time limit in working hours; None for calendar days, months, years, and words alone."""
    hours_of = {Unit.HOUR: 1, Unit.WORKING_DAY: HOURS_A_DAY, Unit.IN_DAY: HOURS_A_DAY}
    if time.amount is None or time.unit not in hours_of:
        return None
    return int(time.amount * hours_of[time.unit])
