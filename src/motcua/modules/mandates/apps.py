"""The Django app that owns the mandates's tables."""

from importlib import import_module

from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "motcua.modules.mandates"
    label = "mandates"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.modules.mandates.reactions")
