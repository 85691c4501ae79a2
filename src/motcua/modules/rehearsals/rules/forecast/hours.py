"""Office hours laid end to end: between moments and minutes of work since a first day."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from motcua.kernel.calendar import Calendar

A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Spans of office hours, in minutes since midnight of the first day.

    `opens[i]`, `closes[i]` and how many minutes were worked before span `i`.
    """

    first_on: date
    opens: tuple[float, ...]
    closes: tuple[float, ...]
    before: tuple[float, ...] = field(default=())

    def __post_init__(self) -> None:
        worked, before = 0.0, []
        for start, end in zip(self.opens, self.closes, strict=True):
            before.append(worked)
            worked += end - start
        object.__setattr__(self, "before", tuple(before))

    @property
    def total(self) -> float:
        """Minutes of work in all."""
        return self.before[-1] + self.closes[-1] - self.opens[-1] if self.opens else 0.0

    def worked_by(self, minute: float) -> float:
        """Minutes of work up to a moment; between two spans, those up to the next opening."""
        at = bisect_right(self.opens, minute) - 1
        if at < 0:
            return 0.0
        return self.before[at] + min(minute, self.closes[at]) - self.opens[at]

    def minute_of(self, worked: float) -> float:
        """The moment by which so much was worked; beyond all hours, the last closing."""
        at = max(0, bisect_right(self.before, worked) - 1)
        return min(self.opens[at] + worked - self.before[at], self.closes[at])

    def worked_on(self, first: float, last: float) -> float:
        return self.worked_by(last) - self.worked_by(first)


def of_calendar(calendar: Calendar, first_on: date, days: int) -> OfficeHours:
    """The hours of an office over so many days; where the calendar ends, so do they.

    :raises UnknownYear: the calendar does not know the first day
    """
    spans: list[tuple[float, float]] = []
    last = min(first_on + timedelta(days=days - 1), calendar.last_on)
    calendar.hours_on(first_on)
    for number in range((last - first_on).days + 1):
        on = first_on + timedelta(days=number)
        for span in calendar.hours_on(on):
            midnight = number * A_DAY
            spans.append((
                midnight + span.opens.hour * 60 + span.opens.minute,
                midnight + span.closes.hour * 60 + span.closes.minute,
            ))  # fmt: skip
    return OfficeHours(first_on, tuple(s for s, _ in spans), tuple(e for _, e in spans))


def always(first_on: date, days: int) -> OfficeHours:
    """Never closed: what theory speaks of."""
    return OfficeHours(first_on, (0.0,), (float(days * A_DAY),))


def moment(first_on: date, minute: float, zone: object) -> datetime:
    """The moment so many minutes after midnight of the first day."""
    midnight = datetime(first_on.year, first_on.month, first_on.day, tzinfo=zone)  # type: ignore[arg-type] # a tzinfo
    return midnight + timedelta(minutes=minute)


def minutes_since(first_on: date, at: datetime, zone: object) -> float:
    return (at - moment(first_on, 0, zone)).total_seconds() / 60


def spread_over(days: Sequence[float]) -> tuple[float, ...]:
    """Weights of weekdays, made to come to seven in all."""
    whole = sum(days) or 1.0
    return tuple(7 * day / whole for day in days)
