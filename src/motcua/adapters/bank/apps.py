"""The Django app of the fake bank: its own table, its own pages, its own messenger."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from motcua.design import refusals


class BankConfig(AppConfig):
    name = "motcua.adapters.bank"
    label = "bank"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.adapters.bank.messenger")
        refusals.speak(
            {
                "bank-order-expired": _("Đã hết giờ thanh toán. Xin quay lại và bắt đầu lại."),
                "bank-order-decided": _("Khoản này đã được quyết định trước đó."),
            }
        )
