"""The catalogue as a Django app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "motcua.modules.catalogue"
    label = "catalogue"
