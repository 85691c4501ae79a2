"""From hours of series to values: of things by the method, of larger periods, of communes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from uuid import UUID

from ..rules.definition import Input, Rollup
from ..rules.methods import gathered
from ..rules.periods import HOUR, Grain, Period, between, containing
from ..rules.readings import HourMean, Outcome
from . import hours, smaller, writing
from .hours import KnownHour, Pair
from .known import OverSeries, Stations, factor
from .writing import Fresh, Key, Written

#: Beginnings of periods, each with whether an hour of its own changed, or may have.
Starts = dict[datetime, bool]
Wanted = dict[OverSeries, dict[str, Starts]]


@dataclass(frozen=True, slots=True)
class Pen:
    """With what values are written down: the version of the boundaries, and the moment."""

    boundaries: str
    at: datetime

    def write(self, fresh: Sequence[Fresh]) -> list[Written]:
        return writing.write(fresh, boundaries=self.boundaries, at=self.at)


def compute(
    changed: Iterable[Pair], over: Sequence[OverSeries], known: Stations, pen: Pen
) -> list[Written]:
    """Everything these hours are felt in, computed and written. Returns what is new or differs."""
    return _finish(_touched(changed, over, known), known, pen)


def compute_all(
    start: datetime, end: datetime, over: OverSeries, known: Stations, pen: Pen
) -> list[Written]:
    """Every period of one indicator that touches this time, for every thing."""
    grain = over.formula.grain
    starts = {period.start: True for period in between(grain, start, end)}
    things = {
        thing: dict(starts)
        for thing, by_property in known.by_thing.items()
        if over.properties & by_property.keys()
    }
    return _finish({over: things}, known, pen)


def _touched(changed: Iterable[Pair], over: Sequence[OverSeries], known: Stations) -> Wanted:
    """Which base periods of which things read one of these hours."""
    readers: dict[str, list[OverSeries]] = defaultdict(list)
    for each in over:
        for code in each.properties:
            readers[code].append(each)
    wanted: Wanted = defaultdict(lambda: defaultdict(dict))
    for series, hour in changed:
        told = known.series[series]
        for each in readers[told.property]:
            starts = wanted[each][told.thing]
            own, *later = _felt(each.formula.grain, each.method.reach, hour)
            starts[own] = True
            for start in later:
                starts.setdefault(start, False)
    return wanted


@lru_cache(maxsize=100_000)
def _felt(grain: Grain, reach: int, hour: datetime) -> tuple[datetime, ...]:
    """Beginnings of the periods that read an hour: first its own, then later ones."""
    if grain is Grain.HOUR:
        return tuple(hour + place * HOUR for place in range(reach + 1))
    own, last = containing(grain, hour).start, containing(grain, hour + reach * HOUR).start
    return (own,) if own == last else (own, last)


def _finish(wanted: Wanted, known: Stations, pen: Pen) -> list[Written]:
    written = pen.write(_base(wanted, known))
    by_definition = {each.key: each for each in wanted}
    for level in range(max((len(each.definition.rollups) for each in wanted), default=0)):
        written += pen.write(_rolled(_parents(written, by_definition, level)))
    return written + pen.write(_places(written, by_definition))


# -- things ----------------------------------------------------------------------------


def _base(wanted: Wanted, known: Stations) -> list[Fresh]:
    reach = {over: over.method.reach * HOUR for over in wanted}
    spans = {
        (start - reach[over], containing(over.formula.grain, start).end)
        for over, things in wanted.items()
        for starts in things.values()
        for start in starts
    }
    needed = {
        series
        for over, things in wanted.items()
        for thing in things
        for code in over.properties
        for series in known.by_thing[thing].get(code, ())
    }
    read = hours.read(needed, hours.merged(spans))
    return [
        fresh
        for over, things in wanted.items()
        for thing, starts in things.items()
        for fresh in _of_thing(over, thing, starts, known, read)
    ]


def _of_thing(
    over: OverSeries,
    thing: str,
    starts: Starts,
    known: Stations,
    read: Mapping[int, Mapping[datetime, KnownHour]],
) -> Iterable[Fresh]:
    """The outcome of every period asked for, one thing's hours being at hand."""
    told = {
        given.name: (given, _one_series(known.by_thing[thing].get(given.property, ()), read))
        for given in over.formula.inputs
        if given.property in known.by_thing[thing]
    }
    readings = {
        name: _in_unit(series, factor(given.property, given.unit))
        for name, (given, series) in told.items()
    }
    grain, tables = over.formula.grain, over.formula.tables
    key = Key(over.key, grain, place=known.places[thing], thing=thing)
    for start, is_own in sorted(starts.items()):
        period = containing(grain, start)
        window = [start + place * HOUR for place in range(-over.method.reach, period.hours)]
        own = window[over.method.reach :]
        # A period nothing was observed in has no value, even if older hours would give one.
        if any(hour in series for series in readings.values() for hour in own):
            outcome = over.method.compute(period, readings, tables, over.rule)
            yield Fresh(key, period, outcome, _print(over, told, window))
        elif is_own:
            yield Fresh(key, period, Outcome(None, 0, 0, is_complete=False), over.digest[:16])


