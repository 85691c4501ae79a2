"""The Django application of the registers module."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.registers"
    label = "registers"
    default_auto_field = "django.db.models.BigAutoField"
