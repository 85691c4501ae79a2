"""What may be reached inside a rehearsal: what its people would use, and nothing else."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from motcua.design import errors

INSIDE = frozenset({"portal", "desk", "bank", "messaging", "pay", "controls"})
#: Signing in is choosing whom to play.
SIGNING_IN = "identity"


class BoundsMiddleware:
    """Answers 404 where a rehearsal has no business; who would sign in is sent to the roles."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object
    ) -> HttpResponse | None:
        del view, args, kwargs
        match = request.resolver_match
        where = match.namespaces[0] if match and match.namespaces else ""
        if where in INSIDE:
            return None
        if where == SIGNING_IN:
            back = urlencode({"back": request.GET.get("next", "")})
            return HttpResponseRedirect(f"{reverse('controls:show')}?{back}")
        return errors.not_found(request)
