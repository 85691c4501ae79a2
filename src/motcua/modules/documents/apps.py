"""The Django application of the documents module."""

from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.modules.documents.reactions")
