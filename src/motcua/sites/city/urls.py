"""The addresses of the city door."""

from django.urls import URLPattern, URLResolver, path

from . import alerts, charting, comparing, downloads, indicators, places, stations, today

app_name = "city"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.show, name="today"),
    path("indicators", indicators.every, name="indicators"),
    path("indicators/<slug:code>", indicators.one, name="indicator"),
    path("indicators/<slug:code>/chart.svg", charting.picture, name="chart-svg"),
    path("indicators/<slug:code>/chart.json", charting.live, name="chart-json"),
    path("indicators/<slug:code>/map.json", places.coloured, name="coloured"),
    path("indicators/<slug:code>/values.csv", downloads.values_csv, name="values-csv"),
    path("indicators/<slug:code>/values.json", downloads.values_json, name="values-json"),
    path("compare/<slug:code>", comparing.show, name="compare"),
    path("compare/<slug:code>/chart.svg", charting.compared_picture, name="compare-svg"),
    path("compare/<slug:code>/chart.json", charting.compared_live, name="compare-json"),
    path("places/<str:code>", places.one, name="place"),
    path("ground", places.ground, name="ground"),
    path("boundaries/<str:version>.geojson", places.shapes, name="shapes"),
    path("alerts", alerts.every, name="alerts"),
    path("alerts/<uuid:alert_id>", alerts.one, name="alert"),
    path("stations", stations.every, name="stations"),
    path("stations/<path:code>/observations.csv", downloads.raw_csv, name="raw-csv"),
    path("stations/<path:code>/observations.json", downloads.raw_json, name="raw-json"),
    path("stations/<path:code>", stations.one, name="series"),
]
