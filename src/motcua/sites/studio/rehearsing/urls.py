"""Addresses of this part, below /studio/."""

from django.urls import URLPattern, path

from . import opening

urlpatterns: list[URLPattern] = [
    path("rehearsals", opening.index, name="rehearsals"),
    path("rehearsals/begin", opening.begin, name="rehearsals-begin"),
    path("rehearsals/<uuid:rehearsal_id>", opening.show, name="rehearsal"),
    path("rehearsals/<uuid:rehearsal_id>/close", opening.close, name="rehearsal-close"),
]
