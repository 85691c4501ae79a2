"""The Django application of the transitions module; importing its reactions connects it."""

from importlib import import_module

from django.apps import AppConfig


class TransitionsConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.transitions"
    label = "transitions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.modules.transitions.reactions")
