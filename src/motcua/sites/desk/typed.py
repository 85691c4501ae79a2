"""What an officer typed: text and dates from a posted page, kept as typed to be shown again."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.design.formats import HERE
from motcua.kernel.calendar import Calendar
from motcua.kernel.words import nfc

#: Longest reason that is taken. A letter prints it; a page of small type holds about this much.
LONGEST = 4000

Gap = tuple[str, str]


def text(request: HttpRequest, name: str) -> str:
    """The field without what the database cannot hold or nobody can see."""
    return nfc(request.POST.get(name, "").replace("\x00", "").replace("\r\n", "\n")).strip()


def too_long(request: HttpRequest, *names: str) -> list[Gap]:
    """A sentence for each field that holds more than a paper can."""
    return [
        (name, _("Viết ngắn hơn: tối đa %(most)s ký tự") % {"most": LONGEST})
        for name in names
        if len(text(request, name)) > LONGEST
    ]


@dataclass(frozen=True, slots=True)
class Day:
    """A date in three fields, as typed, and the day it says if it says one."""

    name: str
    typed: dict[str, str]
    on: date | None

    @property
    def gaps(self) -> list[Gap]:
        """Nothing where a day is said."""
        if self.on is not None:
            return []
        return [(f"{self.name}-day", _("Nhập một ngày có thật, ví dụ 27/11/2026"))]

    def ends_at(self) -> datetime:
        """The last minute of the day here: who is given a day has the whole of it."""
        assert self.on is not None
        return datetime.combine(self.on, time(23, 59), HERE)


def out_of_reach(day: Day, calendar: Calendar) -> list[Gap]:
    """A sentence where the calendar says nothing about the day: nobody means 2099."""
    if day.on is None or calendar.first_on <= day.on <= calendar.last_on:
        return []
    return [(f"{day.name}-day", _("Ngày này quá xa: lịch làm việc chưa có. Chọn ngày gần hơn"))]


def day(request: HttpRequest, name: str) -> Day:
    typed = {part: text(request, f"{name}-{part}") for part in ("day", "month", "year")}
    try:
        on = date(int(typed["year"]), int(typed["month"]), int(typed["day"]))
    except (ValueError, OverflowError):
        on = None
    return Day(name, typed, on)


def proposed(name: str, on: date) -> Day:
    """A day to start with."""
    return Day(name, {"day": str(on.day), "month": str(on.month), "year": str(on.year)}, on)
