"""Where the clock of a rehearsal can be moved to; never backwards, as with every clock."""

from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from motcua.kernel.calendar import Calendar, UnknownYear
from motcua.kernel.errors import Invalid, Refusal

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
#: Nobody rehearses what happens after so long; calendars know no further either.
FARTHEST = timedelta(days=3 * 366)


class Jump(StrEnum):
    HOUR = "hour"
    WORKING_DAY = "working_day"
    BEFORE_DUE = "before_due"
    AFTER_DUE = "after_due"
    CHOSEN = "chosen"


class ClockGoesForward(Refusal):
    """The moment lies before the one it is."""

    code = "rehearsal-clock-backwards"
    status = 422


class NothingDue(Refusal):
    """No dossier of the rehearsal has a due date that is still to come."""

    code = "rehearsal-nothing-due"


class BeyondCalendar(Invalid):
    """The calendar of the city does not reach that far."""

    code = "rehearsal-beyond-calendar"


def jumped(
    jump: Jump, *, now: datetime, calendar: Calendar, due: datetime | None = None,
    chosen: datetime | None = None,
) -> datetime:  # fmt: skip
    """The moment a jump leads to.

    :raises ClockGoesForward: it lies before now
    :raises NothingDue: there is no due date to jump to
    :raises BeyondCalendar: the calendar does not know it
    """
    to = _target(jump, now=now, calendar=calendar, due=due, chosen=chosen)
    if to < now:
        raise ClockGoesForward(f"{to} is before {now}")
    try:
        known = to <= now + FARTHEST and calendar.hours_on(to.astimezone(HERE).date()) is not None
    except UnknownYear:
        known = False
    if not known:
        raise BeyondCalendar(f"{to} is unknown")
    return to


def _target(
    jump: Jump, *, now: datetime, calendar: Calendar, due: datetime | None, chosen: datetime | None
) -> datetime:
    if jump is Jump.HOUR:
        return now + timedelta(hours=1)
    if jump is Jump.WORKING_DAY:
        return _next_opening(now, calendar)
    if jump is Jump.CHOSEN:
        if chosen is None:
            raise Invalid("no moment was chosen")
        return chosen
    if due is None:
        raise NothingDue("no due date to come")
    return due + timedelta(minutes=-1 if jump is Jump.BEFORE_DUE else 1)


def _next_opening(now: datetime, calendar: Calendar) -> datetime:
    """When the office opens on the next working day after today."""
    try:
        return calendar.opening(calendar.local(now).date() + timedelta(days=1))
    except UnknownYear:
        raise BeyondCalendar("no working day is known") from None
