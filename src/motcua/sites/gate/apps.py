"""The Django application of the gate door."""

from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "motcua.sites.gate"
    label = "gate"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.design import refusals  # noqa: PLC0415 -- translation needs the apps first

        from .sentences import REFUSALS  # noqa: PLC0415 -- the same

        refusals.speak(REFUSALS)
