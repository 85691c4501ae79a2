"""The registered pure methods: what a definition over series may name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log10

from . import aqi
from .completeness import Rule
from .definition import By
from .periods import HOUR, Grain, Period
from .readings import HourMean, Hours, Outcome, Readings, Tables, rounded

Compute = Callable[[Period, Readings, Tables, Rule], Outcome]


@dataclass(frozen=True, slots=True)
class Method:
    """`reach` is how many hours before a period it reads, so how far on a late hour is felt.

    `inputs` are the names it knows, of which the definition declares some; `tables` those it
    needs, for each input declared (`None`: for all).
    """

    code: str
    grains: frozenset[Grain]
    reach: int
    inputs: frozenset[str]
    compute: Compute
    tables: Mapping[str, str | None] = field(default_factory=dict)


def _one(readings: Readings) -> Hours:
    none: Hours = {}
    return next(iter(readings.values()), none)


def _of_hour(pick: Callable[[HourMean], float | None]) -> Compute:
    """Over one hour: what was observed is counted in observations."""

    def compute(period: Period, readings: Readings, _tables: Tables, rule: Rule) -> Outcome:
        hour = _one(readings).get(period.start)
        if hour is None:
            return Outcome(None, 0, 0, is_complete=False)
        is_met = hour.counts(rule)
        value = pick(hour) if is_met or not rule.required else None
        return Outcome(rounded(value), hour.expected, min(hour.n, hour.expected), is_met)

    return compute


def _of_day(gather: Callable[[Sequence[HourMean]], float | None]) -> Compute:
    """Over the hours of a day: what was observed is counted in hours that count."""

    def compute(period: Period, readings: Readings, _tables: Tables, rule: Rule) -> Outcome:
        hours = _one(readings)
        wanted = [period.start + place * HOUR for place in range(period.hours)]
        there = [hour for start in wanted if (hour := hours.get(start)) is not None]
        counted = [hour for hour in there if hour.counts(rule)]
        is_met = rule.is_met(len(counted), len(wanted))
        used = counted if rule.required else there
        value = gather(used) if used and (is_met or not rule.required) else None
        return Outcome(rounded(value), len(wanted), len(counted), is_met)

    return compute


def _either(hour: Compute, day: Compute) -> Compute:
    def compute(period: Period, readings: Readings, tables: Tables, rule: Rule) -> Outcome:
        chosen = hour if period.grain is Grain.HOUR else day
        return chosen(period, readings, tables, rule)

    return compute


def level(levels: Iterable[float]) -> float | None:
    """The steady level with the mean energy of these, in decibels."""
    energies = [10 ** (each / 10) for each in levels]
    return 10 * log10(sum(energies) / len(energies)) if energies else None


def _levels(hours: Sequence[HourMean]) -> float | None:
    return level(hour.level for hour in hours if hour.level is not None)


_X = frozenset({"x"})
_BOTH = frozenset({Grain.HOUR, Grain.DAY})
_AQI_TABLES = {"levels": None, "o3_1h": "o3", **{n: n for n in (*aqi.DUST, *aqi.GASES)}}
_AQI_INPUTS = frozenset({*aqi.DUST, *aqi.GASES, "o3"})

METHODS: Mapping[str, Method] = {
    method.code: method
    for method in (
        Method(
            "vn_aqi_hour", frozenset({Grain.HOUR}), aqi.NOWCAST_HOURS - 1, _AQI_INPUTS,
            aqi.hourly, _AQI_TABLES,
        ),
        Method(
            "vn_aqi_day", frozenset({Grain.DAY}), aqi.OZONE_HOURS - 1, _AQI_INPUTS,
            aqi.daily, {**_AQI_TABLES, "o3_8h": "o3"},
        ),
        Method(
            "mean", _BOTH, 0, _X,
            _either(
                _of_hour(lambda hour: hour.mean),
                _of_day(lambda hours: sum(hour.mean for hour in hours) / len(hours)),
            ),
        ),
        Method(
            "max", _BOTH, 0, _X,
            _either(
                _of_hour(lambda hour: hour.high),
                _of_day(lambda hours: max(hour.high for hour in hours)),
            ),
        ),
        Method(
            "min", _BOTH, 0, _X,
            _either(
                _of_hour(lambda hour: hour.low),
                _of_day(lambda hours: min(hour.low for hour in hours)),
            ),
        ),
        Method(
            "level", _BOTH, 0, _X,
            _either(
                _of_hour(lambda hour: hour.level),
                _of_day(_levels),
            ),
        ),
    )
}  # fmt: skip


def gathered(by: By, values: Sequence[float]) -> float | None:
    """Several values made one: days of a month, stations of a commune."""
    if not values:
        return None
    match by:
        case By.MEAN:
            return rounded(sum(values) / len(values))
        case By.MAX:
            return max(values)
        case By.MIN:
            return min(values)
        case By.SUM:
            return rounded(sum(values))
        case By.LEVEL:
            return rounded(level(values))
