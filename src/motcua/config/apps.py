"""The app that wires adapters into ports once everything is imported."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "motcua.config"
    label = "config"

    def ready(self) -> None:
        from . import wiring  # noqa: PLC0415 -- adapters need the apps to be loaded first

        wiring.wire()
