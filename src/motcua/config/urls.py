"""All addresses. Vietnamese pages stand at the root, English ones under /en/."""

from pathlib import Path

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path


def _built(module: str) -> bool:
    return Path(__file__).parents[2].joinpath(*module.split(".")).with_suffix(".py").exists()


urlpatterns: list[URLPattern | URLResolver] = []
for prefix, module in {
    "": "motcua.adapters.identity.urls",
    "demo-bank/": "motcua.adapters.bank.urls",
    "pay/": "motcua.sites.gateway.urls",
    "api/": "motcua.sites.api.urls",
}.items():
    if _built(module):
        urlpatterns.append(path(prefix, include(module)))

pages = []
for prefix, module in {
    "desk/": "motcua.sites.desk.urls",
    "studio/": "motcua.sites.studio.urls",
    "": "motcua.sites.portal.urls",
}.items():
    if _built(module):
        pages.append(path(prefix, include(module)))
urlpatterns += i18n_patterns(*pages, prefix_default_language=False)
