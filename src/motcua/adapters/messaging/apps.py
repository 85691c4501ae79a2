"""The Django app of the messages: the table of the demonstration's catcher and its page."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "motcua.adapters.messaging"
    label = "messaging"
    default_auto_field = "django.db.models.BigAutoField"
