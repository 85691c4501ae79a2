"""Judging a sequence of values by a rule: raise, change, prolong, clear. Pure.

A fold: what was seen so far and the next value give what is seen now, and maybe a signal. The same
fold runs in life and over the past ("would this have raised an alert?").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from motcua.kernel.words import Text

from .cap import Severity
from .thresholds import Levels, ThresholdRule

UNTOLD = Text("")


@dataclass(frozen=True, slots=True)
class Value:
    """An indicator's value over a period, with the share of expected observations it rests on."""

    start: datetime
    end: datetime
    value: float | None
    completeness: float
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What there is to see of an indicator at one place or thing: values oldest first, the lower
    bounds of the thing's own bands by code, and how the unit and the station are called."""

    place: str
    thing: str
    values: tuple[Value, ...]
    bands: Mapping[str, float] = field(default_factory=dict)
    station: Text = UNTOLD
    unit: Text = UNTOLD


@dataclass(frozen=True, slots=True)
class Watch:
    """What a rule has seen at one place. `beyond`, `below`, `lower`: complete periods in a row at
    or over the threshold, under the clear-down, and under the level that was told."""

    seen_until: datetime | None = None
    beyond: int = 0
    below: int = 0
    lower: int = 0
    is_open: bool = False
    severity: Severity = Severity.UNKNOWN
    until: datetime | None = None
    quiet_until: datetime | None = None
    formula: str = ""


class What(StrEnum):
    RAISE = "raise"
    CHANGE = "change"
    PROLONG = "prolong"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Signal:
    """What a value led to. `until`: when the warning ends by itself."""

    what: What
    severity: Severity
    value: Value
    at: datetime
    until: datetime


def step(
    rule: ThresholdRule, levels: Levels, watch: Watch, value: Value, *, at: datetime
) -> tuple[Watch, Signal | None]:
    """Look at the next value at the moment `at`.

    Late values (of a period not after the last seen), incomplete ones and old ones are as if they
    had not come; what comes next then does not follow, and the count begins again.
    """
    if watch.is_open and watch.until is not None and watch.until <= at:
        watch = closed(watch)
    if rule.counts_running and value.start <= at < value.end:
        return _while_running(rule, levels, watch, value, at)
    if not counts(rule, watch, value, at=at) or value.value is None:
        return watch, None
    counted = _count(levels, watch, value, value.value)
    if counted.is_open:
        return _while_open(rule, levels, counted, value, at)
    is_quiet = counted.quiet_until is not None and at < counted.quiet_until
    if counted.beyond < rule.periods or is_quiet:
        return counted, None
    severity = levels.severity_of(value.value)
    return _told(rule, counted, What.RAISE, severity, value, at)


def counts(rule: ThresholdRule, watch: Watch, value: Value, *, at: datetime) -> bool:
    """Whether the value is new, of a period that is over, complete and fresh."""
    is_new = value.end <= at and (watch.seen_until is None or value.end > watch.seen_until)
    is_complete = value.value is not None and value.completeness >= rule.completeness
    is_fresh = at - value.end <= timedelta(minutes=rule.fresh_minutes)
    return is_new and is_complete and is_fresh


def closed(watch: Watch, *, quiet_until: datetime | None = None) -> Watch:
    """As the rule goes on after its warning was taken back, rejected, or ran out."""
    return replace(watch, is_open=False, below=0, lower=0, severity=Severity.UNKNOWN, until=None,
                   quiet_until=quiet_until or watch.quiet_until)  # fmt: skip


def replay(rule: ThresholdRule, levels: Levels, values: Iterable[Value]) -> list[Signal]:
    """What the rule would have said, had each value come when its period ended."""
    watch, signals = Watch(), []
    for value in values:
        watch, signal = step(rule, levels, watch, value, at=value.end)
        if signal is not None:
            signals.append(signal)
    return signals


def _count(levels: Levels, watch: Watch, value: Value, measured: float) -> Watch:
    """The runs with this value; a gap or another formula begins them anew."""
    follows = watch.seen_until == value.start and watch.formula == value.formula
    beyond, below, lower = (watch.beyond, watch.below, watch.lower) if follows else (0, 0, 0)
    told_from = levels.floor_of(watch.severity) - levels.margin
    return replace(
        watch,
        seen_until=value.end,
        formula=value.formula,
        beyond=beyond + 1 if measured >= levels.raise_at else 0,
        below=below + 1 if measured < levels.clear_at else 0,
        lower=lower + 1 if watch.is_open and measured < told_from else 0,
    )


def _while_running(
    rule: ThresholdRule, levels: Levels, watch: Watch, value: Value, at: datetime
) -> tuple[Watch, Signal | None]:
    """A peak so far: it may raise or worsen, never clear. It is counted when its period is over."""
    if value.value is None or value.value < levels.raise_at:
        return watch, None
    severity = levels.severity_of(value.value)
    is_quiet = watch.quiet_until is not None and at < watch.quiet_until
    if not watch.is_open and not is_quiet:
        return _told(rule, watch, What.RAISE, severity, value, at)
    if watch.is_open and severity.weight > watch.severity.weight:
        return _told(rule, watch, What.CHANGE, severity, value, at)
    return watch, None


def _while_open(
    rule: ThresholdRule, levels: Levels, watch: Watch, value: Value, at: datetime
) -> tuple[Watch, Signal | None]:
    measured = value.value
    assert measured is not None
    if watch.below >= rule.clear_periods:
        quiet = at + timedelta(minutes=rule.cooldown_minutes)
        signal = Signal(What.CLEAR, watch.severity, value, at, at)
        return closed(watch, quiet_until=quiet), signal
    severity = levels.severity_of(measured)
    is_worse = severity.weight > watch.severity.weight
    is_milder = severity.weight < watch.severity.weight and watch.lower >= rule.clear_periods
    if is_worse or (is_milder and watch.below == 0):
        return _told(rule, watch, What.CHANGE, severity, value, at)
    half = timedelta(minutes=rule.lasts_minutes) / 2
    if watch.below == 0 and watch.until is not None and watch.until - at < half:
        return _told(rule, watch, What.PROLONG, watch.severity, value, at)
    return watch, None


def _told(
    rule: ThresholdRule, watch: Watch, what: What, severity: Severity, value: Value, at: datetime
) -> tuple[Watch, Signal]:
    until = at + timedelta(minutes=rule.lasts_minutes)
    seen = replace(watch, is_open=True, severity=severity, until=until, lower=0)
    return seen, Signal(what, severity, value, at, until)
