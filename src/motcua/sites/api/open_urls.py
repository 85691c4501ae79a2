"""Addresses outside /api/ that programs follow: stable names, and the data beside a page."""

from django.urls import path, re_path

from . import discovery, linked, oauth

app_name = "open"
urlpatterns = [
    path(".well-known/oauth-authorization-server", oauth.metadata, name="oauth-metadata"),
    path("robots.txt", discovery.robots, name="robots"),
    path("sitemap.xml", discovery.sitemap, name="sitemap"),
    re_path(r"^id/(?P<name>catalogue|city)$", linked.named_catalogue, name="catalogue"),
    path("id/<slug:kind>/<str:key>", linked.named, name="thing"),
    re_path(
        r"^procedures/(?P<code>[0-9A-Z.]+)\.(?P<form>jsonld|ttl)$",
        linked.beside_the_page,
        name="procedure-data",
    ),
]
