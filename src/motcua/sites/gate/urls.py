"""The addresses of the gate door."""

from django.urls import URLPattern, URLResolver, path

from . import doors, problems

app_name = "gate"
urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/observations", doors.observations, name="observations"),
    path("v1/batches/<int:number>", doors.batch, name="batch"),
    path("v1/series", doors.series, name="series"),
    path("<path:path>", problems.nothing, name="nothing"),
]
