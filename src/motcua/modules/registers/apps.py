"""The Django application of the registers module."""

from importlib import import_module

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.registers"
    label = "registers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.modules.registers.reactions")
