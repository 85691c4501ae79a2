"""The rules of quality: laws that hold for all values, and how well they find what is wrong."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.observations.rules import (
    Flag,
    Flat,
    Judge,
    Range,
    Ruleset,
    Spike,
    Step,
    Tail,
    is_held,
    is_used,
    properties,
)
from motcua.modules.observations.rules.quality import unpacked

START = datetime(2026, 11, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ALL = Ruleset(
    range=Range(0, 500), step=Step(100), flat=Flat(6), spike=Spike(window=5, times=6, least=50)
)
VALUES = st.lists(st.floats(-100, 700) | st.sampled_from([0.0, 20.0, 21.0]), max_size=60)
GAPS = st.sampled_from([1, 1, 1, 2, 30, 200])


def judged(values: list[float], rules: Ruleset, tail: Tail | None = None) -> list[int]:
    judge, kept = Judge(rules, 60), tail or Tail()
    return [judge.flag(kept, START + MINUTE * n, value) for n, value in enumerate(values)]


@given(VALUES)
def test_out_of_range_is_always_held(values: list[float]) -> None:
    for value, flag in zip(values, judged(values, ALL), strict=True):
        assert (flag == Flag.HELD_RANGE) == (not 0 <= value <= 500)


@given(VALUES, st.integers(0, 60), GAPS)
def test_judging_in_pieces_is_judging_at_once(values: list[float], cut: int, gap: int) -> None:
    times = [START + MINUTE * (n if n < cut else n + gap) for n in range(len(values))]
    judge = Judge(ALL, 60)
    at_once, tail = [], Tail()
    for time, value in zip(times, values, strict=True):
        at_once.append(judge.flag(tail, time, value))
    in_pieces, tail = [], Tail()
    for n, (time, value) in enumerate(zip(times, values, strict=True)):
        if n == cut:
            tail = unpacked(tail.packed())
        in_pieces.append(judge.flag(tail, time, value))
    assert in_pieces == at_once


@given(VALUES)
def test_no_rules_find_nothing(values: list[float]) -> None:
    assert all(flag == Flag.GOOD for flag in judged(values, Ruleset()))


@given(st.lists(st.floats(0, 500), max_size=40), st.integers(0, 39), st.floats(501, 1e6))
def test_an_impossible_value_says_nothing_of_its_neighbours(
    values: list[float], place: int, impossible: float
) -> None:
    there = [*values[:place], impossible, *values[place:]]
    judge, one, other = Judge(ALL, 60), Tail(), Tail()
    alone = [judge.flag(one, START + MINUTE * n, value) for n, value in enumerate(values)]
    times = [START + MINUTE * n for n in range(len(values))]
    times.insert(place, START)
    among = [judge.flag(other, time, value) for time, value in zip(times, there, strict=True)]
    del among[min(place, len(values))]
    assert among == alone


def test_a_stuck_sensor_is_found_from_its_sixth_value_on() -> None:
    flags = judged([20, 21, *[22] * 8, 23], Ruleset(flat=Flat(6)))
    assert [n for n, flag in enumerate(flags) if flag == Flag.HELD_FLAT] == [7, 8, 9]


def test_no_rain_is_no_stuck_sensor() -> None:
    assert set(judged([0] * 50, Ruleset(flat=Flat(6, unless_at_most=0)))) == {Flag.GOOD}


def test_a_spike_is_held_and_a_lasting_change_passes() -> None:
    spike = Ruleset(spike=Spike(window=5, times=6, least=50))
    calm = [20.0, 21, 20, 22, 21]
    assert judged([*calm, 300, 21, 20], spike)[5:] == [Flag.HELD_SPIKE, Flag.GOOD, Flag.GOOD]
    fire = judged([*calm, *[300.0 + n for n in range(6)]], spike)[5:]
    assert [is_held(flag) for flag in fire] == [True, True, True, False, False, False]


def test_a_step_is_suspect_and_used() -> None:
    flags = judged([20, 150, 151], Ruleset(step=Step(100)))
    assert flags == [Flag.GOOD, Flag.SUSPECT_STEP, Flag.GOOD]
    assert all(map(is_used, flags))


def test_after_a_long_silence_nothing_is_compared() -> None:
    judge, tail = Judge(Ruleset(step=Step(10), flat=Flat(2)), 60), Tail()
    judge.flag(tail, START, 20)
    assert judge.flag(tail, START + timedelta(hours=2), 90) == Flag.GOOD


@pytest.mark.parametrize(
    ("rules", "wrong"),
    [
        (Ruleset(range=Range(5, 5)), "range"),
        (Ruleset(step=Step(0)), "step"),
        (Ruleset(flat=Flat(1)), "flat"),
        (Ruleset(spike=Spike(2, 3, 1)), "spike"),
        (ALL, ""),
    ],
)
def test_rules_that_cannot_be_meant_are_told(rules: Ruleset, wrong: str) -> None:
    assert rules.wrong() == wrong


def test_faults_are_found_and_little_else(record_property: Callable[[str, object], None]) -> None:
    """A week of ten stations by the minute, with labelled faults of every kind."""
    found = {kind: [0, 0] for kind in ("range", "flat", "spike")}
    false = good = 0
    for seed in range(10):
        values, faults = _week(random.Random(seed))  # noqa: S311 -- invented readings
        flags = judged(values, properties()["pm2_5"].rules)
        for n, flag in enumerate(flags):
            kind = faults.get(n)
            if kind:
                found[kind][0] += is_held(flag)
                found[kind][1] += 1
            else:
                good += 1
                false += is_held(flag)
    shares = {kind: hit / all_ for kind, (hit, all_) in found.items()}
    hits = sum(hit for hit, _ in found.values())
    precision = hits / (hits + false)
    for kind, share in shares.items():
        record_property(f"recall {kind}", round(share, 3))
    record_property("precision", round(precision, 3))
    print(f"recall {shares}, precision {precision:.3f}, false alarms {false} of {good}")  # noqa: T201
    assert shares["range"] == 1
    assert shares["spike"] > 0.9
    assert shares["flat"] > 0.7
    assert precision > 0.95


def _week(chance: random.Random) -> tuple[list[float], dict[int, str]]:
    """A random walk between 15 and 90 with measuring noise, and the faults in it, by place."""
    values: list[float] = []
    level = 40.0
    for _ in range(7 * 24 * 60):
        level = min(90.0, max(15.0, level + chance.gauss(0, 0.6)))
        values.append(round(level + chance.gauss(0, 1.5), 1))
    faults: dict[int, str] = {}
    for _ in range(20):
        at = chance.randrange(100, len(values) - 200)
        if any(at - 20 <= n <= at + 120 for n in faults):
            continue
        kind = chance.choice(["range", "flat", "spike"])
        if kind == "flat":
            for n in range(at, at + 120):
                values[n] = values[at]
                faults[n] = "flat"
        else:
            values[at] = 9999.0 if kind == "range" else values[at] + chance.uniform(250, 600)
            faults[at] = kind
    return values, faults
