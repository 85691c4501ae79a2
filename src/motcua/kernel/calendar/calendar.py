"""The calendar of one office: which moments are working moments, and how to walk over them."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .days import (
    CalendarDay,
    CalendarInvalid,
    DayHours,
    DayOff,
    NaiveTime,
    Span,
    UnknownYear,
    Week,
)

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Dated days over a weekly rule, between two dates; nothing is known outside them.

    Every method that is led outside raises `UnknownYear`. `decided_until` is the last day whose
    days off have been decided by the authorities; later ones are forecasts.
    """

    label: str
    first_on: date
    last_on: date
    decided_until: date
    week: Week
    days: tuple[CalendarDay, ...] = ()
    timezone: str = "Asia/Ho_Chi_Minh"
    version: str = field(init=False, compare=False)
    zone: ZoneInfo = field(init=False, compare=False, repr=False)
    _exceptions: dict[date, CalendarDay] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.first_on > self.last_on:
            raise CalendarInvalid("the first day comes after the last")
        exceptions = {day.on: day for day in self.days}
        if len(exceptions) != len(self.days):
            raise CalendarInvalid("two entries for one date")
        object.__setattr__(self, "_exceptions", exceptions)
        object.__setattr__(self, "zone", ZoneInfo(self.timezone))
        object.__setattr__(self, "version", f"{self.label}#{self._digest()}")
        for day in self.days:
            self._must_know(day.on)

    def for_agency(
        self, label: str, *, week: Week | None = None, days: Iterable[CalendarDay] = ()
    ) -> "Calendar":
        """The same calendar with an agency's own week and local days, which win on their dates."""
        local = {day.on: day for day in days}
        merged = {**self._exceptions, **local}
        return replace(
            self,
            label=f"{self.label}+{label}",
            week=week or self.week,
            days=tuple(merged[on] for on in sorted(merged)),
        )

    # Days

    def hours_on(self, on: date) -> tuple[Span, ...]:
        """Hours in which deadlines run on that day; empty on a day off."""
        hours = self._hours(on)
        return hours.spans if hours.runs else ()

    def open_on(self, on: date) -> tuple[Span, ...]:
        """Hours in which people are received, whether or not deadlines run in them."""
        return self._hours(on).spans

    def is_working_day(self, on: date) -> bool:
        return bool(self.hours_on(on))

    def day_off(self, on: date) -> DayOff | None:
        """Why the day does not count, or None when it does."""
        if self.is_working_day(on):
            return None
        day = self._exceptions.get(on)
        if day is None or day.works:
            return DayOff(on, "WEEKEND")
        return DayOff(on, day.kind, day.name, day.is_forecast)

    def days_off(self, first: date, last: date) -> tuple[DayOff, ...]:
        """The non-working days from first to last, both included."""
        return tuple(off for on in _each(first, last) if (off := self.day_off(on)))

    def next_working_day(self, on: date) -> date:
        """The first working day after `on`."""
        return self.working_day_from(on + ONE_DAY)

    def working_day_from(self, on: date) -> date:
        """`on` itself if it is a working day, else the next one."""
        while not self.is_working_day(on):
            on += ONE_DAY
        return on

    # Moments

    def local(self, at: datetime) -> datetime:
        """The moment on the office's wall clock.

        :raises NaiveTime: no zone
        :raises UnknownYear: outside the calendar
        """
        if at.utcoffset() is None:
            raise NaiveTime("a moment needs a zone")
        # Far years overflow when moved to another zone, so they are refused before.
        if not self.first_on.year - 1 <= at.year <= self.last_on.year + 1:
            raise self._unknown(at.year)
        local = at.astimezone(self.zone)
        self._must_know(local.date())
        return local

    def opening(self, on: date) -> datetime:
        """The start of office hours on the first working day from `on`."""
        on = self.working_day_from(on)
        return self._at(on, self.hours_on(on)[0].opens)

    def closing(self, on: date) -> datetime:
        """The end of office hours on a working day."""
        return self._at(on, self.hours_on(on)[-1].closes)

    def is_working_moment(self, at: datetime) -> bool:
        at = self.local(at)
        return any(span.opens <= at.time() <= span.closes for span in self.hours_on(at.date()))

    def normalise(self, at: datetime) -> datetime:
        """The first working moment at or after `at`.

        Before opening: opening; at lunch: the afternoon's start; after closing or on a day off:
        opening of the next working day. A span's last minute still belongs to it.
        """
        at = self.local(at)
        for span in self.hours_on(at.date()):
            if at.time() <= span.closes:
                return max(at, self._at(at.date(), span.opens))
        return self.opening(at.date() + ONE_DAY)

    def settle(self, at: datetime) -> datetime:
        """The moment moved to a working day, keeping the time of day as far as that day is open.

        A day off rolls to the next working day; then before opening becomes opening, lunch the
        afternoon's start, and after closing that day's closing: the date is what is owed, so the
        hour never pushes it further.
        """
        at = self.local(at)
        on = self.working_day_from(at.date())
        for span in self.hours_on(on):
            if at.time() <= span.closes:
                return self._at(on, max(at.time(), span.opens))
        return self.closing(on)

    # Walking

    def add_working_days(self, at: datetime, amount: int) -> datetime:
        """Whole working days later at the same time of day (as far as that day is open)."""
        at = self.local(at)
        on = at.date()
        for _ in range(amount):
            on = self.next_working_day(on)
        return self.settle(self._at(on, at.time()))

    def add_working_minutes(self, at: datetime, minutes: int) -> datetime:
        """The moment after so many minutes of office hours, never resting on a later opening."""
        at = self.normalise(at)
        left = timedelta(minutes=minutes)
        for opens, closes in self._spans_from(at):
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise AssertionError("spans end only in UnknownYear")

    def working_minutes(self, start: datetime, end: datetime) -> int:
        """Minutes of office hours between two moments; 0 if the end is not later."""
        start, end = self.local(start), self.local(end)
        total = timedelta()
        for on in _each(start.date(), end.date()):
            for span in self.hours_on(on):
                opens = max(start, self._at(on, span.opens))
                total += max(timedelta(), min(end, self._at(on, span.closes)) - opens)
        return total // timedelta(minutes=1)

    def working_days_after(self, on: date, until: date) -> int:
        """How many working days lie after `on`, up to and including `until`."""
        return sum(self.is_working_day(day) for day in _each(on + ONE_DAY, until))

    # Inside

    def _hours(self, on: date) -> DayHours:
        self._must_know(on)
        day = self._exceptions.get(on)
        if day is None:
            return self.week.of(on)
        return self._worked_hours(day) if day.works else DayHours()

    def _worked_hours(self, day: CalendarDay) -> DayHours:
        """Those of the weekday replaced: an office closed on Fridays makes none up."""
        if day.in_place_of is not None:
            return self.week.of(day.in_place_of)
        return next(hours for hours in self.week.days if hours.runs)

    def _spans_from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        on = at.date()
        while True:
            for span in self.hours_on(on):
                opens, closes = self._at(on, span.opens), self._at(on, span.closes)
                if closes > at:
                    yield max(opens, at), closes
            on += ONE_DAY

    def _at(self, on: date, wall: time) -> datetime:
        return datetime.combine(on, wall, self.zone)

    def _must_know(self, on: date) -> None:
        if not self.first_on <= on <= self.last_on:
            raise self._unknown(on.year)

    def _unknown(self, year: int) -> UnknownYear:
        return UnknownYear(
            f"the calendar {self.label} does not reach {year}",
            year=year, first=self.first_on.isoformat(), last=self.last_on.isoformat(),
        )  # fmt: skip

    def _digest(self) -> str:
        """Over everything an answer depends on, so the same version always gives the same date."""
        content = [
            self.timezone, self.first_on, self.last_on, self.decided_until,
            [[[str(s.opens), str(s.closes)] for s in h.spans] + [h.counts] for h in self.week.days],
            [[d.on, d.kind, d.works, d.in_place_of, d.is_forecast, d.name.vi, d.name.en,
              d.legal_ref] for d in sorted(self.days, key=lambda d: d.on)],
        ]  # fmt: skip
        plain = json.dumps(content, default=str, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()[:12]


def _each(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + number * ONE_DAY
