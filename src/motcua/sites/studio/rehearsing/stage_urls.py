"""Where the stages of rehearsals stand: `/rehearsals/<key>/` and all below it."""

from django.urls import path

from . import stage

app_name = "stage"
urlpatterns = [
    path("<str:key>/", stage.enter, {"rest": ""}, name="home"),
    path("<str:key>/<path:rest>", stage.enter, name="inside"),
]
