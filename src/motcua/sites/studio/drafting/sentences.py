"""What designers are told when something is refused, by code."""

from django.utils.translation import gettext_lazy as _

from motcua.design.refusals import speak

speak({
    "proposal-moved": _(
        "Dự thảo đã sang bước khác: có người đã trình, trả lại, duyệt hoặc bỏ. "
        "Xin tải lại trang để xem tình trạng hiện tại."
    ),
    "proposal-file-changed": _(
        "Có người vừa lưu tệp %(file)s sau khi bạn mở. Chưa ghi gì: hai bản ở dưới, "
        "xin gộp rồi lưu lại."
    ),
    "proposal-file-unknown": _("Gói thủ tục không có chỗ cho tệp %(file)s."),
    "proposal-too-large": _("Tệp %(file)s hoặc cả gói lớn quá mức cho phép."),
    "proposal-cannot-edit": _(
        "Chỗ này viết theo cách mà biểu mẫu không sửa được (hoặc tệp đang hỏng). "
        "Xin sửa ở dạng văn bản."
    ),
    "proposal-second-person": _(
        "Người đã viết bất kỳ phần nào của dự thảo thì không duyệt dự thảo đó; "
        "cần một người khác."
    ),
    "proposal-reason-missing": _(
        "Xin ghi lý do và số quyết định: ai đọc lại cũng cần biết vì sao."
    ),
    "proposal-checks-fail": _(
        "Kiểm tra còn %(count)s lỗi. Xin sửa hết rồi mới trình; danh sách ở trang Kiểm tra."
    ),
    "proposal-base-moved": _(
        "Bản đang có hiệu lực không còn là bản mà dự thảo bắt đầu từ đó. "
        "Xin xem lại phần khác biệt rồi nhận bản mới làm gốc."
    ),
    "proposal-nothing-changed": _("Nội dung này đã được công bố; không có gì thay đổi."),
    "proposal-code-changed": _("Mã trong tệp là %(code)s, không phải mã của dự thảo này."),
    "proposal-submission-changed": _(
        "Dự thảo đã được rút về và trình lại sau khi bạn mở. Xin xem lại bản mới."
    ),
    "proposal-day-passed": _("Ngày %(day)s đã qua; không công bố lùi ngày."),
    "proposal-changes-undecided": _(
        "Đang có hồ sơ chưa giải quyết xong và còn %(count)s thay đổi chưa có cách xử lý. "
        "Xin quyết định ở trang Hồ sơ đang giải quyết."
    ),
    "proposal-decision-unfit": _("Quyết định cho «%(key)s» không phù hợp với thay đổi đó."),
    "package-unsigned": _(
        "Gói không có chữ ký nên không biết ai chịu trách nhiệm. Chỉ nhận khi bạn chọn rõ "
        "«Gói không có chữ ký»."
    ),
    "package-signer-unknown": _(
        "Gói ký bằng khóa chưa được tin cậy (%(key)s). Xin kiểm chứng khóa với thành phố gửi gói."
    ),
    "package-changed": _("Gói không còn như khi được ký: %(file)s đã bị đổi. Không nhận."),
    "proposal-code-taken": _(
        "Thủ tục %(code)s đang có hiệu lực. Xin mở thủ tục đó và tạo dự thảo từ đó."
    ),
})  # fmt: skip
