"""The Django application of the ngsi_ld door."""

from importlib import import_module

from django.apps import AppConfig


class NgsiLdConfig(AppConfig):
    name = "motcua.sites.ngsi_ld"
    label = "ngsi_ld"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.sites.ngsi_ld.sentences")
