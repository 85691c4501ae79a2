"""The Django app that owns the tables of places."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "motcua.modules.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
