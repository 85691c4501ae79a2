"""The Django app that owns the people's tables."""

from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "motcua.modules.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.modules.people.reactions")
