"""The Django application of the service_quality module."""

from django.apps import AppConfig


class ServiceQualityConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.service_quality"
    label = "service_quality"
    default_auto_field = "django.db.models.BigAutoField"
