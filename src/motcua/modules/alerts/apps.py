"""The Django application of the alerts module."""

from importlib import import_module

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """Table prefix and label are the module's name; reactions are registered at start."""

    name = "motcua.modules.alerts"
    label = "alerts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.modules.alerts.reactions")
