"""The Django app that owns the sign-in doors and the demo provider's one table."""

from importlib import import_module

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "motcua.adapters.identity"
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.adapters.identity.sentences")
