"""How a door shows a page, and where it reads the clock."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.template import loader

from motcua.kernel import present

from . import formats, shell


def now() -> datetime:
    """The present moment, aware, in UTC. Only doors ask."""
    return present.now()


def today() -> date:
    """The day it is in Viet Nam. Only doors ask."""
    return formats.here(now()).date()


def render(request: HttpRequest, template: str, **context: object) -> str:
    """The HTML of a template inside its site's frame."""
    surroundings: dict[str, object] = {
        "language": formats.language(),
        "languages": shell.languages(request),
        "city": shell.city(),
        "frame": shell.frame(template, request),
        "path": request.path,
        "stage": shell.stage(request),
    }
    return loader.get_template(template, using="jinja2").render(surroundings | context, request)


def page(request: HttpRequest, template: str, status: int = 200, **context: object) -> HttpResponse:
    """Answer with a page. `portal/x.html` is drawn in the frame the portal registered."""
    response = HttpResponse(render(request, template, **context), status=status)
    # A page may show a person's affairs: kept by no cache between us and them.
    response.headers["Cache-Control"] = "private, no-cache"
    return response
