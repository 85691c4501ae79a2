"""One quarter that could be: dossiers come, wait for somebody, are worked on, are done.

Time is minutes of work, so that nobody works at night; each station serves whoever came first.
What is drawn for a dossier does not depend on the staff: with more people the same dossiers come
and take the same work (common random numbers).
"""

import math
from collections import deque
from dataclasses import dataclass
from heapq import heappop, heappush
from random import Random

from .plan import Plan, Task

A_DAY = 24 * 60.0


@dataclass(slots=True)
class Run:
    """What came of one replication, in minutes of work: sums over counted dossiers and tasks."""

    counted: int = 0
    on_time: int = 0
    waited: list[float] | None = None
    worked: list[float] | None = None
    done: list[int] | None = None
    busy: dict[str, float] | None = None
    lasted: float = 0.0
    slack: list[float] | None = None


def simulate(plan: Plan, replication: int) -> Run:
    """Dossiers that never get done within the hours known count as late."""
    chance = Random(plan.seed * 1_000_003 + replication)  # noqa: S311 -- no secret
    arrivals = _arrivals(plan, chance)
    work = [[_drawn(task, chance) for task in plan.tasks] for _ in arrivals]
    return _worked_off(plan, arrivals, work)


def _drawn(task: Task, chance: Random) -> float:
    """Minutes of work, or a negative number where this dossier passes the step over."""
    minutes = task.effort.draw(chance)
    if task.share < 1.0 and chance.random() >= task.share:
        return -1.0
    return minutes


def _arrivals(plan: Plan, chance: Random) -> list[float]:
    """Moments of filing, in minutes since the first midnight: Poisson, by day of the week."""
    since, until = plan.profile.hours
    found: list[float] = []
    for day in range(plan.days):
        mean = plan.profile.per_day * plan.profile.weight((plan.first_weekday + day) % 7)
        count = _poisson(mean, chance)
        found += [day * A_DAY + 60 * chance.uniform(since, until) for _ in range(count)]
    found.sort()
    return found


def _poisson(mean: float, chance: Random) -> int:
    """Knuth's product for small means, the sum of halves for large ones."""
    if mean > 30:
        return _poisson(mean / 2, chance) + _poisson(mean / 2, chance)
    limit, count, product = math.exp(-mean), 0, chance.random()
    while product > limit:
        count += 1
        product *= chance.random()
    return count


def _worked_off(plan: Plan, arrivals: list[float], work: list[list[float]]) -> Run:  # noqa: C901, PLR0915 -- one loop, kept whole for speed
    tasks, hours = plan.tasks, plan.hours
    follows: list[list[int]] = [[] for _ in tasks]
    for number, each in enumerate(tasks):
        for before in each.after:
            follows[before].append(number)
    first = [number for number, each in enumerate(tasks) if not each.after]
    needs = [len(each.after) for each in tasks]
    stations = {each.station for each in tasks}
    free = {name: plan.staff.get(name, 0) for name in stations}
    lines: dict[str, deque[tuple[int, int, float]]] = {name: deque() for name in stations}
    station_of = [each.station for each in tasks]
    waited, worked, done = [0.0] * len(tasks), [0.0] * len(tasks), [0] * len(tasks)
    busy = dict.fromkeys(stations, 0.0)
    left = [[*needs] for _ in arrivals]
    open_tasks = [sum(each.counts for each in tasks)] * len(arrivals)
    accepted, ended = [-1.0] * len(arrivals), [-1.0] * len(arrivals)
    starts = next((n for n, each in enumerate(tasks) if each.starts_clock), None)
    from_day = plan.warm_up * A_DAY
    counted = [at >= from_day for at in arrivals]
    begin = hours.worked_by(from_day)
    until = hours.worked_by(plan.days * A_DAY)
    # Events in order of time: (minute of work, tie, dossier, task); task -1 is an arrival.
    events: list[tuple[float, int, int, int]] = [
        (hours.worked_by(at), number, number, -1) for number, at in enumerate(arrivals)
    ]
    tie = len(events)

    def ready(dossier: int, task: int, at: float) -> None:
        nonlocal tie
        if work[dossier][task] < 0:
            finish(dossier, task, at)
            return
        station = station_of[task]
        if free[station] > 0:
            free[station] -= 1
            start(dossier, task, at, at)
        else:
            lines[station].append((dossier, task, at))

    def start(dossier: int, task: int, at: float, since: float) -> None:
        nonlocal tie
        minutes = work[dossier][task]
        if counted[dossier]:
            waited[task] += at - since
            worked[task] += minutes
            done[task] += 1
        busy[station_of[task]] += max(0.0, min(at + minutes, until) - max(at, begin))
        tie += 1
        heappush(events, (at + minutes, tie, dossier, task))

    def finish(dossier: int, task: int, at: float) -> None:
        if task == starts:
            accepted[dossier] = at
        if tasks[task].counts:
            open_tasks[dossier] -= 1
            if not open_tasks[dossier]:
                ended[dossier] = at
        remaining = left[dossier]
        for after in follows[task]:
            remaining[after] -= 1
            if not remaining[after]:
                ready(dossier, after, at)

    while events:
        at, _, dossier, task = heappop(events)
        if task < 0:
            if starts is None:
                accepted[dossier] = at
            for begins in first:
                ready(dossier, begins, at)
            continue
        line = lines[station_of[task]]
        if line:
            waiting, which, since = line.popleft()
            start(waiting, which, at, since)
        else:
            free[station_of[task]] += 1
        finish(dossier, task, at)

    run = Run(
        waited=waited, worked=worked, done=done, busy=busy, lasted=max(0.0, until - begin), slack=[]
    )
    due_of, total = plan.due, hours.total
    assert run.slack is not None
    for dossier in range(len(arrivals)):
        if counted[dossier]:
            run.counted += 1
            if 0 <= ended[dossier] <= total:
                slack = due_of(accepted[dossier]) - ended[dossier]
                run.on_time += slack >= 0
                run.slack.append(slack)
    return run
