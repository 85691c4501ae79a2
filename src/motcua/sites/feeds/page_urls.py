"""Addresses under /feeds/: pages and Atom feeds for people, in either language."""

from django.urls import path

from . import following, webhooks

app_name = "following"
urlpatterns = [
    path("", following.index, name="index"),
    path("all.atom", following.every, name="every"),
    path("places/<str:code>.atom", following.place, name="place"),
    path("webhooks", webhooks.mine, name="webhooks"),
    path("webhooks/<uuid:subscription_id>", webhooks.one, name="webhook"),
    path("webhooks/<uuid:subscription_id>/<slug:act>", webhooks.act, name="webhook-act"),
    path("<str:topic>.atom", following.topic, name="topic"),
]
