"""The Django application of the bundles module."""

from importlib import import_module

from django.apps import AppConfig


class BundlesConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.bundles"
    label = "bundles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.modules.bundles.reactions")
