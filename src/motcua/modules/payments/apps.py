"""The Django application of the payments module."""

from importlib import import_module

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Table prefix and label are the module's name; reactions are registered at start."""

    name = "motcua.modules.payments"
    label = "payments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.modules.payments.reactions")
