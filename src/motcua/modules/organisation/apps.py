"""The Django app that owns the organisation's tables."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "motcua.modules.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"
