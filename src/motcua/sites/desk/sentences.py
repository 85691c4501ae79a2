"""What officers and designers are told when something is refused, by code."""

from django.utils.translation import gettext_lazy as _

from motcua.design.refusals import speak

speak({
    "identity-mismatch": _(
        "Số này đã có ở đây với tên hoặc ngày sinh khác. Xin đối chiếu lại với thẻ; nếu thẻ đúng, "
        "mời người đó đăng nhập một lần để dữ liệu được cập nhật."
    ),
    "confirmation-refused": _(
        "Mã này không khớp với nội dung đang có, đã hết hạn hoặc sai quá nhiều lần. "
        "Xin gửi mã mới hoặc in tờ mới để ký."
    ),
    "same-hands": _("Người soạn dự thảo không được tự ký. Xin chuyển cho người ký khác."),
    "clock-act-refused": _(
        "Đồng hồ của hồ sơ không cho làm việc này lúc này: ngày mới phải là ngày làm việc và sau "
        "ngày hẹn cũ; hồ sơ đang tạm dừng thì phải chạy lại trước."
    ),
    "calendar-unknown-year": _(
        "Ngày này nằm ngoài lịch làm việc đã ban hành (%(first)s đến %(last)s). "
        "Xin chọn ngày gần hơn."
    ),
    "calendar-invalid": _("Lịch làm việc có chỗ mâu thuẫn. Xin báo người quản trị."),
    "time-without-zone": _("Thời điểm thiếu múi giờ, nên không rõ là lúc nào."),
    "allowance-invalid": _("Thời hạn này không tính được. Xin kiểm tra số và đơn vị."),
    "clock-rules-invalid": _(
        "Quy tắc tính hạn chưa dùng được cho ngày này. Xin báo người quản trị."
    ),
    "price-unknown": _(
        "Chưa tính được số tiền vì hồ sơ còn thiếu câu trả lời mà mức thu dựa vào. "
        "Xin yêu cầu bổ sung trước."
    ),
    "template-broken": _(
        "Mẫu văn bản của thủ tục này chưa lập được. Xin báo người thiết kế thủ tục."
    ),
    "not-a-pdf": _("Tệp này không đọc được như một tệp PDF."),
    "place-taken": _("Chỗ ký này đã có chữ ký hoặc không có trong tệp."),
    "file-kind-unknown": _(
        "Loại tệp này không nhận được. Xin dùng PDF, JPEG, PNG, HEIC hoặc DOCX."
    ),
    "package-invalid": _("Bộ tệp của thủ tục có chỗ sai. Xin xem danh sách lỗi, sửa rồi nhập lại."),
    "form-invalid": _("Định nghĩa tờ khai có chỗ sai. Xin xem danh sách lỗi."),
    "result-invalid": _("Định nghĩa kết quả có chỗ sai. Xin xem danh sách lỗi."),
    "bad-expression": _("Biểu thức này không dùng được. Xin xem chỗ sai được chỉ ra."),
    "second-person-needed": _("Người nhập phiên bản không được tự công bố; cần người thứ hai xem."),
    "older-than-current": _("Đã có phiên bản mới hơn đang có hiệu lực, nên không công bố bản cũ."),
    "places-patch-invalid": _("Bản cập nhật địa danh không khớp với dữ liệu hiện có."),
})  # fmt: skip
