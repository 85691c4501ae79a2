"""The addresses of the feeds door that machines use; pages for people are in `page_urls`."""

from django.urls import URLPattern, URLResolver, path

from . import alerts, subscriptions

app_name = "feeds"
urlpatterns: list[URLPattern | URLResolver] = [
    path("alerts.json", alerts.listed, name="alerts"),
    path("alerts/<uuid:alert_id>.cap.xml", alerts.document, name="alert-cap"),
    path("changes", subscriptions.changes, name="changes"),
    path("subscriptions", subscriptions.collection, name="subscriptions"),
    path("subscriptions/<uuid:subscription_id>", subscriptions.one, name="subscription"),
    path("subscriptions/<uuid:subscription_id>/dead", subscriptions.dead, name="dead-letters"),
    path("subscriptions/<uuid:subscription_id>/<slug:act>", subscriptions.act, name="act"),
    path("subscriptions/<path:path>", subscriptions.nothing, name="nothing"),
]
