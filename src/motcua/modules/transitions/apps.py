"""The Django application of the transitions module."""

from django.apps import AppConfig


class TransitionsConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.transitions"
    label = "transitions"
    default_auto_field = "django.db.models.BigAutoField"
