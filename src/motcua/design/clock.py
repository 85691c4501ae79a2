"""What the law's clock says, in words: the kernel's explanation ready for the clock component."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from motcua.kernel.calendar import DayOff
from motcua.kernel.clock import Allowance, Due, Explanation, Interval, Policy, Unit, Why

from . import formats

WHY: dict[Why, str | Promise] = {
    Why.COUNTING: gettext_lazy("Thời gian giải quyết"),
    Why.RESUMED: gettext_lazy("Tính tiếp, cộng thêm thời gian đã dừng"),
    Why.RESTARTED: gettext_lazy("Tính lại từ đầu vì hồ sơ đã đầy đủ"),
    Why.EXTENDED: gettext_lazy("Gia hạn, có văn bản xin lỗi"),
    Why.PAST_DUE: gettext_lazy("Đã quá ngày hẹn"),
    Why.OUTSIDE_HOURS: gettext_lazy("Ngoài giờ làm việc"),
    Why.DAY_OFF: gettext_lazy("Ngày nghỉ"),
    Why.AFTER_CUTOFF: gettext_lazy("Nhận sau 15 giờ, tính từ ngày làm việc kế tiếp"),
    Why.ROLLED: gettext_lazy("Rơi vào ngày nghỉ, chuyển sang ngày làm việc kế tiếp"),
    Why.PAUSED_SUPPLEMENT: gettext_lazy("Dừng: chờ người nộp bổ sung hồ sơ"),
    Why.PAUSED_PAYMENT: gettext_lazy("Dừng: chờ người nộp thực hiện nghĩa vụ tài chính"),
    Why.PAUSED_INCIDENT: gettext_lazy("Dừng: sự cố hệ thống đã được thông báo"),
    Why.PAUSED_CONFIRMATION: gettext_lazy("Dừng: chờ người khác xác nhận"),
    Why.ENDED: gettext_lazy("Đã giải quyết xong, không tính nữa"),
}

UNITS: dict[Unit, str | Promise] = {
    Unit.HOUR: ngettext_lazy("%(n)s giờ làm việc", "%(n)s giờ làm việc", "count"),
    Unit.WORKING_DAY: ngettext_lazy("%(n)s ngày làm việc", "%(n)s ngày làm việc", "count"),
    Unit.DAY: ngettext_lazy("%(n)s ngày", "%(n)s ngày", "count"),
    Unit.MONTH: ngettext_lazy("%(n)s tháng", "%(n)s tháng", "count"),
    Unit.YEAR: ngettext_lazy("%(n)s năm", "%(n)s năm", "count"),
    Unit.IN_DAY: gettext_lazy("Trong ngày"),
}

_COUNTED = (Why.COUNTING, Why.RESTARTED)


@dataclass(frozen=True, slots=True)
class Part:
    """An interval as the clock component shows it. `amount`: how much is counted, what skipped."""

    starts_at: datetime
    ends_at: datetime | None
    runs: bool
    why: str
    amount: str


def parts(explanation: Explanation) -> list[Part]:
    """The explanation's intervals in words of the current language."""
    return [_part(interval) for interval in explanation.intervals]


def note(due: Due) -> str:
    """What one should know of the date besides the date: that it waits, or may still change."""
    said = []
    if due.is_paused and due.explanation.policy == Policy.RESTART:
        said.append(_("Đồng hồ đang dừng. Khi hồ sơ đủ, thời gian được tính lại từ đầu."))
    elif due.is_paused:
        said.append(_("Đồng hồ đang dừng. Ngày hẹn sẽ lùi thêm bằng thời gian dừng."))
    if due.explanation.is_forecast:
        said.append(_("Lịch nghỉ của thời gian này chưa được công bố, nên ngày hẹn có thể đổi."))
    return " ".join(said)


def allowance_words(allowance: Allowance) -> str:
    """`3 ngày làm việc`, `1 working day`, `Trong ngày`."""
    number = formats.number(float(allowance.amount), 0 if allowance.is_whole else 1)
    return str(UNITS[allowance.unit] % {"n": number, "count": 1 if allowance.amount == 1 else 2})


def _part(interval: Interval) -> Part:
    is_open = bool(interval.params.get("open"))
    return Part(
        starts_at=interval.starts_at,
        ends_at=None if is_open else interval.ends_at,
        runs=interval.is_running,
        why=str(WHY[interval.why]),
        amount=", ".join(part for part in (_counted(interval), _left_out(interval)) if part),
    )


def _counted(interval: Interval) -> str:
    amount, unit = interval.params.get("amount"), interval.params.get("unit")
    if interval.why not in _COUNTED or amount is None or unit is None:
        return ""
    return allowance_words(Allowance.of(str(amount), str(unit)))


def _left_out(interval: Interval) -> str:
    days = _days(interval.days_off)
    return _("không kể %(days)s") % {"days": days} if days and interval.is_running else days


def _days(days: Iterable[DayOff]) -> str:
    """Weekdays by their names, once each; feasts by date and name."""
    told: dict[str, None] = {}
    for day in days:
        if day.kind == "WEEKEND":
            told[formats.weekday(day.on)] = None
        else:
            name = f" ({day.name.in_(formats.language())})" if day.name else ""
            told[f"{formats.short_day(day.on)}{name}"] = None
    return ", ".join(told)
