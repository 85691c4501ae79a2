"""What a browser's session says: who acts, as one word, and nothing else."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token

from motcua.design.requests import SESSION_KEY

#: Tells an expired session from never having signed in; holds nothing but that.
MARK = "motcua_was_here"
MARK_LIFE = timedelta(days=7)

#: From the sign-in on, whatever happens meanwhile: an officer's working day, a person's afternoon.
LIFE = {"officer": timedelta(hours=10), "person": timedelta(hours=4)}


def open_session(request: HttpRequest, who: str) -> None:
    """Begin a new session for `person:…` or `officer:…`; nothing of the old one is kept."""
    request.session.flush()
    rotate_token(request)
    request.session[SESSION_KEY] = who
    request.session.set_expiry(LIFE[who.partition(":")[0]])


def close_session(request: HttpRequest, response: HttpResponse) -> None:
    request.session.flush()
    response.delete_cookie(MARK, samesite="Lax")


def leave_mark(response: HttpResponse, *, secure: bool) -> None:
    response.set_cookie(MARK, "1", max_age=MARK_LIFE, httponly=True, samesite="Lax", secure=secure)


def who_signed_in(request: HttpRequest) -> str:
    found = request.session.get(SESSION_KEY, "")
    return found if isinstance(found, str) else ""


def has_expired(request: HttpRequest) -> bool:
    """Whether this browser was signed in lately and no longer is."""
    return bool(request.COOKIES.get(MARK)) and not who_signed_in(request)
