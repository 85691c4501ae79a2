"""All addresses. Vietnamese pages stand at the root, English ones under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from motcua.sites.api import health

handler400 = "motcua.design.errors.bad_request"
handler403 = "motcua.design.errors.not_allowed"
handler404 = "motcua.design.errors.not_found"
handler500 = "motcua.design.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("metrics", health.metrics, name="metrics"),
    path("demo-id/", include("motcua.adapters.identity.demo.urls")),
    path("demo-bank/", include("motcua.adapters.bank.urls")),
    path("pay/", include("motcua.sites.gateway.urls")),
    path("api/", include("motcua.sites.api.urls")),
    path("gate/", include("motcua.sites.gate.urls")),
    path("ngsi-ld/v1/", include("motcua.sites.ngsi_ld.urls")),
    path("rehearsals/", include("motcua.sites.studio.rehearsing.stage_urls")),
    path("", include("motcua.sites.feeds.urls")),
    path("", include("motcua.sites.api.open_urls")),
    *i18n_patterns(
        path("", include("motcua.adapters.identity.urls")),
        path("demo-messages/", include("motcua.adapters.messaging.urls")),
        path("desk/", include("motcua.sites.desk.urls")),
        path("studio/", include("motcua.sites.studio.urls")),
        path("control-room/", include("motcua.sites.control_room.urls")),
        path("city/", include("motcua.sites.city.urls")),
        path("feeds/", include("motcua.sites.feeds.page_urls")),
        path("", include("motcua.sites.portal.urls")),
        prefix_default_language=False,
    ),
]
