"""How a dossier was finished: early, on time, late or without a date; and how long it took."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
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


@dataclass(slots=True)
class Meter:
    """Working minutes of a calendar, quick to ask often: what lies before a day is kept."""

    calendar: Calendar
    _before: dict[date, timedelta] = field(default_factory=dict)

    def worked(self, clock: Iterable[tuple[ActKind, datetime]]) -> int | None:
        """Whole minutes of office hours in which the clock ran; None if it never started.

        The applicant's time, to complete or to pay, is not in it; nor are nights and days off.
        """
        total, since, started = timedelta(), None, False
        for kind, at in clock:
            runs = _RUNS.get(kind)
            if runs is None or (runs and since is not None):
                continue
            if runs:
                since, started = at, True
            elif since is not None:
                total += self._until(at) - self._until(since)
                since = None
        return total // timedelta(minutes=1) if started else None

    def _until(self, at: datetime) -> timedelta:
        """Office hours from the calendar's beginning up to that moment."""
        local = self.calendar.local(at)
        day = local.date()
        worked = self._before_day(day)
        for span in self.calendar.hours_on(day):
            opens = datetime.combine(day, span.opens, local.tzinfo)
            closes = datetime.combine(day, span.closes, local.tzinfo)
            worked += max(timedelta(), min(local, closes) - opens)
        return worked

    def _before_day(self, day: date) -> timedelta:
        if not self._before:
            self._before[self.calendar.first_on] = timedelta()
        known = self._before
        if day not in known:
            # Days are made in their order, each once, so the last one made is the latest.
            last = next(reversed(known))
            while last < day:
                known[last + timedelta(days=1)] = known[last] + self._on(last)
                last += timedelta(days=1)
        return known[day]

    def _on(self, day: date) -> timedelta:
        spans = self.calendar.hours_on(day)
        return sum(
            (datetime.combine(day, each.closes) - datetime.combine(day, each.opens)
             for each in spans),
            timedelta(),
        )  # fmt: skip
