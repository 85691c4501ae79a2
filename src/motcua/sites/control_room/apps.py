"""The Django application of the control_room door."""

from importlib import import_module

from django.apps import AppConfig


class ControlRoomConfig(AppConfig):
    name = "motcua.sites.control_room"
    label = "control_room"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("motcua.sites.control_room.frame")
        import_module("motcua.sites.control_room.sentences")
