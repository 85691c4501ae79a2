"""The addresses of the ngsi_ld door."""

from django.urls import URLPattern, URLResolver

app_name = "ngsi_ld"
urlpatterns: list[URLPattern | URLResolver] = []
