"""The Django application of the documents module."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
