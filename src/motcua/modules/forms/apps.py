"""The Django app of the forms module; it has translations and no tables."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "motcua.modules.forms"
    label = "forms"
    default_auto_field = "django.db.models.BigAutoField"
