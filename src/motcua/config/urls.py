"""All addresses. Vietnamese pages stand at the root, English ones under /en/."""

from pathlib import Path

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from motcua.sites.api import health


def _built(module: str) -> bool:
    return Path(__file__).parents[2].joinpath(*module.split(".")).with_suffix(".py").exists()


handler400 = "motcua.design.errors.bad_request"
handler403 = "motcua.design.errors.not_allowed"
handler404 = "motcua.design.errors.not_found"
handler500 = "motcua.design.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("metrics", health.metrics, name="metrics"),
]
for prefix, module in {
    "demo-id/": "motcua.adapters.identity.demo.urls",
    "demo-bank/": "motcua.adapters.bank.urls",
    "pay/": "motcua.sites.gateway.urls",
    "api/": "motcua.sites.api.urls",
}.items():
    if _built(module):
        urlpatterns.append(path(prefix, include(module)))

pages = []
for prefix, module in (
    ("", "motcua.adapters.identity.urls"),
    ("desk/", "motcua.sites.desk.urls"),
    ("studio/", "motcua.sites.studio.urls"),
    ("", "motcua.sites.portal.urls"),
):
    if _built(module):
        pages.append(path(prefix, include(module)))
urlpatterns += i18n_patterns(*pages, prefix_default_language=False)
