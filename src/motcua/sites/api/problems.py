"""Every refusal and every malformed request as `application/problem+json` (RFC 9457)."""

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from motcua.design.refusals import sentence
from motcua.foundation.journal import request_id
from motcua.foundation.limits import TooOften
from motcua.kernel.errors import NotFound, Refusal

CONTENT_TYPE = "application/problem+json"


def problem(
    *, status: int, code: str, title: str, detail: str = "", **more: object
) -> HttpResponse:
    """A problem document. `code` is stable; `title` and `detail` are in the reader's language."""
    body = {
        "type": f"urn:motcua:problem:{code}",
        "code": code,
        "status": status,
        "title": title,
        "detail": detail,
        "instance": request_id.get(),
        **more,
    }
    return JsonResponse(
        body, status=status, content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False}
    )


def language_of(request: HttpRequest) -> str:
    """The reader's language by `Accept-Language`: ours are Vietnamese, and English if preferred."""
    for part in request.headers.get("Accept-Language", "").split(","):
        tag = part.strip()[:2].lower()
        if tag in {"vi", "en"}:
            return tag
    return "vi"


def register(api: NinjaAPI) -> None:
    """Answer refusals, validation errors and HTTP errors of this API alike."""

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        with translation.override(language_of(request)):
            return of_refusal(refusal)

    @api.exception_handler(ValidationError)
    def malformed(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
        fields = [
            {"field": ".".join(str(part) for part in error["loc"][1:]), "says": error["msg"]}
            for error in wrong.errors
        ]
        detail = "; ".join(f"{f['field']}: {f['says']}" for f in fields)
        return problem(
            status=422, code="malformed", title="Malformed request", detail=detail, fields=fields
        )

    @api.exception_handler(OperationalError)
    def away(request: HttpRequest, gone: OperationalError) -> HttpResponse:
        answer = problem(status=503, code="unavailable", title="The database does not answer")
        answer.headers["Retry-After"] = "10"
        return answer

    @api.exception_handler(HttpError)
    def plain(request: HttpRequest, wrong: HttpError) -> HttpResponse:
        return problem(status=wrong.status_code, code="http-error", title=str(wrong))


def of_refusal(refusal: Refusal) -> HttpResponse:
    """The problem document of a refusal; its parameters travel beside the sentence."""
    params = {key: _plain(value) for key, value in refusal.params.items()}
    answer = problem(
        status=refusal.status,
        code=refusal.code,
        title=sentence(refusal),
        detail=refusal.detail if refusal.status == 422 else "",
        params=params,
    )
    if isinstance(refusal, TooOften):
        answer.headers["Retry-After"] = str(refusal.seconds)
    return answer


def not_here(request: HttpRequest, path: str = "") -> HttpResponse:
    """The answer below /api/ where nothing is."""
    with translation.override(language_of(request)):
        return of_refusal(NotFound(f"no such address: {path}"))


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
