"""The Django application of the indicators module."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"
