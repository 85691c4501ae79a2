"""What machines are told when something is wrong: `application/problem+json` (RFC 9457)."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from motcua.design import problems
from motcua.foundation.journal import request_id
from motcua.kernel.errors import Refusal

UNKNOWN, REALM = 401, 'Bearer realm="gate"'
PATIENCE_SECONDS = 10
WORDS = {
    "bad-request": _("Không đọc được yêu cầu này."),
    "not-allowed": _("Bạn không có quyền làm việc này."),
    "no-such-address": _("Không có địa chỉ này."),
    "unavailable": _("Cơ sở dữ liệu hiện không trả lời. Hãy thử lại sau ít giây."),
    "broken": _("Máy chủ gặp lỗi. Hãy báo mã trong «instance» cho người quản trị."),
}


def of_refusal(refusal: Refusal, request: HttpRequest) -> HttpResponse:
    """The problem document of a refusal; who has no token hears what kind is asked for."""
    answer = problems.in_their_language(request, refusal, instance=request_id.get())
    if refusal.status == UNKNOWN:
        answer.headers["WWW-Authenticate"] = REALM
    return answer


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
    with translation.override(problems.language_of(request)):
        return problems.problem(
            status=status, code=code, title=str(WORDS[code]), instance=request_id.get()
        )
