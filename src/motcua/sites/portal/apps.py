"""The portal as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "motcua.sites.portal"
    label = "portal"

    def ready(self) -> None:
        import_module("motcua.sites.portal.frame")
        import_module("motcua.sites.portal.sentences")
