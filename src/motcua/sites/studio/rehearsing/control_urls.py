"""The controls of a stage, below `/rehearsals/<key>/stage/`."""

from django.urls import path

from . import controls

app_name = "controls"
urlpatterns = [
    path("", controls.show, name="show"),
    path("become", controls.become, name="become"),
    path("clock", controls.clock, name="clock"),
]
