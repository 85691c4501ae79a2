"""The answer of the clock: a due date with everything it was made of, ready to be shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from motcua.kernel.calendar import DayOff

Plain = str | int | bool


class Why(StrEnum):
    """Why an interval runs or stands still. Doors have a sentence for each, in both languages."""

    COUNTING = "counting"
    RESUMED = "resumed"
    RESTARTED = "restarted"
    EXTENDED = "extended"
    PAST_DUE = "past-due"

    OUTSIDE_HOURS = "outside-hours"
    DAY_OFF = "day-off"
    AFTER_CUTOFF = "after-cutoff"
    ROLLED = "rolled"
    PAUSED_SUPPLEMENT = "paused-supplement"
    PAUSED_PAYMENT = "paused-payment"
    PAUSED_INCIDENT = "paused-incident"
    PAUSED_CONFIRMATION = "paused-confirmation"
    ENDED = "ended"


RUNNING = frozenset({Why.COUNTING, Why.RESUMED, Why.RESTARTED, Why.EXTENDED, Why.PAST_DUE})


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time in which the clock ran or stood still, half-open, local time.

    `days_off` are the non-working days that were skipped inside; where calendar days are counted
    none is skipped, and none is listed.
    """

    starts_at: datetime
    ends_at: datetime
    why: Why
    params: Mapping[str, Plain] = field(default_factory=dict)
    days_off: tuple[DayOff, ...] = ()

    @property
    def is_running(self) -> bool:
        return self.why in RUNNING


@dataclass(frozen=True, slots=True)
class Promise:
    """A due date as it stood from a moment on; the first is the one on the receipt slip."""

    at: datetime
    why: Why
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Explanation:
    """Intervals cover everything from reception to the due date, without gap or overlap.

    `is_forecast` says that a day inside, or the due date's year, has not been decided yet.
    """

    intervals: tuple[Interval, ...]
    promises: tuple[Promise, ...]
    amount: str
    unit: str
    policy: str
    calendar_version: str
    rules_version: str
    timezone: str
    is_forecast: bool


@dataclass(frozen=True, slots=True)
class Due:
    """When it is due, in local time, and why.

    While the clock is paused, `due_at` is the last promise: how far it will move is not known
    before it runs again, and `is_paused` says so.
    """

    due_at: datetime
    explanation: Explanation
    is_paused: bool = False


def explanation_to_dict(explanation: Explanation) -> dict[str, object]:
    """Plain values for JSON: times as ISO 8601 with offset, dates as ISO dates, codes as text."""
    return {
        "amount": explanation.amount,
        "unit": explanation.unit,
        "policy": explanation.policy,
        "timezone": explanation.timezone,
        "calendar_version": explanation.calendar_version,
        "rules_version": explanation.rules_version,
        "is_forecast": explanation.is_forecast,
        "promises": [
            {"at": p.at.isoformat(), "why": p.why.value, "due_at": p.due_at.isoformat()}
            for p in explanation.promises
        ],
        "intervals": [_interval(interval) for interval in explanation.intervals],
    }


def _interval(interval: Interval) -> dict[str, object]:
    return {
        "starts_at": interval.starts_at.isoformat(),
        "ends_at": interval.ends_at.isoformat(),
        "is_running": interval.is_running,
        "why": interval.why.value,
        "params": dict(interval.params),
        "days_off": _days_off(interval.days_off),
    }


def _days_off(days: Iterable[DayOff]) -> list[dict[str, object]]:
    return [
        {
            "on": day.on.isoformat(),
            "kind": day.kind,
            "name": {"vi": day.name.vi, "en": day.name.en} if day.name else None,
            "is_forecast": day.is_forecast,
        }
        for day in days
    ]
