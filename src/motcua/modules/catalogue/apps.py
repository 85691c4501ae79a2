"""The catalogue as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "motcua.modules.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        import_module("motcua.modules.catalogue.reactions")
