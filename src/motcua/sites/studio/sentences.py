"""What the studio says to a refusal: faults of packages, and the rule of the second person."""

from django.utils.translation import gettext_lazy as _

from motcua.design.refusals import speak

speak({
    "package-invalid": _(
        "Bộ thủ tục chưa dùng được. Xem từng lỗi kèm tệp và dòng, sửa rồi nhập lại."
    ),
    "form-invalid": _("Tờ khai chưa dùng được. Xem từng lỗi, sửa form.yaml rồi thử lại."),
    "result-invalid": _("Mẫu kết quả chưa dùng được. Xem từng lỗi, sửa result.yaml rồi thử lại."),
    "second-person-needed": _(
        "Người đã nhập phiên bản không tự công bố được. Xin nhờ người thiết kế khác xem và công bố."
    ),
    "older-than-current": _(
        "Đã có phiên bản mới hơn đang áp dụng. Xin nhập lại nội dung này thành một phiên bản mới."
    ),
    "places-patch-invalid": _(
        "Bản vá đơn vị hành chính không khớp (%(problem)s, mã %(code)s). Không có gì thay đổi."
    ),
})  # fmt: skip
