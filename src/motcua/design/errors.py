"""The pages for what went wrong before or beyond a door: named in `config.urls` as handlers."""

import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import get_template

from .page import page

PATIENCE_SECONDS = 10

Rescue = Callable[[HttpRequest], HttpResponse | None]

_rescues: list[Rescue] = []


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    return page(request, "design/error.html", status=400, kind="bad-request")


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return page(request, "design/error.html", status=403, kind="not-allowed")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return page(request, "design/error.html", status=404, kind="not-found")


def when_expired(rescue: Rescue) -> None:
    """A site that can save what was typed on a page too old says how; it answers None if not."""
    if rescue not in _rescues:
        _rescues.append(rescue)


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """CSRF_FAILURE_VIEW: the form is too old, or came from elsewhere. Nothing is done with it."""
    for rescue in _rescues:
        if (saved := rescue(request)) is not None:
            return saved
    return page(request, "design/error.html", status=403, kind="expired")


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Drawn without frame or database, which may be what is broken.

    503 where the database does not answer: that passes, and who asks again later is served.
    """
    body = get_template("design/broken.html", using="jinja2").render({})
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return HttpResponse(body, status=503, headers={"Retry-After": str(PATIENCE_SECONDS)})
    return HttpResponseServerError(body)
