"""The Django application of the alerts module."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.alerts"
    label = "alerts"
    default_auto_field = "django.db.models.BigAutoField"
