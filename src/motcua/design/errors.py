"""The pages for what went wrong before or beyond a door: named in `config.urls` as handlers."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import get_template

from .page import page


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    return page(request, "design/error.html", status=400, kind="bad-request")


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return page(request, "design/error.html", status=403, kind="not-allowed")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return page(request, "design/error.html", status=404, kind="not-found")


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """CSRF_FAILURE_VIEW: the form is too old, or came from elsewhere."""
    return page(request, "design/error.html", status=403, kind="expired")


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Drawn without frame or database, which may be what is broken."""
    body = get_template("design/broken.html", using="jinja2").render({})
    return HttpResponseServerError(body)
