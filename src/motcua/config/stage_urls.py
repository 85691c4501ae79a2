"""All addresses as they stand inside a rehearsal: the city's own, and the controls of the stage.

Which of them may be reached there says `sites.studio.rehearsing.bounds`; all can be named.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from .urls import urlpatterns as city

handler400 = "motcua.design.errors.bad_request"
handler403 = "motcua.design.errors.not_allowed"
handler404 = "motcua.design.errors.not_found"
handler500 = "motcua.design.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    *i18n_patterns(
        path("stage/", include("motcua.sites.studio.rehearsing.control_urls")),
        prefix_default_language=False,
    ),
    *city,
]
