"""The address of the caught messages, under /demo-messages/."""

from django.urls import path

from . import views

app_name = "messaging"
urlpatterns = [path("", views.caught, name="caught")]
