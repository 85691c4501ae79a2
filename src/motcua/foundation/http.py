"""A request's id: given by us, told in the answer, written into every journal entry."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .identifiers import new_id
from .journal import request_id


class RequestIdMiddleware:
    """Names the request, so that a person's screenshot can be found in the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(new_id().hex)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)
