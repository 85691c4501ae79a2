"""The Django application of the ngsi_ld door."""

from django.apps import AppConfig


class NgsiLdConfig(AppConfig):
    name = "motcua.sites.ngsi_ld"
    label = "ngsi_ld"
    default_auto_field = "django.db.models.BigAutoField"
