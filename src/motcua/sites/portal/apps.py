"""The portal as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "motcua.sites.portal"
    label = "portal"

    def ready(self) -> None:
        for name in ("frame", "kept", "sentences"):
            import_module(f"motcua.sites.portal.{name}")
