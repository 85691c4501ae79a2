"""What was typed on a page that was sent after the session had ended, until its writer is back.

Sealed, for an hour, under a key that only this browser has; shown again to nobody but the person
whose draft it is, and saved only when that person says so.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from motcua.design import errors
from motcua.design.page import now
from motcua.design.requests import actor_of
from motcua.foundation import vault
from motcua.foundation.limits import Limit, TooOften, knock
from motcua.kernel.actors import NOBODY

COOKIE = "motcua_kept"
LIFE = timedelta(hours=1)
LARGEST = 64 * 1024
#: Far more than anybody loses in five minutes; anonymous posts must not fill the table.
KEEPING = Limit("kept", most=60, per=timedelta(minutes=5))
_SLOT = "kept"
#: The pages of drafts, of one procedure and of several.
PAGES = ("portal:page", "portal:bundle_page")

View = Callable[..., HttpResponse]


class Kept(msgspec.Struct, frozen=True):
    """One page as it was posted."""

    draft: str
    page: str
    body: str


def over_sign_in(view: View) -> View:
    """For the door of a page: what is posted while nobody is signed in waits for the sign-in."""

    @wraps(view)
    def guarded(request: HttpRequest, draft_id: UUID, key: str, **more: Any) -> HttpResponse:
        answer = view(request, draft_id, key, **more)
        if request.method != "POST":
            return answer
        if actor_of(request) == NOBODY:
            keep(request, answer, draft_id, key)
        else:
            forget(request, answer)
        return answer

    return guarded


def choice_over_sign_in(page: str) -> Callable[[View], View]:
    """As `over_sign_in`, for a page of a draft that is none of its form's."""

    def guard(view: View) -> View:
        @wraps(view)
        def named(request: HttpRequest, draft_id: UUID, key: str, **more: Any) -> HttpResponse:
            del key
            return view(request, draft_id, **more)

        kept_over = over_sign_in(named)

        @wraps(view)
        def guarded(request: HttpRequest, draft_id: UUID, **more: Any) -> HttpResponse:
            return kept_over(request, draft_id, page, **more)

        return guarded

    return guard


def rescue(request: HttpRequest) -> HttpResponse | None:
    """A page posted with a token of an earlier session, by our own page: show it again, filled in.

    Signing in renews the token, so a page left open in another tab has the old one.
    """
    match = request.resolver_match
    ours = f"{request.scheme}://{request.get_host()}"
    if match is None or match.view_name not in PAGES or request.headers.get("Origin") != ours:
        return None
    answer = HttpResponseRedirect(request.get_full_path(), status=303)
    keep(request, answer, match.kwargs["draft_id"], match.kwargs["key"])
    return answer if COOKIE in answer.cookies else None


errors.when_expired(rescue)


def keep(request: HttpRequest, answer: HttpResponse, draft: UUID, page: str) -> None:
    """Lay the posted page aside. Nothing happens when it is too large, or is done too often."""
    body = request.POST.urlencode()
    try:
        knock(KEEPING, str(request.META.get("REMOTE_ADDR", "")), at=now())
    except TooOften:
        return
    if len(body) > LARGEST:
        return
    sealed = vault.seal(msgspec.json.encode(Kept(str(draft), page, body)))
    store = type(request.session)()
    store[_SLOT] = b64encode(sealed).decode()
    store.set_expiry(LIFE)
    store.create()
    answer.set_cookie(
        COOKIE,
        store.session_key or "",
        max_age=LIFE,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def typed(request: HttpRequest, draft: UUID, page: str) -> QueryDict | None:
    """What was laid aside for this page of this draft; the caller has asked whose draft it is."""
    key = request.COOKIES.get(COOKIE)
    sealed = type(request.session)(key).get(_SLOT) if key else None
    if not isinstance(sealed, str):
        return None
    kept = msgspec.json.decode(vault.unseal(b64decode(sealed)), type=Kept)
    is_it = (kept.draft, kept.page) == (str(draft), page)
    return QueryDict(kept.body) if is_it else None


def forget(request: HttpRequest, answer: HttpResponse) -> None:
    """The page was sent by somebody signed in: nothing needs to wait any more."""
    if key := request.COOKIES.get(COOKIE):
        type(request.session)(key).delete()
        answer.delete_cookie(COOKIE, samesite="Lax")
