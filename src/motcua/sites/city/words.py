"""The city's words: periods, flags, severities, categories, as templates and sentences use them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.design import formats
from motcua.kernel.words import Text
from motcua.modules.alerts.rules.cap import MsgType, Severity, Urgency
from motcua.modules.alerts.rules.machine import State
from motcua.modules.indicators.queries import ValueCard
from motcua.modules.indicators.rules.periods import Grain
from motcua.modules.observations.rules.flags import Flag, is_held, is_suspect

Said = str | Promise
ROMAN = ("I", "II", "III", "IV")
NONE_COLOUR = "#e3e6e4"

GRAINS: Mapping[Grain, Said] = {
    Grain.HOUR: gettext_lazy("Theo giờ"),
    Grain.DAY: gettext_lazy("Theo ngày"),
    Grain.MONTH: gettext_lazy("Theo tháng"),
    Grain.QUARTER: gettext_lazy("Theo quý"),
    Grain.YEAR: gettext_lazy("Theo năm"),
}
SEVERITIES: Mapping[Severity, Said] = {
    Severity.EXTREME: gettext_lazy("Đặc biệt nghiêm trọng"),
    Severity.SEVERE: gettext_lazy("Nghiêm trọng"),
    Severity.MODERATE: pgettext_lazy("severity", "Trung bình"),
    Severity.MINOR: pgettext_lazy("severity", "Nhẹ"),
    Severity.UNKNOWN: gettext_lazy("Chưa rõ"),
}
URGENCIES: Mapping[Urgency, Said] = {
    Urgency.IMMEDIATE: gettext_lazy("Cần làm ngay"),
    Urgency.EXPECTED: gettext_lazy("Cần làm sớm"),
    Urgency.FUTURE: gettext_lazy("Cần chuẩn bị"),
    Urgency.PAST: gettext_lazy("Đã qua"),
    Urgency.UNKNOWN: gettext_lazy("Chưa rõ"),
}
ALERT_STATES: Mapping[State, Said] = {
    State.ISSUED: pgettext_lazy("alert", "Đang có hiệu lực"),
    State.UPDATED: pgettext_lazy("alert", "Đã được cập nhật"),
    State.CANCELLED: pgettext_lazy("alert", "Đã hủy"),
    State.EXPIRED: pgettext_lazy("alert", "Đã hết hiệu lực"),
}
TYPES: Mapping[MsgType, Said] = {
    MsgType.ALERT: gettext_lazy("Cảnh báo"),
    MsgType.UPDATE: gettext_lazy("Cập nhật cảnh báo"),
    MsgType.CANCEL: gettext_lazy("Hủy cảnh báo"),
}
#: Categories that divide an indicator, by their code; others are shown as their code.
CATEGORIES: Mapping[str, Said] = {
    "online": gettext_lazy("Trực tuyến"),
    "counter": gettext_lazy("Trực tiếp tại quầy"),
    "postal": gettext_lazy("Qua bưu chính công ích"),
    "post": gettext_lazy("Qua bưu chính công ích"),
    "early": gettext_lazy("Trước hạn"),
    "on_time": gettext_lazy("Đúng hạn"),
    "late": gettext_lazy("Quá hạn"),
    "none": gettext_lazy("Không có thời hạn"),
    "no_deadline": gettext_lazy("Không có thời hạn"),
    "full": gettext_lazy("Toàn trình"),
    "partial": gettext_lazy("Một phần"),
    "information": gettext_lazy("Chỉ cung cấp thông tin"),
}
TOPICS: Mapping[str, Said] = {
    "air": gettext_lazy("Không khí"),
    "noise": gettext_lazy("Tiếng ồn"),
    "water": gettext_lazy("Nước và ngập"),
    "services": gettext_lazy("Dịch vụ công"),
}
CHART_TIMES = {
    "vi": {Grain.HOUR: "%H:%M %d/%m", Grain.DAY: "%d/%m", Grain.MONTH: "%m/%Y",
           Grain.QUARTER: "%m/%Y", Grain.YEAR: "%Y"},
    "en": {Grain.HOUR: "%H:%M %-d %b", Grain.DAY: "%-d %b", Grain.MONTH: "%b %Y",
           Grain.QUARTER: "%b %Y", Grain.YEAR: "%Y"},
}  # fmt: skip


def grain(value: Grain) -> str:
    return str(GRAINS[value])


def category(code: str) -> str:
    return str(CATEGORIES.get(code, code))


def topic(code: str) -> str:
    return str(TOPICS.get(code, code))


def severity(value: Severity) -> str:
    return str(SEVERITIES[value])


def urgency(value: Urgency) -> str:
    return str(URGENCIES[value])


def alert_state(value: State) -> str:
    return str(ALERT_STATES.get(value, value.value))


def alert_type(value: MsgType) -> str:
    return str(TYPES.get(value, value.value))


def period(of: Grain, start: datetime, end: datetime) -> str:
    """`14:00–15:00, 22/11/2026`; a day; `tháng 11/2026`; `quý IV/2026`; `năm 2026`."""
    first = formats.here(start)
    is_english = formats.language() == "en"
    match of:
        case Grain.HOUR:
            return f"{formats.clock_time(start)}–{formats.clock_time(end)}, {formats.day(start)}"
        case Grain.DAY:
            return formats.day(start)
        case Grain.MONTH:
            name = formats.MONTHS[first.month - 1]
            return f"{name} {first.year}" if is_english else f"tháng {first:%m/%Y}"
        case Grain.QUARTER:
            number = (first.month - 1) // 3
            return (
                f"Q{number + 1} {first.year}" if is_english else f"quý {ROMAN[number]}/{first.year}"
            )
        case Grain.YEAR:
            return str(first.year) if is_english else f"năm {first.year}"


def period_of(card: ValueCard) -> str:
    return period(card.grain, card.start, card.end)


def flag(number: int) -> str:
    """What is known of a raw value's quality, in plain words."""
    if number == Flag.WRONG:
        return _("Sai, đã được xác nhận; không dùng")
    if is_held(number):
        return _("Bị giữ lại theo quy tắc; không dùng")
    if is_suspect(number):
        return _("Nghi ngờ theo quy tắc; vẫn dùng")
    if number == Flag.RELEASED:
        return _("Đã được người kiểm tra cho dùng")
    if number == Flag.UNCHECKED:
        return _("Chưa có quy tắc kiểm tra")
    return _("Tốt")


