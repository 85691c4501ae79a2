"""The Django application of the proposals module."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Table prefix and label are the module's name."""

    name = "motcua.modules.proposals"
    label = "proposals"
    default_auto_field = "django.db.models.BigAutoField"
