"""The studio as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class StudioConfig(AppConfig):
    name = "motcua.sites.studio"
    label = "studio"

    def ready(self) -> None:
        import_module("motcua.sites.studio.frame")
        import_module("motcua.sites.studio.drafting.sentences")
        import_module("motcua.sites.studio.changing.sentences")
        import_module("motcua.sites.studio.rehearsing.sentences")
