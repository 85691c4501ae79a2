"""The Django application of the city door."""

from django.apps import AppConfig


class CityConfig(AppConfig):
    name = "motcua.sites.city"
    label = "city"
    default_auto_field = "django.db.models.BigAutoField"
