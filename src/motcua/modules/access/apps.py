"""The Django application of the access module."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
