"""From rows to what is written of them: sorting out, then judging, series by series. Pure.

First what a row says is checked by itself (`sort_out`). Then, with the series locked and what is
known of them read, each value is compared with what is there and judged (`Settling`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from .flags import UNUSED_FROM, is_held, rule_of
from .quality import Tail
from .rows import Message, Outcome, Row, Verdict, Why
from .series import UNKNOWN_UNIT, Directory, SeriesFacts, unit_trouble
from .units import converted

#: Clocks of instruments go wrong by minutes.
AHEAD = timedelta(minutes=5)
#: Before any sensor that could still report; also what a broken clock says (1970, 1980).
FIRST = datetime(1990, 1, 1, tzinfo=UTC)
_BIGGEST = 1.7e308
_HOUR = timedelta(hours=1)
#: Makes a named tuple at a third of the cost; there are thousands.
_new = tuple.__new__


class Point(NamedTuple):
    """A value of a known series, in its kept unit, and the row it came in."""

    time: datetime
    value: float
    place: int


@dataclass(slots=True)
class Sorted:
    """The rows that can be taken, by series; the verdicts of the others."""

    points: dict[int, list[Point]] = field(default_factory=dict)
    facts: dict[int, SeriesFacts] = field(default_factory=dict)
    refused: list[Verdict] = field(default_factory=list)

    def refuse(self, place: int, why: Why, detail: str) -> None:
        self.refused.append(Verdict(place, place, Outcome.REFUSED, why, detail[:200]))


def names_of(message: Message) -> tuple[set[str], set[tuple[str, str]]]:
    """Codes of series, and pairs of thing and property, that the rows name."""
    codes = {row.series for row in message.rows}
    codes.discard("")
    pairs = {(row.thing, row.property) for row in message.rows if not row.series}
    return codes, pairs


def sort_out(message: Message, directory: Directory, *, at: datetime) -> Sorted:
    """Check each row by itself, and gather values by series, in order of arrival."""
    found = Sorted(refused=list(message.unread))
    by_code, points, facts_of = directory.by_code, found.points, found.facts
    latest = at + AHEAD
    places: Iterable[int] = message.places or range(1, len(message.rows) + 1)
    for place, row in zip(places, message.rows, strict=True):
        facts = by_code.get(row.series)
        if facts is None or facts.is_closed:
            facts = _looked_for(row, directory, place, found)
            if facts is None:
                continue
        time, value = row.time, row.value
        # Most rows are as they should be, and are asked all at once.
        if (
            time.tzinfo is UTC
            and type(value) is float
            and FIRST <= time <= latest
            and -_BIGGEST < value < _BIGGEST
            and (row.unit or facts.unit) == facts.kept_unit
        ):
            point = _new(Point, (time, value, place))
        else:
            mended = _mended(row, facts, latest)
            if not isinstance(mended, tuple):
                found.refuse(place, mended, _said(mended, row, facts))
                continue
            point = Point(*mended, place)
        key = facts.id
        if key in points:
            points[key].append(point)
        else:
            points[key] = [point]
            facts_of[key] = facts
    return found


def _mended(row: Row, facts: SeriesFacts, latest: datetime) -> tuple[datetime, float] | Why:
    """Time in UTC and value in the kept unit, or why there is none."""
    if row.time.tzinfo is None:
        return Why.TIME_WITHOUT_OFFSET
    if not FIRST <= row.time <= latest:
        return Why.TIME_AHEAD if row.time > latest else Why.TIME_BEFORE_1990
    if not -_BIGGEST < row.value < _BIGGEST:
        return Why.VALUE_NOT_FINITE
    sent = row.unit or facts.unit
    if sent not in facts.units and (trouble := unit_trouble(facts, sent)):
        return Why.UNIT_UNKNOWN if trouble == UNKNOWN_UNIT else Why.UNIT_OF_ANOTHER_KIND
    by = facts.units[sent]
    return row.time.astimezone(UTC), float(row.value) if by is None else converted(row.value, by)


def _said(why: Why, row: Row, facts: SeriesFacts) -> str:
    if why is Why.VALUE_NOT_FINITE:
        return str(row.value)
    if why in (Why.UNIT_UNKNOWN, Why.UNIT_OF_ANOTHER_KIND):
        return f"{row.unit or facts.unit} for {facts.property} in {facts.kept_unit}"
    return row.time.isoformat()


def _looked_for(row: Row, directory: Directory, place: int, found: Sorted) -> SeriesFacts | None:
    """The series of a row that does not name a known, open one by its code; refused if none."""
    if row.series:
        named = [directory.by_code[row.series]] if row.series in directory.by_code else []
    else:
        named = directory.named(row.thing, row.property, row.procedure)
    said = row.series or f"{row.thing} {row.property} {row.procedure}".strip()
    if not named:
        found.refuse(place, Why.SERIES_UNKNOWN, said)
    elif len(named) > 1:
        found.refuse(place, Why.SERIES_AMBIGUOUS, said)
    elif named[0].is_closed:
        found.refuse(place, Why.SERIES_CLOSED, said)
    else:
        return named[0]
    return None


class Kept(NamedTuple):
    """An observation as it stands in the table."""

    time: datetime
    revision: int
    value: float
    flag: int


class State:
    """A series' `Latest` row: when it last spoke, its newest used value, and the rules' memory.

    Value, flag and revision are known where the value is of this batch.
    """

    __slots__ = ("flag", "revision", "seen_time", "tail", "time", "value")

    def __init__(self, seen_time: datetime | None, time: datetime | None, tail: Tail) -> None:
        self.seen_time = seen_time
        self.time = time
        self.tail = tail
        self.value: float | None = None
        self.flag: int | None = None
        self.revision: int | None = None


class Written(NamedTuple):
    """A row of the table of observations, in the order of its columns."""

    series: int
    time: datetime
    received_at: datetime
    value: float
    batch: int | None
    ruleset: int
    revision: int
    flag: int


class Stretch(NamedTuple):
    """A part of a series' past that must be read before its late values can be judged."""

    series: int
    low: datetime
    high: datetime
    before: datetime


