"""The forecast against theory, against itself with more people, and against another simulator."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from random import Random

import pytest

from motcua.modules.rehearsals.rules.forecast import (
    Effort,
    OfficeHours,
    Plan,
    Profile,
    Task,
    outlook,
    simulate,
    wilson,
)
from motcua.modules.rehearsals.rules.forecast.hours import always

MONDAY = date(2026, 11, 2)
A_DAY = 24 * 60.0
EVEN = (1.0,) * 7


def erlang_c(servers: int, load: float) -> float:
    """The chance to wait in M/M/c (A. K. Erlang, 1917); `load` in Erlang, below `servers`."""
    last = load**servers / math.factorial(servers) * servers / (servers - load)
    return last / (sum(load**k / math.factorial(k) for k in range(servers)) + last)


def markovian(*, servers: int, per_day: float, minutes: float, days: int = 60) -> Plan:
    """Exponential work, Poisson arrivals round the clock, one station: what theory speaks of."""
    task = Task("work", "work", "desk", Effort(minutes, 1.0), ())
    return Plan(
        Profile(per_day, EVEN, (0, 24)), (task,), {"desk": servers}, always(MONDAY, days * 3),
        lambda minute: minute + 240, days, warm_up=10,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("servers", "load"), [(1, 0.7), (2, 1.5), (4, 3.2), (8, 6.4)], ids=["1", "2", "4", "8"]
)
def test_waiting_is_as_erlang_says(servers: int, load: float) -> None:
    minutes = 30.0
    plan = markovian(servers=servers, per_day=load * A_DAY / minutes, minutes=minutes)
    means = []
    for number in range(30):
        run = simulate(plan, number)
        assert run.waited is not None
        means.append(run.waited[0] / run.counted)
    mean = sum(means) / len(means)
    spread = math.sqrt(sum((each - mean) ** 2 for each in means) / (len(means) - 1) / len(means))
    expected = erlang_c(servers, load) * minutes / (servers - load)
    assert abs(mean - expected) < 4 * spread


@pytest.mark.parametrize(("servers", "load"), [(1, 0.5), (3, 2.1), (6, 5.0)])
def test_the_law_of_utilisation_holds(servers: int, load: float) -> None:
    plan = markovian(servers=servers, per_day=load * A_DAY / 30, minutes=30)
    told = outlook(plan, replications=30)
    assert told.loads[0].utilisation == pytest.approx(load / servers, rel=0.03)
    assert told.steps[0].working == pytest.approx(30, rel=0.03)


@pytest.mark.parametrize("seed", range(5))
def test_more_people_are_never_worse(seed: int) -> None:
    shares = []
    for servers in (1, 2, 3, 4, 6, 9):
        plan = replace(markovian(servers=servers, per_day=90, minutes=40, days=30), seed=seed)
        shares.append([_slack(plan, number) for number in range(10)])
    for fewer, more in pairwise(shares):
        # The same dossiers come and take the same work: none of them is done later.
        for one, other in zip(fewer, more, strict=True):
            assert len(one) <= len(other)
            assert all(a <= b + 1e-6 for a, b in zip(one, other, strict=False))


def _slack(plan: Plan, number: int) -> list[float]:
    run = simulate(plan, number)
    assert run.slack is not None
    return run.slack


def test_the_same_seed_gives_the_same_outlook() -> None:
    plan = markovian(servers=2, per_day=60, minutes=40)
    assert outlook(plan, replications=5) == outlook(plan, replications=5)
    assert outlook(plan, replications=5) != outlook(replace(plan, seed=2), replications=5)


def test_nobody_there_means_nothing_is_done() -> None:
    told = outlook(markovian(servers=0, per_day=10, minutes=10), replications=2)
    assert told.share == 0
    assert told.loads[0].utilisation == 1


def test_wilson_knows_its_table() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    low, high = wilson(9, 10)
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)
    assert wilson(10, 10)[1] == pytest.approx(1.0)


def test_the_bottleneck_is_where_dossiers_wait() -> None:
    plan = office(staff={"receiver": 2, "case_officer": 1, "signatory": 2})
    told = outlook(plan, replications=10)
    assert told.bottleneck is not None
    assert told.bottleneck.key == "appraise"
    relieved = replace(plan, staff={**plan.staff, "case_officer": 3})
    assert outlook(relieved, replications=10).share > told.share


# A held-out quarter by a simulator that shares nothing with ours: it goes minute by minute.


def office(*, staff: dict[str, int], per_day: float = 9.0) -> Plan:
    """Three steps in a row, office hours 8-12 and 13-17, five days a week; 16 hours allowed."""
    days = 90
    opens, closes = [], []
    for day in range(days * 2):
        if (MONDAY.weekday() + day) % 7 < 5:
            opens += [day * A_DAY + 480, day * A_DAY + 780]
            closes += [day * A_DAY + 720, day * A_DAY + 1020]
    tasks = (
        Task("receive", "receive", "receiver", Effort(15, 0.5), (), starts_clock=True),
        Task("appraise", "appraise", "case_officer", Effort(45, 0.7), (0,)),
        Task("sign", "sign", "signatory", Effort(10, 0.5), (1,)),
    )
    hours = OfficeHours(MONDAY, tuple(map(float, opens)), tuple(map(float, closes)))
    return Plan(
        Profile(per_day, (1.2, 1.1, 1.0, 1.0, 0.9, 0.4, 0.3), (7, 21)), tasks, staff, hours,
        lambda accepted: accepted + 16 * 60, days,
    )  # fmt: skip


@dataclass
class Slip:
    """A dossier of the other simulator: where it lies since when, and what is left to do."""

    filed: int
    left: list[float]
    since: float
    stage: int = 0
    accepted: int | None = None
    ended: int | None = None


def minute_by_minute(plan: Plan, seed: int) -> float:
    """The share on time of one quarter: every minute of office hours, everybody does a minute."""
    chance = Random(seed)  # noqa: S311 -- no secret
    filed = sorted(
        day * 1440 + chance.randrange(7 * 60, 21 * 60)
        for day in range(plan.days)
        for _ in range(_coming(plan, day, chance))
    )
    slips = [Slip(at, [_minutes(task.effort, chance) for task in plan.tasks], at) for at in filed]
    for worked, now in enumerate(_working_minutes(plan.days * 2), start=1):
        for stage, task in enumerate(plan.tasks):
            waiting = [slip for slip in slips if slip.stage == stage and slip.since <= now]
            waiting.sort(key=lambda slip: (slip.since, slip.filed))
            for slip in waiting[: plan.staff[task.station]]:
                _one_minute(slip, now, worked, last=stage == len(plan.tasks) - 1)
    counted = [slip for slip in slips if slip.filed >= plan.warm_up * 1440]
    on_time = [s for s in counted if s.ended and s.accepted and s.ended - s.accepted <= 16 * 60]
    return len(on_time) / len(counted)


def _working_minutes(days: int) -> Iterator[int]:
    for day in range(days):
        if (MONDAY.weekday() + day) % 7 < 5:
            yield from (day * 1440 + minute for minute in (*range(480, 720), *range(780, 1020)))


def _one_minute(slip: Slip, now: int, worked: int, *, last: bool) -> None:
    slip.left[slip.stage] -= 1
    if slip.left[slip.stage] > 0:
        return
    if slip.stage == 0:
        slip.accepted = worked
    if last:
        slip.ended = worked
    slip.stage, slip.since = slip.stage + 1, now + 1


def _coming(plan: Plan, day: int, chance: Random) -> int:
    mean = plan.profile.per_day * plan.profile.weight((MONDAY.weekday() + day) % 7)
    count, at = 0, chance.expovariate(1.0)
    while at < mean:
        count, at = count + 1, at + chance.expovariate(1.0)
    return count


def _minutes(effort: Effort, chance: Random) -> float:
    shape = 1 / effort.variation**2
    return chance.gammavariate(shape, effort.mean / shape)


@pytest.mark.slow
@pytest.mark.parametrize(("people", "per_day"), [(1, 6.3), (2, 9.0)], ids=["tight", "ample"])
def test_the_forecast_meets_a_held_out_quarter(people: int, per_day: float) -> None:
    staff = {"receiver": 1, "case_officer": people, "signatory": 1}
    plan = office(staff=staff, per_day=per_day)
    told = outlook(plan, replications=60)
    quarters = [minute_by_minute(plan, seed) for seed in range(6)]
    held_out = sum(quarters) / len(quarters)
    assert abs(told.share - held_out) <= 0.05
    assert told.low - 0.05 <= min(quarters)
    assert max(quarters) <= told.high + 0.05
