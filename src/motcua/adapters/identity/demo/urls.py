"""Addresses of the demo provider, under its issuer."""

from django.urls import path

from . import views

app_name = "demo_identity"

urlpatterns = [
    path(".well-known/openid-configuration", views.description, name="description"),
    path("jwks", views.jwks, name="jwks"),
    path("authorize", views.authorize, name="authorize"),
    path("token", views.token, name="token"),
    path("userinfo", views.user_info, name="user-info"),
    path("end-session", views.end_session, name="end-session"),
]
