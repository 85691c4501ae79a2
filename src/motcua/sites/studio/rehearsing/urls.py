"""Addresses of this part, below /studio/."""

from django.urls import URLPattern, path

from . import forecasting, opening, walking

urlpatterns: list[URLPattern] = [
    path("rehearsals", opening.index, name="rehearsals"),
    path("rehearsals/begin", opening.begin, name="rehearsals-begin"),
    path("rehearsals/<uuid:rehearsal_id>", opening.show, name="rehearsal"),
    path("rehearsals/<uuid:rehearsal_id>/close", opening.close, name="rehearsal-close"),
    path("rehearsals/<uuid:rehearsal_id>/walks", walking.begin, name="walk-begin"),
    path("walks/<uuid:walk_id>", walking.show, name="walk"),
    path("forecasts/new", forecasting.begin, name="forecast-new"),
    path("forecasts/<uuid:forecast_id>", forecasting.show, name="forecast"),
]
