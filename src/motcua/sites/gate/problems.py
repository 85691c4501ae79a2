"""What machines are told when something is wrong: `application/problem+json` (RFC 9457)."""

import sys

import msgspec
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from motcua.design.refusals import sentence
from motcua.foundation.journal import request_id
from motcua.foundation.limits import TooOften
from motcua.kernel.errors import Refusal

CONTENT_TYPE = "application/problem+json"
PATIENCE_SECONDS = 10
WORDS = {
    "bad-request": _("Không đọc được yêu cầu này."),
    "not-allowed": _("Bạn không có quyền làm việc này."),
    "no-such-address": _("Không có địa chỉ này."),
    "unavailable": _("Cơ sở dữ liệu hiện không trả lời. Hãy thử lại sau ít giây."),
    "broken": _("Máy chủ gặp lỗi. Hãy báo mã trong «instance» cho người quản trị."),
}


def problem(
    *, status: int, code: str, title: str, detail: str = "", **more: object
) -> HttpResponse:
    """A problem document. `code` is stable; `title` is in the reader's language."""
    body = {
        "type": f"urn:motcua:problem:{code}",
        "code": code,
        "status": status,
        "title": title,
        "detail": detail,
        "instance": request_id.get(),
        **more,
    }
    return HttpResponse(msgspec.json.encode(body), status=status, content_type=CONTENT_TYPE)


def of_refusal(refusal: Refusal, request: HttpRequest) -> HttpResponse:
    """The problem document of a refusal; its parameters travel beside the sentence."""
    with translation.override(language_of(request)):
        title = sentence(refusal)
    answer = problem(
        status=refusal.status,
        code=refusal.code,
        title=title,
        detail=refusal.detail,
        params={key: _plain(value) for key, value in refusal.params.items()},
    )
    if isinstance(refusal, TooOften):
        answer.headers["Retry-After"] = str(refusal.seconds)
    if refusal.status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="gate"'
    return answer


def language_of(request: HttpRequest) -> str:
    return language(request.headers.get("Accept-Language", ""))


def language(accepted: str) -> str:
    """Vietnamese, or English where it is named first."""
    for part in accepted.split(","):
        tag = part.strip()[:2].lower()
        if tag in {"vi", "en"}:
            return tag
    return "vi"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    return _said(request, 400, "bad-request")


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _said(request, 403, "not-allowed")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _said(request, 404, "no-such-address")


@csrf_exempt
def nothing(request: HttpRequest, path: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's
    """The answer below /gate/ where nothing is."""
    return _said(request, 404, "no-such-address")


def server_error(request: HttpRequest) -> HttpResponse:
    """503 where the database does not answer: that passes."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        answer = _said(request, 503, "unavailable")
        answer.headers["Retry-After"] = str(PATIENCE_SECONDS)
        return answer
    return _said(request, 500, "broken")


def _said(request: HttpRequest, status: int, code: str) -> HttpResponse:
    with translation.override(language_of(request)):
        return problem(status=status, code=code, title=str(WORDS[code]))


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
