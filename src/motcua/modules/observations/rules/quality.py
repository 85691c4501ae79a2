"""The quality rules: range, step, flat line and spike. Pure, in order of time, from any point on.

What was seen before is a `Tail`, small enough to be kept with each series, so that a value is
judged when it arrives by the same function that judges the past again. The tests follow QARTOD
(U.S. IOOS, manuals for real-time quality control): gross range, rate of change, flat line, spike.
"""

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

from .flags import Flag

Action = Literal["hold", "suspect"]
#: Longest memory of a rule, in values.
LONGEST = 11
#: After a silence of so many cadences, and at least an hour, nothing before it is compared with.
SILENT_CADENCES = 20


class Range(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can be at all: outside of `low` and `high` an instrument is broken."""

    low: float
    high: float
    action: Action = "hold"


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """No more than `most` from the value before, whatever the time between them."""

    most: float
    action: Action = "suspect"


class Flat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`count` values in a row within `within` of the first of them: the sensor is stuck.

    `unless_at_most`: values that low may stay as they are (no rain, a dry river bed).
    """

    count: int
    within: float = 0.0
    unless_at_most: float | None = None
    action: Action = "hold"


class Spike(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Further from the median of the `window` values before than `times` their median deviation,
    and at least `least` away: a value that stands alone. A lasting change passes once it has
    filled half of the window."""

    window: int
    times: float
    least: float
    action: Action = "hold"


class Ruleset(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All rules of a series; what is not named is not tested."""

    range: Range | None = None
    step: Step | None = None
    flat: Flat | None = None
    spike: Spike | None = None

    def wrong(self) -> str:
        """What cannot be meant, in one word; empty if all is well."""
        if self.range and not self.range.low < self.range.high:
            return "range"
        if self.step and not self.step.most > 0:
            return "step"
        if self.flat and (self.flat.count < 2 or self.flat.within < 0):
            return "flat"
        spike = self.spike
        if spike and not (3 <= spike.window <= LONGEST and spike.times > 0 and spike.least >= 0):
            return "spike"
        return ""


#: Little-endian: seconds since 1970, how many values alike, their level, the last values.
_LAYOUTS = tuple(struct.Struct(f"<dId{count}d") for count in range(LONGEST + 1))
_BY_SIZE = {layout.size: layout for layout in _LAYOUTS}


@dataclass(slots=True)
class Tail:
    """What the rules remember of a series: when it last said something believable, its last such
    values, and the level it has stood at (`level`) for how many values (`run`)."""

    time: datetime | None = None
    values: list[float] = field(default_factory=list)
    run: int = 0
    level: float = 0.0

    def packed(self) -> bytes:
        """As it is kept beside the series; `unpacked` reads it."""
        if self.time is None:
            return b""
        values = self.values
        return _LAYOUTS[len(values)].pack(self.time.timestamp(), self.run, self.level, *values)


def unpacked(kept: bytes) -> Tail:
    """The tail that `packed` wrote."""
    if not kept:
        return Tail()
    time, run, level, *values = _BY_SIZE[len(kept)].unpack(kept)
    return Tail(datetime.fromtimestamp(time, UTC), values, run, level)


def silence(cadence_seconds: int) -> timedelta:
    """How long a series may be silent before its past is forgotten by the rules."""
    return timedelta(seconds=max(3600, SILENT_CADENCES * cadence_seconds))


class Judge:
    """Judges the values of one series in order of time; what it must remember is the tail's."""

    __slots__ = ("memory", "reach", "rules", "silence")

    def __init__(self, rules: Ruleset, cadence_seconds: int) -> None:
        self.rules = rules
        self.silence = silence(cadence_seconds)
        # Step and flat line need one value before, a spike its window.
        self.memory = rules.spike.window if rules.spike else 1
        #: How far back a value may still matter.
        self.reach = max(
            self.silence,
            timedelta(seconds=cadence_seconds * (rules.flat.count if rules.flat else 1)),
        )

    def flag(self, tail: Tail, time: datetime, value: float) -> int:
        """The value's flag; rules that hold back come before those that only suspect."""
        within = self.rules.range
        if within is not None and not within.low <= value <= within.high:
            # An impossible value says nothing about its neighbours.
            return _HELD_RANGE if within.action == "hold" else _SUSPECT_RANGE
        if tail.time is not None and time - tail.time > self.silence:
            tail.values, tail.run = [], 0
        found = self._compared(tail, value)
        tail.time = time
        tail.values.append(value)
        if len(tail.values) > self.memory:
            del tail.values[0]
        return found

    def alone(self, value: float) -> int:
        """The flag of a value that nothing is remembered for."""
        return self.flag(Tail(), _SOME_TIME, value)

    def _compared(self, tail: Tail, value: float) -> int:
        rules = self.rules
        found = _GOOD
        flat, spike, step = rules.flat, rules.spike, rules.step
        if flat is not None and _stuck(flat, tail, value):
            found = _HELD_FLAT if flat.action == "hold" else _SUSPECT_FLAT
        before = tail.values
        if not before:
            return found
        if step is not None and abs(value - before[-1]) > step.most:
            found = max(found, _HELD_STEP if step.action == "hold" else _SUSPECT_STEP)
        if spike is not None and len(before) == spike.window and _alone(spike, before, value):
            found = max(found, _HELD_SPIKE if spike.action == "hold" else _SUSPECT_SPIKE)
        return found


_SOME_TIME = datetime(1970, 1, 1, tzinfo=UTC)
# Members of an enumeration cost an attribute and a call each time they are compared.
_GOOD = int(Flag.GOOD)
_HELD_RANGE, _SUSPECT_RANGE = int(Flag.HELD_RANGE), int(Flag.SUSPECT_RANGE)
_HELD_STEP, _SUSPECT_STEP = int(Flag.HELD_STEP), int(Flag.SUSPECT_STEP)
_HELD_FLAT, _SUSPECT_FLAT = int(Flag.HELD_FLAT), int(Flag.SUSPECT_FLAT)
_HELD_SPIKE, _SUSPECT_SPIKE = int(Flag.HELD_SPIKE), int(Flag.SUSPECT_SPIKE)


def _stuck(flat: Flat, tail: Tail, value: float) -> bool:
    if tail.run and abs(value - tail.level) <= flat.within:
        tail.run += 1
    else:
        tail.run, tail.level = 1, value
    if flat.unless_at_most is not None and value <= flat.unless_at_most:
        return False
    return tail.run >= flat.count


def _alone(spike: Spike, before: list[float], value: float) -> bool:
    ordered = sorted(before)
    middle = _middle(ordered)
    away = abs(value - middle)
    if away <= spike.least:
        return False
    return away > spike.times * _middle(sorted(abs(each - middle) for each in before))


def _middle(ordered: list[float]) -> float:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
