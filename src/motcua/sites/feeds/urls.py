"""The addresses of the feeds door."""

from django.urls import URLPattern, URLResolver, path

from . import alerts

app_name = "feeds"
urlpatterns: list[URLPattern | URLResolver] = [
    path("alerts.json", alerts.listed, name="alerts"),
    path("alerts/<uuid:alert_id>.cap.xml", alerts.document, name="alert-cap"),
]
