"""What the control room calls states, severities, facts, and what it says when something is
missing."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.modules.alerts.rules.cap import Certainty, MsgType, Severity, Status, Urgency
from motcua.modules.alerts.rules.machine import Act, State
from motcua.modules.alerts.rules.thresholds import Confirms
from motcua.modules.alerts.rules.versions import State as Version
from motcua.modules.alerts.rules.watching import What
from motcua.modules.alerts.rules.wording import Ending

Words = str | Promise

STATES: dict[State, tuple[Words, str]] = {
    State.PROPOSED: (pgettext_lazy("alert", "Chờ xác nhận"), "wait"),
    State.ISSUED: (pgettext_lazy("alert", "Đang có hiệu lực"), "info"),
    State.REJECTED: (pgettext_lazy("alert", "Bị bác"), "neutral"),
    State.LAPSED: (pgettext_lazy("alert", "Quá hạn xác nhận"), "neutral"),
    State.UPDATED: (pgettext_lazy("alert", "Đã được cập nhật"), "neutral"),
    State.CANCELLED: (pgettext_lazy("alert", "Đã hủy"), "neutral"),
    State.EXPIRED: (pgettext_lazy("alert", "Đã hết hiệu lực"), "neutral"),
}
SEVERITIES: dict[Severity, Words] = {
    Severity.EXTREME: _("Đặc biệt nghiêm trọng"),
    Severity.SEVERE: _("Nghiêm trọng"),
    Severity.MODERATE: pgettext_lazy("severity", "Trung bình"),
    Severity.MINOR: pgettext_lazy("severity", "Nhẹ"),
    Severity.UNKNOWN: _("Chưa rõ"),
}
TONES: dict[Severity, str] = {
    Severity.EXTREME: "bad",
    Severity.SEVERE: "bad",
    Severity.MODERATE: "wait",
    Severity.MINOR: "info",
    Severity.UNKNOWN: "neutral",
}
URGENCIES: dict[Urgency, Words] = {
    Urgency.IMMEDIATE: _("Cần làm ngay"),
    Urgency.EXPECTED: _("Cần làm sớm"),
    Urgency.FUTURE: _("Cần chuẩn bị"),
    Urgency.PAST: _("Đã qua"),
    Urgency.UNKNOWN: _("Chưa rõ"),
}
CERTAINTIES: dict[Certainty, Words] = {
    Certainty.OBSERVED: _("Đã quan sát thấy"),
    Certainty.LIKELY: _("Nhiều khả năng xảy ra"),
    Certainty.POSSIBLE: _("Có thể xảy ra"),
    Certainty.UNLIKELY: _("Ít khả năng xảy ra"),
    Certainty.UNKNOWN: _("Chưa rõ"),
}
STATUSES: dict[Status, Words] = {
    Status.ACTUAL: _("Thật"),
    Status.EXERCISE: _("Diễn tập"),
    Status.SYSTEM: _("Hệ thống"),
    Status.TEST: _("Thử"),
    Status.DRAFT: _("Nháp"),
}
TYPES: dict[MsgType, Words] = {
    MsgType.ALERT: _("Cảnh báo"),
    MsgType.UPDATE: _("Cập nhật cảnh báo"),
    MsgType.CANCEL: _("Hủy cảnh báo"),
}
ENDINGS: dict[Ending, Words] = {
    Ending.OVER: _("Mối nguy đã hết"),
    Ending.MISTAKE: _("Phát nhầm"),
}
CONFIRMS: dict[Confirms, Words] = {
    Confirms.PERSON: _("Một người trực xác nhận"),
    Confirms.RULE: _("Quy tắc tự phát, không chờ người"),
}
VERSIONS: dict[Version, tuple[Words, str]] = {
    Version.DRAFTED: (pgettext_lazy("rule", "Dự thảo"), "wait"),
    Version.IN_FORCE: (pgettext_lazy("rule", "Đang áp dụng"), "good"),
    Version.RETIRED: (pgettext_lazy("rule", "Thôi áp dụng"), "neutral"),
    Version.DROPPED: (pgettext_lazy("rule", "Bỏ"), "neutral"),
}
SIGNALS: dict[What, Words] = {
    What.RAISE: _("Phát cảnh báo"),
    What.CHANGE: _("Đổi mức độ"),
    What.PROLONG: _("Kéo dài"),
    What.CLEAR: _("Hết, hủy cảnh báo"),
}
DONE: dict[str, Words] = {
    "propose": _("Đã đề xuất. Người khác trong ca trực sẽ xem và xác nhận"),
    "update": _("Đã đề xuất bản cập nhật. Người khác trong ca trực sẽ xem và xác nhận"),
    Act.CONFIRM: _("Đã phát ra công chúng"),
    Act.REJECT: _("Đã bác đề xuất"),
    Act.CANCEL: _("Đã hủy cảnh báo và báo cho công chúng"),
    "draft": _("Đã lưu dự thảo. Người khác sẽ xem và cho áp dụng"),
    "publish": _("Phiên bản này đang được áp dụng"),
    "drop": _("Đã bỏ dự thảo"),
    "retire": _("Quy tắc thôi áp dụng"),
    "release": _("Số liệu được dùng"),
    "confirm-bad": _("Số liệu được giữ lại hẳn, không dùng"),
}
FACTS: dict[str, Words] = {
    "alert.proposed": _("Đã đề xuất"),
    "alert.issued": _("Đã phát"),
    "alert.rejected": _("Đề xuất bị bác"),
    "alert.lapsed": _("Đề xuất thôi hiệu lực"),
    "alert.updated": _("Được thay bằng bản cập nhật"),
    "alert.cancelled": _("Đã hủy"),
    "alert.expired": _("Hết hiệu lực"),
}

#: One sentence for each code of the guards; `telling` names the field that mends it.
MISSING: dict[str, Words] = {
    "event-unknown": _("Chọn loại cảnh báo"),
    "places-missing": _("Chọn ít nhất một nơi"),
    "places-too-many": _("Chọn tối đa %(most)s nơi, hoặc chọn cả thành phố"),
    "places-unknown": _("Có nơi không còn tồn tại; xin chọn lại"),
    "expires-past": _("Thời điểm hết hiệu lực đã qua"),
    "expires-far": _("Cảnh báo có hiệu lực tối đa %(days)s ngày"),
    "reason-missing": _("Ghi lý do"),
    "reason-long": _("Lý do: viết ngắn hơn, tối đa %(most)s ký tự"),
    "headline-vi-missing": _("Ghi tiêu đề tiếng Việt"),
    "headline-en-missing": _("Ghi tiêu đề tiếng Anh"),
    "headline-vi-long": _("Tiêu đề tiếng Việt: tối đa %(most)s ký tự"),
    "headline-en-long": _("Tiêu đề tiếng Anh: tối đa %(most)s ký tự"),
    "description-vi-missing": _("Ghi nội dung tiếng Việt"),
    "description-en-missing": _("Ghi nội dung tiếng Anh"),
    "description-vi-long": _("Nội dung tiếng Việt: tối đa %(most)s ký tự"),
    "description-en-long": _("Nội dung tiếng Anh: tối đa %(most)s ký tự"),
    "instruction-vi-missing": _("Ghi việc người dân cần làm, bằng tiếng Việt"),
    "instruction-en-missing": _("Ghi việc người dân cần làm, bằng tiếng Anh"),
    "instruction-vi-long": _("Việc cần làm (tiếng Việt): tối đa %(most)s ký tự"),
    "instruction-en-long": _("Việc cần làm (tiếng Anh): tối đa %(most)s ký tự"),
    "second-person": _("Người đề xuất không tự xác nhận; cần người khác trong ca trực"),
    "former-closed": _("Cảnh báo trước không còn hiệu lực"),
    "rule-shape": _("Quy tắc không đọc được: %(said)s"),
    "rule-number": _("%(name)s: phải từ %(least)s đến %(most)s"),
    "rule-running-once": _("Quy tắc tính cả kỳ đang chạy chỉ được đòi một kỳ"),
    "rule-levels-missing": _("Ghi ít nhất một ngưỡng"),
    "rule-level-either": _("Mỗi ngưỡng là một con số, hoặc một cấp riêng của trạm"),
    "rule-levels-order": _("Các ngưỡng phải tăng dần"),
    "rule-severity-order": _("Ngưỡng cao hơn phải nghiêm trọng hơn"),
    "rule-source-missing": _("Ghi căn cứ của các ngưỡng"),
    "rule-placeholder": _("Không có chỗ điền tên {%(name)s}"),
}
