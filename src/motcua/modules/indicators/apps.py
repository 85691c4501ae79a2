"""The Django application of the indicators module."""

from importlib import import_module

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Table prefix and label are the module's name; reactions are registered at start."""

    name = "motcua.modules.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.modules.indicators.reactions")
