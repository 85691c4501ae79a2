"""From a moment of reception to the end of an allowance, one algorithm for each unit.

Sources: the production algorithm restated in the domain specification, section 5.3; Civil Code
91/2015, Articles 147 and 148, for calendar units and for a last day that is not worked.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

from motcua.kernel.calendar import Calendar

from .allowance import Allowance, Unit
from .explanation import Interval, Plain, Why
from .rules import ClockRules

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Count:
    """Received, began to run, reached the amount, and due: the four moments of one count."""

    received_at: datetime
    starts_at: datetime
    waits_for: Why
    reaches_at: datetime
    due_at: datetime


def count(
    received_at: datetime, allowance: Allowance, calendar: Calendar, rules: ClockRules
) -> Count:
    """Count an allowance from a reception.

    The clock begins at the first working moment. IN_DAY: closing of that day, or of the next
    working day when it begins after the cut-off. HOUR: minutes of office hours. WORKING_DAY:
    whole working days at the same time of day; a fraction goes on in office hours, but never past
    the next whole day. DAY, MONTH, YEAR: by the calendar from the beginning, the end of a short
    month if the day is missing; a last day that is not worked moves to the next that is.

    :raises UnknownYear: the count leaves the calendar
    :raises AllowanceInvalid: a part shorter than a minute
    """
    received_at = calendar.local(received_at)
    starts_at, waits_for = _start(received_at, allowance, calendar, rules)
    reaches_at = _reach(starts_at, allowance, calendar, rules)
    return Count(received_at, starts_at, waits_for, reaches_at, calendar.settle(reaches_at))


def intervals(
    counted: Count, *, why: Why, allowance: Allowance, rules: ClockRules
) -> list[Interval]:
    """The count as a tape from reception to due date; empty stretches are left out."""
    params: dict[str, Plain] = {"amount": f"{allowance.amount:f}", "unit": allowance.unit.value}
    waiting: dict[str, Plain] = {}
    if counted.waits_for is Why.AFTER_CUTOFF:
        waiting["cutoff"] = rules.in_day_cutoff.isoformat("minutes")
    end = min(counted.reaches_at, counted.due_at)
    tape = [
        Interval(counted.received_at, counted.starts_at, counted.waits_for, waiting),
        Interval(counted.starts_at, end, why, params),
        Interval(end, counted.due_at, Why.ROLLED),
    ]
    return [interval for interval in tape if interval.starts_at < interval.ends_at]


def _start(
    received_at: datetime, allowance: Allowance, calendar: Calendar, rules: ClockRules
) -> tuple[datetime, Why]:
    starts_at = calendar.normalise(received_at)
    worked = calendar.is_working_day(received_at.date())
    why = Why.OUTSIDE_HOURS if worked else Why.DAY_OFF
    if allowance.unit is Unit.IN_DAY and _too_late_today(starts_at, calendar, rules):
        return calendar.opening(starts_at.date() + ONE_DAY), Why.AFTER_CUTOFF
    return starts_at, why


def _too_late_today(starts_at: datetime, calendar: Calendar, rules: ClockRules) -> bool:
    """Received "after 15:00" is the law's word: at 15:00 sharp it is still today's."""
    closing = calendar.closing(starts_at.date())
    return starts_at.time() > rules.in_day_cutoff or starts_at == closing


def _reach(
    starts_at: datetime, allowance: Allowance, calendar: Calendar, rules: ClockRules
) -> datetime:
    if allowance.unit is Unit.IN_DAY:
        return calendar.closing(starts_at.date())
    if allowance.unit is Unit.HOUR:
        return calendar.add_working_minutes(
            starts_at, allowance.minutes(hours_per_working_day=rules.hours_per_working_day)
        )
    if allowance.unit is Unit.WORKING_DAY:
        return _working_days(starts_at, allowance, calendar, rules)
    return _calendar_time(starts_at, allowance, calendar)


def _working_days(
    starts_at: datetime, allowance: Allowance, calendar: Calendar, rules: ClockRules
) -> datetime:
    whole = calendar.add_working_days(starts_at, int(allowance.amount))
    if allowance.is_whole:
        return whole
    minutes = allowance.minutes(hours_per_working_day=rules.hours_per_working_day)
    spilt = minutes - int(allowance.amount) * rules.hours_per_working_day * 60
    # Where a day is shorter than eight hours, the spill could overtake the next whole day.
    return min(calendar.add_working_minutes(whole, spilt), calendar.add_working_days(whole, 1))


def _calendar_time(starts_at: datetime, allowance: Allowance, calendar: Calendar) -> datetime:
    amount = int(allowance.amount)
    months = {Unit.MONTH: amount, Unit.YEAR: amount * 12}.get(allowance.unit)
    try:
        if months is None:
            return calendar.local(starts_at + timedelta(days=amount))
        return calendar.local(starts_at + relativedelta(months=months))
    except (OverflowError, ValueError):
        # Beyond the last year a date can have, which the calendar refuses in its own words.
        return calendar.local(starts_at.replace(year=9999, month=1, day=1))
