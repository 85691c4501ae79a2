"""The city's offices: wherever it is offered, somebody can do each step, and two people decide."""

from collections.abc import Iterator

from motcua.kernel.actors import Role

from ..city import AgencyHere
from ..findings import Finding
from ..route import Route
from .subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Nothing is held against a package where the city is not known."""
    if not subject.city.agencies:
        return
    for number, kind in enumerate(subject.package.procedure.agency_kinds):
        here = subject.city.of_kind(kind)
        if not here:
            yield subject.finding(
                "nobody-decides", "procedure.yaml", ("agencies", number), kind=kind.value
            )
        route = subject.package.routes.get(kind)
        for agency in here if route else ():
            assert route is not None
            yield from _staffed(subject, agency, route)


def _staffed(subject: Subject, agency: AgencyHere, route: Route) -> Iterator[Finding]:
    kind = route.agency_kind.value
    seen: set[Role] = set()
    for number, step in enumerate(route.steps):
        if step.role not in agency.roles and step.role not in seen:
            seen.add(step.role)
            yield subject.finding(
                "role-not-held", "route.yaml", (kind, number),
                agency=agency.name, role=step.role.value, name=step.name,
            )  # fmt: skip
    drafters = agency.holders.get(Role.CASE_OFFICER, frozenset())
    signatories = agency.holders.get(Role.SIGNATORY, frozenset())
    if len(signatories) == 1 and drafters == signatories:
        yield subject.finding("one-person-for-two", "route.yaml", (kind,), agency=agency.name)
