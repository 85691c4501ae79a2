"""Intervals hold what they promise, ranks tell no more than the intervals allow."""

import random
from collections import Counter
from itertools import pairwise
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.indicators.rules import intervals
from motcua.modules.indicators.rules.completeness import Rule, due_in_hour
from motcua.modules.indicators.rules.definition import Direction
from motcua.modules.indicators.rules.ranks import Span, ranks

TIMES = 4000


def test_wilson_of_a_textbook_share() -> None:
    # 81 of 263: 0.2553 to 0.3662 (Newcombe 1998, table I, score method).
    low, high = intervals.wilson(81, 263) or (0.0, 0.0)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    # 0 of 20: 0 to 0.1611 (the same).
    low, high = intervals.wilson(0, 20) or (1.0, 1.0)
    assert (low, round(high, 4)) == (0.0, 0.1611)


@pytest.mark.parametrize("trials", [10, 40, 200])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_wilson_covers_the_share_about_as_often_as_it_says(trials: int, share: float) -> None:
    draw = random.Random(trials * 1000 + int(share * 10))  # noqa: S311 -- no secret
    held = 0
    for _ in range(TIMES):
        successes = sum(draw.random() < share for _ in range(trials))
        low, high = intervals.wilson(successes, trials) or (1.0, 0.0)
        held += low <= share <= high
    assert held / TIMES > 0.92


@pytest.mark.parametrize("size", [6, 25, 300])
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_order_statistics_cover_the_quantile_whatever_the_shape(size: int, share: float) -> None:
    draw = random.Random(size + int(share * 100))  # noqa: S311 -- no secret
    truth = -log(1 - share) / 3
    held = told = 0
    for _ in range(TIMES // 4):
        values = Counter(draw.expovariate(3) for _ in range(size))
        found = intervals.order(sorted(values.items()), share)
        if found is not None:
            told += 1
            held += found[0] <= truth <= found[1]
    assert not told or held / told > 0.93


@pytest.mark.parametrize("mean", [1.0, 7.0, 60.0])
def test_poisson_covers_the_rate(mean: float) -> None:
    draw = random.Random(int(mean))  # noqa: S311 -- no secret
    held = 0
    for _ in range(TIMES):
        count, left = 0, draw.expovariate(1)
        while left < mean:
            count, left = count + 1, left + draw.expovariate(1)
        low, high = intervals.poisson(count)
        held += low <= mean <= high
    assert held / TIMES > 0.93


def test_few_values_give_no_interval_and_six_do() -> None:
    assert intervals.order([(value, 1) for value in range(5)], 0.5) is None
    assert intervals.order([(value, 1) for value in range(6)], 0.5) == (0, 5)


counted = st.dictionaries(st.integers(0, 500), st.integers(1, 40), min_size=1).map(
    lambda found: sorted(found.items())
)


@given(counted, st.sampled_from([0.1, 0.5, 0.9]))
def test_an_interval_holds_its_own_quantile(values: list[tuple[float, int]], share: float) -> None:
    middle = intervals.quantile(values, share)
    assert middle is not None
    bounds = intervals.order(values, share)
    assert bounds is None or bounds[0] <= middle <= bounds[1]


@given(counted)
def test_the_median_is_that_of_the_values_written_out(values: list[tuple[float, int]]) -> None:
    every = sorted(value for value, times in values for _ in range(times))
    half = len(every) // 2
    expected = every[half] if len(every) % 2 else (every[half - 1] + every[half]) / 2
    assert intervals.quantile(values, 0.5) == expected


@given(st.integers(0, 500), st.integers(1, 500))
def test_wilson_holds_the_share_and_stays_within(successes: int, trials: int) -> None:
    successes = min(successes, trials)
    low, high = intervals.wilson(successes, trials) or (1.0, 0.0)
    assert 0 <= low <= successes / trials <= high <= 1


spans = st.lists(
    st.tuples(st.integers(-50, 50), st.integers(0, 20), st.integers(0, 20)).map(
        lambda told: Span(told[0], told[0] - told[1], told[0] + told[2])
    ),
    max_size=12,
)


@given(spans, st.sampled_from(Direction))
def test_ranks_are_no_surer_than_the_intervals(some: list[Span], better: Direction) -> None:
    found = ranks(some, better)
    for (best, worst), span in zip(found, some, strict=True):
        assert 1 <= best <= worst <= len(some)
        # Whoever's interval touches mine may be before or after me.
        touching = sum(
            other.bounds[0] <= span.bounds[1] and span.bounds[0] <= other.bounds[1]
            for other in some
        )
        assert worst - best + 1 == touching


@given(spans)
def test_the_other_direction_counts_from_the_other_end(some: list[Span]) -> None:
    lower, higher = ranks(some, Direction.LOWER), ranks(some, Direction.HIGHER)
    assert lower == [(len(some) + 1 - w, len(some) + 1 - b) for b, w in higher]


@given(st.lists(st.integers(), unique=True))
def test_without_intervals_ranks_are_exact(values: list[int]) -> None:
    found = ranks([Span(value) for value in values], Direction.HIGHER)
    order = sorted(zip(values, found, strict=True), reverse=True)
    assert [rank for _, rank in order] == [(place, place) for place in range(1, len(values) + 1)]


@pytest.mark.parametrize(
    ("received", "expected", "is_met"),
    [(18, 24, True), (17, 24, False), (0, 0, False), (45, 60, True)],
)
def test_three_quarters(received: int, expected: int, is_met: bool) -> None:  # noqa: FBT001
    assert Rule(75).is_met(received, expected) is is_met


def test_what_is_due_in_an_hour() -> None:
    due = [due_in_hour(seconds) for seconds in (1, 60, 600, 3600, 86_400, 0, None)]
    assert due == [3600, 60, 6, 1, 1, 1, 1]
    assert all(one >= other for one, other in pairwise(due))
