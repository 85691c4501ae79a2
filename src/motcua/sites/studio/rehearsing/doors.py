"""The one shape of the doors of rehearsing: for designers, refusals said plainly."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from motcua.design import errors
from motcua.design.requests import for_officers
from motcua.kernel.errors import NotAllowed, NotFound

View = Callable[..., HttpResponse]


def for_designers(*methods: str) -> Callable[[View], View]:
    """Who may rehearse, the queries and operations say."""

    def made(view: View) -> View:
        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except NotFound:
                return errors.not_found(request)
            except NotAllowed:
                return errors.not_allowed(request)

        return require_http_methods(list(methods or ("GET",)))(for_officers(door))

    return made
