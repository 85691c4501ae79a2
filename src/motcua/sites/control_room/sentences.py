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
speak({
    "held-decided": _(
        "Giá trị này đã được xử lý: đã có người quyết định, hoặc đã có số liệu mới thay thế."
    ),
    "decision-reason-missing": _("Xin ghi lý do của quyết định về giá trị này."),
    "rules-bad": _("Quy tắc kiểm tra «%(rule)s» có tham số không thể dùng được."),
    "observed-code-bad": _(
        "Mã này viết chưa đúng: %(given)s. Mã nguồn gồm chữ thường không dấu, số, dấu chấm, "
        "gạch nối; mã đối tượng và mã chuỗi không có dấu cách."
    ),
    "property-unknown": _("Không có đại lượng quan trắc «%(property)s»."),
    "unit-wrong": _(
        "Đơn vị «%(unit)s» không dùng được cho %(property)s; số liệu được lưu theo %(kept)s."
    ),
    "cadence-bad": _("Chu kỳ đo là số giây, lớn hơn 0 và không quá một năm."),
    "position-bad": _("Vị trí gồm kinh độ và vĩ độ (WGS 84), hoặc để trống cả hai."),
    "series-taken": _("Mã %(series)s đã thuộc về một chuỗi số liệu khác."),
})  # fmt: skip
