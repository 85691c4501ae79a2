"""The Django application of the bundles module."""

from django.apps import AppConfig


class BundlesConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.bundles"
    label = "bundles"
    default_auto_field = "django.db.models.BigAutoField"
