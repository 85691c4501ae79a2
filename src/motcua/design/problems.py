"""What machines are told when something is wrong: `application/problem+json` (RFC 9457)."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation

from motcua.kernel.errors import Refusal

from .refusals import sentence

CONTENT_TYPE = "application/problem+json"
TOO_OFTEN = 429


def problem(
    *, status: int, code: str, title: str, detail: str = "", instance: str = "", **more: object
) -> HttpResponse:
    """A problem document. `code` is stable; `title` and `detail` are in the reader's language;
    `instance` names the request, so that it can be found in the log."""
    body = {
        "type": f"urn:motcua:problem:{code}",
        "code": code,
        "status": status,
        "title": title,
        "detail": detail,
        "instance": instance,
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


def of_refusal(refusal: Refusal, *, instance: str) -> HttpResponse:
    """The problem document of a refusal; its parameters travel beside the sentence."""
    params = {key: _plain(value) for key, value in refusal.params.items()}
    answer = problem(
        status=refusal.status,
        code=refusal.code,
        title=sentence(refusal),
        detail=refusal.detail if refusal.status == 422 else "",
        instance=instance,
        params=params,
    )
    if refusal.status == TOO_OFTEN:
        answer.headers["Retry-After"] = str(refusal.params.get("seconds", 1))
    return answer


def in_their_language(request: HttpRequest, refusal: Refusal, *, instance: str) -> HttpResponse:
    """As `of_refusal`, in the language the reader prefers."""
    with translation.override(language_of(request)):
        return of_refusal(refusal, instance=instance)


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
