"""The addresses of the city door."""

from django.urls import URLPattern, URLResolver

app_name = "city"
urlpatterns: list[URLPattern | URLResolver] = []