def _print(
    over: OverSeries,
    told: Mapping[str, tuple[Input, Mapping[datetime, KnownHour]]],
    window: Iterable[datetime],
) -> bytes:
    """What a value was computed from, in one number: the formula and every hour it read."""
    made = blake2b(over.digest, digest_size=16)
    for name, (_, series) in told.items():
        made.update(name.encode())
        for hour in window:
            if found := series.get(hour):
                made.update(found.print)
    return made.digest()


def _one_series(
    series: Sequence[int], read: Mapping[int, Mapping[datetime, KnownHour]]
) -> Mapping[datetime, KnownHour]:
    """The hours of a thing's series of one property; where two have an hour, the older series."""
    if len(series) == 1:
        return read[series[0]]
    joined: dict[datetime, KnownHour] = {}
    for each in sorted(series, reverse=True):
        joined.update(read[each])
    return joined


def _in_unit(series: Mapping[datetime, KnownHour], by: float) -> dict[datetime, HourMean]:
    if by == 1.0:
        return {hour: found.mean for hour, found in series.items()}
    return {
        hour: replace(
            found.mean,
            mean=found.mean.mean * by,
            low=found.mean.low * by,
            high=found.mean.high * by,
        )
        for hour, found in series.items()
    }


# -- larger periods ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Parent:
    over: OverSeries
    rollup: Rollup
    key: Key
    period: Period


def _parents(
    written: Iterable[Written], by_definition: Mapping[UUID, OverSeries], level: int
) -> set[_Parent]:
    """The larger periods that hold what was just written."""
    found = set()
    for each in written:
        over = by_definition[each.fresh.key.formula]
        if not each.matters:
            continue
        if level < len(over.definition.rollups):
            rollup = over.definition.rollups[level]
            if each.fresh.key.grain is rollup.of:
                key = replace(each.fresh.key, grain=rollup.grain)
                period = containing(rollup.grain, each.fresh.period.start)
                found.add(_Parent(over, rollup, key, period))
    return found


def _rolled(parents: Iterable[_Parent]) -> list[Fresh]:
    asked = {
        parent: (replace(parent.key, grain=parent.rollup.of), parent.period) for parent in parents
    }
    read = smaller.read(asked.values())
    return [
        Fresh(parent.key, parent.period, *_larger(parent, read[of])) for parent, of in asked.items()
    ]


@lru_cache(maxsize=10_000)
def _parts(period: Period, grain: Grain) -> int:
    return sum(1 for _ in period.parts(grain))


def _larger(parent: _Parent, parts: Sequence[smaller.Small]) -> tuple[Outcome, bytes]:
    rule = parent.over.rule
    due = _parts(parent.period, parent.rollup.of)
    complete = [part for part in parts if part.is_complete and part.value is not None]
    used = complete if rule.required else [part for part in parts if part.value is not None]
    is_met = rule.is_met(len(complete), due)
    values = [part.value for part in used if part.value is not None]
    value = gathered(parent.rollup.by, values) if is_met or not rule.required else None
    return (
        Outcome(value, due, len(complete), is_met),
        smaller.digest(parent.over.digest, parts, with_counts=False),
    )


# -- communes --------------------------------------------------------------------------


def _places(written: Iterable[Written], by_definition: Mapping[UUID, OverSeries]) -> list[Fresh]:
    """Communes whose things have new values, for the same periods."""
    asked = {
        (replace(each.fresh.key, thing=""), each.fresh.period)
        for each in written
        if by_definition[each.fresh.key.formula].definition.place and each.fresh.key.place
    }
    read = smaller.of_things(asked)
    found = []
    for key, period in asked:
        over, parts = by_definition[key.formula], read[key, period.start]
        assert over.definition.place is not None
        values = [part.value for part in parts if part.value is not None]
        outcome = Outcome(
            gathered(over.definition.place.by, values),
            sum(part.n_expected for part in parts),
            sum(part.n_received for part in parts),
            is_complete=bool(parts) and all(part.is_complete for part in parts),
            parts={"stations": len(values)},
        )
        found.append(
            Fresh(key, period, outcome, smaller.digest(over.digest, parts, with_counts=True))
        )
    return found
