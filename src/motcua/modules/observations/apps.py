"""The Django application of the observations module."""

from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.observations"
    label = "observations"
    default_auto_field = "django.db.models.BigAutoField"
