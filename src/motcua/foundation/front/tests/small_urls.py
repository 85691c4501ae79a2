"""What the small front answers: an echo, a page, a file, a long stream, and one who waits."""

import hashlib
import tempfile
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

PIECE = b"0123456789abcdef" * 4096
PIECES = 256


def page(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(f"{request.method} {request.GET.get('q', '')}")
    response.set_cookie("one", "1")
    response.set_cookie("two", "2")
    return response


def echo(request: HttpRequest) -> HttpResponse:
    """The digest of the body, read in pieces, and in which thread."""
    digest = hashlib.sha256()
    while piece := request.read(65536):
        digest.update(piece)
    return HttpResponse(f"{digest.hexdigest()} {threading.current_thread().name}")


def meta(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.META.get('HTTP_COOKIE')}|{request.META['REMOTE_ADDR']}")


def long(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(_pieces())


def broken(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(_breaking())


def file(request: HttpRequest) -> FileResponse:
    held = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    held.truncate(3_000_000)
    return FileResponse(held, filename="paper.bin")


def wait(request: HttpRequest) -> HttpResponse:
    """Answers once somebody opens the fifo named."""
    with Path(request.GET["fifo"]).open():
        return HttpResponse("done")


def inside(request: HttpRequest) -> HttpResponse:
    """How many are in the machines' lane."""
    return HttpResponse(str(import_module("motcua.foundation.front.tests.small").machines.inside))


def fall(request: HttpRequest) -> HttpResponse:
    raise LookupError


def _pieces() -> Iterator[bytes]:
    for _ in range(PIECES):
        yield PIECE


def _breaking() -> Iterator[bytes]:
    for _ in range(20):
        yield PIECE
    raise LookupError


def server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponse("broken", status=500)


handler500 = server_error
urlpatterns = [
    path("", page),
    path("echo", echo),
    path("meta", meta),
    path("long", long),
    path("broken", broken),
    path("file", file),
    path("inside", inside),
    path("fall", fall),
    path("wait", wait),
    path("machine/wait", wait),
    path("machine/echo", echo),
    path("some/by-the-other.csv", echo),
]
