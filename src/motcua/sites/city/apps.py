"""The Django application of the city door."""

from importlib import import_module

from django.apps import AppConfig


class CityConfig(AppConfig):
    name = "motcua.sites.city"
    label = "city"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.sites.city.sentences")
