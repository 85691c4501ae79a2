"""Registers the periodic jobs."""

from importlib import import_module

from django.apps import AppConfig


class WorkerConfig(AppConfig):
    name = "motcua.sites.worker"
    label = "worker"

    def ready(self) -> None:
        import_module("motcua.sites.worker.ticks")
