"""The Django application of the rehearsals module."""

from importlib import import_module

from django.apps import AppConfig


class RehearsalsConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.rehearsals"
    label = "rehearsals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.modules.rehearsals.reactions")
