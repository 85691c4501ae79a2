"""The Django application of the results module."""

from importlib import import_module

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Table prefix and label are the module's name; reactions are registered at start."""

    name = "motcua.modules.results"
    label = "results"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.modules.results.reactions")