def stretches(facts: SeriesFacts, points: Iterable[Point], seen: datetime) -> list[Stretch]:
    """Where the values not newer than `seen` fall, in pieces no emptier than the rules' silence.

    Before each as much is read as a rule may remember.
    """
    gap, reach = facts.judge.silence, facts.judge.reach
    found: list[Stretch] = []
    for time in sorted(point.time for point in points if point.time <= seen):
        if found and time - found[-1].high <= gap:
            found[-1] = found[-1]._replace(high=time)
        else:
            found.append(Stretch(facts.id, time, time, time - reach))
    return found


@dataclass(slots=True)
class Settling:
    """Judges a batch, series by series, and gathers what is to be written."""

    batch: int | None
    at: datetime
    #: What the table has of a stretch and of the values just before it, by its series and `low`.
    past: Mapping[tuple[int, datetime], list[Kept]]
    written: list[Written] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    held: list[Written] = field(default_factory=list)
    #: Held revisions that a correction came before: series, time, revision.
    superseded: list[tuple[int, datetime, int]] = field(default_factory=list)
    hours: dict[datetime, set[int]] = field(default_factory=dict)
    n_corrected: int = 0
    n_duplicate: int = 0
    #: Series whose newest used value is newer than before.
    moved: list[int] = field(default_factory=list)
    #: Series whose state is to be written.
    stood: set[int] = field(default_factory=set)
    #: Series whose newest used value was taken back: to be looked up again.
    lost: set[int] = field(default_factory=set)
    #: The hour of the value before, which is mostly that of the next one too.
    _hour_begins: datetime = FIRST
    _hour_ends: datetime = FIRST
    _hour: set[int] = field(default_factory=set)

    def settle(self, facts: SeriesFacts, points: list[Point], state: State) -> None:
        """Judge the values of one series and bring its state up to date."""
        if len(points) > 1:
            points.sort(key=_by_time)
        late_until = state.seen_time
        start = 0
        if late_until is not None and points[0].time <= late_until:
            start = sum(1 for point in points if point.time <= late_until)
            self._settle_late(facts, points[:start], state, late_until)
        if start < len(points):
            self._settle_new(facts, points[start:] if start else points, state)

    def _settle_new(self, facts: SeriesFacts, points: list[Point], state: State) -> None:
        """Values newer than all there are: nothing to compare with but the tail."""
        judge, tail = facts.judge, state.tail
        newest: Written | None = None
        last: Written | None = None
        seen: list[float] = []
        for point in points:
            time, value, place = point
            if last is not None and last.time == time:
                last = self._repeated(facts, point, last, seen)
            else:
                flag = judge.flag(tail, time, value)
                last = self._write(facts, (time, value, 0, flag), place)
                seen = [value]
            if last.flag < UNUSED_FROM:
                newest = last
        if last is not None:
            state.seen_time = last.time
            self.stood.add(facts.id)
        if newest is not None:
            self._move(state, newest)
            self.moved.append(facts.id)

    def _repeated(
        self, facts: SeriesFacts, point: Point, last: Written, seen: list[float]
    ) -> Written:
        """The same moment again within a batch: the same value, or a correction of it."""
        if point.value in seen:
            self._duplicate(point.place)
            return last
        seen.append(point.value)
        flag = facts.judge.alone(point.value)
        if is_held(last.flag):
            self.superseded.append((facts.id, point.time, last.revision))
        if flag >= UNUSED_FROM:
            self.lost.add(facts.id)
        self.n_corrected += 1
        return self._write(
            facts,
            (point.time, point.value, last.revision + 1, flag),
            point.place,
            Outcome.CORRECTED,
        )

    def _settle_late(
        self, facts: SeriesFacts, points: list[Point], state: State, seen: datetime
    ) -> None:
        """Values among those there are: walk the past and the late ones together."""
        for stretch in stretches(facts, points, seen):
            walk = _Walk(self, facts, state)
            inside = [p for p in points if stretch.low <= p.time <= stretch.high]
            walk.through(self.past.get((facts.id, stretch.low), []), inside)

    def _duplicate(self, place: int) -> None:
        self.n_duplicate += 1
        self.verdicts.append(Verdict(place, place, Outcome.DUPLICATE))

    def _write(
        self,
        facts: SeriesFacts,
        found: tuple[datetime, float, int, int],
        place: int,
        outcome: Outcome | None = None,
    ) -> Written:
        time, value, revision, flag = found
        row = _new(
            Written, (facts.id, time, self.at, value, self.batch, facts.ruleset, revision, flag)
        )
        self.written.append(row)
        if flag >= UNUSED_FROM:
            rule = rule_of(flag)
            self.held.append(row)
            self.verdicts.append(
                Verdict(place, place, Outcome.QUARANTINED, rule or "", "", facts.ruleset)
            )
        elif outcome is not None:
            self.verdicts.append(Verdict(place, place, outcome))
        self._touch(facts.id, time)
        return row

    def is_told_late(self, facts: Mapping[int, SeriesFacts]) -> bool:
        """Whether there are values, and each is of longer ago than its series' cadence explains."""
        return bool(self.written) and not any(
            row.time >= self.at - facts[row.series].news for row in self.written
        )

    def _touch(self, series: int, time: datetime) -> None:
        if not self._hour_begins <= time < self._hour_ends:
            self._hour_begins = time.replace(minute=0, second=0, microsecond=0)
            self._hour_ends = self._hour_begins + _HOUR
            self._hour = self.hours.setdefault(self._hour_begins, set())
        self._hour.add(series)

    @property
    def span(self) -> tuple[datetime | None, datetime | None]:
        """The first and the last moment that got a value."""
        times = [row.time for row in self.written]
        return (min(times), max(times)) if times else (None, None)

    def _move(self, state: State, row: Written) -> None:
        state.time, state.value, state.flag = row.time, row.value, row.flag
        state.revision = row.revision


