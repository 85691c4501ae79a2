"""The Django application of the gate door."""

from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "motcua.sites.gate"
    label = "gate"
    default_auto_field = "django.db.models.BigAutoField"
