"""The Django application of the broadcast module."""

from django.apps import AppConfig


class BroadcastConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.broadcast"
    label = "broadcast"
    default_auto_field = "django.db.models.BigAutoField"
