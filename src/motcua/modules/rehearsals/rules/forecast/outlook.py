"""What many replications come to: the share on time with its interval, and where the time goes."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .plan import Plan
from .simulating import Run, simulate

REPLICATIONS = 200
#: Of 100 quarters like this one, the share of so many lies between `low` and `high`.
WITHIN = 0.95
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class StepOutlook:
    """Minutes of work a dossier waits for this step and is worked on, on average."""

    key: str
    name: str
    station: str
    waiting: float
    working: float


@dataclass(frozen=True, slots=True)
class Load:
    """How busy the people of a station are: the share of their hours spent on this procedure."""

    station: str
    people: int
    utilisation: float

    @property
    def is_overloaded(self) -> bool:
        return self.utilisation >= 0.95


@dataclass(frozen=True, slots=True)
class Outlook:
    """`low` and `high`: within which the share of one such period lies 95 times of 100.

    `sure_low` and `sure_high`: how sure the mean itself is, by Wilson over all dossiers drawn.
    """

    share: float
    low: float
    high: float
    sure_low: float
    sure_high: float
    dossiers: int
    replications: int
    steps: tuple[StepOutlook, ...]
    loads: tuple[Load, ...]

    @property
    def bottleneck(self) -> StepOutlook | None:
        """The step that dossiers wait for longest; None where they hardly wait at all."""
        worst = max(self.steps, key=lambda step: step.waiting, default=None)
        return worst if worst is not None and worst.waiting >= 1.0 else None


def outlook(
    plan: Plan,
    *,
    replications: int = REPLICATIONS,
    tell: Callable[[int], None] = lambda _done: None,
) -> Outlook:
    """The outlook of a plan. `tell` hears how many replications are done."""
    return _summed(plan, list(_runs(plan, replications, tell)))


def _runs(plan: Plan, replications: int, tell: Callable[[int], None]) -> Iterator[Run]:
    for number in range(replications):
        yield simulate(plan, number)
        tell(number + 1)


def _summed(plan: Plan, runs: Sequence[Run]) -> Outlook:
    counted, on_time = sum(run.counted for run in runs), sum(run.on_time for run in runs)
    shares = sorted(run.on_time / run.counted for run in runs if run.counted)
    low, high = (quantile(shares, (1 - WITHIN) / 2), quantile(shares, (1 + WITHIN) / 2))
    sure = wilson(on_time, counted)
    return Outlook(
        share=on_time / counted if counted else 1.0,
        low=low,
        high=high,
        sure_low=sure[0],
        sure_high=sure[1],
        dossiers=counted,
        replications=len(runs),
        steps=tuple(_step(plan, runs, number, counted) for number in range(len(plan.tasks))),
        loads=tuple(_loads(plan, runs)),
    )


def _step(plan: Plan, runs: Sequence[Run], number: int, counted: int) -> StepOutlook:
    task = plan.tasks[number]
    waited = sum(run.waited[number] for run in runs if run.waited)
    worked = sum(run.worked[number] for run in runs if run.worked)
    of = max(1, counted)
    return StepOutlook(task.key, task.name, task.station, waited / of, worked / of)


def _loads(plan: Plan, runs: Sequence[Run]) -> Iterator[Load]:
    for station in dict.fromkeys(task.station for task in plan.tasks):
        people = plan.staff.get(station, 0)
        busy = sum(run.busy[station] for run in runs if run.busy)
        there = people * sum(run.lasted for run in runs)
        yield Load(station, people, busy / there if there else 1.0)


def quantile(ordered: Sequence[float], at: float) -> float:
    """Between the two nearest of ordered values; 1 of none."""
    if not ordered:
        return 1.0
    place = at * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Wilson's interval of a proportion at 95 % (E. B. Wilson, 1927); no trials leave all open."""
    if not trials:
        return 0.0, 1.0
    share, z2 = successes / trials, _Z**2
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    spread = _Z * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials**2)) / (1 + z2 / trials)
    return max(0.0, middle - spread), min(1.0, middle + spread)
