"""The Django application of the mandates module."""

from django.apps import AppConfig


class MandatesConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.mandates"
    label = "mandates"
    default_auto_field = "django.db.models.BigAutoField"
