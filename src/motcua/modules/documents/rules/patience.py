"""How long an officer waits for a scanner before the copy may be read without it. Pure, dated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from motcua.kernel.words import Text

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Patience:
    """In force from `since` on: after so many hours without a scan the copy made apart is read."""

    since: date
    hours: int
    reason: Text


#: The counter looks into what was filed within eight working hours; half of them must be left.
PATIENCES: Sequence[Patience] = (
    Patience(
        since=date(2026, 1, 1),
        hours=4,
        reason=Text(
            "Máy quét mã độc không trả lời quá 4 giờ: cán bộ được đọc bản sao dựng lại ở nơi "
            "cách ly, không được mở bản gốc, để còn kịp trả lời người nộp.",
            "The scanner has not answered for 4 hours: officers may read the copy that was made "
            "apart, never the original, so that people are answered in time.",
        ),
    ),
)


def patience_on(day: date) -> Patience:
    """What is in force on this day; before the first rule, the first."""
    found = [each for each in PATIENCES if each.since <= day]
    return max(found, key=lambda each: each.since) if found else PATIENCES[0]


def waited_since(at: datetime) -> datetime:
    """What came before this moment has waited long enough."""
    return at - timedelta(hours=patience_on(at.astimezone(HERE).date()).hours)
