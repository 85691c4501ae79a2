"""The Django app of the fake bank: its own table, its own pages, its own messenger."""

from importlib import import_module

from django.apps import AppConfig


class BankConfig(AppConfig):
    name = "motcua.adapters.bank"
    label = "bank"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.adapters.bank.messenger")
