"""What search engines read first: which pages there are, and where not to look."""

import hashlib
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from motcua.foundation import plugs
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.queries.pages import PageCard, public_pages
from motcua.modules.results.ports import City

KEPT_SECONDS = 3600
#: Pages of one person's affairs, and doors of officers and machines.
_NOT_FOR_ALL = ("desk/", "studio/", "control-room/", "drafts/", "mine", "sign-in", "rehearsals/")
_ROBOTS = "User-agent: *\n{closed}Sitemap: {base}/sitemap.xml\n"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Services are to be found (Circular 32/2017); people's affairs are not."""
    del request
    closed = "".join(
        f"Disallow: {prefix}{path}\n" for path in _NOT_FOR_ALL for prefix in ("/", "/en/")
    )
    return HttpResponse(
        _ROBOTS.format(closed=closed, base=plugs.get(City).base_url), content_type="text/plain"
    )


@require_safe
@gzip_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every procedure in both languages, with the day it has held since."""
    tag = f'"{hashlib.sha256(catalogue.public_catalogue_mark().encode()).hexdigest()[:32]}"'
    if tag in request.headers.get("If-None-Match", ""):
        answer = HttpResponse(status=304)
    else:
        starts = _starts(plugs.get(City).base_url)
        content = [_HEAD, *(_entry(starts, page) for page in public_pages()), "</urlset>\n"]
        answer = HttpResponse("".join(content), content_type="application/xml")
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return answer


def _entry(there_is: dict[str, str], page: PageCard) -> str:
    there = {language: escape(start + page.code) for language, start in there_is.items()}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
        for language, address in there.items()
    )
    return (
        f"<url><loc>{there['vi']}</loc><lastmod>{page.since.isoformat()}</lastmod>{others}</url>\n"
    )


def _starts(base: str) -> dict[str, str]:
    """By language: where the addresses of procedures begin."""
    found = {}
    for language in ("vi", "en"):
        with override(language):
            found[language] = f"{base}{reverse('portal:find')}/"
    return found
