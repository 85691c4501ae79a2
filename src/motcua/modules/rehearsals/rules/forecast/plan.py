"""What a forecast is made from: arrivals, people, the work of each step, the time allowed."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from motcua.kernel.actors import Role

from .hours import OfficeHours, spread_over

#: Filings by weekday, Monday first, where the city's own past does not say otherwise.
USUAL_WEEK = (1.25, 1.1, 1.05, 1.0, 0.95, 0.35, 0.3)
#: Most online filings come between these hours.
USUAL_DAY = (7, 21)
#: The steps that come after the clock has stopped: the result waits to be fetched.
AFTER = frozenset({Role.RETURNER, Role.CASHIER})
#: The step after which the clock starts.
BEFORE = frozenset({Role.RECEIVER})


@dataclass(frozen=True, slots=True)
class Effort:
    """Minutes of work that one dossier takes at a step.

    Drawn from `samples` if there are any, else gamma with this mean and coefficient of variation
    (1: exponential, 0: always the same).
    """

    mean: float
    variation: float = 0.6
    samples: tuple[float, ...] = ()

    def draw(self, chance: Random) -> float:
        if self.samples:
            return chance.choice(self.samples)
        if self.variation <= 0 or self.mean <= 0:
            return max(0.0, self.mean)
        if math.isclose(self.variation, 1.0):
            return chance.expovariate(1 / self.mean)
        shape = 1 / self.variation**2
        return chance.gammavariate(shape, self.mean / shape)

    @property
    def average(self) -> float:
        return sum(self.samples) / len(self.samples) if self.samples else self.mean


@dataclass(frozen=True, slots=True)
class Task:
    """A step of the route: whose work, how much, after which others, for what share of dossiers."""

    key: str
    name: str
    station: str
    effort: Effort
    after: tuple[int, ...]
    share: float = 1.0
    counts: bool = True
    starts_clock: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """How many dossiers come a day on average, on which weekdays, between which hours."""

    per_day: float
    week: tuple[float, ...] = USUAL_WEEK
    hours: tuple[float, float] = USUAL_DAY

    def weight(self, weekday: int) -> float:
        return spread_over(self.week)[weekday]


@dataclass(frozen=True, slots=True)
class Plan:
    """`staff`: how many people stand at each station. `due`: minute of acceptance -> minute due.

    Dossiers that come in the first `warm_up` days fill the desks and are not counted; arrivals end
    after `days`, and whoever is there then is still worked off.
    """

    profile: Profile
    tasks: tuple[Task, ...]
    staff: Mapping[str, int]
    hours: OfficeHours
    due: Callable[[float], float]
    days: int
    warm_up: int = 10
    seed: int = 1
    first_weekday: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
