"""Routes: every dossier gets from intake to its result, in the right order and in time."""

from collections.abc import Iterator
from itertools import pairwise

from motcua.kernel.actors import Role
from motcua.kernel.expressions import Expression

from ..findings import Finding
from ..route import NEEDED_ROLES, Route, RouteStep, Work, shortest_hours, working_hours
from .situations import Facts
from .subject import Subject

FILE = "route.yaml"


def check(subject: Subject) -> Iterator[Finding]:
    for route in subject.package.routes.values():
        yield from _ways(subject, route)
        yield from _order(subject, route)
        yield from _passed_over(subject, route)
        yield from _waiting(subject, route)
        yield from _times(subject, route)


def _ways(subject: Subject, route: Route) -> Iterator[Finding]:
    """Each step is led to and leads on; the hand-over is the end."""
    for number, step in enumerate(route.steps):
        code = ""
        if any(before.role is Role.RETURNER for before in _before(route, step)):
            code = "after-return"
        elif number and not step.after:
            code = "no-way-in"
        elif step.role is not Role.RETURNER and not route.following(step.key):
            code = "dead-end"
        if code:
            yield _at(subject, code, route, step, name=step.name)


def _order(subject: Subject, route: Route) -> Iterator[Finding]:
    """Received, drafted, signed, numbered, handed over: nothing before what it builds on."""
    for earlier, later in pairwise(NEEDED_ROLES):
        for step in route.steps:
            if step.role is later and earlier not in {b.role for b in _before(route, step)}:
                yield _at(subject, "out-of-order", route, step, name=step.name, before=earlier)


def _passed_over(subject: Subject, route: Route) -> Iterator[Finding]:
    """A role all of whose steps are conditional may have no step at all."""
    for role in NEEDED_ROLES:
        steps = [step for step in route.steps if step.role is role]
        conditions = [step.when for step in steps if step.when is not None]
        if steps and len(conditions) == len(steps) and _may_all_fail(subject, conditions):
            yield _at(subject, "role-passed-over", route, steps[0], name=role.value)


def _may_all_fail(subject: Subject, conditions: list[Expression]) -> bool:
    def all_fail(facts: Facts) -> bool:
        return not any(condition.holds(facts) for condition in conditions)

    return subject.situations.find(all_fail, conditions).facts is not None


def _waiting(subject: Subject, route: Route) -> Iterator[Finding]:
    """Silence of another agency needs an end, or whoever waits for it waits for ever."""
    for step in route.steps:
        if step.work is Work.CONSULTATION and step.hours is None and route.following(step.key):
            yield _at(subject, "waits-for-ever", route, step, name=step.name)


def _times(subject: Subject, route: Route) -> Iterator[Finding]:
    """The longest way through fits into the tightest limit, and into that of each case."""
    hours = _longest(subject, route)
    allowed = shortest_hours(subject.package.times)
    if allowed is not None and hours > allowed:
        yield subject.finding(
            "route-over-time", FILE, (route.agency_kind.value,), hours=hours, allowed=allowed
        )
    for number, case in enumerate(subject.package.procedure.cases):
        allowed = working_hours(case.time) if case.time else None
        if allowed is not None and hours > allowed:
            yield subject.finding(
                "route-over-case", "procedure.yaml", ("cases", number, "time"),
                hours=hours, case=case.code, allowed=allowed,
            )  # fmt: skip


def _longest(subject: Subject, route: Route) -> int:
    """Over all situations, since steps that exclude each other never add up."""
    conditions = [step.when for step in route.conditional if step.when is not None]
    longest = 0

    def is_longer(facts: Facts) -> bool:
        nonlocal longest
        over = {s.key for s in route.conditional if s.when is not None and not s.when.holds(facts)}
        longest = max(longest, route.longest_hours(over))
        return False

    found = subject.situations.find(is_longer, conditions)
    # Where not every situation was tried, all steps together are the honest answer.
    return longest if found.is_sure else route.longest_hours()


def _before(route: Route, step: RouteStep) -> list[RouteStep]:
    """The steps that come before it, near and far."""
    found: dict[str, RouteStep] = {}
    waiting = list(step.after)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found[key] = route.step(key)
            waiting.extend(found[key].after)
    return list(found.values())


def _at(subject: Subject, code: str, route: Route, step: RouteStep, **params: object) -> Finding:
    path = (route.agency_kind.value, route.steps.index(step))
    return subject.finding(code, FILE, path, **params)
