"""The words of this part: what changes mean, what may be decided, what becomes of dossiers."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.modules.catalogue.rules.changes import Decision, Effect
from motcua.modules.transitions.rules.fates import Fate
from motcua.modules.transitions.rules.runs import State

Words = str | Promise

#: In the order a designer has to think about them.
EFFECTS: dict[Effect, tuple[Words, Words, str]] = {
    Effect.ASK: (
        _("Phải hỏi thêm người nộp"),
        _("Chỉ hỏi khi hồ sơ còn ở bước người nộp trả lời được. Không tính là lần yêu cầu bổ sung,"
          " không dừng thời hạn."),
        "wait",
    ),
    Effect.TRANSFORM: (
        _("Phải chuyển đổi câu trả lời cũ"),
        _("Viết biểu thức trên câu trả lời cũ, ví dụ answers.colour == \"green\" ? \"leaf\" :"
          " answers.colour. Với bước của quy trình, ghi mã bước mới."),
        "wait",
    ),
    Effect.COMPATIBLE: (
        _("Hồ sơ cũ vẫn hợp lệ"),
        _("Hồ sơ đi tiếp theo bản mới, không ai phải làm gì."),
        "good",
    ),
    Effect.NEW_ONLY: (
        _("Chỉ cho hồ sơ mới"),
        _("Hồ sơ đã nộp giữ ngày hẹn, khoản thu và căn cứ của bản đã nộp."),
        "info",
    ),
    Effect.WORDING: (_("Chỉ đổi câu chữ"), _("Không cần quyết định gì."), "neutral"),
}  # fmt: skip
WAYS: dict[Decision, Words] = {
    Decision.MOVE: _("Đi tiếp theo bản mới"),
    Decision.TRANSFORM: _("Chuyển đổi câu trả lời cũ"),
    Decision.ASK: _("Hỏi người nộp"),
    Decision.KEEP: _("Giữ theo bản đã nộp"),
}
FATES: dict[Fate, tuple[Words, str]] = {
    Fate.MOVED: (_("Đi tiếp theo bản mới"), "good"),
    Fate.ASKED: (_("Đi tiếp, hỏi thêm người nộp"), "wait"),
    Fate.KEPT: (_("Giữ theo bản đã nộp"), "info"),
    Fate.BLOCKED: (_("Vướng, giữ nguyên"), "bad"),
}
STATES: dict[State, tuple[Words, str]] = {
    State.RUNNING: (_("Đang chạy"), "wait"),
    State.PAUSED: (_("Tạm dừng"), "neutral"),
    State.DONE: (_("Xong"), "good"),
    State.UNDOING: (_("Đang hoàn lại"), "wait"),
    State.UNDONE: (_("Đã hoàn lại"), "neutral"),
}
DONE: dict[str, Words] = {
    "decided": _("Đã ghi cách xử lý."),
    "paused": _("Đã tạm dừng."),
    "going": _("Đang chạy tiếp."),
    "undoing": _("Đang hoàn lại những hồ sơ chưa ai làm gì thêm."),
    "back": _("Đã hoàn lại một hồ sơ."),
}
