"""Addresses of this part, below /studio/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
