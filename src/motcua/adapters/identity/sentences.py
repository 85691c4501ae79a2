"""What people are told when signing in does not succeed."""

from django.utils.translation import gettext_lazy as _

from motcua.design import refusals

refusals.speak(
    {
        "sign-in-failed": _(
            "Không xác nhận được bạn là ai, nên bạn chưa được đăng nhập. Xin thử đăng nhập lại."
        ),
        "sign-in-cancelled": _(
            "Bạn đã dừng việc đăng nhập. Bạn có thể đăng nhập lại bất cứ lúc nào."
        ),
        "identity-incomplete": _(
            "Tài khoản này không có số định danh cá nhân hoặc mã số thuế, "
            "nên chưa dùng được ở đây. Xin đến Bộ phận Một cửa để được hướng dẫn."
        ),
        "identity-conflict": _(
            "Thông tin của tài khoản này không khớp với thông tin đã lưu. "
            "Xin đến Bộ phận Một cửa để được kiểm tra."
        ),
        "not-an-officer": _(
            "Tài khoản này không phải của cán bộ đang công tác. Xin hỏi người quản trị của cơ quan."
        ),
        "identity-unreachable": _(
            "Hệ thống định danh điện tử chưa trả lời. Xin thử lại sau ít phút; "
            "hồ sơ đang soạn vẫn còn."
        ),
        "too-often": _("Bạn đã thử quá nhiều lần. Xin đợi %(seconds)s giây rồi thử lại."),
    }
)
