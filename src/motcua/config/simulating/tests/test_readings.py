"""The invented city: the same seed is the same city, plausible, and every fault of it declared."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.config.simulating import chance, weather
from motcua.config.simulating.faults import (
    KINDS,
    NOTHING_TO_SHOW,
    SHIFT,
    Fault,
    FaultKind,
    Message,
    distorted,
    faults_of,
)
from motcua.config.simulating.network import INSTRUMENTS, every_series
from motcua.config.simulating.readings import CADENCE, all_faults, messages, moments
from motcua.config.simulating.signals import SIGNALS, reading
from motcua.modules.observations.rules.properties import properties

START = datetime(2026, 11, 20, tzinfo=UTC)
times = st.integers(0, 60 * 24 * 400).map(
    lambda minutes: datetime(2026, 2, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
seeds = st.integers(0, 1000)


@settings(max_examples=20)
@given(seeds, times, st.integers(1, 40))
def test_asking_in_parts_is_asking_at_once(seed: int, start: datetime, minutes: int) -> None:
    middle, end = start + timedelta(minutes=minutes), start + timedelta(minutes=60)
    whole = list(messages(start, end, seed=seed, with_faults=True))
    first = list(messages(start, middle, seed=seed, with_faults=True))
    second = list(messages(middle, end, seed=seed, with_faults=True))

    assert first + second == whole


@given(seeds, times)
def test_readings_are_possible_and_move_gently(seed: int, at: datetime) -> None:
    known = properties()
    for instrument, prop in every_series():
        now = reading(prop, instrument.spot, at, seed=seed)
        later = reading(prop, instrument.spot, at + CADENCE, seed=seed)
        rules = known[prop].rules

        assert rules.range is not None
        assert rules.range.low <= now <= rules.range.high
        if rules.step is not None:
            assert abs(later - now) < rules.step.most


def test_moments_lie_on_the_cadence() -> None:
    found = list(moments(START + timedelta(minutes=1), START + timedelta(minutes=11)))

    assert found == [START + CADENCE, START + 2 * CADENCE]


def test_every_series_has_a_signal_and_a_name_that_says_so() -> None:
    assert {prop for _, prop in every_series()} <= set(SIGNALS)
    assert all("mô phỏng" in each.name.vi for each in INSTRUMENTS)
    assert all("simulated" in each.name.en for each in INSTRUMENTS)


@settings(max_examples=10)
@given(seeds)
def test_what_differs_from_the_truth_is_labelled_and_nothing_else_is(seed: int) -> None:
    end = START + timedelta(hours=6)
    truth = {(m.series, m.at): m.value for m in messages(START, end, seed=seed)}
    declared = {fault.label for fault in all_faults(START, end, seed=seed)}
    sent = Counter((m.series, m.at) for m in messages(START, end, seed=seed, with_faults=True))

    for each in messages(START, end, seed=seed, with_faults=True):
        is_true = truth.get((each.series, each.at)) == each.value
        assert is_true or each.fault
        assert not each.fault or each.fault in declared
    missing = [f for f in all_faults(START, end, seed=seed) if f.kind is FaultKind.GAP]
    for series, at in truth.keys() - sent.keys():
        shifted = any(fault.series == series for fault in missing)
        assert shifted or fault_kind(series, at, seed) is FaultKind.CLOCK_SHIFT


def fault_kind(series: str, at: datetime, seed: int) -> FaultKind | None:
    return next((f.kind for f in faults_of(series, at, at + CADENCE, seed=seed)), None)


def test_every_kind_of_fault_happens_within_weeks() -> None:
    found = Counter(f.kind for f in all_faults(START, START + timedelta(days=30), seed=1))

    assert set(found) == set(KINDS)
    assert 2 <= found.total() / 30 <= 10


def test_each_kind_does_what_it_says() -> None:
    true = Message("s", START, 30.0)

    def sent(kind: FaultKind) -> list[tuple[datetime, float]]:
        fault = Fault(kind, "s", START, START + CADENCE)
        return [(each.at, each.value) for each in distorted(true, fault, before=12.5)]

    assert sent(FaultKind.GAP) == []
    assert sent(FaultKind.DUPLICATE) == [(START, 30.0)] * 2
    assert sent(FaultKind.STUCK) == [(START, 12.5)]
    assert sent(FaultKind.SPIKE) == [(START, 455.0)]
    assert sent(FaultKind.UNIT_SLIP) == [(START, 30_000.0)]
    assert sent(FaultKind.CLOCK_SHIFT) == [(START + SHIFT, 30.0)]
    assert sent(FaultKind.OUT_OF_RANGE) == [(START, NOTHING_TO_SHOW)]


@given(seeds, st.integers(0, 500))
def test_an_episode_rises_holds_and_falls(seed: int, block: int) -> None:
    episode = weather.episode_of(seed, block)
    middle = episode.start + (episode.end - episode.start) / 2

    assert weather.smoke(seed, episode.start) == 1.0
    assert weather.smoke(seed, middle) == episode.strength
    assert 1.0 <= weather.smoke(seed, episode.end) < 1.001


@given(seeds, times)
def test_rain_raises_the_water_and_it_falls_again(seed: int, at: datetime) -> None:
    assert 0 <= weather.swell(seed, "city", at) < 12
    assert 0 <= weather.wetness(seed, "city", at) <= 1


def test_weekends_are_quieter_and_nights_too() -> None:
    spot = INSTRUMENTS[0].spot
    friday = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)  # eight in the morning here
    days = [friday - timedelta(days=7 * week) for week in range(12)]

    def mean(prop: str, shift: timedelta) -> float:
        return sum(reading(prop, spot, day + shift, seed=3) for day in days) / len(days)

    assert mean("no2", timedelta()) > mean("no2", timedelta(days=2))
    assert mean("noise", timedelta()) > mean("noise", timedelta(hours=-6))


@given(st.text(), st.integers())
def test_chance_is_between_nought_and_one_and_does_not_change(name: str, number: int) -> None:
    found = chance.uniform(name, number)

    assert 0 <= found < 1
    assert chance.uniform(name, number) == found
    assert -1 <= chance.swing(number / 7, name) <= 1
