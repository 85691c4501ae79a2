"""The addresses of the fake bank, under /demo-bank/."""

from django.urls import path

from . import views

app_name = "bank"
urlpatterns = [
    path("pay", views.pay, name="pay"),
    path("orders/<uuid:order_id>", views.order, name="order"),
    path("bank.css", views.style, name="style"),
]
