"""Who manages subscriptions over the API: whoever holds the owner's token."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar, Concatenate, ParamSpec

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from motcua.design.problems import in_their_language, problem
from motcua.foundation.identifiers import new_id
from motcua.foundation.journal import request_id
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Refusal
from motcua.modules.broadcast import queries

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class TokenNeeded(Refusal):
    """No token, or none we gave."""

    code: ClassVar[str] = "token-needed"
    status: ClassVar[int] = 401


def holder(request: HttpRequest) -> Actor:
    """Whose token was sent.

    :raises TokenNeeded: none, or none we gave
    """
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    found = queries.public_owner_of(token.strip()) if kind.lower() == "bearer" else None
    if found is None:
        raise TokenNeeded
    return found


def newcomer() -> Actor:
    """An owner nobody was before."""
    return Actor(f"client:{new_id()}")


def for_machines(view: "View[P]") -> Callable[..., HttpResponse]:
    """A JSON door: no cookies are heard, refusals are problem documents, anybody may read them."""

    @csrf_exempt
    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer = view(request, *args, **kwargs)
        except Refusal as refusal:
            answer = in_their_language(request, refusal, instance=request_id.get())
            if refusal.status == 401:
                answer.headers["WWW-Authenticate"] = 'Bearer realm="subscriptions"'
        except OperationalError:
            answer = problem(
                status=503,
                code="unavailable",
                title="The database does not answer",
                instance=request_id.get(),
            )
            answer.headers["Retry-After"] = "10"
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    return door
