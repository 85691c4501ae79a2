"""The Django app of the API door."""

from importlib import import_module

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "motcua.sites.api"
    label = "api"

    def ready(self) -> None:
        import_module("motcua.sites.api.sentences")
