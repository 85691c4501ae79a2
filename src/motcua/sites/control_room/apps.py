"""The Django application of the control_room door."""

from django.apps import AppConfig


class ControlRoomConfig(AppConfig):
    name = "motcua.sites.control_room"
    label = "control_room"
    default_auto_field = "django.db.models.BigAutoField"
