"""The Django app of the messages: the table of the demonstration's catcher and its page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from motcua.design import refusals


class MessagingConfig(AppConfig):
    name = "motcua.adapters.messaging"
    label = "messaging"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        refusals.speak(
            {
                "undeliverable": _(
                    "Không gửi được tin đến đây. Xin kiểm tra lại hoặc dùng cách khác."
                )
            }
        )
