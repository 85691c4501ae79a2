"""The Django application of the feeds door."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "motcua.sites.feeds"
    label = "feeds"
    default_auto_field = "django.db.models.BigAutoField"
