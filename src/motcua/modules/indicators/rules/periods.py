"""Periods of time as people here count them: hours, and days, months, quarters, years of Hà Nội."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
HOUR = timedelta(hours=1)


class Grain(StrEnum):
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def rank(self) -> int:
        return list(Grain).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From `start` up to, but not on, `end`, both in UTC."""

    start: datetime
    end: datetime
    grain: Grain

    @property
    def first_day(self) -> date:
        """The day it begins, as people here call it."""
        return self.start.astimezone(HERE).date()

    @property
    def next(self) -> "Period":
        return containing(self.grain, self.end)

    @property
    def previous(self) -> "Period":
        return containing(self.grain, self.start - timedelta(microseconds=1))

    @property
    def hours(self) -> int:
        return (self.end - self.start) // HOUR

    def parts(self, grain: Grain) -> Iterator["Period"]:
        """The smaller periods it is made of."""
        return between(grain, self.start, self.end)


def containing(grain: Grain, moment: datetime) -> Period:
    """The period a moment lies in."""
    if grain is Grain.HOUR:
        # All hours here begin with the hour in UTC: the offset is whole.
        start = moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        return Period(start, start + HOUR, grain)
    return of_day(grain, moment.astimezone(HERE).date())


@lru_cache(maxsize=20_000)
def of_day(grain: Grain, day: date) -> Period:
    """The day, month, quarter or year of a calendar day.

    :raises ValueError: a day has many hours
    """
    match grain:
        case Grain.DAY:
            first, after = day, day + timedelta(days=1)
        case Grain.MONTH:
            first = day.replace(day=1)
            after = (first + timedelta(days=31)).replace(day=1)
        case Grain.QUARTER:
            first = day.replace(month=day.month - (day.month - 1) % 3, day=1)
            after = (first + timedelta(days=93)).replace(day=1)
        case Grain.YEAR:
            first, after = day.replace(month=1, day=1), date(day.year + 1, 1, 1)
        case Grain.HOUR:
            raise ValueError("a day has many hours")
    return Period(midnight(first), midnight(after), grain)


def between(grain: Grain, start: datetime, end: datetime) -> Iterator[Period]:
    """All periods that touch the time from `start` up to `end`, in order."""
    period = containing(grain, start)
    while period.start < end:
        yield period
        period = period.next


def midnight(day: date) -> datetime:
    """The beginning of a day here, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=HERE).astimezone(UTC)
