"""Keys of a person's programs: what each opens, when it was used last, and how to end it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.design import errors
from motcua.design.page import now, page
from motcua.design.requests import actor_of, for_people
from motcua.kernel.errors import Invalid, NotFound, Refusal
from motcua.modules.access import operations, queries
from motcua.modules.access.rules import LIVES, SCOPES, Kind, wish


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def keys(request: HttpRequest) -> HttpResponse:
    """The list, and a form for a new one. The secret is shown in answer to the form, once."""
    if request.method != "POST":
        return _list(request)
    at, actor = now(), actor_of(request)
    try:
        chosen = wish(
            label=request.POST.get("label", ""),
            kind=request.POST.get("kind", ""),
            scopes=request.POST.getlist("scopes"),
            days=_days(request.POST.get("days", "")),
            at=at,
        )
        given = operations.give_key(wish=chosen, by=actor, at=at)
    except Invalid as wrong:
        return _list(request, status=422, wrong=str(wrong.params["field"]))
    except Refusal as refusal:
        return _list(request, status=refusal.status, refusal=refusal)
    answer = page(request, "portal/key.html", wish=chosen, given=given, kinds=Kind, names=SCOPES)
    add_never_cache_headers(answer)
    return answer


@require_POST
@for_people
def end(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """From now on nothing opens with it."""
    try:
        operations.end_key(key_id=key_id, by=actor_of(request), at=now())
    except NotFound:
        return errors.not_found(request)
    return redirect("portal:keys")


def _list(
    request: HttpRequest, *, status: int = 200, wrong: str = "", refusal: Refusal | None = None
) -> HttpResponse:
    return page(
        request,
        "portal/keys.html",
        status,
        keys=queries.my_keys(by=actor_of(request), at=now()),
        kinds=[
            (Kind.TOKEN, _("Khóa dùng ngay"), _("Phần mềm gửi khóa này theo mỗi yêu cầu.")),
            (Kind.CLIENT, _("Ứng dụng OAuth 2.0"),
             _("Phần mềm đổi mã và mật khẩu lấy khóa một giờ.")),
        ],
        scopes=[(scope, name) for scope, name in SCOPES.items()],
        names=SCOPES,
        lives=[(str(days), _("%(days)s ngày") % {"days": days}) for days in LIVES],
        typed=request.POST,
        chosen=request.POST.getlist("scopes"),
        errors=[(wrong, _ASKED[wrong]())] if wrong else [],
        refusal=refusal,
    )  # fmt: skip


_ASKED = {
    "label": lambda: _("Đặt tên cho khóa, tối đa 80 ký tự"),
    "kind": lambda: _("Chọn loại khóa"),
    "scopes": lambda: _("Chọn ít nhất một việc khóa này được làm"),
    "days": lambda: _("Chọn khóa dùng được bao lâu"),
}


def _days(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0
