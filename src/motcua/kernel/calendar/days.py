"""The values a calendar is made of: dated days, spans of hours, and the week of an office."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import pairwise

from motcua.kernel.errors import Invalid
from motcua.kernel.words import Text


class UnknownYear(Invalid):
    """The question leads to a day the calendar says nothing about; params: year, first, last."""

    code = "calendar-unknown-year"


class CalendarInvalid(Invalid):
    """A calendar that contradicts itself; params: problem and, where it helps, on."""

    code = "calendar-invalid"


class NaiveTime(Invalid):
    """A time without a zone says no moment."""

    code = "time-without-zone"


class DayKind(StrEnum):
    """Why a dated day differs from the weekly rule (Labour Code 45/2019, Articles 111 and 112)."""

    HOLIDAY = "HOLIDAY"
    COMPENSATION_OFF = "COMPENSATION_OFF"
    MAKEUP_WORKDAY = "MAKEUP_WORKDAY"
    LOCAL_OFF = "LOCAL_OFF"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A dated exception to the weekly rule.

    `works` comes from the kind's rule in the calendar's data. A day worked instead of another
    takes that day's office hours (`in_place_of`). A forecast may still be decided otherwise.
    """

    on: date
    kind: DayKind
    name: Text
    works: bool = False
    legal_ref: str = ""
    in_place_of: date | None = None
    is_forecast: bool = False


@dataclass(frozen=True, slots=True)
class DayOff:
    """A non-working day as people are told of it; `kind` is a `DayKind` or `WEEKEND`."""

    on: date
    kind: str
    name: Text | None = None
    is_forecast: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open from `opens` to `closes`, local time, both minutes included."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise CalendarInvalid(f"closes before it opens: {self.opens}-{self.closes}")


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one weekday.

    `counts` is false where an office only receives, as the police do on Saturday morning: the
    hours are shown to people, but no deadline runs in them.
    """

    spans: tuple[Span, ...] = ()
    counts: bool = True

    def __post_init__(self) -> None:
        if any(later.opens <= earlier.closes for earlier, later in pairwise(self.spans)):
            raise CalendarInvalid("spans of a day are in order and do not touch")

    @property
    def runs(self) -> bool:
        """Whether deadlines run in these hours."""
        return self.counts and bool(self.spans)


@dataclass(frozen=True, slots=True)
class Week:
    """Hours of Monday to Sunday, with where they are laid down."""

    days: tuple[DayHours, ...]
    legal_ref: str = ""

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise CalendarInvalid("a week has seven days")
        if not any(day.runs for day in self.days):
            raise CalendarInvalid("an office that never opens can keep no deadline")

    def of(self, on: date) -> DayHours:
        return self.days[on.weekday()]
