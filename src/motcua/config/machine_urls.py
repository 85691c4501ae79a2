"""The addresses of machines' doors, and nothing else: what the machine lane looks through."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "motcua.sites.gate.problems.bad_request"
handler403 = "motcua.sites.gate.problems.not_allowed"
handler404 = "motcua.sites.gate.problems.not_found"
handler500 = "motcua.sites.gate.problems.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("gate/", include("motcua.sites.gate.urls")),
    path("ngsi-ld/v1/", include("motcua.sites.ngsi_ld.urls")),
]
