"""A Django handler inside a door: a request that got through the outer one is asked again, below.

Used by rehearsals: the outer handler knows who really asks, the inner one who they pretend to be.
"""

from collections.abc import Sequence
from copy import copy
from typing import Any
from urllib.parse import quote

from django.core.handlers.base import BaseHandler
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix, get_urlconf, set_script_prefix, set_urlconf
from django.utils import translation
from django.utils.module_loading import import_string

#: Cookies of the inside carry it in their names: both sides never see each other's.
MARK = "inside_"


class InnerDoor(BaseHandler):
    """Its own middleware and addresses; all addresses stand below a prefix."""

    def __init__(self, *, middleware: Sequence[str], addresses: str) -> None:
        super().__init__()
        self.middleware, self.addresses = middleware, addresses
        self.load_middleware()

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 -- Django's
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        chain = convert_exception_to_response(self._get_response)  # type: ignore[attr-defined] # not in the stubs
        for path in reversed(self.middleware):
            one = import_string(path)(chain)
            if hasattr(one, "process_view"):
                self._view_middleware.insert(0, one.process_view)
            if hasattr(one, "process_exception"):
                self._exception_middleware.append(one.process_exception)
            chain = convert_exception_to_response(one)
        self._middleware_chain = chain

    def answer(self, outer: HttpRequest, *, prefix: str, rest: str) -> HttpResponse:
        """What the inside answers to `rest` below `prefix`, which begins and ends with a slash."""
        before = (get_script_prefix(), get_urlconf(), translation.get_language())
        request = _inner(outer, prefix, rest)
        request.urlconf = self.addresses
        try:
            set_script_prefix(prefix)
            set_urlconf(self.addresses)
            response: HttpResponseBase = self._middleware_chain(request)  # type: ignore[assignment] # sync
            return _outer(response, prefix)
        finally:
            request.close()
            set_script_prefix(before[0])
            set_urlconf(before[1])
            if before[2]:
                translation.activate(before[2])


def _inner(outer: HttpRequest, prefix: str, rest: str) -> HttpRequest:
    request = copy(outer)
    for name in ("session", "actor", "presence", "resolver_match", "csrf_processing_done"):
        vars(request).pop(name, None)
    request.META = {
        name: value for name, value in outer.META.items() if not name.startswith("CSRF_COOKIE")
    }
    request.META["SCRIPT_NAME"] = prefix.rstrip("/")
    request.META["PATH_INFO"] = request.path_info = f"/{rest}"
    request.path = f"{prefix}{rest}"
    request.COOKIES = {
        name.removeprefix(MARK): value
        for name, value in outer.COOKIES.items()
        if name.startswith(MARK)
    }
    return request


def _outer(response: HttpResponseBase, prefix: str) -> HttpResponse:
    """The same answer in one piece, its cookies sent back to the inside alone."""
    if response.streaming:
        # What it is made from lies inside: it is read while we are still there.
        whole = HttpResponse(b"".join(response), status=response.status_code)
        for name, value in response.items():
            whole.headers[name] = value
        whole.cookies = response.cookies
        response.close()
        response = whole
    assert isinstance(response, HttpResponse)
    found = list(response.cookies.items())
    response.cookies.clear()
    for name, morsel in found:
        response.cookies[f"{MARK}{name}"] = morsel.value
        kept = response.cookies[f"{MARK}{name}"]
        kept.update(morsel)
        kept["path"] = f"{prefix.rstrip('/')}{quote(morsel['path'] or '/')}"
    return response
