"""The desk as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "motcua.sites.desk"
    label = "desk"

    def ready(self) -> None:
        import_module("motcua.sites.desk.frame")
        import_module("motcua.sites.desk.sentences")
