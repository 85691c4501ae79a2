"""Addresses of the API door, below /api/."""

from django.urls import path

from . import oauth, problems, reference
from .api import api

urlpatterns = [
    path("v1/docs", reference.reference, name="api-reference"),
    path("v1/oauth/token", oauth.token, name="oauth-token"),
    path("v1/", api.urls),
    path("<path:path>", problems.not_here, name="api-nothing"),
]