def _by_time(point: Point) -> datetime:
    return point.time


class _Walk:
    """One stretch of one series, in order of time, what is there and what comes late."""

    def __init__(self, settling: Settling, facts: SeriesFacts, state: State) -> None:
        self.settling, self.facts, self.stand = settling, facts, state
        self.judge, self.tail = facts.judge, Tail()

    def through(self, past: list[Kept], late: list[Point]) -> None:
        there: dict[datetime, list[Kept]] = {}
        for kept in past:
            there.setdefault(kept.time, []).append(kept)
        coming: dict[datetime, list[Point]] = {}
        for point in late:
            coming.setdefault(point.time, []).append(point)
        for time in sorted(there.keys() | coming.keys()):
            if time in coming:
                self._late(time, coming[time], there.get(time, []))
            else:
                self.judge.flag(self.tail, time, there[time][-1].value)

    def _late(self, time: datetime, points: list[Point], there: list[Kept]) -> None:
        """Late values of one moment; any that was ever sent for it counts once."""
        values = [kept.value for kept in there]
        newest: Kept | None = there[-1] if there else None
        judged: int | None = None
        for point in points:
            if point.value in values:
                self.settling._duplicate(point.place)
                continue
            values.append(point.value)
            # The rules' memory takes one value a moment; a second one is judged without it.
            if judged is None:
                judged = flag = self.judge.flag(self.tail, time, point.value)
            else:
                flag = self.judge.alone(point.value)
            newest = self._written(time, point, newest, flag)
        if judged is None and newest is not None:
            self.judge.flag(self.tail, time, newest.value)

    def _written(self, time: datetime, point: Point, newest: Kept | None, flag: int) -> Kept:
        settling = self.settling
        outcome = None
        if newest is not None:
            outcome = Outcome.CORRECTED
            settling.n_corrected += 1
            if is_held(newest.flag):
                settling.superseded.append((self.facts.id, time, newest.revision))
        revision = newest.revision + 1 if newest else 0
        row = settling._write(self.facts, (time, point.value, revision, flag), point.place, outcome)
        if self.stand.time is None or time >= self.stand.time:
            if flag < UNUSED_FROM:
                settling._move(self.stand, row)
                settling.stood.add(self.facts.id)
            elif time == self.stand.time:
                settling.lost.add(self.facts.id)
        return Kept(time, revision, point.value, flag)
