"""What is settled about a request before any door: its id, who asks from where, plain text only."""

from collections.abc import Callable, Iterable
from ipaddress import ip_address

from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse

from .identifiers import new_id
from .journal import request_id

#: Above what the largest page of a form may carry; nothing bigger is read at all.
LARGEST_BODY = 256 * 1024 * 1024
FORWARDED_FOR = "HTTP_X_FORWARDED_FOR"
_proxies = 0

Answer = Callable[[HttpRequest], HttpResponse]


def stand_behind(proxies: int) -> None:
    """How many proxies of ours stand in front; wiring says it. 0: nobody is believed."""
    global _proxies
    _proxies = proxies


def client_address(seen: str, forwarded: str) -> str:
    """Who asks: what the outermost of our proxies saw, else what the web server sees.

    Each proxy adds, at the end, whom it saw; what stands before those was written by the client.
    """
    hops = [hop.strip() for hop in forwarded.split(",")]
    if not _proxies or len(hops) < _proxies:
        return seen
    try:
        return str(ip_address(hops[-_proxies]))
    except ValueError:
        return seen


def forwarded_for(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """What proxies told, out of the headers of an ASGI scope: several such headers are one list.

    As Django joins them for `request.META`, so that everybody sees the same address.
    """
    told = (bytes(value) for name, value in headers if bytes(name).lower() == b"x-forwarded-for")
    return b",".join(told).decode("latin-1")


def is_local(request: HttpRequest) -> bool:
    """Whether it was asked on this very machine, and not through a proxy."""
    try:
        is_loopback = ip_address(str(request.META.get("REMOTE_ADDR", ""))).is_loopback
    except ValueError:
        return False
    return is_loopback and FORWARDED_FOR not in request.META


class RequestIdMiddleware:
    """Names the request, so that a person's screenshot can be found in the log."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(new_id().hex)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


class ClientMiddleware:
    """Puts the client's own address into REMOTE_ADDR, and turns away what is far too large."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seen = str(request.META.get("REMOTE_ADDR", ""))
        request.META["REMOTE_ADDR"] = client_address(seen, request.META.get(FORWARDED_FOR, ""))
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return HttpResponse(status=413, headers={"Connection": "close"})
        return self.get_response(request)


class PlainTextMiddleware:
    """Answers 400 where a NUL reached the database, which holds none: no text of a person has one.

    A backstop: most doors drop it, or find nothing under such a name.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """:raises BadRequest: it was a NUL"""
        del request
        if isinstance(exception, DataError) and "NUL (0x00)" in str(exception):
            raise BadRequest("NUL in the request") from exception
