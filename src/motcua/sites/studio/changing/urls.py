"""Addresses of this part, below /studio/."""

from django.urls import URLPattern, path

from . import planning, runs

ONE = "proposals/<uuid:proposal_id>/in-flight"
RUN = "transitions/<uuid:run_id>"

urlpatterns: list[URLPattern] = [
    path(ONE, planning.plan, name="in-flight"),
    path(f"{ONE}/try", planning.try_out, name="try-out"),
    path(RUN, runs.run, name="transition"),
    path(f"{RUN}/samples", runs.samples, name="transition-samples"),
    path(f"{RUN}/dossiers/<slug:fate>", runs.dossiers, name="transition-dossiers"),
    path(f"{RUN}/pause", runs.pause, name="transition-pause"),
    path(f"{RUN}/go-on", runs.go_on, name="transition-go-on"),
    path(f"{RUN}/undo", runs.undo, name="transition-undo"),
    path(f"{RUN}/back", runs.back, name="transition-back"),
    path("procedures/<str:code>/transitions", runs.of_procedure, name="transitions"),
]
