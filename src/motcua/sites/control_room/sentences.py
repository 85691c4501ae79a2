"""What those on duty are told when something is refused, by code."""

from django.utils.translation import gettext_lazy as _

from motcua.design.refusals import speak

speak({
    "alert-moved": _(
        "Cảnh báo này đã được người khác xử lý hoặc đã hết hiệu lực. "
        "Xin tải lại trang để xem tình trạng hiện tại."
    ),
    "alert-incomplete": _("Còn chỗ thiếu hoặc chưa đúng. Xin xem danh sách ở trên."),
    "alert-second-person": _("Người đề xuất không tự quyết định; cần người khác trong ca trực."),
    "alert-proposal-waits": _(
        "Cảnh báo này đang có một đề xuất chờ xác nhận. Xin xử lý đề xuất đó trước."
    ),
    "alert-reason-missing": _("Xin ghi lý do: ai xem lại nhật ký cũng cần biết vì sao."),
    "alert-rule-invalid": _("Quy tắc có chỗ chưa đúng. Xin xem danh sách ở trên."),
    "alert-rule-draft-waits": _(
        "Quy tắc này đang có một dự thảo. Xin cho áp dụng hoặc bỏ dự thảo đó trước."
    ),
})  # fmt: skip
