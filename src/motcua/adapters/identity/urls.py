"""Addresses of signing in and out, in each language; `demo.urls` has those of the demo provider."""

from django.urls import path

from . import views

app_name = "identity"

urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-in/begin", views.begin, name="begin"),
    path("sign-in/return", views.returned, name="return"),
    path("sign-out", views.sign_out, name="sign-out"),
]
