"""A Django handler asked by a thread of a lane: a whole request in, an answer out.

Requests are Django's own `ASGIRequest`; all the rest of Django runs as it does under WSGI.
"""

import asyncio
from collections.abc import Iterable, MutableMapping, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.core.handlers.exception import convert_exception_to_response
from django.core.signals import request_started
from django.http import HttpRequest, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix, set_urlconf
from django.utils.module_loading import import_string

from .answers import Answer, Headers
from .pipe import A_PIECE, Pipe

Scope = MutableMapping[str, Any]

#: What is not longer than this is sent in one piece.
SHORT = 512 * 1024


class Door(BaseHandler):
    """All that Django's settings say: their middleware, their addresses."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.load_middleware()

    def answer(
        self, scope: Scope, body: IO[bytes], loop: asyncio.AbstractEventLoop | None
    ) -> Answer:
        set_script_prefix("/")
        request_started.send(sender=self.__class__, scope=scope)
        response = self._respond(scope, body)
        if response.streaming and scope["method"] != "HEAD" and loop is not None:
            return self._streamed(response, loop)
        content: bytes = b"" if response.streaming else response.content  # type: ignore[attr-defined] # not a streaming one
        answer = Answer(response.status_code, _headers(response), content)
        response.close()
        return answer

    def answer_alone(self, scope: Scope, body: bytes) -> Answer:
        """The answer to a small request whose answer is short."""
        return self.answer(scope, BytesIO(body), None)

    def prepare(self, request: HttpRequest) -> None:
        """What a door settles before the middleware sees the request."""

    def _respond(self, scope: Scope, body: IO[bytes]) -> HttpResponseBase:
        try:
            request = ASGIRequest(scope, body)
        except UnicodeDecodeError:
            return HttpResponseBadRequest()
        self.prepare(request)
        return self.get_response(request)

    def _streamed(self, response: HttpResponseBase, loop: asyncio.AbstractEventLoop) -> Answer:
        headers, length = _headers(response), response.headers.get("Content-Length", "")
        if length.isdigit() and int(length) <= SHORT:
            answer = Answer(response.status_code, headers, b"".join(_pieces(response)))
            response.close()
            return answer
        pipe = Pipe(self.folder, loop)
        return Answer(response.status_code, headers, pipe, partial(_write, response, pipe))


class MachineDoor(Door):
    """Only its own short list of middleware and its own addresses."""

    def __init__(self, folder: Path, *, middleware: Sequence[str], addresses: str) -> None:
        self.middleware, self.addresses = middleware, addresses
        super().__init__(folder)

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 -- Django's
        """Middleware that wraps; such a door needs no other hooks."""
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        chain = convert_exception_to_response(self._get_response)  # type: ignore[attr-defined] # not in the stubs
        for path in reversed(self.middleware):
            chain = convert_exception_to_response(import_string(path)(chain))
        self._middleware_chain = chain

    def prepare(self, request: HttpRequest) -> None:
        request.urlconf = self.addresses

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        """As Django's, without a line in the log for each refusal: machines are refused often."""
        set_urlconf(self.addresses)
        response: HttpResponseBase = self._middleware_chain(request)  # type: ignore[assignment] # sync
        response._resource_closers.append(request.close)  # type: ignore[attr-defined] # not in the stubs
        return response


def _write(response: HttpResponseBase, pipe: Pipe) -> None:
    try:
        for piece in _pieces(response):
            if piece and not pipe.put(piece):
                break
    except BaseException as wrong:
        pipe.end(wrong)
        raise
    finally:
        response.close()
    pipe.end()


def _pieces(response: HttpResponseBase) -> Iterable[bytes]:
    file = getattr(response, "file_to_stream", None)
    if file is not None:
        return iter(partial(file.read, A_PIECE), b"")
    return iter(response)


def _headers(response: HttpResponseBase) -> Headers:
    found = [
        (name.lower().encode("ascii"), value.encode("latin1")) for name, value in response.items()
    ]
    found += [
        (b"set-cookie", cookie.OutputString().encode("ascii"))
        for cookie in response.cookies.values()
    ]
    return found
