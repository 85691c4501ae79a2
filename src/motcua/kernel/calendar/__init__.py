"""Working days and office hours: a pure, versioned calendar that knows which years it knows.

Start from `calendar_from` (documents read elsewhere) and narrow it for an agency with
`Calendar.for_agency`. All times in and out are aware; day arithmetic happens on local time.
"""

from .calendar import Calendar
from .days import (
    CalendarDay,
    CalendarInvalid,
    DayHours,
    DayKind,
    DayOff,
    NaiveTime,
    Span,
    UnknownYear,
    Week,
)
from .reading import calendar_from, days_to_plain, week_from

__all__ = [
    "Calendar",
    "CalendarDay",
    "CalendarInvalid",
    "DayHours",
    "DayKind",
    "DayOff",
    "NaiveTime",
    "Span",
    "UnknownYear",
    "Week",
    "calendar_from",
    "days_to_plain",
    "week_from",
]
