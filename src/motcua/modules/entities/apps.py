"""The Django application of the entities module."""

from importlib import import_module

from django.apps import AppConfig


class EntitiesConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.entities"
    label = "entities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.modules.entities.reactions")
