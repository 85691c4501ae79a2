"""The Django app of service_quality: tells the measuring engine what it can be asked for."""

from importlib import import_module

from django.apps import AppConfig


class ServiceQualityConfig(AppConfig):
    name = "motcua.modules.service_quality"
    label = "service_quality"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.modules.service_quality.registering").register()
        import_module("motcua.modules.service_quality.reactions")
