"""What somebody asks of a forecast, checked, as the plain facts it is made from."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.kernel.actors import Role
from motcua.kernel.errors import Invalid
from motcua.modules.catalogue.rules.package import Package
from motcua.modules.catalogue.rules.procedure import Channel
from motcua.modules.organisation.rules import AgencyKind

#: Minutes of work a dossier takes, where nobody says otherwise.
USUAL_MINUTES: Mapping[Role, int] = {
    Role.RECEIVER: 12,
    Role.CENTER_HEAD: 10,
    Role.CASE_OFFICER: 60,
    Role.DEPT_HEAD: 15,
    Role.SIGNATORY: 10,
    Role.CLERK: 8,
    Role.RETURNER: 5,
    Role.CASHIER: 5,
}
OTHERWISE = 15
#: Of dossiers, how many are taken to go through a step that only some go through.
SOMETIMES = 0.5
MOST_PER_DAY, MOST_PEOPLE, MOST_MINUTES, MOST_DAYS = 2000.0, 500, 2400, 183
#: A quarter of twenty thousand dossiers is simulated fewer times: it is surer by itself.
MOST_DRAWN, MOST_REPLICATIONS, LEAST_REPLICATIONS = 220_000, 200, 20


class BadNumber(Invalid):
    """A number that makes no sense here; params: field."""

    code = "forecast-bad-number"


@dataclass(frozen=True, slots=True)
class Wish:
    """`staff` and `minutes` are by role; `from_past`: work as the city's journal tells, if it does.

    Days are those of the calendar.
    """

    agency: str
    channel: str
    per_day: float
    staff: Mapping[Role, int]
    minutes: Mapping[Role, float]
    days: int = 90
    from_past: bool = True
    seed: int = 1

    @property
    def replications(self) -> int:
        dossiers = max(1.0, self.per_day * self.days)
        return max(LEAST_REPLICATIONS, min(MOST_REPLICATIONS, int(MOST_DRAWN / dossiers)))

    def facts(self, package: Package, kind: AgencyKind) -> dict[str, object]:
        """
        :raises BadNumber: one of the numbers
        """
        self._check()
        route = package.routes[kind]
        try:
            allowed = package.times[Channel(self.channel)].allowance
        except (KeyError, ValueError):
            raise BadNumber("not a channel of it", field="channel") from None
        if allowed is None:
            raise BadNumber("no time is told for it", field="channel")
        roles = {step.role for step in route.steps}
        return {
            "agency": self.agency,
            "channel": self.channel,
            "per_day": self.per_day,
            "days": self.days,
            "seed": self.seed,
            "from_past": self.from_past,
            "replications": self.replications,
            "amount": str(allowed.amount),
            "unit": allowed.unit.value,
            "staff": {role.value: self.staff.get(role, 0) for role in roles},
            "minutes": {role.value: self.minutes.get(role, OTHERWISE) for role in roles},
            "steps": [
                {
                    "key": step.key, "name": step.name.vi, "name_en": step.name.en,
                    "role": step.role.value, "after": list(step.after),
                    "share": 1.0 if step.when is None else SOMETIMES,
                }
                for step in route.steps
            ],
        }  # fmt: skip

    def _check(self) -> None:
        if not 0 < self.per_day <= MOST_PER_DAY:
            raise BadNumber("so many a day", field="per_day")
        if not 14 <= self.days <= MOST_DAYS:
            raise BadNumber("so many days", field="days")
        for role, people in self.staff.items():
            if not 0 <= people <= MOST_PEOPLE:
                raise BadNumber("so many people", field=f"staff-{role}")
        for role, minutes in self.minutes.items():
            if not 0 < minutes <= MOST_MINUTES:
                raise BadNumber("so many minutes", field=f"minutes-{role}")
