"""The Django app that owns the plumbing's tables."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "motcua.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"
