"""The Django application of the rehearsals module."""

from django.apps import AppConfig


class RehearsalsConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.rehearsals"
    label = "rehearsals"
    default_auto_field = "django.db.models.BigAutoField"
