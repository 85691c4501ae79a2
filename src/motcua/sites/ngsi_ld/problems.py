"""What NGSI-LD clients are told when something is wrong: problem documents with ETSI's types."""

from collections.abc import Callable, Mapping

import msgspec
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from motcua.foundation.journal import request_id
from motcua.kernel.errors import Refusal
from motcua.modules.entities.rules.problems import (
    ERRORS,
    InvalidRequest,
    NgsiProblem,
    NonexistentTenant,
)

CONTENT_TYPE = "application/problem+json"
PATIENCE_SECONDS = 10
Handler = Callable[..., HttpResponse]


class NotSignedIn(NgsiProblem):
    """Writing needs the token of a source."""

    code = "ngsi-not-signed-in"
    status = 401
    kind = "InvalidRequest"
    title = "Writing needs the token of a source"


class LengthRequired(InvalidRequest):
    """A body without its length."""

    code = "ngsi-length-required"
    status = 411
    title = "A body needs its length"


class TooLarge(InvalidRequest):
    """A body larger than what is read at once."""

    code = "ngsi-too-large"
    status = 413
    title = "The body is too large"


class UnsupportedMediaType(InvalidRequest):
    """Neither JSON nor JSON-LD."""

    code = "ngsi-unsupported-media-type"
    status = 415
    title = "The body is neither JSON nor JSON-LD"


class NotAcceptable(InvalidRequest):
    """None of what the client accepts can be given."""

    code = "ngsi-not-acceptable"
    status = 406
    title = "None of the accepted media types can be given"


class MethodNotAllowed(NgsiProblem):
    """The address is there, but not this method."""

    code = "ngsi-method-not-allowed"
    status = 405
    kind = "OperationNotSupported"
    title = "The method is not there at this address"


def details(refusal: Refusal) -> dict[str, object]:
    """The problem document of a refusal."""
    if isinstance(refusal, NgsiProblem):
        kind, title = ERRORS + refusal.kind, refusal.title
    else:
        kind, title = f"urn:motcua:problem:{refusal.code}", refusal.code
    return {
        "type": kind,
        "title": title,
        "detail": refusal.detail,
        "status": refusal.status,
        "instance": request_id.get(),
    }


def told(refusal: Refusal) -> HttpResponse:
    """A refusal as an answer."""
    answer = HttpResponse(
        msgspec.json.encode(details(refusal)), status=refusal.status, content_type=CONTENT_TYPE
    )
    if refusal.status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="ngsi-ld"'
    return answer


def door(**methods: Handler) -> Handler:
    """A view that hands each method to its own function and tells problems as the standard does."""
    by_name: Mapping[str, Handler] = {name.upper(): each for name, each in methods.items()}
    if "GET" in by_name:
        by_name = {**by_name, "HEAD": by_name["GET"]}
    allowed = ", ".join([*by_name, "OPTIONS"])

    @csrf_exempt
    def view(request: HttpRequest, **path: str) -> HttpResponse:
        handle = by_name.get(str(request.method))
        try:
            if "HTTP_NGSILD_TENANT" in request.META:
                raise NonexistentTenant("this is one city, without tenants")
            if handle is None:
                return _other(request, allowed)
            return handle(request, **path)
        except Refusal as refusal:
            return told(refusal)
        except (OperationalError, InterfaceError):
            answer = told(Away("the database does not answer"))
            answer.headers["Retry-After"] = str(PATIENCE_SECONDS)
            return answer

    return view


class Away(NgsiProblem):
    """It passes."""

    code = "ngsi-unavailable"
    status = 503
    title = "The database does not answer"


def _other(request: HttpRequest, allowed: str) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": allowed})
    answer = told(MethodNotAllowed(f"allowed are {allowed}"))
    answer.headers["Allow"] = allowed
    return answer
