"""The Django app of the money door; it says what refusals about money mean to people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from motcua.design import refusals


class GatewayConfig(AppConfig):
    name = "motcua.sites.gateway"
    label = "gateway"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        refusals.speak(
            {
                "nothing-to-pay": _("Hồ sơ này không phải nộp khoản nào."),
                "notice-forged": _("Thông báo không đúng chữ ký của bên thanh toán."),
                "broken-qr": _(
                    "Không tạo được mã VietQR từ tài khoản của cơ quan. Xin trả bằng cách khác "
                    "hoặc gọi Bộ phận Một cửa."
                ),
                "receipt-numbers-used-up": _(
                    "Cơ quan đã dùng hết số biên lai của năm. Tiền chưa được ghi nhận; xin gọi "
                    "Bộ phận Một cửa."
                ),
            }
        )
