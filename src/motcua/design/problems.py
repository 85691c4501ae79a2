"""What machines are told when something is wrong: `application/problem+json` (RFC 9457)."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation

from motcua.kernel.errors import Refusal

from .refusals import sentence

CONTENT_TYPE = "application/problem+json"
TOO_OFTEN = 429


def document(
    *, status: int, code: str, title: str, detail: str = "", instance: str = "", **more: object
) -> dict[str, object]:
    """What a problem document says. `code` is stable; `title` and `detail` are in the reader's
    language; `instance` names the request, so that it can be found in the log."""
    return {
        "type": f"urn:motcua:problem:{code}",
        "code": code,
        "status": status,
        "title": title,
        "detail": detail,
        "instance": instance,
        **more,
    }


def document_of(refusal: Refusal, *, instance: str) -> dict[str, object]:
    """What is said of a refusal; its parameters travel beside the sentence."""
    return document(
        status=refusal.status,
        code=refusal.code,
        title=sentence(refusal),
        detail=refusal.detail if refusal.status == 422 else "",
        instance=instance,
        params={key: _plain(value) for key, value in refusal.params.items()},
    )


def problem(
    *, status: int, code: str, title: str, detail: str = "", instance: str = "", **more: object
) -> HttpResponse:
    """A problem document as an answer."""
    return _answer(
        document(status=status, code=code, title=title, detail=detail, instance=instance, **more),
        status,
    )


def language(accepted: str) -> str:
    """The reader's language by `Accept-Language`: ours are Vietnamese, and English if preferred."""
    for part in accepted.split(","):
        tag = part.strip()[:2].lower()
        if tag in {"vi", "en"}:
            return tag
    return "vi"


def language_of(request: HttpRequest) -> str:
    return language(request.headers.get("Accept-Language", ""))


def of_refusal(refusal: Refusal, *, instance: str) -> HttpResponse:
    """The problem document of a refusal as an answer."""
    answer = _answer(document_of(refusal, instance=instance), refusal.status)
    if refusal.status == TOO_OFTEN:
        answer.headers["Retry-After"] = str(refusal.params.get("seconds", 1))
    return answer


def in_their_language(request: HttpRequest, refusal: Refusal, *, instance: str) -> HttpResponse:
    """As `of_refusal`, in the language the reader prefers."""
    with translation.override(language_of(request)):
        return of_refusal(refusal, instance=instance)


def _answer(body: dict[str, object], status: int) -> HttpResponse:
    return JsonResponse(
        body, status=status, content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False}
    )


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
