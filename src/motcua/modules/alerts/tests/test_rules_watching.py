"""Judging values: no flapping inside the band, no gap filled in, nothing raised by the past."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.alerts.rules.cap import Severity
from motcua.modules.alerts.rules.thresholds import Level, Levels, levels_of
from motcua.modules.alerts.rules.watching import (
    Signal,
    Value,
    Watch,
    What,
    closed,
    replay,
    step,
)

from .factories import HOUR, NOON, air_rule, flood_rule, hours

RULE = air_rule()


def levels() -> Levels:
    found = levels_of(RULE, {})
    assert found is not None
    return found


def said(*measured: float | None) -> list[str]:
    return [str(signal.what) for signal in replay(RULE, levels(), hours(*measured))]


def test_two_hours_in_a_row_raise_and_two_clear() -> None:
    assert said(160, 100, 160) == []
    assert said(160, 160) == ["raise"]
    assert said(160, 160, 140, 160, 140, 139) == ["raise", "clear"]


def test_worse_is_said_at_once_and_milder_only_when_it_lasts() -> None:
    signals = replay(RULE, levels(), hours(160, 160, 205, 199, 203, 180, 170))
    assert [(s.what, s.severity) for s in signals] == [
        (What.RAISE, Severity.MODERATE),
        (What.CHANGE, Severity.SEVERE),
        (What.CHANGE, Severity.MODERATE),
    ]


def test_a_warning_that_goes_on_is_prolonged_before_it_ends() -> None:
    signals = replay(RULE, levels(), hours(*[160.0] * 9))
    assert [s.what for s in signals] == [What.RAISE, What.PROLONG]
    assert signals[1].until > signals[0].until


def test_after_it_was_over_it_is_quiet_for_a_while() -> None:
    assert said(160, 160, 100, 100, 160, 160) == ["raise", "clear"]
    assert said(160, 160, 100, 100, 160, 160, 160) == ["raise", "clear", "raise"]


def test_a_gap_begins_the_count_anew() -> None:
    with_gap = [value for n, value in enumerate(hours(160, 160, 160)) if n != 1]
    assert replay(RULE, levels(), with_gap) == []
    assert said(160, None, 160) == []


def test_too_little_data_counts_as_nothing() -> None:
    assert replay(RULE, levels(), hours(160, 160, share=0.74)) == []
    assert len(replay(RULE, levels(), hours(160, 160, share=0.75))) == 1


def test_another_formula_begins_the_count_anew() -> None:
    first, second = hours(160, 160)
    changed = Value(second.start, second.end, second.value, 1.0, "2")
    assert replay(RULE, levels(), [first, changed]) == []


def test_a_period_that_runs_is_not_judged() -> None:
    first, second = hours(160, 160)
    watch, _ = step(RULE, levels(), Watch(), first, at=first.end)
    assert step(RULE, levels(), watch, second, at=second.end - timedelta(minutes=1)) == (
        watch,
        None,
    )


def test_a_peak_warns_while_its_hour_runs_and_is_counted_when_it_is_over() -> None:
    rule = flood_rule()
    own = levels_of(rule, {})
    assert own is not None
    (hour,) = hours(9.6)
    during = hour.start + timedelta(minutes=20)

    watch, signal = step(rule, own, Watch(), hour, at=during)
    assert signal is not None
    assert (signal.what, signal.severity) == (What.RAISE, Severity.MODERATE)
    again, second = step(rule, own, watch, hour, at=during)
    assert (again, second) == (watch, None)

    after, third = step(rule, own, again, hour, at=hour.end)
    assert (after.seen_until, third) == (hour.end, None)


def test_levels_of_a_gauge_are_its_own() -> None:
    by_band = (Level(Severity.MODERATE, band="alarm_1"), Level(Severity.SEVERE, band="alarm_2"))
    rule = flood_rule(levels=by_band)
    assert levels_of(rule, {}) is None
    fewer = levels_of(rule, {"alarm_1": 9.5})
    assert fewer is not None
    assert fewer.raise_at == 9.5
    own = levels_of(rule, {"alarm_1": 9.5, "alarm_2": 10.5})
    assert own is not None
    assert (own.raise_at, round(own.clear_at, 3)) == (9.5, 9.4)


BAND = st.floats(min_value=141, max_value=150.9)
ANY = st.one_of(st.none(), st.floats(min_value=0, max_value=500))
SEQUENCES = st.lists(ANY, max_size=60)


@given(st.lists(BAND, max_size=60))
def test_inside_the_band_nothing_is_ever_said(measured: list[float]) -> None:
    assert said(*measured) == []


@given(st.lists(BAND, max_size=5))
def test_inside_the_band_an_open_warning_is_never_cleared(measured: list[float]) -> None:
    assert "clear" not in said(160, 160, *measured)


@given(SEQUENCES)
def test_two_warnings_are_never_open_at_once(measured: list[float | None]) -> None:
    ends = None
    for signal in replay(RULE, levels(), hours(*measured)):
        if signal.what is What.RAISE:
            assert ends is None or ends <= signal.at
            ends = signal.until
        else:
            assert ends is not None
            assert signal.at < ends
            ends = None if signal.what is What.CLEAR else signal.until


@given(SEQUENCES)
def test_whatever_is_raised_rests_on_enough_hours_beyond(measured: list[float | None]) -> None:
    values = hours(*measured)
    for signal in replay(RULE, levels(), values):
        if signal.what is What.RAISE:
            place = values.index(signal.value)
            run = values[place - RULE.periods + 1 : place + 1]
            assert len(run) == RULE.periods
            assert all(v.value is not None and v.value >= levels().raise_at for v in run)


@given(SEQUENCES)
def test_the_past_raises_nothing(measured: list[float | None]) -> None:
    """Years of back-fill come after what was seen, or long after their hour: neither is heard."""
    watch, _ = step(RULE, levels(), Watch(), hours(10)[0], at=NOON)
    for value in hours(*measured, until=NOON - HOUR):
        watch, signal = step(RULE, levels(), watch, value, at=NOON)
        assert signal is None
    later = NOON + timedelta(days=30)
    for value in hours(*measured, until=later - timedelta(minutes=RULE.fresh_minutes + 1)):
        _, signal = step(RULE, levels(), watch, value, at=later)
        assert signal is None


@given(SEQUENCES, st.integers(min_value=0, max_value=60))
def test_showing_the_same_values_again_says_nothing_new(
    measured: list[float | None], again_from: int
) -> None:
    once: list[Signal] = []
    twice: list[Signal] = []
    values = hours(*measured)
    watch = Watch()
    for value in values:
        watch, signal = step(RULE, levels(), watch, value, at=value.end)
        once += [signal] if signal else []
    watch = Watch()
    for place, value in enumerate(values):
        for shown in (*values[max(0, place - again_from) : place], value):
            watch, signal = step(RULE, levels(), watch, shown, at=value.end)
            twice += [signal] if signal else []
    assert once == twice


@given(SEQUENCES)
def test_a_warning_ended_by_hand_leaves_the_rule_able_to_warn(
    measured: list[float | None],
) -> None:
    watch = Watch()
    for value in hours(*measured):
        watch, _ = step(RULE, levels(), watch, value, at=value.end)
    watch = closed(watch, quiet_until=NOON)
    later = hours(160, 160, until=NOON + 2 * HOUR)
    signals = []
    for value in later:
        watch, signal = step(RULE, levels(), watch, value, at=value.end)
        signals += [signal.what] if signal else []
    assert signals[:1] == [What.RAISE]
