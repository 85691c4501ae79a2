"""How a dossier was finished: early, on time, late or without a date; and how long it took."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from motcua.kernel.calendar import Calendar
from motcua.kernel.clock import ActKind, Standing, standing

#: A working day of people who count in days (Labour Code 45/2019, Article 105).
MINUTES_PER_WORKING_DAY = 480
_RUNS = {ActKind.START: True, ActKind.RESUME: True, ActKind.RESTART: True,
         ActKind.PAUSE: False, ActKind.STOP: False}  # fmt: skip


class Finish(StrEnum):
    """The first three compare dates, not hours. Without a promised date nothing can be late."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    NO_DEADLINE = "no_deadline"


def finish(due_at: datetime | None, ended_at: datetime, calendar: Calendar) -> Finish:
    """Source: practice of the provincial systems (domain specification, 5.5)."""
    if due_at is None:
        return Finish.NO_DEADLINE
    return _FINISHES[standing(due_at, calendar, now=ended_at, ended_at=ended_at)]


_FINISHES = {
    Standing.EARLY: Finish.EARLY,
    Standing.ON_TIME: Finish.ON_TIME,
    Standing.LATE: Finish.LATE,
}


#: Seconds of office hours before a day, and that day's spans in seconds from midnight.
_Day = tuple[int, tuple[tuple[int, int], ...]]
_A_MINUTE = 60


@dataclass(slots=True)
class Meter:
    """Working minutes of a calendar, quick to ask often: what lies before a day is kept."""

    calendar: Calendar
    _days: dict[date, _Day] = field(default_factory=dict)

    def worked(self, clock: Iterable[tuple[ActKind, datetime]]) -> int | None:
        """Whole minutes of office hours in which the clock ran; None if it never started.

        The applicant's time, to complete or to pay, is not in it; nor are nights and days off.
        """
        total, since, started = 0, None, False
        for kind, at in clock:
            runs = _RUNS.get(kind)
            if runs is None or (runs and since is not None):
                continue
            if runs:
                since, started = at, True
            elif since is not None:
                total += self._until(at) - self._until(since)
                since = None
        return total // _A_MINUTE if started else None

    def _until(self, at: datetime) -> int:
        """Seconds of office hours from the calendar's beginning up to that moment."""
        local = self.calendar.local(at)
        before, spans = self._day(local.date())
        now = local.hour * 3600 + local.minute * 60 + local.second
        return before + sum(min(now, closes) - opens for opens, closes in spans if now > opens)

    def _day(self, day: date) -> _Day:
        if day in self._days:
            return self._days[day]
        # Days are made in their order, each once, so the last one made is the latest.
        last = next(reversed(self._days), None)
        if last is None:
            last = self.calendar.first_on
            self._days[last] = (0, self._spans(last))
        while last < day:
            before, spans = self._days[last]
            last += timedelta(days=1)
            worked = before + sum(closes - opens for opens, closes in spans)
            self._days[last] = (worked, self._spans(last))
        return self._days[day]

    def _spans(self, day: date) -> tuple[tuple[int, int], ...]:
        return tuple(
            (_seconds(each.opens), _seconds(each.closes)) for each in self.calendar.hours_on(day)
        )


def _seconds(wall: time) -> int:
    return wall.hour * 3600 + wall.minute * 60 + wall.second
