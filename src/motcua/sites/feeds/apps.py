"""The Django application of the feeds door."""

from importlib import import_module

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "motcua.sites.feeds"
    label = "feeds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.sites.feeds.sentences")
