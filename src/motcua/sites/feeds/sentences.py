"""What listeners are told when something is refused, by code."""

from django.utils.translation import gettext_lazy as _

from motcua.design.refusals import speak

speak({
    "bad-filter": _(
        "Chủ đề hoặc mã nơi viết chưa đúng. Chủ đề là các từ nối bằng dấu chấm, ví dụ "
        "alerts.flood; nơi là mã đơn vị hành chính, ví dụ 00070."
    ),
    "bad-change": _("Tin này thiếu điều bắt buộc nên không phát được. Xin báo người quản trị."),
    "address-refused": _(
        "Địa chỉ này không nhận được: cần địa chỉ https:// công khai, không có tên đăng nhập bên "
        "trong và không thuộc mạng nội bộ."
    ),
    "subscription-name": _("Xin đặt tên cho nơi nhận, không quá 100 chữ."),
    "subscription-moment": _(
        "Việc này không làm được khi đăng ký đang ở trạng thái hiện tại. Xin tải lại trang để xem."
    ),
    "too-many-subscriptions": _(
        "Mỗi người giữ được nhiều nhất %(most)s đăng ký. Xin bỏ bớt một đăng ký trước."
    ),
    "token-needed": _(
        "Cần mã truy cập của chủ đăng ký, gửi trong Authorization: Bearer. Mã được trao một lần, "
        "khi tạo đăng ký đầu tiên."
    ),
})  # fmt: skip