def flag_tone(number: int) -> str:
    if number == Flag.WRONG or is_held(number):
        return "bad"
    return "wait" if is_suspect(number) else "good"


def ago(then: datetime, now: datetime) -> str:
    """`12 phút trước`: how fresh something is; never in the future."""
    past = max(now - then, timedelta())
    minutes = int(past.total_seconds() // 60)
    if minutes < 1:
        return _("vừa xong")
    if minutes < 120:
        return _("%(n)s phút trước") % {"n": minutes}
    hours = minutes // 60
    if hours < 48:
        return _("%(n)s giờ trước") % {"n": hours}
    return _("%(n)s ngày trước") % {"n": hours // 24}


def cadence(seconds: int) -> str:
    """`5 phút một lần`."""
    if seconds % 3600 == 0:
        hours = seconds // 3600
        return _("mỗi giờ") if hours == 1 else _("%(n)s giờ một lần") % {"n": hours}
    if seconds % 60 == 0:
        minutes = seconds // 60
        return _("mỗi phút") if minutes == 1 else _("%(n)s phút một lần") % {"n": minutes}
    return _("%(n)s giây một lần") % {"n": seconds}


def percent(share: float | None) -> str:
    """`75 %` of a share between 0 and 1; down, so that 99.9 % is not called all."""
    return "–" if share is None else f"{int(share * 100)}{formats.NBSP}%"


def joined(text: Text) -> str:
    """A name inside a sentence, in the current language."""
    return formats.text(text)
