"""How long a draft is kept that nobody goes on with, since when, and why. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.kernel.words import Text


@dataclass(frozen=True, slots=True)
class Keeping:
    """In force from `since` on: kept for `days` after the last save, told `notice_days` before."""

    since: date
    days: int
    notice_days: int
    reason: Text

    @property
    def notice(self) -> timedelta:
        return timedelta(days=self.notice_days)


#: Law 91/2025/QH15 on personal data (in force from 1 January 2026): no longer than it is needed.
KEEPINGS = (
    Keeping(
        since=date(2026, 1, 1),
        days=90,
        notice_days=14,
        reason=Text(
            "Bản nháp không được sửa trong 90 ngày sẽ bị xóa. Thông tin của bạn chỉ được giữ "
            "khi còn cần cho việc bạn làm (Luật Bảo vệ dữ liệu cá nhân, số 91/2025/QH15).",
            "A draft that nobody changes for 90 days is deleted. What you told us is kept only as "
            "long as it is needed for what you are doing (Law 91/2025/QH15 on personal data).",
        ),
    ),
)


def keeping_on(day: date) -> Keeping:
    """What is in force on this day; before the first rule, the first."""
    found = [each for each in KEEPINGS if each.since <= day]
    return max(found, key=lambda each: each.since) if found else KEEPINGS[0]


def expires_at(saved_at: datetime, day: date) -> datetime:
    """When a draft saved at that moment, which is on that day here, goes by itself."""
    return saved_at + timedelta(days=keeping_on(day).days)


def may_go(*, ends_at: datetime, warned_at: datetime | None, at: datetime, day: date) -> bool:
    """Whether it goes now: its time is over, and whoever wrote it was told long enough before."""
    if warned_at is None or ends_at > at:
        return False
    return warned_at + keeping_on(day).notice <= at
