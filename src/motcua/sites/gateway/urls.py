"""The addresses of the money door, under /pay/."""

from django.urls import path

from . import views

app_name = "pay"
urlpatterns = [
    path("notice/<slug:gateway>", views.notice, name="notice"),
    path("return/<uuid:attempt_id>", views.come_back, name="return"),
    path("receipts/<uuid:receipt_id>", views.receipt, name="receipt"),
]
