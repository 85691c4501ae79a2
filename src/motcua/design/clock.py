"""What the law's clock says, in words: the kernel's explanation ready for the clock component."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.kernel.clock import Allowance, Explanation, Interval, Unit, Why
from motcua.kernel.words import Text

from . import formats

WHY: dict[Why, str | Promise] = {
    Why.COUNTING: _("Thời gian giải quyết"),
    Why.RESUMED: _("Tính tiếp, cộng thêm thời gian đã dừng"),
    Why.RESTARTED: _("Tính lại từ đầu vì hồ sơ đã đầy đủ"),
    Why.EXTENDED: _("Gia hạn, có văn bản xin lỗi"),
    Why.PAST_DUE: _("Đã quá ngày hẹn"),
    Why.OUTSIDE_HOURS: _("Ngoài giờ làm việc"),
    Why.DAY_OFF: _("Ngày nghỉ"),
    Why.AFTER_CUTOFF: _("Nhận sau 15 giờ, tính từ ngày làm việc kế tiếp"),
    Why.ROLLED: _("Rơi vào ngày nghỉ, chuyển sang ngày làm việc kế tiếp"),
    Why.PAUSED_SUPPLEMENT: _("Dừng: chờ người nộp bổ sung hồ sơ"),
    Why.PAUSED_PAYMENT: _("Dừng: chờ người nộp thực hiện nghĩa vụ tài chính"),
    Why.PAUSED_INCIDENT: _("Dừng: sự cố hệ thống đã được thông báo"),
    Why.PAUSED_CONFIRMATION: _("Dừng: chờ người khác xác nhận"),
    Why.ENDED: _("Đã giải quyết xong, không tính nữa"),
}

UNITS: dict[Unit, str | Promise] = {
    Unit.HOUR: _("%(n)s giờ làm việc"),
    Unit.WORKING_DAY: _("%(n)s ngày làm việc"),
    Unit.DAY: _("%(n)s ngày"),
    Unit.MONTH: _("%(n)s tháng"),
    Unit.YEAR: _("%(n)s năm"),
    Unit.IN_DAY: _("Trong ngày; nhận sau 15 giờ thì trong ngày làm việc kế tiếp"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """An interval as the clock component shows it. `amount`: the days off that were skipped."""

    starts_at: datetime
    ends_at: datetime | None
    runs: bool
    why: str
    amount: str


def parts(explanation: Explanation) -> list[Part]:
    """The explanation's intervals in words of the current language."""
    return [_part(interval) for interval in explanation.intervals]


def allowance_words(allowance: Allowance) -> str:
    """`3 ngày làm việc` or `3 working days`."""
    number = formats.number(float(allowance.amount), 0 if allowance.is_whole else 1)
    return str(UNITS[allowance.unit]) % {"n": number}


def _part(interval: Interval) -> Part:
    skipped = [
        f"{formats.short_day(day.on)} {_name(day.name)}".strip()
        for day in interval.days_off
        if day.name is not None
    ]
    is_open = bool(interval.params.get("open"))
    return Part(
        starts_at=interval.starts_at,
        ends_at=None if is_open else interval.ends_at,
        runs=interval.is_running,
        why=str(WHY[interval.why]),
        amount=", ".join(skipped),
    )


def _name(name: Text | None) -> str:
    return name.in_(formats.language()) if name else ""
