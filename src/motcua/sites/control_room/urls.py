"""The addresses of the control_room door."""

from django.urls import URLPattern, URLResolver

app_name = "control_room"
urlpatterns: list[URLPattern | URLResolver] = []
