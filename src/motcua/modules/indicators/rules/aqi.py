"""VN_AQI by the hour and by the day, as Decision 1459/QĐ-TCMT of 12 November 2019 computes it.

The tables come from the definition's file; here are only the formulas, with their sections. Where
the Decision is silent, the choice is named beside the code and in the definition's notes.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from math import floor

from .completeness import Rule
from .periods import HOUR, Period
from .readings import Hours, Outcome, Readings, Tables

DUST = ("pm2_5", "pm10")
GASES = ("no2", "so2", "co")
LEVELS = "levels"
NOWCAST_HOURS = 12
OZONE_HOURS = 8


def sub_index(
    concentration: float, levels: Sequence[float], breakpoints: Sequence[float | None]
) -> float | None:
    """Formula 1 (2.2.1 b, 2.2.2 b): linear between the breakpoints; µg/m³ in, not rounded.

    At and beyond the highest breakpoint (`≥` in Table 2) it is the highest level. None beyond a
    table that ends earlier (8-hour ozone above 400 µg/m³, 2.2.2 b) and for a negative.
    """
    if concentration < 0:
        return None
    for place in range(len(breakpoints) - 1):
        low, high = breakpoints[place], breakpoints[place + 1]
        if low is None or high is None:
            return None
        if concentration <= high:
            steepness = (levels[place + 1] - levels[place]) / (high - low)
            return steepness * (concentration - low) + levels[place]
    return levels[-1]


def nowcast(latest_first: Sequence[float | None]) -> float | None:
    """2.2.1 a: the weighted mean of twelve hourly means c1 … c12; None where one is missing.

    Needs two of the three latest, else None. With w above 1/2 the mean is divided by its weights,
    as written. With w = 1/2 the Decision writes it undivided, which is right to 0.02 % where all
    twelve are there; it is taken so then. Where hours are missing, undivided weights would count
    them as clean air, so what is there is divided by its weights.
    """
    hours = list(latest_first[:NOWCAST_HOURS])
    there = [(place, c) for place, c in enumerate(hours) if c is not None]
    if sum(c is not None for c in hours[:3]) < 2:
        return None
    highest = max(c for _, c in there)
    if highest <= 0:
        return 0.0
    w = max(min(c for _, c in there) / highest, 0.5)
    if w == 0.5 and len(there) == NOWCAST_HOURS:
        return sum(0.5 ** (place + 1) * c for place, c in there)
    return sum(w**place * c for place, c in there) / sum(w**place for place, _ in there)


def whole(value: float) -> int:
    """`làm tròn thành số nguyên`: to the nearest, a half upwards."""
    return floor(round(value, 9) + 0.5)


def hourly(period: Period, readings: Readings, tables: Tables, rule: Rule) -> Outcome:
    """2.2.1: dust by NowCast, gases by their hour; the highest sub-index."""
    found: dict[str, float | None] = {}
    expected = received = 0
    for name, hours in readings.items():
        reach = NOWCAST_HOURS if name in DUST else 1
        window = _means(hours, period, reach, rule)
        expected += reach
        received += sum(c is not None for c in window)
        latest_first = window[::-1]
        c = nowcast(latest_first) if name in DUST else latest_first[0]
        table = tables["o3_1h" if name == "o3" else name]
        found[name] = None if c is None else sub_index(c, _levels(tables), table)
    return _highest(found, expected, received, rule)


def daily(period: Period, readings: Readings, tables: Tables, rule: Rule) -> Outcome:
    """2.2.2: dust by the mean of 24 hours, gases by their highest hour, ozone also by 8 hours.

    The Decision does not say how many hours make a day; the definition's rule does, per pollutant.
    """
    found: dict[str, float | None] = {}
    expected = received = 0
    for name, hours in readings.items():
        window = _means(hours, period, 0, rule)
        there = [c for c in window if c is not None]
        expected += len(window)
        received += len(there)
        if not rule.is_met(len(there), len(window)):
            found[name] = None
        elif name == "o3":
            found[name] = _ozone(hours, period, tables, rule, highest=max(there))
        else:
            c = sum(there) / len(there) if name in DUST else max(there)
            found[name] = sub_index(c, _levels(tables), tables[name])
    return _highest(found, expected, received, rule)


def _ozone(
    hours: Hours, period: Period, tables: Tables, rule: Rule, *, highest: float
) -> float | None:
    """The higher of the index by one hour and by eight; without the latter above its table."""
    levels = _levels(tables)
    by_hour = sub_index(highest, levels, tables["o3_1h"])
    means = _running(hours, period, rule)
    by_eight = sub_index(max(means), levels, tables["o3_8h"]) if means else None
    return max((i for i in (by_hour, by_eight) if i is not None), default=None)


def _running(hours: Hours, period: Period, rule: Rule) -> list[float]:
    """The day's 24 means of eight hours in a row; the first begins on the day before (2.2.2 a)."""
    window = _means(hours, period, OZONE_HOURS - 1 + period.hours, rule)
    found = []
    for end in range(OZONE_HOURS, len(window) + 1):
        there = [c for c in window[end - OZONE_HOURS : end] if c is not None]
        if rule.is_met(len(there), OZONE_HOURS):
            found.append(sum(there) / len(there))
    return found


def _means(hours: Hours, period: Period, reach: int, rule: Rule) -> list[float | None]:
    """Hourly means in order, None where an hour does not count: the last `reach`, or all."""
    first = period.end - timedelta(hours=reach) if reach else period.start
    found: list[float | None] = []
    for place in range((period.end - first) // HOUR):
        hour = hours.get(first + place * HOUR)
        found.append(hour.mean if hour is not None and hour.counts(rule) else None)
    return found


def _levels(tables: Tables) -> list[float]:
    return [level for level in tables[LEVELS] if level is not None]


def _highest(
    found: Mapping[str, float | None], expected: int, received: int, rule: Rule
) -> Outcome:
    """The highest index, rounded; none without one of the two kinds of dust (2.1 b)."""
    indices = {name: whole(index) for name, index in found.items() if index is not None}
    has_all = len(indices) == len(found)
    parts: dict[str, float | str] = dict(indices)
    if not any(name in indices for name in DUST):
        return Outcome(None, expected, received, is_complete=False, parts=parts)
    leading = max(indices, key=lambda name: indices[name])
    parts["leading"] = leading
    complete = has_all and rule.is_met(received, expected)
    return Outcome(float(indices[leading]), expected, received, complete, parts)
