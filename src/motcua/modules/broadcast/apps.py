"""The Django application of the broadcast module."""

from importlib import import_module

from django.apps import AppConfig


class BroadcastConfig(AppConfig):
    """Table prefix and label are the module's name; reactions are registered at start."""

    name = "motcua.modules.broadcast"
    label = "broadcast"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.modules.broadcast.reactions")
