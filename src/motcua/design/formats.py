"""Numbers, money, dates and sizes as people here write them, in the language being shown.

Stored times are UTC; people read Asia/Ho_Chi_Minh.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from markupsafe import Markup, escape

from motcua.kernel.words import Text

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS_VI = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
STEP = 1024
NBSP = "\u00a0"


def language() -> str:
    """`vi` or `en`: the two languages people are shown."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def text(words: Text | str) -> str:
    """The words in the current language."""
    return words.in_(language()) if isinstance(words, Text) else words


def said(words: Text | str) -> Markup:
    """The words as HTML, marked as Vietnamese where English is missing, for screen readers."""
    if isinstance(words, Text) and not words.has(language()):
        return Markup('<span lang="vi">{}</span>').format(words.vi)
    return escape(text(words))


class Choice(Protocol):
    """Something one may choose: what is posted, what is shown, and a line of help."""

    @property
    def value(self) -> str: ...
    @property
    def label(self) -> Text: ...
    @property
    def hint(self) -> Text | None: ...


def choices(options: Iterable[Choice]) -> list[tuple[str, Text, Text | str]]:
    """Options as the question macros take them."""
    return [(option.value, option.label, option.hint or "") for option in options]


def number(value: int | float, decimals: int = 0) -> str:
    """1234.5 -> `1.234,5` in Vietnamese, `1,234.5` in English."""
    plain = f"{value:,.{decimals}f}"
    return plain if language() == "en" else plain.translate(str.maketrans(",.", ".,"))


def money(amount: int) -> str:
    """24000 -> `24.000 đ` (`24,000 đ` in English), never broken over two lines."""
    return f"{number(amount)}{NBSP}đ"


def filesize(size: int) -> str:
    """A size in bytes, in the unit a person would use."""
    if size < STEP:
        return f"{size}{NBSP}B"
    value, unit = size / STEP, "KB"
    for larger in ("MB", "GB"):
        if value < STEP:
            break
        value, unit = value / STEP, larger
    decimals = 1 if unit != "KB" and value < 10 else 0
    return f"{number(value, decimals)}{NBSP}{unit}"


def media_kind(media_type: str) -> str:
    """`application/pdf` -> `PDF`: the name people know a file's type by."""
    known = {
        "application/pdf": "PDF",
        "image/jpeg": "JPEG",
        "image/png": "PNG",
        "image/heic": "HEIC",
        "application/zip": "JPEG, PNG, HEIC",
        "application/vnd.motcua.register-extract+json": "JSON",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    }
    return known.get(media_type, media_type.rpartition("/")[2].upper())


def here(moment: datetime) -> datetime:
    """The moment on the clock people see.

    :raises ValueError: a moment without a time zone, which would be a guess
    """
    if moment.tzinfo is None:
        raise ValueError("a moment shown to people must be aware")
    return moment.astimezone(HERE)


def day(value: date | datetime) -> str:
    """22/11/2026, or 22 November 2026."""
    on = here(value).date() if isinstance(value, datetime) else value
    if language() == "en":
        return f"{on.day}{NBSP}{MONTHS[on.month - 1]} {on.year}"
    return f"{on:%d/%m/%Y}"


def long_day(value: date | datetime) -> str:
    """Chủ nhật, 22/11/2026, or Sunday 22 November 2026."""
    on = here(value).date() if isinstance(value, datetime) else value
    if language() == "en":
        return f"{WEEKDAYS_EN[on.weekday()]} {day(on)}"
    return f"{WEEKDAYS_VI[on.weekday()]}, {day(on)}"


def weekday(on: date) -> str:
    """`thứ Bảy`, `Chủ nhật`, or `Saturday`: inside a sentence."""
    if language() == "en":
        return WEEKDAYS_EN[on.weekday()]
    return WEEKDAYS_VI[on.weekday()].replace("Thứ", "thứ")


def short_day(value: date | datetime) -> str:
    """22/11, or 22 Nov: for dense tables where the year is plain."""
    on = here(value).date() if isinstance(value, datetime) else value
    return f"{on.day}{NBSP}{MONTHS[on.month - 1][:3]}" if language() == "en" else f"{on:%d/%m}"


def clock_time(moment: datetime) -> str:
    """14:05."""
    return f"{here(moment):%H:%M}"


def moment(value: datetime) -> str:
    """14:05, 22/11/2026, or 22 November 2026, 14:05."""
    if language() == "en":
        return f"{day(value)}, {clock_time(value)}"
    return f"{clock_time(value)}, {day(value)}"


def machine_time(value: date | datetime) -> str:
    """For the datetime attribute of <time>."""
    return here(value).isoformat(timespec="minutes") if isinstance(value, datetime) else str(value)
