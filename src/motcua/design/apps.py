"""The design system as a Django app, so that its words are found by gettext."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "motcua.design"
    label = "design"
